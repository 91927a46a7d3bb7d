#!/usr/bin/env bash
# Builds one program that needs no library but the C library: build/portable/pdhs-sync. Debian's own libcurl brings forty
# libraries with it, which take longer to load than a quiet pass takes to run, and cannot be linked statically; so libcurl
# is built from Debian's source of it, with what this program uses. Updates of libcurl and OpenSSL reach such a program
# only when this script runs again. Arguments are what to build, in place of the program: targets of CMake.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

sources=$root/build/sources
libraries=$root/build/libraries
log=$sources/log

# apt with lists of sources of our own: the system's settings stay as they are.
apt=$sources/apt
apt_options=(-o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)

release_value() { sed -n "s/^$1=//p" /etc/os-release; }

update_sources() {
    local from="deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org"
    local codename
    codename=$(release_value VERSION_CODENAME)
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    printf '%s\n' "$from/debian $codename main" "$from/debian-security $codename-security main" >"$apt/sources.list"
    apt-get "${apt_options[@]}" --error-on=any update >>"$log" 2>&1
}

# The name of the newest source's description: it has the version.
newest_curl() { apt-get "${apt_options[@]}" --print-uris source curl 2>>"$log" | grep -o 'curl_[^ ]*\.dsc ' | head -n 1; }

fetch_curl() {
    rm -rf "$sources/curl" "$sources/build-curl" "$sources"/curl[-_]*
    (cd "$sources" && apt-get "${apt_options[@]}" source curl) && mv "$sources"/curl-[0-9]*/ "$sources/curl"
}

build_curl() {
    cmake -S "$sources/curl" -B "$sources/build-curl" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX="$libraries" -DOPENSSL_USE_STATIC_LIBS=ON \
        -DNGHTTP2_LIBRARY="$(g++ -print-file-name=libnghttp2.a)" -DZLIB_LIBRARY="$(g++ -print-file-name=libz.a)" \
        -DBUILD_SHARED_LIBS=OFF -DBUILD_CURL_EXE=OFF -DBUILD_TESTING=OFF -DHTTP_ONLY=ON \
        -DCURL_ENABLE_SSL=ON -DCURL_USE_OPENSSL=ON -DUSE_NGHTTP2=ON -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF \
        -DCURL_USE_LIBSSH2=OFF -DCURL_USE_LIBPSL=OFF -DUSE_LIBIDN2=OFF -DCURL_USE_GSSAPI=OFF -DCURL_DISABLE_LDAP=ON &&
        cmake --build "$sources/build-curl" --target install
}

# Builds libcurl where there is none yet, or a newer source of it.
need_curl() {
    local newest
    if ! update_sources || ! newest=$(newest_curl); then
        [ -f "$libraries/version" ] || die "Debian's sources cannot be had: see build/sources/log"
        say "Debian's sources cannot be had now: libcurl stays $(cat "$libraries/version")"
        return
    fi
    [ "$newest" != "$(cat "$libraries/version" 2>/dev/null)" ] || return 0
    say "Building libcurl …"
    { fetch_curl && build_curl; } >>"$log" 2>&1 || die "libcurl could not be built: see build/sources/log"
    printf '%s\n' "$newest" >"$libraries/version"
}

check_needed_libraries() {
    local needed
    needed=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -Ev '^(libc|libm|ld-linux.*)\.so' || true)
    [ -z "$needed" ] || die "$1 needs more than the C library: $needed"
}

[ "$(release_value ID)" = debian ] || die "this needs Debian: its source of libcurl is what is built"
need_packages "${build_packages[@]}" "${test_packages[@]}" dpkg-dev libnghttp2-dev libssl-dev zlib1g-dev
mkdir -p "$sources" "$libraries"
: >"$log"
need_curl
[ $# -gt 0 ] || set -- pdhs-sync
build_preset portable --target "$@"
[[ " $* " != *" pdhs-sync "* ]] || check_needed_libraries "$root/build/portable/pdhs-sync"
