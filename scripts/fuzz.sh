#!/usr/bin/env bash
# Feeds everything that reads what comes from outside with mutated inputs (libFuzzer, AddressSanitizer,
# UndefinedBehaviorSanitizer), each target for some seconds. Exit 1 if one breaks a promise; the input is kept.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

usage() {
    echo "usage: scripts/fuzz.sh [--seconds N] [TARGET...]"
    echo "  --seconds N  for each target (default 5; 3600 is the hour)"
    echo "  TARGET       ${all_targets[*]} (default: all)"
}

mapfile -t all_targets < <(sed -n 's/^pdhs_fuzz(\([a-z]*\).*/\1/p' "$root/test/fuzz/CMakeLists.txt")
seconds=5
targets=()
while [ $# -gt 0 ]; do
    case $1 in
        --seconds)
            seconds=${2:-}
            [[ $seconds =~ ^[1-9][0-9]*$ ]] || misused "--seconds needs a whole number, 1 or more" "$(usage)"
            shift
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        -*) misused "unknown option $1" "$(usage)" ;;
        *)
            [[ " ${all_targets[*]} " == *" $1 "* ]] || misused "unknown target $1" "$(usage)"
            targets+=("$1")
            ;;
    esac
    shift
done
[ ${#targets[@]} -gt 0 ] || targets=("${all_targets[@]}")

programs="$root/build/fuzz/test/fuzz"
findings="$root/build/fuzz/findings"

# libFuzzer puts what it finds worth keeping into the first folder, which so grows from run to run; it only reads the
# other ones.
run_target() {
    local target=$1 corpus="$root/build/fuzz/corpus/$1" folder folders=()
    for folder in "$root/test/fuzz/seeds/$target" "$programs/recorded/$target"; do
        if [ -d "$folder" ]; then folders+=("$folder"); fi
    done
    mkdir -p "$corpus" "$findings"
    "$programs/fuzz_$target" "$corpus" "${folders[@]}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$findings/$target-" >"$findings/$target.log" 2>&1
}

# The last number that a target's log has behind a word.
last_of() { grep -oE "$2 *[0-9]+" "$findings/$1.log" | tail -n 1 | grep -oE '[0-9]+$' || echo 0; }

show_result() {
    local target=$1 result=$2
    printf '%-10s %10s runs  cov %5s  ft %6s  corpus %5s  %s\n' "$target" \
        "$(last_of "$target" 'number_of_executed_units:')" "$(last_of "$target" 'cov:')" "$(last_of "$target" 'ft:')" \
        "$(find "$root/build/fuzz/corpus/$target" -type f | wc -l)" "$result"
}

# Why it ended, the input, and how to see it again.
show_finding() {
    local target=$1 input
    input=$(sed -n 's/.*Test unit written to //p' "$findings/$target.log" | tail -n 1)
    grep -m 1 -B 2 -E 'broken promise|runtime error|ERROR: ' "$findings/$target.log" | sed 's/^/    /' || true
    echo "    input:  ${input:-none was kept; the log is $findings/$target.log}"
    echo "    replay: $programs/fuzz_$target ${input:-}"
}

need_packages "${build_packages[@]}" "${test_packages[@]}" clang-16 libclang-rt-16-dev
build_preset fuzz --target fuzz
cd "$programs"
say "Fuzzing, $seconds s each …"
status=0
for target in "${targets[@]}"; do
    if run_target "$target"; then
        show_result "$target" ok
    else
        show_result "$target" FAILED
        show_finding "$target"
        status=1
    fi
done
exit $status
