#!/usr/bin/env bash
# Measures passes beside the limits that they keep to (see the usage of bench_passes), with a release build. Nothing
# else should run meanwhile.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/../../scripts/common.sh"

need_packages "${build_packages[@]}" "${test_packages[@]}" curl nodejs
build_preset bench --target pdhs-sync-test pdhs-sandbox bench_passes
tests=$root/build/bench/test
exec "$tests/bench/bench_passes" --program "$tests/scenarios/pdhs-sync-test" --sandbox "$tests/sandbox/pdhs-sandbox" \
    --plain "$root/test/bench/plain_sync.mjs" "$@"
