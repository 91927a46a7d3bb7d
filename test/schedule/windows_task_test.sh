#!/usr/bin/env bash
# Tries scripts/schedule/windows: checks the task's XML against windows_task_list.txt, what Task Scheduler documents, and
# breaks it in many ways to see that the check notices. No Windows is needed, and no task of any machine is touched.
# The list is no substitute for Windows, which alone can register the task; it stops what Windows would certainly refuse.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
template=$source/scripts/schedule/windows/pdhs-sync-task.xml
script=$source/scripts/schedule/windows/pdhs-sync-task.cmd
work=$(cd "$(mktemp -d)" && pwd -P)
trap 'rm -rf "$work"' EXIT

# shellcheck source=test/support/cases.sh
source "$(dirname "$0")/../support/cases.sh"

# --- The check -------------------------------------------------------------------------------------------------------

# A file in UTF-16 with its mark, as schtasks reads it.
from_utf16() {
    expect_equal "$(head -c 2 "$1" | od -An -tx1)" ' ff fe'
    iconv -f UTF-16 -t UTF-8 "$1" | tr -d '\r'
}

check_task() { LC_ALL=C awk -f "$here/windows_task_check.awk" "$here/windows_task_list.txt" "$1" >values; }

value() { sed -n "s|^Task/$1=||p" values; }

start_of() { date -u -d "$(value "Triggers/TimeTrigger\\[$1\\]/StartBoundary")" +%s; }

expect_value() {
    local got
    got=$(value "$1")
    [ "$got" = "$2" ] || {
        echo "$1 is \"$got\", not \"$2\""
        return 1
    }
}

# A task as documented, and the one we want.
check_pass() {
    check_task "$1"
    expect_equal "triggers=$(grep -c '/StartBoundary=' values)" triggers=2
    expect_equal "seconds_between=$(($(start_of 2) - $(start_of 1)))" seconds_between=30
    local trigger
    for trigger in 'Triggers/TimeTrigger\[1\]' 'Triggers/TimeTrigger\[2\]'; do
        expect_value "$trigger/Enabled" true
        expect_value "$trigger/Repetition/Interval" PT1M
        expect_value "$trigger/Repetition/Duration" ''
        expect_value "$trigger/EndBoundary" ''
    done
    expect_value Settings/MultipleInstancesPolicy IgnoreNew
    expect_value Settings/Hidden true
    expect_value Settings/Enabled true
    expect_value Settings/DisallowStartIfOnBatteries false
    expect_value Settings/StopIfGoingOnBatteries false
    expect_value Settings/StartWhenAvailable true
    expect_value Settings/ExecutionTimeLimit PT6H # several readings of an hour, longest_read of lib/pdhs/sync/world.h
    expect_value Principals/Principal/UserId "$user"
    expect_value Principals/Principal/LogonType "$logon"
    expect_value Principals/Principal/RunLevel LeastPrivilege
    expect_equal "actions=$(grep -c '/Command=' values)" actions=1
    expect_value 'Actions/Exec\[1\]/Command' "$program"
    expect_value 'Actions/Exec\[1\]/Arguments' "run --quiet --env-file \"$env_file\""
    expect_value 'Actions/Exec\[1\]/WorkingDirectory' "$folder"
}

# --- The XML ---------------------------------------------------------------------------------------------------------

