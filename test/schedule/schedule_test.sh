#!/usr/bin/env bash
# Tries scripts/schedule: the crontab block and what it runs, the systemd units, and the shell lines of the GitHub workflow.
# No table and no unit of this machine is touched: "crontab" is a stub here, and units go below a scratch folder.
set -euo pipefail

source=$(cd "$(dirname "$0")/../.." && pwd)
schedule=$source/scripts/schedule
work=$(cd "$(mktemp -d)" && pwd -P)
trap 'rm -rf "$work"' EXIT

# shellcheck source=test/support/cases.sh
source "$(dirname "$0")/../support/cases.sh"

expect_status() {
    local expected=$1 status=0
    shift
    "$@" || status=$?
    expect_equal "$status" "$expected"
}

# --- Stubs -----------------------------------------------------------------------------------------------------------

# The table is the file $TABLE; a line without an end is refused, as Debian's crontab does.
mkdir "$work/bin"
cat >"$work/bin/crontab" <<'END'
#!/bin/sh
case "$*" in
    -l)
        [ -z "${BROKEN:-}" ] || { echo "you are not allowed to use this program (crontab)" >&2; exit 1; }
        [ -e "$TABLE" ] || { echo "no crontab for nobody" >&2; exit 1; }
        cat "$TABLE"
        ;;
    -)
        cat >"$TABLE.new"
        [ ! -s "$TABLE.new" ] || [ -z "$(tail -c 1 "$TABLE.new")" ] || { echo "missing newline before EOF" >&2; exit 1; }
        mv "$TABLE.new" "$TABLE"
        ;;
    *) exit 64 ;;
esac
END
chmod +x "$work/bin/crontab"
export PATH=$work/bin:$PATH TABLE=$work/case/table

# A program that writes down where and how it was called, and ends as the file "status" beside it says.
make_program() {
    mkdir -p "$(dirname "$1")"
    cat >"$1" <<'END'
#!/bin/sh
here=$(dirname "$0")
{ pwd && printf '<%s>' "$@" && echo; } >>"$here/calls"
echo "the report"
[ ! -e "$here/status" ] || exit "$(cat "$here/status")"
END
    chmod +x "$1"
}

make_folder() {
    mkdir -p "$1"
    : >"$1/.env"
}

# --- crontab.sh ------------------------------------------------------------------------------------------------------

crontab_sh() { "$schedule/crontab.sh" "$@"; }

make_setup() {
    make_program "$PWD/bin/pdhs-sync"
    make_folder "$PWD/folder"
}

install() { crontab_sh install --program bin/pdhs-sync --folder "${1:-folder}"; }

blocks() { grep -c '^# pdhs-sync: begin (' table || true; }

# Paths that shells and crons take for something else.
# shellcheck disable=SC2016 # a $ that stays one is the point
odd_paths=('plain' 'a blank' '100% of it' '%' "it's" '"quoted"' '$HOME' '`id`' 'a;b & c' '*' '~' '-x' '#' 'élan' '(x)' "'%' \"\$x\"")

installing_twice_makes_one_block() {
    make_setup
    install
    cp table once
    install
    cmp once table
    expect_equal "$(blocks)" 1
    expect_equal "$(grep -c '^\* \* \* \* \* ' table)" 2
}

another_program_replaces_the_block_in_place() {
    make_setup
    make_program "$PWD/other/pdhs-sync"
    install
    printf '# after\n' >>table
    crontab_sh install --program other/pdhs-sync --folder folder
    expect_equal "$(blocks)" 1
    expect_equal "$(grep -c "$PWD/other/pdhs-sync" table)" 2
    expect_equal "$(tail -n 1 table)" '# after'
}

each_folder_has_its_block() {
    make_setup
    make_folder second
    install
    install second
    expect_equal "$(blocks)" 2
    crontab_sh remove --folder folder
    expect_equal "$(blocks)" 1
    grep -qF "begin ($PWD/second)" table
}

one_folder_has_one_block_by_whatever_path() {
    make_setup
    ln -s folder link
    install
    install link
    install folder/../folder/
    (cd folder && crontab_sh install --program ../bin/pdhs-sync)
    expect_equal "$(blocks)" 1
}

removing_twice_leaves_nothing() {
    make_setup
    install
    crontab_sh remove --folder folder
    crontab_sh remove --folder folder
    expect_equal "$(wc -c <table)" 0
}

