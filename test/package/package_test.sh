#!/usr/bin/env bash
# Tries Debian's package: lintian, the manual page, and its life in a root of its own: installed, used, upgraded, removed,
# purged. Needs root; nothing of this machine is touched but a scratch folder. The cases build on each other.
#   package_test.sh [--base DIR] PACKAGE      DIR: an untouched root of Debian 12 to copy; without it, debootstrap makes one
set -euo pipefail

source=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=scripts/common.sh
source "$source/scripts/common.sh"
# shellcheck source=test/support/cases.sh
source "$source/test/support/cases.sh"

usage="usage: package_test.sh [--base DIR] PACKAGE"
base=
if [ "${1:-}" = --base ]; then
    base=${2:-}
    [ -d "$base" ] || die "there is no folder $base ($usage)"
    shift 2
fi
[ $# -eq 1 ] || die "$usage"
package=$(realpath -e "$1") || die "there is no file $1 ($usage)"
[ "$(id -u)" -eq 0 ] || die "run this as root: it makes a root of Debian and goes into it"
need_packages lintian mandoc man-db debootstrap systemd binutils

work=$(mktemp -d)
fresh=$work/root
trap 'rm -rf "$work"' EXIT

settings=/etc/pdhs-sync/pdhs-sync.env
state=/var/lib/pdhs-sync/pdhs-sync.db
log=/var/log/pdhs-sync/output.log
timer_link=/etc/systemd/system/timers.target.wants/pdhs-sync.timer

# --- The root --------------------------------------------------------------------------------------------------------

inside() { chroot "$fresh" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
apt() { inside apt-get -y -qq -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 "$@"; }
as_service() { inside setpriv --reuid=_pdhs-sync --regid=_pdhs-sync --clear-groups "$@"; }

make_root() {
    say "Making a root of Debian 12 …"
    if [ -n "$base" ]; then
        cp -a "$base" "$fresh"
    elif ! debootstrap --variant=minbase bookworm "$fresh" http://deb.debian.org/debian >"$work/debootstrap.log" 2>&1; then
        cat "$work/debootstrap.log" >&2
        die "debootstrap failed (see above)"
    fi
}

# All there is with owners and modes, but for the books of dpkg and apt, and what adding any user leaves.
list_root() {
    (cd "$fresh" && find . \( -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log/apt \
        -o -path ./run -o -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -name dpkg.log \
        -o -path './etc/passwd-' -o -path './etc/group-' -o -path './etc/shadow-' -o -path './etc/gshadow-' \
        -o -path './etc/sub?id*' -o -path ./var/lib/systemd/deb-systemd-helper-enabled \) -prune \
        -o -printf '%p %u:%g %m\n' | sort && sort etc/passwd etc/group)
}

exit_status() {
    local status=0
    "$@" >"$work/output" 2>&1 || status=$?
    echo $status
}

owner_and_mode() { inside stat -c '%U:%G %a' "$1"; }

# A later version that also brings another settings file: the worst that an upgrade can do to the user's own.
make_next_package() {
    local tree=$work/next
    dpkg-deb -R "$package" "$tree"
    sed -i 's/^Version: .*/&+next/' "$tree/DEBIAN/control"
    echo '# Of the next version.' >>"$tree$settings"
    dpkg-deb --root-owner-group -b "$tree" "$fresh/tmp/next.deb" >/dev/null
}

version() { dpkg-deb -f "$1" Version; }

# --- The package alone -----------------------------------------------------------------------------------------------

is_clean_for_lintian() { expect_equal "$(lintian --allow-root --fail-on none "$package" 2>&1)" ""; }

has_a_manual_page_without_warnings() {
    dpkg-deb --fsys-tarfile "$package" | tar -xO ./usr/share/man/man1/pdhs-sync.1.gz | gunzip >page
    # A page that is referenced and not installed here is no fault of ours.
    expect_equal "$(mandoc -Tlint -Wwarning page | grep -v 'mandoc.db' || true)" ""
    expect_equal "$(man --warnings -l page 2>&1 >rendered)" ""
    for part in NAME SYNOPSIS DESCRIPTION COMMANDS OPTIONS ENVIRONMENT FILES "EXIT STATUS" EXAMPLES "SEE ALSO"; do
        grep -qx "$part" rendered
    done
}

is_hardened_and_stripped() {
    dpkg-deb --fsys-tarfile "$package" | tar -xO ./usr/bin/pdhs-sync >program
    readelf -hW program | grep -q 'Type: *DYN (Position-Independent Executable'
    readelf -dW program | grep -q 'FLAGS_1.*NOW.*PIE'
    readelf -lW program | grep -q GNU_RELRO
    ! readelf -SW program | grep -qE '\.symtab|\.debug'
}

# Below a root of their own, beside this machine's units, which they refer to.
has_units_that_systemd_takes() {
    mkdir -p tree/usr/lib/systemd
    cp -a /usr/lib/systemd/system tree/usr/lib/systemd/
    ln -s usr/lib tree/lib
    dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C tree
    local units=/usr/lib/systemd/system/pdhs-sync
    expect_equal "$(systemd-analyze verify --root=tree --man=no $units.service $units.timer 2>&1)" ""
    systemd-analyze security --offline=yes --threshold=20 --root=tree $units.service >/dev/null
}

# --- Its life --------------------------------------------------------------------------------------------------------

installs() {
    cp "$package" "$fresh/tmp/package.deb"
    apt install --no-install-recommends /tmp/package.deb
    inside pdhs-sync --version | grep -qx "pdhs-sync $(version "$package" | sed 's/-.*//')"
}

starts_nothing() {
    inside test ! -e "$timer_link"
    expect_equal "$(inside deb-systemd-helper was-enabled pdhs-sync.timer; echo $?)" 1
}

keeps_its_files_to_itself() {
    for path in $settings /var/lib/pdhs-sync /var/log/pdhs-sync; do
        expect_equal "$(owner_and_mode "$path" | sed 's/ 600$/ private/; s/ 700$/ private/')" "_pdhs-sync:_pdhs-sync private"
    done
}

ends_with_2_without_settings() {
    expect_equal "$(exit_status inside pdhs-sync run)" 2
    grep -q 'PIPEDRIVE_TOKEN and HUBSPOT_API_Key are not set' "$work/output"
    expect_equal "$(exit_status as_service pdhs-sync run --quiet --env-file $settings)" 2
    grep -q "$settings line .*: HUBSPOT_API_Key must not be blank" "$work/output"
}

# Both platforms out of reach: exit 4, with the files where they belong.
runs_as_its_unit_does() {
    sed -i -e 's/^PIPEDRIVE_TOKEN=.*/PIPEDRIVE_TOKEN=0123456789abcdef0123456789abcdef01234567/' \
        -e 's/^HUBSPOT_API_Key=.*/HUBSPOT_API_Key=pat-eu1-00000000-0000-0000-0000-000000000000/' "$fresh$settings"
    printf '%s\n' HUBSPOT_BASE_URL=http://127.0.0.1:9 PIPEDRIVE_BASE_URL=http://127.0.0.1:9 >>"$fresh$settings"
    local command
    command=$(sed -n 's/^ExecStart=//p' "$fresh/lib/systemd/system/pdhs-sync.service")
    # shellcheck disable=SC2086
    expect_equal "$(exit_status as_service $command)" 4
    expect_equal "$(owner_and_mode $state)" "_pdhs-sync:_pdhs-sync 600"
    expect_equal "$(owner_and_mode $log)" "_pdhs-sync:_pdhs-sync 600"
}

rotates_its_log() {
    inside logrotate --state /tmp/rotated --force /etc/logrotate.d/pdhs-sync
    inside test -s $log.1
    inside test ! -e $log
    as_service pdhs-sync run --quiet --env-file $settings || expect_equal $? 4
    expect_equal "$(owner_and_mode $log)" "_pdhs-sync:_pdhs-sync 600"
    inside logrotate --state /tmp/rotated --force /etc/logrotate.d/pdhs-sync
    inside test -s $log.2.gz
}

# What an administrator has made of it: must be the same after each step.
sums() { inside sha256sum $settings $state && inside readlink $timer_link && owner_and_mode $settings; }

keeps_everything_in_an_upgrade() {
    mkdir -p "$fresh$(dirname $timer_link)"
    ln -s /lib/systemd/system/pdhs-sync.timer "$fresh$timer_link"
    sums >before
    make_next_package
    apt install --no-install-recommends /tmp/next.deb
    inside dpkg -s pdhs-sync | grep -qxF "Version: $(version "$package")+next"
    expect_equal "$(sums)" "$(cat before)"
    grep -q 'Of the next version' "$fresh$settings.dpkg-dist"
}

keeps_settings_and_state_when_removed() {
    sums >before
    apt remove pdhs-sync
    inside test ! -e /usr/bin/pdhs-sync
    inside test -e /etc/logrotate.d/pdhs-sync
    expect_equal "$(sums)" "$(cat before)"
}

goes_on_when_installed_again() {
    sums >before
    apt install --no-install-recommends /tmp/next.deb
    expect_equal "$(sums)" "$(cat before)"
}

leaves_nothing_when_purged() {
    apt purge pdhs-sync >said
    grep -q 'pdhs-sync: deleting /var/lib/pdhs-sync' said
    grep -q 'pdhs-sync: deleting /var/log/pdhs-sync' said
    expect_equal "$(find "$fresh" -xdev -name '*pdhs*' -not -path "$fresh/var/lib/apt/*")" ""
    expect_equal "$(list_root | diff "$work/untouched" -)" ""
}

try "lintian finds nothing" is_clean_for_lintian
try "the manual page renders, without warnings" has_a_manual_page_without_warnings
try "the program is hardened and stripped" is_hardened_and_stripped
try "systemd has nothing to say against its units" has_units_that_systemd_takes

make_root
# What it depends on comes first, so that all that differs in the end is ours.
apt update
apt satisfy --no-install-recommends "$(dpkg-deb -f "$package" Depends), logrotate" >"$work/said" 2>&1 || die "$(cat "$work/said")"
mkdir -p "$fresh$(dirname $timer_link)"
list_root >"$work/untouched"

try "apt installs it in a fresh root" installs
try "it enables and starts nothing" starts_nothing
try "settings, state and log are its user's only" keeps_its_files_to_itself
try "without tokens a pass ends with 2" ends_with_2_without_settings
try "a pass as its unit starts it: state and log in their folders" runs_as_its_unit_does
try "logrotate and the program agree" rotates_its_log
try "an upgrade keeps settings, state and timer" keeps_everything_in_an_upgrade
try "a removal keeps them" keeps_settings_and_state_when_removed
try "installed again, it goes on" goes_on_when_installed_again
try "a purge deletes them, says so, and leaves nothing" leaves_nothing_when_purged

echo "$ran cases, $failed failed"
[ $failed -eq 0 ]
