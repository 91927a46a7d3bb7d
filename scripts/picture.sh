#!/usr/bin/env bash
# Draws the README's picture anew: the pass of scripts/demo.sh as a terminal shows it, as docs/demo.svg.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "$0")/common.sh"

takes_nothing "Draws docs/demo.svg anew: the pass of demo.sh as a terminal shows it." "$@"
shown=$(mktemp)
trap 'rm -f "$shown"' EXIT
# On a terminal of its own, since colours are for terminals.
TERM=xterm script --quiet --return --command "stty cols 200; '$root/scripts/demo.sh'" /dev/null </dev/null >"$shown" \
    || die "the demo failed"

mkdir -p "$root/docs"
awk '
    function escaped(text) {
        gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text)
        return text
    }
    function run(text, style) { return text == "" ? "" : "<tspan" style ">" escaped(text) "</tspan>" }
    # Bold and the colours of the report; everything else that moves a cursor is left out.
    function drawn(line,    out, style, code) {
        # A progress line is rewritten in place: what stands after the last rewriting stays.
        sub(/\r+$/, "", line); sub(/^.*\r/, "", line); gsub(/\033\[[0-9;]*[A-LN-Za-ln-z]/, "", line)
        out = ""; style = ""
        while (match(line, /\033\[[0-9;]*m/)) {
            out = out run(substr(line, 1, RSTART - 1), style)
            code = substr(line, RSTART + 2, RLENGTH - 3)
            style = code in styles ? " class=\"" styles[code] "\"" : ""
            line = substr(line, RSTART + RLENGTH)
        }
        return out run(line, style)
    }
    BEGIN { styles["1"] = "b"; styles["31"] = "r"; styles["32"] = "g"; styles["33"] = "y" }
    /== One pass/ { begun = 1 }
    /== After/ { exit }
    begun {
        lines[++count] = drawn($0)
        plain = lines[count]
        gsub(/<[^>]*>/, "", plain)
        if (length(plain) > widest) widest = length(plain)
    }
    END {
        printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"img\">\n", widest * 7.3 + 32, count * 17 + 28
        print "<title>pdhs-sync: the demo</title>"
        print "<style>text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#d7dae0;white-space:pre}.b{font-weight:700;fill:#fff}.r{fill:#ff7b72}.g{fill:#7ee787}.y{fill:#e3b341}</style>"
        print "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#161b22\"/>"
        for (at = 1; at <= count; ++at) if (lines[at] != "") printf "<text x=\"16\" y=\"%d\" xml:space=\"preserve\">%s</text>\n", at * 17 + 12, lines[at]
        print "</svg>"
    }' "$shown" >"$root/docs/demo.svg"
say "docs/demo.svg is drawn."
