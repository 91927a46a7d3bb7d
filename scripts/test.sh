#!/usr/bin/env bash
# Builds pdhs-sync and runs all tests, on a fresh Debian or Ubuntu with nothing but git. Ends with ctest's own lines.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

usage="usage: scripts/test.sh [OPTION OF CTEST...]
  for example -L scenarios, -R unit_, --rerun-failed; without any, all tests. Builds first (CMake preset quick)."
for word in "$@"; do
    case $word in
        -h | --help)
            printf '%s\n' "$usage"
            exit 0
            ;;
    esac
done

need_packages "${build_packages[@]}" "${test_packages[@]}"
cd "$root"
build_preset quick
# Two for each processor: scenarios mostly wait, for a program or for a pause between retries.
run_tests quick "$((2 * $(nproc)))" "$@"
