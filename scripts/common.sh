# Shared by the scripts in this folder: where the tree is, and what a new machine needs. Sourced, not run.
# shellcheck shell=bash disable=SC2034

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export root

build_packages=(g++ cmake ninja-build pkg-config libcurl4-openssl-dev rapidjson-dev libcli11-dev libfmt-dev
    libsqlite3-dev libutf8proc-dev)
test_packages=(catch2 libcpp-httplib-dev nlohmann-json3-dev openssl)

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$(basename "$0"): $*"
    exit 1
}

# What was asked for cannot be: says why and how, and ends.
misused() { # WHY USAGE
    say "$(basename "$0"): $1"
    say "$2"
    exit 2
}

# For a script that takes no argument: --help tells what it does, and ends it.
takes_nothing() { # WHAT [ARGUMENT...]
    local usage what=$1
    usage="usage: $(basename "$0")"
    shift
    [ $# -gt 0 ] || return 0
    [ "$1" = -h ] || [ "$1" = --help ] || misused "it takes no $1" "$usage"
    printf '%s\n' "$usage" "$what"
    exit 0
}

# For a script that knows one switch: whether that was given. --help tells the usage, and ends the script.
has_switch() { # SWITCH USAGE [ARGUMENT...]
    local switch=$1 usage=$2 argument given=1
    shift 2
    for argument in "$@"; do
        case $argument in
            "$switch") given=0 ;;
            -h | --help)
                printf '%s\n' "$usage"
                exit 0
                ;;
            *) misused "there is no option $argument" "$usage" ;;
        esac
    done
    return $given
}

release_value() { sed -n "s/^$1=//p" /etc/os-release; } # NAME

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Installs what is missing of the named Debian packages, quietly; does nothing where all are there.
need_packages() {
    local missing=() package sudo=()
    command -v dpkg-query >/dev/null || die "this script installs its tools with apt: use Debian or Ubuntu, or install by hand: $*"
    for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "install what is missing as root, then try again: apt-get install ${missing[*]}"
        sudo=(sudo)
    fi
    say "Installing: ${missing[*]}"
    "${sudo[@]}" apt-get update -qq >&2 || die "apt-get update failed"
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        >/dev/null || die "apt-get could not install: ${missing[*]}"
}

# Configures and builds a preset; the compiler's output is shown only when something fails.
build_preset() {
    local preset=$1 log
    shift
    log=$(mktemp)
    say "Building ($preset); from nothing this takes some minutes …"
    if ! { cmake -S "$root" --preset "$preset" && cmake --build "$root/build/$preset" "$@"; } >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        die "the build failed (see above)"
    fi
    rm -f "$log"
}

# Runs the tests of a preset, so many at once.
run_tests() {
    local preset=$1 at_once=$2
    shift 2
    ctest --preset "$preset" --parallel "$at_once" "$@"
}
