#!/usr/bin/env bash
# Builds pdhs-sync.exe for 64-bit Windows 10 and later on Debian, with MinGW-w64, and packs it with what belongs to it:
# build/windows/pdhs-sync-VERSION-windows-x64.zip. The program needs nothing but Windows: all libraries are built from
# Debian's sources of them and linked into it, and TLS is Windows' own.
#   --check  plays the scenarios against it, and runs what tests it alone, under Wine
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source=scripts/sources.sh
source "$(dirname "$0")/sources.sh"

built=$root/build/windows
libraries=$root/build/windows-libraries
compiler_packages=(g++-mingw-w64-x86-64-posix libz-mingw-w64-dev)
linked=(curl sqlite3 fmtlib cli11 rapidjson utf8proc) # names of Debian's sources
packages=(cmake ninja-build gcc libc6-dev make tcl "${compiler_packages[@]}")

# What Wine cannot show: a folder that takes no file is one of Linux there, and a signal that ends a program is no event
# of Windows.
not_for_wine=(state-cannot-be-written terminated-while-creating terminated-while-refused)

check=no
if has_switch --check "usage: windows.sh [--check]" "$@"; then check=yes; fi

build_with_cmake() { # SOURCE FOLDER [OPTION...]
    local source=$1 folder=$2
    shift 2
    cmake -S "$source" -B "$folder" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$root/cmake/mingw.cmake" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX="$libraries" -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF "$@" &&
        cmake --build "$folder" --target install
}

build_curl() {
    build_with_cmake "$@" -DBUILD_CURL_EXE=OFF -DHTTP_ONLY=ON -DCURL_ENABLE_SSL=ON -DCURL_USE_SCHANNEL=ON \
        -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF -DCURL_USE_LIBSSH2=OFF -DCURL_USE_LIBPSL=OFF -DCURL_DISABLE_LDAP=ON \
        -DENABLE_UNICODE=ON
}

# The one file of C that this library is built from must be made by this machine.
build_sqlite3() {
    (cd "$2" && "$1/configure" --disable-shared --disable-tcl && make sqlite3.c &&
        x86_64-w64-mingw32-gcc-posix -O2 -DNDEBUG -DSQLITE_THREADSAFE=1 -c sqlite3.c &&
        x86_64-w64-mingw32-ar rcs libsqlite3.a sqlite3.o &&
        install -D -m 644 -t "$libraries/lib" libsqlite3.a &&
        install -D -m 644 -t "$libraries/include" sqlite3.h sqlite3ext.h)
}

build_fmtlib() { build_with_cmake "$@" -DFMT_TEST=OFF -DFMT_DOC=OFF; }
build_cli11() { build_with_cmake "$@" -DCLI11_BUILD_DOCS=OFF -DCLI11_BUILD_TESTS=OFF -DCLI11_BUILD_EXAMPLES=OFF; }
build_rapidjson() {
    build_with_cmake "$@" -DRAPIDJSON_BUILD_DOC=OFF -DRAPIDJSON_BUILD_EXAMPLES=OFF -DRAPIDJSON_BUILD_TESTS=OFF
}
build_utf8proc() { build_with_cmake "$@"; }
build_catch2() { build_with_cmake "$@" -DCATCH_BUILD_STATIC_LIBRARY=ON -DCATCH_INSTALL_DOCS=OFF -DCATCH_INSTALL_HELPERS=OFF; }

need_libraries() {
    local name
    begin_sources
    for name in "${linked[@]}" catch2; do need_from_source "$name" "$libraries" "build_$name"; done
}

# What is linked into the program: the notices that Debian keeps of each, and those of the compiler's own libraries.
copy_licences() { # FOLDER
    local name package
    for name in "${linked[@]}"; do
        install -D -m 644 "$sources/$name/source/debian/copyright" "$1/$name.txt"
    done
    for package in libz-mingw-w64-dev gcc-mingw-w64-base mingw-w64-x86-64-dev; do
        install -D -m 644 "/usr/share/doc/$package/copyright" "$1/$package.txt"
    done
}

pack() {
    local version name folder
    version=$(sed -n 's/^project(pdhs-sync VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt")
    name=pdhs-sync-$version-windows-x64
    folder=$built/zip/pdhs-sync
    rm -rf "$built/zip"
    mkdir -p "$folder"
    cp "$built/pdhs-sync.exe" "$root/README.md" "$root/CHANGELOG.md" "$root/.env.example" \
        "$root"/scripts/schedule/windows/pdhs-sync-task.* "$folder"
    cp "$root/LICENSE" "$folder/LICENSE.txt"
    copy_licences "$folder/licences"
    (cd "$built/zip" && cmake -E tar cf "$built/$name.zip" --format=zip pdhs-sync)
    say "Packed build/windows/$name.zip"
}

begin_wine() {
    export WINEPREFIX=$built/wine WINEDEBUG=-all LC_ALL=C.UTF-8
    mkdir -p "$WINEPREFIX"
    wineserver -p
    trap 'wineserver -k || true' EXIT
    wine cmd /c exit >/dev/null 2>&1
}

# A program for the runner, which starts each one with an environment of its own.
make_wine_program() { # FILE EXE
    printf '#!/bin/sh\nexport HOME="%s" WINEPREFIX="%s" WINEDEBUG=-all LC_ALL=C.UTF-8\nexec wine "%s" "$@"\n' \
        "$HOME" "$WINEPREFIX" "$2" >"$1"
    chmod +x "$1"
}

# In a terminal of its own: without one there is no Ctrl-C. A name that begins with a slash would be an option there.
run_unit() { # NAME
    local report=unit_$1.txt
    cd "$built"
    rm -f "$report"
    script -qec "wine test/unit/$1/unit_$1.exe -o $report" /dev/null </dev/null >/dev/null || {
        [ ! -f "$report" ] || cat "$report" >&2
        die "unit_$1 failed under Wine"
    }
    say "unit_$1: $(grep -a 'passed' "$report")"
}

scenarios_for_wine() {
    local file
    for file in "$root"/test/scenarios/corpus/*.scenario; do
        [[ " ${not_for_wine[*]} " == *" $(basename "$file" .scenario) "* ]] || printf '%s\n' "$file"
    done
}

play_scenarios() {
    local runner=$root/build/quick/test/scenarios/scenario_runner log=$built/scenarios.log
    if ! scenarios_for_wine | xargs -P "$((2 * $(nproc)))" -n 1 "$runner" --program "$1" --one-mode >"$log"; then
        sed '/^ok/d' "$log" >&2
        die "scenarios failed under Wine"
    fi
    say "$(grep -c '^ok' "$log") scenarios came out under Wine; not played: ${not_for_wine[*]}"
}

check_under_wine() {
    need_packages "${build_packages[@]}" "${test_packages[@]}" wine wine64
    build_preset quick --target scenario_runner concurrency
    begin_wine
    run_unit core
    run_unit system
    make_wine_program "$built/pdhs-sync-test-under-wine" "$built/test/support/pdhs-sync-test.exe"
    play_scenarios "$built/pdhs-sync-test-under-wine"
    make_wine_program "$built/pdhs-sync-under-wine" "$built/pdhs-sync.exe"
    PDHSTEST_PROGRAM=$built/pdhs-sync-under-wine "$root/build/quick/test/commands/concurrency"
}

need_packages "${packages[@]}"
need_libraries
build_preset windows
pack
[ $check = no ] || check_under_wine