# What the script does to the template, in its variables.
escaped() { printf '%s' "${1//&/"&amp;"}"; }
render() {
    local text
    text=$(cat "$template")
    text=${text//@USER@/"$user"}
    text=${text//@LOGON@/"$logon"}
    text=${text//@PROGRAM@/"$(escaped "$program")"}
    text=${text//@ENV_FILE@/"$(escaped "$env_file")"}
    text=${text//@FOLDER@/"$(escaped "$folder")"}
    printf '\xff\xfe'
    printf '%s\n' "$text" | sed 's/$/\r/' | iconv -f UTF-8 -t UTF-16LE
}

user=S-1-5-21-1004336348-1177238915-682003330-1001
logon=S4U
program='C:\Program Files\pdhs-sync\pdhs-sync.exe'
folder='C:\Users\ada\pdhs-sync'
env_file=$folder\\.env

the_task_is_as_documented() {
    render >task.xml
    from_utf16 task.xml >task.utf8
    check_pass task.utf8
}

odd_paths_are_kept() {
    folder='D:\Müller & Söhne (100 %) it'\''s; a^b ! ~ #,=+{}@ 中文'
    program=$folder\\'pdhs & sync.exe'
    env_file=$folder\\'&amp;.env'
    the_task_is_as_documented
    # Only the text that the program is given: no sign may end the quotes around it.
    expect_equal "$(value 'Actions/Exec\[1\]/Arguments' | tr -cd '"' | wc -c)" 2
}

a_logged_on_user_may_run_it() {
    logon=InteractiveToken
    the_task_is_as_documented
}

xmllint_agrees() {
    render >task.xml
    xmllint --noout task.xml "$template"
}

# A check that lets everything pass would be worth nothing: each of these must fail, and for the reason named.
breaks() {
    local status=0
    sed "$1" "$work/good.xml" >broken.xml
    if cmp -s "$work/good.xml" broken.xml; then return 1; fi
    (check_pass broken.xml) >said 2>&1 &
    wait $! || status=$?
    cat said
    expect_equal "$status" 1
    grep -qF -e "$2" said
}

render >"$work/good.utf16"
from_utf16 "$work/good.utf16" >"$work/good.xml"
long=$(printf '%0260d' 0)
broken=(
    's/PT1M/PT30S/' '"PT30S" is no repetitionInterval'
    's/PT1M/P32D/' '"P32D" is no repetitionInterval'
    's/PT1M/1M/' '"1M" is no repetitionInterval'
    's/PT1M/PT/' '"PT" is no repetitionInterval'
    's/PT1M/PT2M/' 'Interval is "PT2M"'
    '0,/<Interval>/{/<Interval>/d}' 'without Interval'
    's|\(.*\)<Interval>PT1M.*|&<Duration>PT30S</Duration>|' '"PT30S" is no atLeastAMinute'
    's|\(.*\)<Interval>PT1M.*|&<Duration>P1D</Duration>|' 'Duration is "P1D"'
    '/<TimeTrigger>/{N;N;/:30Z/{N;N;N;N;d}}' 'triggers=1'
    '/<TimeTrigger>/,/<\/TimeTrigger>/d' 'triggers=0'
    's/00:00:30Z/00:00:20Z/' 'seconds_between=20'
    's/00:00:30Z/00:01:00Z/' 'seconds_between=60'
    's/T00:00:30Z/ 00:00:30/' 'is no dateTime'
    's/-01-01T/-13-01T/' 'is no dateTime'
    '/00:00:30Z/d' 'without StartBoundary'
    's|<TimeTrigger>|&<RandomDelay>PT5S</RandomDelay>|' 'comes too late'
    '/<StartBoundary>/{h;d};/<\/Repetition>/G' 'StartBoundary comes too late'
    's/TimeTrigger>/BootTrigger>/' 'BootTrigger is not documented here'
    's/IgnoreNew/Ignore/' '"Ignore" is no multipleInstancesPolicyType'
    's/IgnoreNew/Parallel/' 'MultipleInstancesPolicy is "Parallel"'
    's/IgnoreNew/ignorenew/' '"ignorenew" is no multipleInstancesPolicyType'
    '/MultipleInstancesPolicy/d' 'MultipleInstancesPolicy is ""'
    's|\(<Hidden>\)true|\1yes|' '"yes" is no boolean'
    's|\(<Hidden>\)true|\1false|' 'Hidden is "false"'
    's|<Hidden>.*|&&|' 'too many of Hidden'
    's/Hidden>/Hiden>/g' 'Hiden is not documented here'
    's|<Hidden>.*|&<RunLevel>LeastPrivilege</RunLevel>|' 'RunLevel is not documented here'
    's|<Hidden>.*|&<Priority>11</Priority>|' '"11" is no priorityType'
    's|<Hidden>.*|&<Priority>high</Priority>|' '"high" is no priorityType'
    's/PT6H/6 hours/' '"6 hours" is no duration'
    's/S4U/ServiceAccount/' '"ServiceAccount" is no logonType'
    's/S4U/Password/' 'LogonType is "Password"'
    's/LeastPrivilege/Least/' '"Least" is no runLevelType'
    's/LeastPrivilege/HighestAvailable/' 'RunLevel is "HighestAvailable"'
    's|<UserId>.*|<UserId></UserId>|' '"" is no nonEmptyString'
    's|<RunLevel>.*|&<ProcessTokenSidType>None</ProcessTokenSidType>|' 'needs version 1.3'
    's/ id="Author"/ id="Somebody"/' 'Context names no Principal: Author'
    's/<Exec>/<Exec id="Author">/' 'id="Author" is no id'
    's/<Exec>/<Exec run="now">/' 'the attribute run is not documented here'
    's/version="1.2"/version="1.1"/' '"1.1" is no taskVersion'
    's/ xmlns="[^"]*"//' 'not the namespace of tasks'
    '/<Actions/,/<\/Actions>/d' 'without Actions'
    '/<Command>/d' 'without Command'
    's|<Command>.*|<Command></Command>|' '"" is no pathType'
    "s|<Command>|&$long|" 'is no pathType'
    's|run --quiet|run|' 'Arguments is'
    's|<Arguments>|&\&|' 'a bare &'
    's|</Exec>|&<Exec><Command>x</Command></Exec>|' 'actions=2'
    's|</Settings>||' 'ends with </Task>'
    's|</Task>||' 'does not end'
    's|<Settings>|&text|' 'text where elements belong'
    's|version="1.0"|& encoding="UTF-8"|' "an encoding that is not the file's"
    's|<!-- |&-- |' 'a comment that holds --'
)

# --- The script ------------------------------------------------------------------------------------------------------

lines_of_script() { tr -d '\r' <"$script"; }

# cmd finds no label in a file with bare line feeds, or finds a wrong one.
every_line_ends_as_on_windows() {
    expect_equal "$(grep -vc $'\r$' "$script" || true)" 0
    grep -qxF '*.cmd text eol=crlf' "$source/.gitattributes"
}

# Whatever the machine's code page is.
both_files_are_ascii() { expect_equal "$(LC_ALL=C grep -n '[^ -~]' "$template" <(lines_of_script) || true)" ''; }

schtasks_is_called_so_that_twice_is_fine() {
    lines_of_script >lines
    # shellcheck disable=SC2016
    grep -qxF '"%schtasks%" /Create /TN "%task%" /XML "%xml%" /F' lines
    grep -qF '"%schtasks%" /Delete /TN "%task%" /F ' lines
}

every_label_is_there() {
    local label
    lines_of_script | grep -v '^rem ' >lines
    grep -oE '\b(goto|call) +:?[a-z_]+' lines | sed 's/.* :\?//' | sort -u >labels
    [ -s labels ]
    while read -r label; do grep -qxF ":$label" lines; done <labels
}

# In a .cmd, unlike in a .bat, SET makes the errorlevel 0.
no_set_hides_an_errorlevel() {
    expect_equal "$(lines_of_script | awk '
        tolower($0) ~ /errorlevel/ && !/^rem / && before ~ /^set / { print FNR ": " $0 }
        NF { before = $0 }')" ''
}

# cmd looks at some of these even in a remark.
remarks_hold_no_sign_of_cmd() { expect_equal "$(lines_of_script | grep -n '^rem .*[%<>|&^]' || true)" ''; }

every_placeholder_is_filled() {
    expect_equal "$(lines_of_script | grep -o "Replace('@[A-Z_]*@'" | grep -o '@.*@' | sort)" \
        "$(grep -o '@[A-Z_]*@' "$template" | sort -u)"
}

# The command that the script gives PowerShell.
command_for_powershell() {
    lines_of_script | sed -n 's/^set "render=\(.*\)"$/\1/p' | awk '{ sub(/^%render%/, ""); printf "%s", $0 }'
}

powershell_renders_the_same() {
    folder='D:\Müller & Söhne' program='D:\a & b\pdhs-sync.exe' env_file='D:\Müller & Söhne\.env'
    render >expected.xml
    env template="$template" xml=task.xml user="$user" logon=$logon program="$program" env_file="$env_file" \
        folder="$folder" pwsh -NoLogo -NoProfile -NonInteractive -Command "$(command_for_powershell)" </dev/null
    from_utf16 task.xml >got
    from_utf16 expected.xml >expected
    cmp got expected
}

powershell_refuses_what_would_be_replaced() {
    local path status
    # shellcheck disable=SC2016
    for path in 'C:\%TEMP%\x' 'C:\$(Arg0)\x' '\\server\share\x'; do
        status=0
        env template="$template" xml=task.xml program="$path" env_file='C:\.env' \
            pwsh -NoLogo -NoProfile -NonInteractive -Command "$(command_for_powershell)" </dev/null || status=$?
        expect_equal $status 1
        [ ! -e task.xml ]
    done
}

# --- The script in Wine ----------------------------------------------------------------------------------------------

# Wine's cmd is close to that of Windows. Its PowerShell does nothing and its schtasks takes anything, so here the script is
# only tried as far as it calls neither.
start_wine() {
    export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
    trap 'wine wineboot -k >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
    wine wineboot -i >/dev/null 2>&1 || true
    [ "$(wine cmd /c echo ready 2>/dev/null | tr -d '\r')" = ready ]
}

# Runs the script with a line of arguments, as cmd reads it, and looks at its exit status and its words.
wine_says() {
    local status=0
    printf '@cd /d "Z:%s"\r\n@"Z:%s" %s\r\n' "${PWD//\//\\}" "${script//\//\\}" "$1" >run.cmd
    wine cmd /c run.cmd </dev/null >said 2>&1 || status=$?
    cat said
    expect_equal "$status" "$2"
    grep -qF -e "$3" said
}

the_script_tells_what_is_wrong() {
    mkdir 'a b & c'
    : >'a b & c/pdhs sync.exe'
    wine_says '' 1 'install, remove or status?'
    wine_says '--help' 0 'usage: pdhs-sync-task.cmd install'
    wine_says 'fly' 1 'unknown argument fly'
    wine_says 'install remove' 1 'one of install, remove and status'
    wine_says 'install --program' 1 '--program needs a file'
    wine_says 'install' 1 'name it with --program'
    wine_says 'install --program "a b & c\nowhere.exe"' 1 'a b & c\nowhere.exe'
    wine_says 'install --program "a b & c"' 1 'there is no program'
    wine_says 'install --program "a b & c\pdhs sync.exe"' 1 '.env: copy .env.example there'
    wine_says 'install --program "a b & c\pdhs sync.exe" --env-file "a b & c"' 1 'there is no file'
}

# ---------------------------------------------------------------------------------------------------------------------

try "the task is as documented, and the one we want" the_task_is_as_documented
try "odd paths are kept" odd_paths_are_kept
try "a logged-on user may run it" a_logged_on_user_may_run_it
for ((i = 0; i < ${#broken[@]}; i += 2)); do
    try "the check notices: ${broken[i + 1]} (sed ${broken[i]:0:60})" breaks "${broken[i]}" "${broken[i + 1]}"
done
if command -v xmllint >/dev/null; then
    try "xmllint agrees that it is XML" xmllint_agrees
else
    echo "skipped: what xmllint says of the task (it is not here)"
fi
try "every line of the script ends as on Windows" every_line_ends_as_on_windows
try "template and script are ASCII" both_files_are_ascii
try "schtasks is called so that twice is fine" schtasks_is_called_so_that_twice_is_fine
try "every label is there" every_label_is_there
try "no SET hides an errorlevel" no_set_hides_an_errorlevel
try "remarks hold no sign of cmd" remarks_hold_no_sign_of_cmd
try "every placeholder is filled" every_placeholder_is_filled
if command -v pwsh >/dev/null; then
    try "PowerShell renders the same" powershell_renders_the_same
    try "PowerShell refuses what would be replaced" powershell_refuses_what_would_be_replaced
else
    echo "skipped: what PowerShell makes of its command (no pwsh here)"
fi
if ! command -v wine >/dev/null; then
    echo "skipped: the script in Wine's cmd (no wine here)"
elif start_wine; then
    try "the script tells what is wrong, in Wine's cmd" the_script_tells_what_is_wrong
else
    echo "skipped: the script in Wine's cmd (Wine does not start here)"
fi

echo "$((ran - failed)) of $ran passed"
[ $failed -eq 0 ]
