#!/usr/bin/env bash
# Measures passes beside the limits that they keep to, with a release build. Nothing else should run meanwhile.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/../../scripts/common.sh"

usage="usage: passes.sh [--portable] [--large] [--short] [quiet|full|import|against|tls]...
  quiet, full, import, against, tls  which (default: all)
  --portable  with the program of scripts/portable.sh
  --large     up to a million contacts, too
  --short     with few contacts, as a test of the bench itself"
build=bench
options=()
for word in "$@"; do
    case $word in
        -h | --help)
            printf '%s\n' "$usage"
            exit 0
            ;;
        --portable) build=portable ;;
        --large | --short | quiet | full | import | against | tls) options+=("$word") ;;
        *) misused "there is no $word" "$usage" ;;
    esac
done

need_packages "${build_packages[@]}" "${test_packages[@]}" ca-certificates curl nodejs
programs=(pdhs-sync-test pdhs-sandbox bench_passes)
if [ "$build" = portable ]; then
    "$root/scripts/portable.sh" "${programs[@]}"
else
    build_preset bench --target "${programs[@]}"
fi
tests=$root/build/$build/test
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A certificate for the sandbox, by an authority of our own, and the system's certificates with that authority among them.
make_certificates() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=pdhs-sync bench authority' \
        -keyout "$work/authority.key" -out "$work/authority.pem" &&
        openssl req -newkey rsa:2048 -nodes -subj '/CN=127.0.0.1' -keyout "$work/key.pem" -out "$work/request.pem" &&
        openssl x509 -req -in "$work/request.pem" -CA "$work/authority.pem" -CAkey "$work/authority.key" \
            -CAcreateserial -days 2 -extfile <(echo subjectAltName=IP:127.0.0.1) -out "$work/certificate.pem" &&
        cp -a /etc/ssl/certs "$work/certs" &&
        cp "$work/authority.pem" "$work/certs/$(openssl x509 -noout -hash -in "$work/authority.pem").0"
}

bench=("$tests/bench/bench_passes" --program "$tests/support/pdhs-sync-test" --sandbox "$tests/sandbox/pdhs-sandbox"
    --plain "$root/test/bench/plain_sync.mjs")
# In a namespace of its own the system's certificates are those; nothing outside of it changes.
# shellcheck disable=SC2016 # the inner shell expands them
trusting=(unshare --map-root-user --mount sh -c 'mount --bind "$0" /etc/ssl/certs && exec "$@"' "$work/certs")
if make_certificates >"$work/log" 2>&1 && "${trusting[@]}" true >>"$work/log" 2>&1; then
    "${trusting[@]}" "${bench[@]}" --certificate "$work/certificate.pem" --key "$work/key.pem" \
        --authority "$work/authority.pem" "${options[@]}"
else
    say "Nothing is measured over TLS, for want of certificates or of a namespace: $(tail -n 1 "$work/log")"
    "${bench[@]}" "${options[@]}"
fi
