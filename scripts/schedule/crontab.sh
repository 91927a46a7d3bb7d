#!/usr/bin/env bash
# Puts a pass every 30 seconds into your crontab, or takes it out again. One block of lines for each folder, between two
# comments; every other line stays as it is. Running it again replaces the block.
#   crontab.sh install [--program PATH] [--folder DIR]
#   crontab.sh remove [--folder DIR]
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/../common.sh"
# shellcheck source=scripts/schedule/arguments.sh
source "$(dirname "$0")/arguments.sh"

usage="usage: crontab.sh install [--program PATH] [--folder DIR]
       crontab.sh remove [--folder DIR]

  --program PATH   the program (default: pdhs-sync from PATH, else build/release/pdhs-sync of these sources)
  --folder DIR     the folder that holds .env (default: the working directory)"

read_arguments "--program --folder" "$@"
command -v crontab >/dev/null || refuse "there is no crontab command here: install cron (apt-get install cron), or see systemd.sh"

# Cron reads line by line. What it makes of a backslash differs from one cron to the other.
check_path() {
    local LC_ALL=C
    case $1 in
        *[[:cntrl:]\\]*) refuse "cron cannot hold a path with a line break, another control character or a backslash: $1" ;;
    esac
}
check_path "$folder"
check_path "$program"

# The real path, so that one folder has one block, whichever way one came to it. A folder that is gone has none any more,
# and its block can still be removed by the path that stands in the block.
if real=$(cd -- "$folder" 2>/dev/null && pwd -P); then
    folder=$real
elif [ "$action" = install ]; then
    refuse "there is no folder $folder"
fi
begin="# pdhs-sync: begin ($folder)"
end="# pdhs-sync: end ($folder)"

# A path as a word of the shell, in a line of cron: a bare % would end the line, and some crons leave the backslash before
# it to the shell, so it stands outside the quotes. No other backslash is used.
quoted() {
    local LC_ALL=C path=$1 double="'\"'\"'" percent="'\\%'"
    if [[ $path =~ ^[A-Za-z0-9_./+@:,=-]+$ ]]; then
        printf '%s' "$path"
        return
    fi
    path=${path//\'/"$double"}
    path=${path//%/"$percent"}
    printf "'%s'" "$path"
}

# Cron starts at whole minutes, so the second line waits half a minute. A pass that takes longer is no problem: the next
# one finds the lock and ends. With --quiet only what a person has to do (exit 2, 3, 5) is printed, and cron mails that.
block() {
    local pass
    pass="cd $(quoted "$folder") && $(quoted "$program") run --quiet --env-file $(quoted "$folder/.env")"
    printf '%s\n' "$begin" "* * * * * $pass" "* * * * * sleep 30; $pass" "$end"
}

# Only a user who has no table has an empty one: after any other failure, writing would lose the lines that were not read.
read_table() {
    if LC_ALL=C crontab -l >"$work/old" 2>"$work/errors"; then return; fi
    grep -q 'no crontab' "$work/errors" || die "crontab -l failed, so nothing was changed: $(cat "$work/errors")"
    : >"$work/old"
}

# A half block would take lines with it that are not ours.
check_markers() {
    begin=$begin end=$end LC_ALL=C awk '
        $0 == ENVIRON["begin"] { if (inside || found++) exit bad = 1; inside = 1 }
        $0 == ENVIRON["end"] { if (!inside) exit bad = 1; inside = 0 }
        END { exit bad || inside }' "$work/old" ||
        die "the block of $folder in your crontab lost one of its comment lines, or stands there twice:" \
            "delete it with crontab -e"
}

# The table with the block's lines replaced where it stands, at the end if it is new; with nothing, they are left out.
# awk ends every line, also the last one: cron refuses a table without that.
with_block() {
    begin=$begin end=$end LC_ALL=C awk -v new="$1" '
        function put(line) { while ((getline line < new) > 0) print line; done = 1 }
        $0 == ENVIRON["begin"] { inside = 1; put(); next }
        $0 == ENVIRON["end"] { inside = 0; next }
        !inside
        END { if (!done) put() }' "$work/old"
}

write_table() { crontab - <"$work/table" || die "crontab refused the table, so nothing was changed (see above)"; }

folders_with_blocks() { sed -n 's/^# pdhs-sync: begin (\(.*\))$/\1/p' "$work/old"; }

# Cron hands mail to sendmail, and is silent where there is none. (SENDMAIL is for crons that were built otherwise.)
has_sendmail() { [ -x "${SENDMAIL:-/usr/sbin/sendmail}" ]; }

mail_is_switched_off() { grep -qxE '[[:space:]]*MAILTO[[:space:]]*=[[:space:]]*(""|'"''"')?[[:space:]]*' "$work/table"; }

# Under WSL and in containers it often does not.
cron_runs() { grep -qsxE 'cron|crond' /proc/[0-9]*/comm; }

say_how_to_watch() {
    if has_sendmail && ! mail_is_switched_off; then
        say "What needs you comes by cron's mail, from each pass until it is fixed, to $(id -un) or to the MAILTO= of your"
        say "crontab; 'Every 30 seconds' in the README tells how to get one an hour."
    else
        say "Cron mails nothing: $(has_sendmail && echo "MAILTO is empty in your crontab" || echo "there is no sendmail here")."
        say "Let a monitor run 'pdhs-sync status --max-age 1h', see 'Every 30 seconds' in the README."
    fi
    [ ! -d /proc/self ] || cron_runs || say "No cron runs here at the moment: start it (sudo service cron start), or nothing happens."
}

install_block() {
    find_program
    read_table
    check_markers
    block >"$work/block"
    with_block "$work/block" >"$work/table"
    if cmp -s "$work/old" "$work/table"; then
        say "Nothing to do: your crontab has these lines already, for $folder."
        say_how_to_watch
        return
    fi
    write_table
    say "A pass every 30 seconds is in your crontab, for $folder. Log: output.log there."
    say "If 'pdhs-sync check' has not been content there yet, run it now."
    [ -z "${SUDO_USER:-}" ] || say "This is the crontab of root: state and log become root's. For your own, run this without sudo."
    say_how_to_watch
}

remove_block() {
    read_table
    check_markers
    if ! grep -qxF -e "$begin" "$work/old"; then
        say "Nothing to do: your crontab has no pass for $folder."
        [ -z "$(folders_with_blocks)" ] || say "It has some for:"$'\n'"$(folders_with_blocks)"
        return
    fi
    with_block /dev/null >"$work/table"
    write_table
    say "Removed from your crontab, for $folder. One more pass may begin within 30 seconds, and ends properly."
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${action}_block"
