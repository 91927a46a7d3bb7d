#!/usr/bin/env bash
# Builds one program that needs no library but the C library: build/portable/pdhs-sync. Debian's own libcurl brings forty
# libraries with it, which take longer to load than a quiet pass takes to run, and cannot be linked statically; so libcurl
# is built from Debian's source of it, with what this program uses. Updates of libcurl and OpenSSL reach such a program
# only when this script runs again. Arguments are what to build, in place of the program: targets of CMake.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source=scripts/sources.sh
source "$(dirname "$0")/sources.sh"

case ${1:-} in
    -h | --help)
        printf '%s\n' "usage: portable.sh [TARGET...]" \
            "Builds build/portable/pdhs-sync, which needs the C library only, or these targets of CMake."
        exit 0
        ;;
    -*) misused "there is no option $1" "usage: portable.sh [TARGET...]" ;;
esac

libraries=$root/build/libraries

build_curl() { # SOURCE FOLDER
    cmake -S "$1" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX="$libraries" -DOPENSSL_USE_STATIC_LIBS=ON \
        -DNGHTTP2_LIBRARY="$(g++ -print-file-name=libnghttp2.a)" -DZLIB_LIBRARY="$(g++ -print-file-name=libz.a)" \
        -DBUILD_SHARED_LIBS=OFF -DBUILD_CURL_EXE=OFF -DBUILD_TESTING=OFF -DHTTP_ONLY=ON \
        -DCURL_ENABLE_SSL=ON -DCURL_USE_OPENSSL=ON -DUSE_NGHTTP2=ON -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF \
        -DCURL_USE_LIBSSH2=OFF -DCURL_USE_LIBPSL=OFF -DUSE_LIBIDN2=OFF -DCURL_USE_GSSAPI=OFF -DCURL_DISABLE_LDAP=ON &&
        cmake --build "$2" --target install
}

check_needed_libraries() {
    local needed
    needed=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -Ev '^(libc|libm|ld-linux.*)\.so' || true)
    [ -z "$needed" ] || die "$1 needs more than the C library: $needed"
}

need_packages "${build_packages[@]}" "${test_packages[@]}" libnghttp2-dev libssl-dev zlib1g-dev
begin_sources
need_from_source curl "$libraries" build_curl
[ $# -gt 0 ] || set -- pdhs-sync
build_preset portable --target "$@"
[[ " $* " != *" pdhs-sync "* ]] || check_needed_libraries "$root/build/portable/pdhs-sync"
