#!/usr/bin/env bash
# Plays a day of passes, or what the options say (see the usage of bench_day), with a release build of pdhs-sync.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/../../scripts/common.sh"

need_packages "${build_packages[@]}" "${test_packages[@]}"
build_preset bench --target pdhs-sync-test bench_day
tests=$root/build/bench/test
exec "$tests/bench/bench_day" --program "$tests/scenarios/pdhs-sync-test" "$@"
