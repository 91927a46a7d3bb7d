#!/usr/bin/env bash
# Long tests, at any length, with what they counted:
#   campaigns.sh cut [--every N [--from K]] [SCENARIO...]
#       ends the program at points of each pass of each scenario, runs it again until all is quiet, and compares the end
#       with an uncut play. K (0 to N-1) says which point out of N: all K together are each point once.
#   campaigns.sh million
#       the same with a million contacts on each side, at a few points only (10 GB of memory)
#   campaigns.sh histories [--count N] [--seed N]
#       days that nobody wrote: faults, kills, merges, wrong clocks; what must always hold is looked at after every pass
# Without options: each point (two hours), 10,000 histories (one). ctest runs short forms of both. --build PRESET plays with
# another build than bench, a release build with the tests; portable, once scripts/portable.sh has run, takes two thirds
# of the time, most of which is programs that come up.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

usage="usage: campaigns.sh cut [--every N [--from K]] [--build PRESET] [SCENARIO...]
       campaigns.sh million
       campaigns.sh histories [--count N] [--seed N] [--build PRESET]"

campaign=${1:-}
[ $# -eq 0 ] || shift
case $campaign in
    cut | million | histories) ;;
    -h | --help)
        printf '%s\n' "$usage"
        exit 0
        ;;
    *) die "cut, million or histories?"$'\n'"$usage" ;;
esac

[ "$campaign" != million ] || [ $# -eq 0 ] || die "million takes no options"$'\n'"$usage"
preset=bench
options=()
scenarios=()
[ "$campaign" != histories ] || options=(--count 10000)
take_number() { # OPTION VALUE LEAST
    if ! [[ $2 =~ ^[0-9]+$ ]] || [ "$2" -lt "$3" ]; then die "$1 needs a whole number, $3 or more"; fi
    options+=("$1" "$2")
}
while [ $# -gt 0 ]; do
    case "$campaign $1" in
        "cut --every" | "histories --count" | "histories --seed")
            take_number "$1" "${2:-}" 1
            shift
            ;;
        "cut --from")
            take_number "$1" "${2:-}" 0
            shift
            ;;
        *" --build")
            [[ ${2:-} =~ ^[a-z]+$ ]] || die "--build needs the name of a CMake preset"
            preset=$2
            shift
            ;;
        "cut -"* | histories*) die "$campaign knows no $1"$'\n'"$usage" ;;
        *) scenarios+=("$root/test/scenarios/corpus/$1.scenario") ;;
    esac
    shift
done

need_packages "${build_packages[@]}" "${test_packages[@]}"
build_preset "$preset" --target pdhs-sync-cut cut_runner history_runner
programs=$root/build/$preset/test/campaigns
jobs=$((2 * $(nproc)))
if [ "$campaign" = cut ]; then
    [ ${#scenarios[@]} -gt 0 ] || scenarios=("$root"/test/scenarios/corpus/*.scenario)
    exec "$programs/cut_runner" --program "$programs/pdhs-sync-cut" --jobs "$jobs" --verbose "${options[@]}" \
        "${scenarios[@]}"
fi
if [ "$campaign" = million ]; then
    large=$root/test/campaigns/million.scenario
    cut_large() {
        "$programs/cut_runner" --program "$programs/pdhs-sync-cut" --jobs 2 --verbose "$@" "$large"
    }
    cut_large --pass 1 --every 10000
    cut_large --pass 2 --every 8
    exit
fi
exec "$programs/history_runner" --program "$programs/pdhs-sync-cut" --jobs "$jobs" "${options[@]}"
