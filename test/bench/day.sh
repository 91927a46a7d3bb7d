#!/usr/bin/env bash
# Plays a day of passes, or what the options say (day.sh --help), with a release build of pdhs-sync.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/../../scripts/common.sh"

usage="usage: day.sh [--plan lite|growth|premium|ultimate|TOKENS] [--seats N] [--contacts N] [--new N] [--import N]
              [--hours H] [--every 30s] [--grace 1h] [--seed N]
  --contacts are on both sides from the beginning, --new appear on each side within 24 hours, --import in HubSpot all
  at once after one hour; who appears later than --grace before the end may be missing"
words=("$@")
for ((i = 0; i < ${#words[@]}; i += 2)); do
    case ${words[i]} in
        -h | --help)
            printf '%s\n' "$usage"
            exit 0
            ;;
        --plan | --seats | --contacts | --new | --import | --hours | --every | --grace | --seed)
            [ $((i + 1)) -lt ${#words[@]} ] || misused "${words[i]} needs a value" "$usage"
            ;;
        *) misused "there is no option ${words[i]}" "$usage" ;;
    esac
done

need_packages "${build_packages[@]}" "${test_packages[@]}"
build_preset bench --target pdhs-sync-test bench_day
tests=$root/build/bench/test
exec "$tests/bench/bench_day" --program "$tests/support/pdhs-sync-test" "$@"
