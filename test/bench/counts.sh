#!/usr/bin/env bash
# Counts the instructions and requests of some passes and compares them with test/bench/expected_counts.json, which
# holds for Debian 12 on x86-64; --write writes that file anew.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/../../scripts/common.sh"

usage="usage: counts.sh [--write]
  --write  writes what is expected anew, in place of comparing; say why in the commit"
for word in "$@"; do
    case $word in
        -h | --help)
            printf '%s\n' "$usage"
            exit 0
            ;;
        --write) ;;
        *) misused "there is no option $word" "$usage" ;;
    esac
done

need_packages "${build_packages[@]}" "${test_packages[@]}" valgrind
build_preset quick --target pdhs-sandbox bench_counts
build_preset bench --target pdhs-sync-test # what users run: its instructions count
say "Counting instructions and requests of passes …"
"$root/build/quick/test/bench/bench_counts" --valgrind "$(command -v valgrind)" \
    --program "$root/build/bench/test/support/pdhs-sync-test" --sandbox "$root/build/quick/test/sandbox/pdhs-sandbox" \
    --expected "$root/test/bench/expected_counts.json" "$@"
