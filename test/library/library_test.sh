#!/usr/bin/env bash
# Installs the library, builds a program against it that knows nothing of this tree, and has it make two passes:
# usage library_test.sh SOURCE BUILD SANDBOX GENERATOR COMPILER FLAGS
set -euo pipefail

source=$1
build=$2
sandbox=$3
settings=(-G "$4" "-DCMAKE_CXX_COMPILER=$5" "-DCMAKE_CXX_FLAGS=$6 -Wall -Wextra -Werror")
compiler=$5
# shellcheck source=test/support/crms.sh
source "$source/test/support/crms.sh"
cd "$work"

fail() {
    printf 'FAILED: %s\n' "$*"
    exit 1
}

# quietly COMMAND...: what it says is shown only if it fails.
quietly() { "$@" >log 2>&1 || { cat log; fail "$*"; }; }

# Each header that is installed is one that <pdhs/pdhs.h> includes, and they need the standard library only.
check_headers() {
    local foreign
    "$compiler" -std=c++20 -M -I "$work/moved/include" program/main.cpp | tr ' ' '\n' \
        | sed -n "s:^$work/moved/include/::p" | sort -u >included
    (cd moved/include && find . -type f -printf '%P\n' | sort) >installed
    quietly diff included installed
    if foreign=$(grep -rE '^ *# *include *<[^>]*[^a-z_>]' moved/include); then fail "not standard C++: $foreign"; fi
}

build_program() { # FOLDER SETTING...
    quietly cmake -S "$1" -B "$1/build" "${settings[@]}" "${@:2}"
    quietly cmake --build "$1/build"
}

# The sandbox's own view of both sides; curl may not be there.
show_both_sides() {
    local url
    url=$(sed -n 's/^HUBSPOT_BASE_URL=//p' .env)
    exec 3<>"/dev/tcp/127.0.0.1/${url##*:}"
    printf 'GET /_sandbox/table HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n' >&3
    cat <&3
}

# expect_pass CREATED: a pass creates so many on each side, and all six are on both.
expect_pass() {
    local said sides
    said=$(program/build/sync-once 2>&1) || fail "the pass ended with exit $?: $said"
    [ "$said" = "HubSpot: $1 created"$'\n'"Pipedrive: $1 created" ] || fail "not $1 were created on each side: $said"
    sides=$(show_both_sides)
    [[ $sides == *"HubSpot contacts (6)"* && $sides == *"Pipedrive persons (6)"* ]] || fail "not all on both: $sides"
}

# In the tree that this one is made a part of, the library has the same name; that much costs no build.
check_part_of_a_tree() {
    mkdir whole
    sed "/^find_package/d; s:^add_executable:add_subdirectory($source pdhs-sync)\n&:" program/CMakeLists.txt \
        >whole/CMakeLists.txt
    cp program/main.cpp whole
    quietly cmake -S whole -B whole/build "${settings[@]}"
}

quietly cmake --install "$build" --prefix "$work/prefix" --component library
mv prefix moved # nothing may hold on to where it was installed
cp -r "$source/test/library/program" program
# As where two parts of a program each look for it.
echo 'find_package(pdhs-sync CONFIG REQUIRED)' >>program/CMakeLists.txt
check_headers
build_program program "-DCMAKE_PREFIX_PATH=$work/moved"
start_crms "$sandbox" apart:3
expect_pass 3
expect_pass 0
check_part_of_a_tree
awk '/^```$/ { shown = 0 } shown { print } /^```cpp$/ { shown = 1 }' "$source/README.md" >shown.cpp
quietly diff shown.cpp program/main.cpp