a_block_outlives_its_folder() {
    make_setup
    install
    rm -r folder
    crontab_sh remove --folder "$PWD/folder"
    expect_equal "$(blocks)" 0
}

other_lines_are_kept() {
    make_setup
    # shellcheck disable=SC2016 # a $ that stays one
    printf '\n\n# mine \\%% \t$x\r\nMAILTO="me"\n0 5 * * 1 \t date +\\%%d \xff\xc3\n# pdhs-sync: begin (/elsewhere)\n\n\n' >before
    cp before table
    install
    head -c "$(wc -c <before)" table | cmp before -
    printf '# later\n\n' | tee -a table >>before
    install
    crontab_sh remove --folder folder
    cmp before table
}

a_last_line_without_an_end_is_kept() {
    make_setup
    printf '# one\n@daily true' >table
    install
    expect_equal "$(head -n 3 table)" $'# one\n@daily true\n'"# pdhs-sync: begin ($PWD/folder)"
    crontab_sh remove --folder folder
    printf '# one\n@daily true\n' | cmp - table
}

an_empty_table_is_no_obstacle() {
    make_setup
    : >table
    install
    expect_equal "$(blocks)" 1
}

removing_from_no_table_writes_none() {
    crontab_sh remove
    [ ! -e table ]
}

an_unreadable_table_is_left_alone() {
    make_setup
    echo '@daily true' >table
    BROKEN=1 expect_status 1 install
    BROKEN=1 expect_status 1 crontab_sh remove --folder folder
    expect_equal "$(cat table)" '@daily true'
}

half_a_block_is_left_alone() {
    make_setup
    install
    grep -v '^# pdhs-sync: end' table >half
    echo '@daily true' >>half
    cp half table
    expect_status 1 install
    expect_status 1 crontab_sh remove --folder folder
    cmp half table
}

what_is_missing_is_told() {
    make_setup
    mkdir empty
    : >not-a-program
    expect_status 2 install empty
    expect_status 2 install nowhere
    expect_status 2 crontab_sh install --program not-a-program --folder folder
    expect_status 2 crontab_sh install --program nowhere/pdhs-sync --folder folder
    expect_status 2 crontab_sh install --folder
    expect_status 2 crontab_sh install remove
    expect_status 2 crontab_sh
    [ ! -e table ]
}

line_breaks_are_refused() {
    make_setup
    make_folder $'two\nlines'
    make_folder $'at the end\n'
    make_folder 'back\slash'
    expect_status 2 install $'two\nlines'
    expect_status 2 install $'at the end\n'
    expect_status 2 install 'back\slash'
    [ ! -e table ]
}

the_program_on_the_path_is_the_default() {
    make_setup
    (cd folder && PATH=$work/case/bin:$PATH crontab_sh install)
    expect_equal "$(grep -c " $PWD/bin/pdhs-sync run --quiet --env-file $PWD/folder/.env\$" table)" 2
}

whether_mail_comes_is_told() {
    make_setup
    make_program bin/sendmail
    export SENDMAIL=$work/case/nowhere
    [[ $(install 2>&1) == *'Cron mails nothing: there is no sendmail here.'* ]]
    [[ $(install 2>&1) == *'Nothing to do'*'there is no sendmail here.'* ]]
    SENDMAIL=$work/case/bin/sendmail
    [[ $(install 2>&1) == *"comes by cron's mail"* ]]
    { echo 'MAILTO=""' && cat table; } >longer
    mv longer table
    [[ $(install 2>&1) == *'Cron mails nothing: MAILTO is empty in your crontab.'* ]]
}

whether_cron_runs_is_told() {
    make_setup
    if grep -qsxE 'cron|crond' /proc/[0-9]*/comm; then
        [[ $(install 2>&1) != *'No cron runs here'* ]]
    else
        [[ $(install 2>&1) == *'No cron runs here'* ]]
    fi
}

