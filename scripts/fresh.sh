#!/usr/bin/env bash
# Passes all tests on a fresh machine with another release of Debian: with its compiler and its libraries. Needs root.
# What is mounted for it nobody else sees, and it is gone with the last process in there, however that ends. The root is
# a plain folder: delete it to have newer packages.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

usage="usage: fresh.sh [--folder DIR] [SUITE [COMMAND...]]
  SUITE         a release of Debian (default: trixie)
  COMMAND       what to run there, in a clean clone of the last commit (default: scripts/test.sh)
  --folder DIR  where that Debian stays for the next time (default: build/fresh)"
folder=$root/build/fresh
while [ $# -gt 0 ]; do
    case $1 in
        --folder)
            folder=${2:-}
            [ -n "$folder" ] || misused "--folder needs a folder" "$usage"
            shift 2
            ;;
        -h | --help)
            printf '%s\n' "$usage"
            exit 0
            ;;
        -*) misused "there is no option $1" "$usage" ;;
        *) break ;;
    esac
done
suite=${1:-trixie}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- scripts/test.sh
[[ $suite =~ ^[a-z]+$ ]] || misused "$suite is no name of a release, as trixie is" "$usage"
[ "$(id -u)" -eq 0 ] || die "run this as root: it makes a root of Debian and goes into it"
need_packages debootstrap git
mkdir -p "$folder"
fresh=$(realpath "$folder")/$suite
tree=/root/pdhs-sync

# Under another name until it is whole.
make_root() {
    [ ! -d "$fresh" ] || return 0
    say "Making a root of Debian ($suite) …"
    rm -rf "$fresh.part"
    if ! unshare --mount debootstrap --variant=minbase --include=ca-certificates "$suite" "$fresh.part" \
        http://deb.debian.org/debian >"$fresh.log" 2>&1; then
        cat "$fresh.log" >&2
        die "debootstrap failed (see above)"
    fi
    mv "$fresh.part" "$fresh"
}

clone_tree() {
    rm -rf "$fresh$tree"
    git clone -q "$root" "$fresh$tree"
}

inside() {
    # shellcheck disable=SC2016
    unshare --mount -- sh -euc '
        mount -t proc proc "$1/proc"
        mount --rbind /dev "$1/dev"
        exec chroot "$@"' sh "$fresh" env -i --chdir="$tree" HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

show_versions() {
    say "Debian $(cat "$fresh/etc/debian_version") with:"
    inside dpkg-query -W "${build_packages[@]}" "${test_packages[@]}" >&2
}

make_root
clone_tree
cp /etc/resolv.conf "$fresh/etc/resolv.conf"
inside "$@"
[ "$*" != scripts/test.sh ] || show_versions
