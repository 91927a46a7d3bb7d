#!/usr/bin/env bash
# Plays a day of passes, or what the options say (see the usage of bench_day), with a release build of pdhs-sync.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/../../scripts/common.sh"

build=$root/build/bench

build_release() {
    cmake -S "$root" --preset release -B "$build" -DPDHS_BUILD_TESTS=ON -DCMAKE_UNITY_BUILD=ON &&
        cmake --build "$build" --target pdhs-sync-test bench_day
}

need_packages "${build_packages[@]}" "${test_packages[@]}"
log=$(mktemp)
say "Building (release) …"
if ! build_release >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die "the build failed (see above)"
fi
rm -f "$log"
exec "$build/test/bench/bench_day" --program "$build/test/scenarios/pdhs-sync-test" "$@"
