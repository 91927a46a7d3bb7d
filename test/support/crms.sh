# For the demo and tests in shell that need both CRMs: a scratch folder, which is `work`, and the sandbox. Sourced; what it starts and
# makes goes with the test.
# shellcheck shell=bash

work=$(mktemp -d)
crms=
clean_up() {
    if [ -n "$crms" ]; then kill "$crms" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap clean_up EXIT
unset PIPEDRIVE_TOKEN HUBSPOT_API_Key
export no_proxy="*"

# Starts both CRMs; the settings for them are in .env then.
start_crms() { # SANDBOX SEED
    "$1" --seed "$2" --ready-file .env >/dev/null &
    crms=$!
    for _ in $(seq 100); do
        [ -e .env ] && return
        sleep 0.1
    done
    echo "FAILED: the sandbox did not start"
    exit 1
}
