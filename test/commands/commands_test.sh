#!/usr/bin/env bash
# The commands that only look, end to end: usage commands_test.sh PROGRAM SANDBOX
set -euo pipefail

program=$1
sandbox=$2
# shellcheck source=test/support/crms.sh
source "$(dirname "$0")/../support/crms.sh"
cd "$work"

# expect STATUS TEXT COMMAND...: exits so, and says so on stdout or stderr.
expect() {
    local expected=$1 text=$2 status=0 said
    shift 2
    said=$("$@" 2>&1) || status=$?
    if [ "$status" != "$expected" ] || [[ "$said" != *"$text"* ]]; then
        printf 'FAILED %s\nexit %s in place of %s, or without "%s":\n%s\n' "$*" "$status" "$expected" "$text" "$said"
        exit 1
    fi
    printf 'ok     %s\n' "$*"
}

expect 2 "are not set" "$program" status
expect 2 "are not set" "$program" explain ada.quince@example.com
expect 2 "must be an e-mail address" "$program" explain ada
expect 2 '"schema":"pdhs-sync.status/1"' "$program" status --format json
expect 2 '"error":{"kind":' "$program" explain ada@example.com --format json

start_crms "$sandbox" sample

expect 1 "No pass has run yet with the state $work/pdhs-sync.db" "$program" status
expect 1 "no pass has read either side yet with the state $work/pdhs-sync.db" "$program" explain ada.quince@example.com
[ ! -e pdhs-sync.db ] || { echo "FAILED: a command that only looks made a state"; exit 1; }
expect 1 "Refused by HubSpot" "$program" run
before=$(sha256sum pdhs-sync.db output.log)
expect 0 "The last good pass was number 1" "$program" status
expect 1 "longer ago than" "$program" status --max-age 0
expect 0 '"schema":"pdhs-sync.status/1"' "$program" status --format json
expect 0 "created on Pipedrive" "$program" explain Ada.Quince@example.com
expect 0 "refused before" "$program" explain pipedrive:11
expect 0 '"known":true' "$program" explain pipedrive:11 --format json
[ "$before" = "$(sha256sum pdhs-sync.db output.log)" ] || { echo "FAILED: looking changed a file"; exit 1; }
expect 0 "Ready." "$program" check

# As a user who may not write here, beside somebody else's state. Root may write everything, so it steps down.

if [ "$(id -u)" = 0 ]; then
    stranger=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    cp "$program" program
    cp .env readable.env
    chmod 755 "$work" program
    chmod 644 readable.env
    mkdir theirs
    expect 2 "failed   state             the state file $work/pdhs-sync.db (of the user root) cannot be written" \
        "${stranger[@]}" ./program check --env-file readable.env
    expect 2 "failed   state             the state file $work/theirs/new.db cannot be made: Permission denied" \
        "${stranger[@]}" ./program check --env-file readable.env --state theirs/new.db
else
    mkdir -m 500 theirs
    expect 2 "failed   state             the state file $work/theirs/new.db cannot be made: Permission denied" \
        "$program" check --state theirs/new.db
fi

expect 0 "### pdhs-sync - Pass 2" "$program" run --format markdown
expect 0 "hold,hubspot,pipedrive:11," "$program" run --format csv

# The sandbox's files are of use to it alone.
kill "$crms"
wait "$crms" || true
crms=
echo "HUBSPOT_API_Key=somebody's" >real.env
expect 1 "was not written by the sandbox" "$sandbox" --ready-file real.env
[ "$(cat real.env)" = "HUBSPOT_API_Key=somebody's" ] || { echo "FAILED: a real env file was overwritten"; exit 1; }
