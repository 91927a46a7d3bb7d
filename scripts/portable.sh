#!/usr/bin/env bash
# Builds one program that needs no library but the C library: build/portable/pdhs-sync. Debian's own libcurl brings forty
# libraries with it, which take longer to load than a quiet pass takes to run, and cannot be linked statically; so libcurl
# is built from Debian's source of it, with what this program uses. Updates of libcurl and OpenSSL reach such a program
# only when it is built anew. Arguments are what to build, in place of the program: targets of CMake.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

sources=$root/build/sources
libraries=$root/build/libraries
curl_source=$sources/curl

# Debian's sources, by apt, with lists of our own: the system's settings stay as they are.
fetch_curl() {
    local apt=$sources/apt codename
    codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    [ "$(sed -n 's/^ID=//p' /etc/os-release)" = debian ] || die "this needs Debian: its source of libcurl is what is built"
    mkdir -p "$apt/lists/partial" "$apt/cache"
    local from="deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org"
    printf '%s\n' "$from/debian $codename main" "$from/debian-security $codename-security main" >"$apt/sources.list"
    local options=(-o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
        -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
    apt-get "${options[@]}" update
    (cd "$sources" && apt-get "${options[@]}" source curl)
    mv "$sources"/curl-[0-9]*/ "$curl_source"
}

build_curl() {
    [ -d "$curl_source" ] || fetch_curl
    cmake -S "$curl_source" -B "$sources/build-curl" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX="$libraries" -DOPENSSL_USE_STATIC_LIBS=ON \
        -DNGHTTP2_LIBRARY="$(g++ -print-file-name=libnghttp2.a)" -DZLIB_LIBRARY="$(g++ -print-file-name=libz.a)" \
        -DBUILD_SHARED_LIBS=OFF -DBUILD_CURL_EXE=OFF -DBUILD_TESTING=OFF -DHTTP_ONLY=ON \
        -DCURL_ENABLE_SSL=ON -DCURL_USE_OPENSSL=ON -DUSE_NGHTTP2=ON -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF \
        -DCURL_USE_LIBSSH2=OFF -DCURL_USE_LIBPSL=OFF -DUSE_LIBIDN2=OFF -DCURL_USE_GSSAPI=OFF -DCURL_DISABLE_LDAP=ON
    cmake --build "$sources/build-curl" --target install
}

need_packages "${build_packages[@]}" "${test_packages[@]}" dpkg-dev libnghttp2-dev libssl-dev zlib1g-dev
mkdir -p "$sources"
if [ ! -f "$libraries/lib/libcurl.a" ]; then
    say "Building libcurl …"
    build_curl >"$sources/log" 2>&1 || die "libcurl could not be built: see build/sources/log"
fi
[ $# -gt 0 ] || set -- pdhs-sync
build_preset portable --target "$@"