# Runs a line of the table as Debian's cron does. Only the sleep is a stub, which writes down how long it would be.
run_as_cron() {
    local command=${1#'* * * * * '}
    command=${command//\\%/%}
    env -i HOME=/nonexistent PATH=/usr/bin:/bin SHELL=/bin/sh LOGNAME=nobody \
        /bin/sh -c "sleep() { echo \"sleep \$*\" >>'$work/case/sleeps'; }; $command"
}

both_lines_run() {
    local name=$1 line
    make_program "$PWD/program/$name/pdhs-sync"
    make_folder "folder/$name"
    crontab_sh install --program "$PWD/program/$name/pdhs-sync" --folder "folder/$name"
    while IFS= read -r line; do
        # What is left of a line when its escaped signs are gone must hold no bare %: cron would end the command there.
        case ${line//\\%/} in *%*) return 1 ;; esac
        run_as_cron "$line"
    done < <(grep '^\*' table)
    expect_equal "$(cat sleeps)" 'sleep 30'
    local call
    call="$PWD/folder/$name"$'\n'"<run><--quiet><--env-file><$PWD/folder/$name/.env>"
    expect_equal "$(cat "program/$name/calls")" "$call"$'\n'"$call"
    crontab_sh remove --folder "folder/$name"
    expect_equal "$(wc -c <table)" 0
}

a_line_passes_the_exit_status_on() {
    make_setup
    install
    echo 75 >bin/status
    expect_status 75 run_as_cron "$(grep -m 1 '^\*' table)"
    rm -r folder
    rm bin/calls
    expect_status 2 run_as_cron "$(grep -m 1 '^\*' table)"
    [ ! -e bin/calls ]
}

# --- systemd.sh ------------------------------------------------------------------------------------------------------

systemd_sh() { "$schedule/systemd.sh" "$@"; }

units=root/etc/systemd/system

install_units() {
    make_program "$PWD/bin dir/\$x 100%/pdhs-sync"
    make_folder "$PWD/a \$folder 100%"
    systemd_sh install --root "$PWD/root" --program "$PWD/bin dir/\$x 100%/pdhs-sync" --folder "$PWD/a \$folder 100%" "$@"
}

units_are_written_and_removed() {
    install_units
    cp -r root once
    install_units
    diff -r once root
    expect_equal "$(sed -n 's/^WorkingDirectory=//p' $units/pdhs-sync.service)" "$PWD/a \$folder 100%%"
    expect_equal "$(sed -n 's/^User=//p' $units/pdhs-sync.service)" "$(stat -c %U .)"
    expect_status 1 grep -nE '^system:|@[A-Z_]+@' $units/pdhs-sync.service $units/pdhs-sync.timer
    systemd_sh remove --root "$PWD/root"
    systemd_sh remove --root "$PWD/root"
    expect_equal "$(ls $units)" ''
}

units_of_a_user_ask_for_nothing_that_needs_root() {
    export XDG_CONFIG_HOME=/config
    install_units --user
    local service=root/config/systemd/user/pdhs-sync.service
    expect_status 1 grep -nE '^(User|Capability|Protect|Private|ReadWrite|Bind|Device|system:)' $service
    grep -q '^NoNewPrivileges=yes' $service
    systemd_sh remove --user --root "$PWD/root"
    [ ! -e $service ]
}

units_of_another_folder_are_kept() {
    install_units
    cp -r root once
    make_folder other
    expect_status 2 systemd_sh install --root "$PWD/root" --program "bin dir/\$x 100%/pdhs-sync" --folder other
    diff -r once root
}

units_refuse_what_they_cannot_hold() {
    make_setup
    mkdir empty
    local folder
    for folder in $'two\nlines' $'at the end\n' 'back\slash' "it's" '"' 'a:b' 'blank '; do
        make_folder "$folder"
        expect_status 2 systemd_sh install --root "$PWD/root" --program bin/pdhs-sync --folder "$folder"
    done
    expect_status 2 systemd_sh install --root "$PWD/root" --program bin/pdhs-sync --folder empty
    expect_status 2 systemd_sh install --root "$PWD/root" --program nowhere --folder folder
    [ ! -e root ]
}

# It ends with 0 also where it does not know a key, so its words count.
systemd_understands_the_units() {
    install_units
    expect_equal "$(systemd-analyze verify --man=no "$PWD"/$units/pdhs-sync.{service,timer} 2>&1)" ''
    expect_equal "$(systemd-analyze calendar --iterations=2 "$(sed -n 's/^OnCalendar=//p' $units/pdhs-sync.timer)" |
        grep -cE ':(00|30) UTC$')" 2
}

# 20 stands for an exposure of 2.0.
systemd_rates_the_service_ok() {
    install_units
    systemd-analyze security --no-pager --offline=true --threshold=20 "$PWD/$units/pdhs-sync.service"
}

# --- github-actions.yml ----------------------------------------------------------------------------------------------

workflow=$schedule/github-actions.yml

# The block of the step whose shell lines hold the words, without its indentation.
shell_lines_with() {
    awk -v words="$1" '
        function show() { if (index(block, words)) printf "%s", block; block = "" }
        inside && match($0, /^ */) && RLENGTH < depth && NF { inside = 0; show() }
        inside { block = block substr($0, depth + 1) "\n"; next }
        match($0, /^ *run: \|$/) { inside = 1; depth = index($0, "run:") + 1 }
        END { show() }' "$workflow"
}

# GitHub runs them with "bash -e".
the_watch_ends() {
    local code=$1 status=$2 words=$3
    make_program "$PWD/build/release/pdhs-sync"
    echo "$code" >build/release/status
    shell_lines_with 'pdhs-sync run' >lines
    [ -s lines ]
    export GITHUB_STEP_SUMMARY=$PWD/summary PIPEDRIVE_TOKEN=secret-one HUBSPOT_API_Key=secret-two
    local said=0
    bash --noprofile --norc -e lines >said 2>&1 || said=$?
    cat said
    expect_equal "$said" "$status"
    expect_equal "$(cat summary)" 'the report'
    expect_equal "$(tail -n 1 build/release/calls)" '<run><--dry-run><--detailed-exitcode><--format><markdown>'
    grep -q "$words" said
    expect_status 1 grep -q secret said summary
}

the_workflow_installs_what_a_build_needs() {
    local package
    # shellcheck source=scripts/common.sh
    source "$source/scripts/common.sh"
    shell_lines_with 'apt-get install' | tr -s ' ' '\n' >words
    for package in "${build_packages[@]}"; do grep -qxF "$package" words; done
}

# ---------------------------------------------------------------------------------------------------------------------

try "installing twice makes one block" installing_twice_makes_one_block
try "another program replaces the block in place" another_program_replaces_the_block_in_place
try "each folder has its block" each_folder_has_its_block
try "one folder has one block, by whatever path" one_folder_has_one_block_by_whatever_path
try "removing twice leaves nothing" removing_twice_leaves_nothing
try "a block whose folder is gone can be removed" a_block_outlives_its_folder
try "other lines are kept, byte for byte" other_lines_are_kept
try "a last line without an end is kept" a_last_line_without_an_end_is_kept
try "an empty table is no obstacle" an_empty_table_is_no_obstacle
try "removing from no table writes none" removing_from_no_table_writes_none
try "a table that cannot be read is left alone" an_unreadable_table_is_left_alone
try "half a block is left alone" half_a_block_is_left_alone
try "what is missing is told with exit 2" what_is_missing_is_told
try "line breaks and backslashes are refused" line_breaks_are_refused
try "the program on the PATH is the default" the_program_on_the_path_is_the_default
try "whether mail comes is told" whether_mail_comes_is_told
try "whether cron runs is told" whether_cron_runs_is_told
for name in "${odd_paths[@]}"; do try "both lines run as cron runs them: $name" both_lines_run "$name"; done
try "a line passes the exit status on" a_line_passes_the_exit_status_on
try "units are written twice, and removed twice" units_are_written_and_removed
try "units of a user ask for nothing that needs root" units_of_a_user_ask_for_nothing_that_needs_root
try "units of another folder are kept" units_of_another_folder_are_kept
try "units refuse what they cannot hold" units_refuse_what_they_cannot_hold
if command -v systemd-analyze >/dev/null; then
    try "systemd understands the units" systemd_understands_the_units
    try "systemd rates the service OK" systemd_rates_the_service_ok
else
    echo "skipped: what systemd says of the units (no systemd-analyze here)"
fi
try "the watch is content with exit 0" the_watch_ends 0 0 'the same people'
try "the watch warns of exit 10" the_watch_ends 10 0 '^::warning '
try "the watch fails at exit 4" the_watch_ends 4 4 '^::error '
try "the workflow installs what a build needs" the_workflow_installs_what_a_build_needs

if [ $ran -eq 0 ]; then exit 77; fi
echo "$((ran - failed)) of $ran passed"
[ $failed -eq 0 ]
