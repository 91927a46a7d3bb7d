#!/usr/bin/env bash
# What CI checks besides scripts/test.sh: format, shell scripts, and all tests again under clang's AddressSanitizer and
# UndefinedBehaviorSanitizer. --long adds clang-tidy, which takes minutes.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

long=no
for argument in "$@"; do
    case $argument in
        --long) long=yes ;;
        -h | --help)
            say "usage: scripts/check.sh [--long]"
            exit 0
            ;;
        *) die "unknown option $argument (usage: scripts/check.sh [--long])" ;;
    esac
done

check_format() {
    say "Checking the format …"
    git ls-files -z '*.h' '*.cpp' | xargs -0 clang-format --dry-run -Werror || die "run clang-format -i on the files above"
}

check_shell() {
    say "Checking shell scripts …"
    { git ls-files -z '*.sh' && printf '.ci/run\0'; } | xargs -0 shellcheck --external-sources
}

check_sanitized() {
    build_preset sanitize
    run_tests sanitize "$(nproc)" # sanitizers keep the processors busy
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
if [ $long = yes ]; then
    need_packages clang-tidy
    build_preset dev
    check_tidy
fi
say "All checks passed."
