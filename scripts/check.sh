#!/usr/bin/env bash
# What CI checks besides scripts/test.sh: format, shell scripts, the tests again under clang's AddressSanitizer and
# UndefinedBehaviorSanitizer (but for campaigns, tests of scripts, and scenarios with many thousands of contacts), those
# with threads under ThreadSanitizer, and 5 seconds of each fuzz target. --long adds clang-tidy, which takes minutes.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

long=no
if has_switch --long "usage: check.sh [--long]" "$@"; then long=yes; fi

check_format() {
    say "Checking the format …"
    git ls-files -z '*.h' '*.cpp' | xargs -0 clang-format --dry-run -Werror || die "run clang-format -i on the files above"
}

check_shell() {
    say "Checking shell scripts …"
    git ls-files -z '*.sh' .ci/run packaging/postinst packaging/prerm packaging/postrm | xargs -0 shellcheck --external-sources
}

check_sanitized() {
    build_preset sanitize
    # Sanitizers keep the processors busy; what campaigns and benchmarks count, other builds count sooner.
    run_tests sanitize "$(nproc)" --label-exclude campaigns \
        --exclude-regex '^(schedule(_windows)?|peers|scenario\.(quiet-pass|flood-of-changes))$'
}

check_threads() {
    local tests=(concurrency unit_http unit_hubspot_sandbox unit_pipedrive_sandbox unit_sync) names
    build_preset threads --target "${tests[@]}"
    names=$(IFS='|' && echo "${tests[*]}")
    TSAN_OPTIONS="suppressions=$root/test/support/threads.supp" run_tests threads "$(nproc)" -R "^($names)\$"
}

check_tidy() {
    say "Running clang-tidy …"
    git ls-files -z 'lib/*.cpp' 'app/*.cpp' | xargs -0 clang-tidy -p build/dev --quiet --warnings-as-errors='*'
}

need_packages "${build_packages[@]}" "${test_packages[@]}" clang-16 libclang-rt-16-dev clang-format shellcheck git
cd "$root"
check_format
check_shell
check_sanitized
check_threads
scripts/fuzz.sh --seconds 5
if [ $long = yes ]; then
    need_packages clang-tidy
    build_preset dev
    check_tidy
fi
say "All checks passed."
