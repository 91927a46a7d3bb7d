#!/bin/sh
# Tries the official Node clients of both CRMs against the sandbox, and pino's tools on the log of the program.
#   run.sh <pdhs-sandbox> <pdhs-sync> <build folder>
# Exit 77 (skipped) without Node 18, without npm, or when the npm registry is out of reach.
set -eu

sandbox=$1
program=$2
work=$3
source=$(dirname "$0")

skip() {
    echo "skipped: $*"
    exit 77
}

command -v node >/dev/null || skip "no node"
command -v npm >/dev/null || skip "no npm"
[ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18')" = true ] || skip "node $(node --version) is too old"

mkdir -p "$work"
# An installation of the same versions is kept, so that later runs need no network.
if ! cmp -s "$source/package-lock.json" "$work/installed-lock.json"; then
    cp "$source/package.json" "$source/package-lock.json" "$work"
    if ! npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000 \
        >"$work/npm.log" 2>&1; then
        cat "$work/npm.log"
        if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONN(REFUSED|RESET)|E(NET|HOST)UNREACH|TIMEDOUT|SOCKET_TIMEOUT|E50[0-9]' \
            "$work/npm.log"; then
            skip "the npm registry is out of reach"
        fi
        exit 1
    fi
    cp "$source/package-lock.json" "$work/installed-lock.json"
fi
# Node looks for packages beside the importing file.
cp "$source"/*.mjs "$work"

ready=$work/sandbox.env
rm -f "$ready"
"$sandbox" --seed 250 --ready-file "$ready" >"$work/sandbox.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trap 'exit 1' INT TERM
until [ -f "$ready" ]; do
    kill -0 "$server" 2>/dev/null || { cat "$work/sandbox.log"; exit 1; }
    sleep 0.1
done

set -a
# shellcheck source=/dev/null
. "$ready"
set +a
# A proxy of this machine must not stand between.
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1
# One after the other: both move the one clock.
node --test "$work/hubspot.mjs"
node --test "$work/pipedrive.mjs"
PDHS_PROGRAM=$program node --test "$work/log.mjs"
