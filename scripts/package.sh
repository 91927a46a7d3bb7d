#!/usr/bin/env bash
# Builds Debian's package, hardened and with Debian's own libraries, and prints its path: build/package/pdhs-sync_*.deb.
# --check then tries it by test/package/package_test.sh: lintian, and its whole life in a fresh root (needs root).
set -euo pipefail
umask 022
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

check=no
if has_switch --check "usage: package.sh [--check]" "$@"; then check=yes; fi

folder=$root/build/package
changelog=$root/packaging/changelog

# Files carry the time of the changelog's newest entry: the same sources make the same package.
pack() {
    local log=$folder/cpack.log
    rm -f "$folder"/*.deb
    SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -l "$changelog" -S Timestamp)
    export SOURCE_DATE_EPOCH
    if ! (cd "$folder" && cpack) >"$log" 2>&1; then
        cat "$log" >&2
        die "cpack failed (see above)"
    fi
}

[ "$(release_value ID)" = debian ] || die "this needs Debian: the package depends on its libraries"
need_packages "${build_packages[@]}" dpkg-dev file gzip
build_preset package
pack
package=$(echo "$folder"/*.deb)
[ $check = no ] || "$root/test/package/package_test.sh" "$package" >&2
printf '%s\n' "$package"
