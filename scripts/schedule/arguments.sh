# What crontab.sh and systemd.sh have in common: their arguments, and what must be there. Sourced after ../common.sh;
# `usage` is what --help prints.
# shellcheck shell=bash disable=SC2034,SC2154

refuse() {
    say "$(basename "$0"): $*"
    exit 2
}

action=
scope=system
program=
folder=$PWD
target=

# read_arguments "OPTIONS THAT ARE TAKEN" ARGUMENT...
read_arguments() {
    local taken=" $1 "
    shift
    while [ $# -gt 0 ]; do
        case $1 in
            install | remove)
                [ -z "$action" ] || refuse "one of install and remove, please"
                action=$1
                ;;
            -h | --help)
                printf '%s\n' "$usage"
                exit 0
                ;;
            *)
                [[ $taken == *" $1 "* ]] || refuse "unknown argument $1; see --help"
                if [ "$1" = --user ]; then
                    scope=user
                else
                    [ -n "${2:-}" ] || refuse "$1 needs a value"
                    read_value "$1" "$2"
                    shift
                fi
                ;;
        esac
        shift
    done
    [ -n "$action" ] || refuse "install or remove? See --help"
}

read_value() {
    case $1 in
        --program) program=$2 ;;
        --folder) folder=$2 ;;
        --root) target=$2 ;;
    esac
}

# The program that is to run, and the tokens that it needs.
find_program() {
    [ -n "$program" ] || program=$(command -v pdhs-sync) || program=$root/build/release/pdhs-sync
    check_path "$program"
    local home
    home=$(cd -- "$(dirname -- "$program")" 2>/dev/null && pwd) ||
        refuse "there is no program $program: build it (cmake --preset release && cmake --build build/release), or name it" \
            "with --program"
    program=$home/${program##*/}
    [[ -f $program && -x $program ]] ||
        refuse "$program is not a program that you may run: build it (cmake --preset release && cmake --build build/release)," \
            "or name it with --program"
    [ -r "$folder/.env" ] ||
        refuse "$folder/.env is missing, or you may not read it: copy .env.example there and put both tokens into it"
    check_path "$program"
    check_path "$folder"
}
