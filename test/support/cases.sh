# How the tests in shell run their cases. Sourced; the scratch folder is in `work`.
# shellcheck shell=bash disable=SC2154

ran=0
failed=0

# One case: a function, in a subshell that ends at its first failing command. (As a condition it would not.)
try() {
    local title=$1 status=0
    shift
    rm -rf "$work/case"
    mkdir "$work/case"
    (
        cd "$work/case" || exit
        "$@"
    ) >"$work/said" 2>&1 &
    wait $! || status=$?
    ran=$((ran + 1))
    if [ $status -eq 0 ]; then
        echo "passed: $title"
    else
        failed=$((failed + 1))
        echo "FAILED: $title"
        sed 's/^/    /' "$work/said"
    fi
}

expect_equal() {
    [ "$1" = "$2" ] || {
        printf 'expected: %q\n     got: %q\n' "$2" "$1"
        return 1
    }
}
