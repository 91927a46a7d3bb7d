# Shared by the scripts that build libraries from Debian's sources of them. Sourced after common.sh, not run.
# shellcheck shell=bash disable=SC2154

sources=$root/build/sources
sources_log=$sources/log

# apt with lists of sources of our own: the system's settings stay as they are.
apt=$sources/apt
apt_options=(-o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)

update_sources() {
    local from="deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org"
    local codename
    codename=$(release_value VERSION_CODENAME)
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    printf '%s\n' "$from/debian $codename main" "$from/debian-security $codename-security main" >"$apt/sources.list"
    apt-get "${apt_options[@]}" --error-on=any update >>"$sources_log" 2>&1
}

# To be called once, before the first library.
begin_sources() {
    [ "$(release_value ID)" = debian ] || die "this needs Debian: its sources of libraries are what is built"
    need_packages dpkg-dev
    mkdir -p "$sources"
    : >"$sources_log"
    update_sources || say "Debian's lists of sources cannot be had now"
}

# The name of the newest source's description: it has the version.
newest_source() {
    apt-get "${apt_options[@]}" --print-uris source "$1" 2>>"$sources_log" | grep -o "$1_[^ ]*\.dsc " | head -n 1
}

fetch_source() {
    rm -rf "${sources:?}/$1"
    mkdir -p "$sources/$1"
    (cd "$sources/$1" && apt-get "${apt_options[@]}" source "$1" && mv ./*/ source)
}

# need_from_source NAME PREFIX BUILD: where PREFIX has no library of the newest source NAME, fetches that and calls BUILD
# with the source's folder and a new folder to build in. The folder PREFIX/sources tells what is there.
need_from_source() {
    local name=$1 prefix=$2 build=$3 newest built=$2/sources/$1
    if ! newest=$(newest_source "$name"); then
        [ -f "$built" ] || die "Debian's source of $name cannot be had: see build/sources/log"
        say "Debian's source of $name cannot be had now: what is built stays $(cat "$built")"
        return
    fi
    [ "$newest" != "$(cat "$built" 2>/dev/null)" ] || return 0
    say "Building $name …"
    rm -rf "$prefix/build/$name"
    mkdir -p "$prefix/build/$name" "$prefix/sources"
    { fetch_source "$name" && "$build" "$sources/$name/source" "$prefix/build/$name"; } >>"$sources_log" 2>&1 ||
        die "$name could not be built: see build/sources/log"
    printf '%s\n' "$newest" >"$built"
}
