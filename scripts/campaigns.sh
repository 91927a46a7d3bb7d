#!/usr/bin/env bash
# Long tests, at any length, with what they counted; `campaigns.sh --help` tells the options. ctest runs short forms.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

usage="usage: campaigns.sh cut [--every N [--from K]] [--pass N [--point N]] [--build PRESET] [SCENARIO...]
       campaigns.sh million [--build PRESET]
       campaigns.sh histories [--count N] [--seed N] [--show] [--build PRESET]

cut        ends the program at points of each pass of each scenario, runs it again until all is quiet, and compares the
           end with that of an uncut play. Without options each point: two hours.
  --every N   one point out of N; --from K (0 to N-1, default 0) says which: all K together are each point once
  --pass N, --point N   this pass and this point only, as a failure names them
  SCENARIO    the name of a file in test/scenarios/corpus, without its ending (default: all)
million    the same with a million contacts on each side, at a few points only (10 GB of memory)
histories  days that nobody wrote: faults, kills, merges, wrong clocks; what must always hold is looked at after every
           request and pass. A failure is made as short as it can be, and told with its seed.
  --count N   so many (default 10000: an hour)
  --seed N    from this one on (default 1). One that failed again: --seed N --count 1
  --show      tells what happens in the history of the seed, and plays nothing

--build PRESET   another build than bench, a release build with the tests; portable, once scripts/portable.sh has run,
                 takes two thirds of the time, most of which is programs that come up"

die_of_usage() { misused "$1" "$usage"; }

campaign=${1:-}
[ $# -eq 0 ] || shift
case $campaign in
    cut | million | histories) ;;
    -h | --help)
        printf '%s\n' "$usage"
        exit 0
        ;;
    *) die_of_usage "cut, million or histories?" ;;
esac

preset=bench
every=1
from=0
shows=no
pass=
point=
options=()
scenarios=()
# Sets the variable `number`: a whole number, LEAST or more.
take_number() { # OPTION VALUE LEAST
    if ! [[ $2 =~ ^[0-9]{1,9}$ ]] || [ "$2" -lt "$3" ]; then die_of_usage "$1 needs a whole number, $3 or more"; fi
    number=$2
    options+=("$1" "$2")
}
[ "$campaign" != histories ] || options=(--count 10000)
while [ $# -gt 0 ]; do
    case "$campaign $1" in
        *" -h" | *" --help")
            printf '%s\n' "$usage"
            exit 0
            ;;
        "cut --every")
            take_number "$1" "${2:-}" 1
            every=$number
            shift
            ;;
        "cut --from")
            take_number "$1" "${2:-}" 0
            from=$number
            shift
            ;;
        "cut --pass")
            take_number "$1" "${2:-}" 1
            pass=$number
            shift
            ;;
        "cut --point")
            take_number "$1" "${2:-}" 1
            point=$number
            shift
            ;;
        "histories --count" | "histories --seed")
            take_number "$1" "${2:-}" 1
            shift
            ;;
        "histories --show")
            shows=yes
            options+=("$1")
            ;;
        *" --build")
            [[ ${2:-} =~ ^[a-z]+$ ]] || die_of_usage "--build needs the name of a CMake preset"
            preset=$2
            shift
            ;;
        "cut -"* | histories* | million*) die_of_usage "$campaign knows no $1" ;;
        *)
            scenario=$root/test/scenarios/corpus/$1.scenario
            [ -f "$scenario" ] || die_of_usage "there is no scenario $1 in test/scenarios/corpus"
            scenarios+=("$scenario")
            ;;
    esac
    shift
done
[ "$from" -lt "$every" ] || die_of_usage "--from counts from 0 to one less than --every"
[ -z "$point" ] || [ -n "$pass" ] || die_of_usage "--point needs --pass"

need_packages "${build_packages[@]}" "${test_packages[@]}"
build_preset "$preset" --target pdhs-sync-cut cut_runner history_runner
programs=$root/build/$preset/test/campaigns
jobs=$((2 * $(nproc)))
case $campaign in
    cut)
        [ ${#scenarios[@]} -gt 0 ] || scenarios=("$root"/test/scenarios/corpus/*.scenario)
        exec "$programs/cut_runner" --program "$programs/pdhs-sync-cut" --jobs "$jobs" --verbose "${options[@]}" \
            "${scenarios[@]}"
        ;;
    million)
        large=$root/test/campaigns/million.scenario
        cut_large() {
            "$programs/cut_runner" --program "$programs/pdhs-sync-cut" --jobs 2 --verbose "$@" "$large"
        }
        cut_large --pass 1 --every 10000
        cut_large --pass 2 --every 8
        ;;
    histories)
        [ "$shows" = no ] || exec "$programs/history_runner" "${options[@]}"
        exec "$programs/history_runner" --program "$programs/pdhs-sync-cut" --jobs "$jobs" "${options[@]}"
        ;;
esac
