#!/usr/bin/env bash
# Lets systemd start a pass every 30 seconds: writes pdhs-sync.service and pdhs-sync.timer from the templates beside this
# script and starts the timer, or takes both away again. Running it again writes them anew.
#   systemd.sh install [--user] [--program PATH] [--folder DIR] [--root DIR]
#   systemd.sh remove [--user] [--root DIR]
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/../common.sh"
# shellcheck source=scripts/schedule/arguments.sh
source "$(dirname "$0")/arguments.sh"

usage="usage: systemd.sh install [--user] [--program PATH] [--folder DIR] [--root DIR]
       systemd.sh remove [--user] [--root DIR]

  --user           for your own systemd, not the machine's; needs no root, and is less shut off
  --program PATH   the program (default: pdhs-sync from PATH, else build/release/pdhs-sync of these sources)
  --folder DIR     the folder that holds .env (default: the working directory); its owner runs the passes
  --root DIR       write below DIR in place of /, and start nothing (for packages and tests)"

read_arguments "--user --program --folder --root" "$@"
if [ "$scope" = user ]; then
    units=$target${XDG_CONFIG_HOME:-${HOME:?}/.config}/systemd/user
    systemctl=(systemctl --user)
else
    units=$target/etc/systemd/system
    systemctl=(systemctl)
    [ -n "$target" ] || [ "$(id -u)" -eq 0 ] || refuse "run this as root (sudo), or use --user"
fi
service=$units/pdhs-sync.service
timer=$units/pdhs-sync.timer

# Units are read line by line, and each of their settings has its own rules for quotes, colons and a blank at the end.
check_path() {
    local LC_ALL=C
    case $1 in
        *[[:cntrl:]\\\"\':]* | *' ')
            refuse "a unit cannot hold a path with a quote, a colon, a backslash, a line break, or a blank at its end: $1"
            ;;
    esac
}

check_installable() {
    check_path "$folder"
    folder=$(cd -- "$folder" 2>/dev/null && pwd -P) || refuse "there is no folder $folder"
    find_program
    [ "$folder" != / ] || refuse "the folder / would open the whole machine to the service: use a folder of its own"
    # The passes run as the folder's owner; root without capabilities may not read others' files either.
    owner=$(stat -c %u -- "$folder")
    [ "$scope" = user ] || [ "$(stat -L -c %u -- "$folder/.env")" = "$owner" ] ||
        refuse "$folder and its .env have different owners, so the passes could not read the tokens: chown one of them"
}

# A % would begin a specifier.
specified() { printf '%s' "${1//%/%%}"; }

# A path as a word. In ExecStart= the colon before the program keeps a $ what it is.
quoted() { printf '"%s"' "$(specified "$1")"; }

is_at_home() { case $1/ in /home/* | /root/* | /run/user/*) ;; *) return 1 ;; esac; }

# The template with its values: from the environment, where awk reads them without looking for escapes.
service_text() {
    local home=yes user
    if is_at_home "$folder" || is_at_home "$program"; then home=tmpfs; fi
    user=$(id -un -- "$owner" 2>/dev/null) || user=$owner
    EXEC="$(quoted ":$program") run --quiet --env-file $(quoted "$folder/.env")" FOLDER=$(specified "$folder") \
        USER=$user HOME_MODE=$home FOLDER_WORD=$(quoted "$folder") PROGRAM_WORD=$(quoted "$program") LC_ALL=C \
        awk -v scope="$scope" '
            NR == 1, /^\[Unit\]/ { if (!/^\[Unit\]/) next }
            /^system:/ { if (scope != "system") next; sub(/^system:/, "") }
            match($0, /@[A-Z_]+@$/) {
                $0 = substr($0, 1, RSTART - 1) ENVIRON[substr($0, RSTART + 1, RLENGTH - 2)]
            }
            { print }' "$root/scripts/schedule/pdhs-sync.service.in"
}

folder_of_unit() { sed -n 's/^WorkingDirectory=//p' "$service"; }

# Both scopes may exist on one machine; within one, the names are taken once.
check_other_folder() {
    [ -e "$service" ] || return 0
    [ "$(folder_of_unit)" = "$(specified "$folder")" ] ||
        refuse "$service runs the passes of $(folder_of_unit): 'systemd.sh remove' it first"
}

is_running() { [ -z "$target" ] && [ -d /run/systemd/system ]; }

# The commands run where systemd does, and are told where it does not.
tell_or_run() {
    if ! is_running; then
        say "  $*"
    elif ! "$@"; then
        die "this failed: $*"
    fi
}

warn_about_other_files() {
    ! grep -qE '^[[:space:]]*(export[[:space:]]+)?PDHS_(STATE|LOG)[[:space:]]*[=:]' "$folder/.env" || [ "$scope" = user ] ||
        say "Note: .env sets PDHS_STATE or PDHS_LOG. Outside $folder the service may write only what a ReadWritePaths= in" \
            "'systemctl edit pdhs-sync.service' allows."
}

install_units() {
    check_installable
    check_other_folder
    mkdir -p "$units"
    service_text >"$service"
    cp "$root/scripts/schedule/pdhs-sync.timer.in" "$timer"
    chmod 644 "$service" "$timer"
    say "Wrote $service and pdhs-sync.timer, for $folder."
    warn_about_other_files
    is_running || say "Nothing was started. Where systemd runs, these commands do it:"
    tell_or_run "${systemctl[@]}" daemon-reload
    tell_or_run "${systemctl[@]}" enable pdhs-sync.timer
    tell_or_run "${systemctl[@]}" restart pdhs-sync.timer
    [ "$scope" = system ] || say "To go on while you are not logged in: loginctl enable-linger"
    ! is_running || say "A pass begins every 30 seconds; see '${systemctl[*]} status pdhs-sync.timer' and output.log."
}

remove_units() {
    if [ ! -e "$service" ] && [ ! -e "$timer" ]; then
        say "Nothing to do: there is no $service."
        return
    fi
    # First the timer, then a pass that is under way: stopped, it ends properly, and the next schedule goes on.
    ! is_running || "${systemctl[@]}" disable --now pdhs-sync.timer || true
    ! is_running || "${systemctl[@]}" stop pdhs-sync.service || true
    rm -f "$service" "$timer"
    ! is_running || "${systemctl[@]}" daemon-reload || true
    say "Removed $service and pdhs-sync.timer."
}

"${action}_units"
