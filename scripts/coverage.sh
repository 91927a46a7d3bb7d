#!/usr/bin/env bash
# Runs all tests but the campaigns with counters, and prints how many lines of lib/ they reach, module by module, and
# which lines of core, sync and state they do not. Exit 1 where one of these three is below 95 %.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

if [ $# -gt 0 ]; then
    say "usage: scripts/coverage.sh"
    [[ $1 = -h || $1 = --help ]] && exit 0
    exit 2
fi

lowest=95
strict=(core sync state)
work="$root/build/coverage"

need_packages "${build_packages[@]}" "${test_packages[@]}" gcovr
cd "$root"
build_preset coverage
find "$work" -name '*.gcda' -delete
run_tests coverage "$((2 * $(nproc)))" --label-exclude campaigns >&2
say "Adding up …"
gcovr --root . --object-directory "$work" --filter 'lib/' --exclude-throw-branches --json "$work/all.json" "$work" 2>"$work/gcovr.log" ||
    die "gcovr failed: $(tail -n 3 "$work/gcovr.log")"

# gcovr's table of one module.
table_of() { gcovr --root . --add-tracefile "$work/all.json" --filter "lib/pdhs/$1/" --txt 2>>"$work/gcovr.log"; }

status=0
missed=
printf '%-10s %7s %7s %6s\n' module lines reached share
for folder in lib/pdhs/*/; do
    module=$(basename "$folder")
    table=$(table_of "$module")
    read -r lines reached share < <(awk '$1 == "TOTAL" { print $2, $3, $4 }' <<<"$table")
    printf '%-10s %7s %7s %6s\n' "$module" "$lines" "$reached" "$share"
    [[ " ${strict[*]} " == *" $module "* ]] || continue
    if [ "${share%\%}" -lt $lowest ]; then status=1; fi
    missed+=$(awk '/^lib\// && NF > 4 { print "  " $1 ": " $NF } /^ +[0-9]/ && NF == 1 { print "      " $1 }' <<<"$table")$'\n'
done
printf '\nNot reached in %s:\n%s' "${strict[*]}" "$missed"
exit $status
