#!/usr/bin/env bash
# Shows the main job without any account: builds pdhs-sync, starts a sandbox of both CRMs with sample contacts on
# loopback, runs one pass against it, and shows both sides before and after. Leaves nothing behind but
# build/ and the packages it installs.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

takes_nothing "Builds pdhs-sync and shows a pass between both CRMs' stand-ins: no account, nothing outside this machine." "$@"
need_packages "${build_packages[@]}" "${test_packages[@]}" curl
build_preset quick --target pdhs-sync-program pdhs-sandbox

# shellcheck source=test/support/crms.sh
source "$root/test/support/crms.sh"
cd "$work"
start_crms "$root/build/quick/test/sandbox/pdhs-sandbox" sample
url=$(sed -n 's/^HUBSPOT_BASE_URL=//p' .env)

title() { printf '\n\033[1m== %s\033[0m\n\n' "$*"; }
if [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ]; then title() { printf '\n== %s\n\n' "$*"; }; fi
show_both_sides() { curl -sS "$url/_sandbox/table"; }
sync_once() {
    printf '$ pdhs-sync run\n\n'
    local status=0
    "$root/build/quick/pdhs-sync" run || status=$?
    printf '\nexit status %s\n' "$status"
    [ "$status" -le 1 ] || die "the pass failed"
}

title "Before: two CRMs that hold different people"
show_both_sides
title "One pass: each side gets whom it lacks"
sync_once
title "After: both sides hold the same people"
show_both_sides
cat <<'END'

But for two, on purpose: Wren stands on Pipedrive three times, and one record of hers is enough on HubSpot; and HubSpot
refuses Sable's address, which is why the exit status is 1 (some contacts failed). Mend the address, and she goes along.
END
title "A second pass has nothing to create: Sable waits, Wren is left for a person to merge"
sync_once
printf '\nThe sandbox is gone again. To try the commands yourself, with it or with your accounts, go on in README.md.\n'
