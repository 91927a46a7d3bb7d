# Checks a task of Task Scheduler against the list beside this file: awk -f windows_task_check.awk windows_task_list.txt XML
# Prints every value with its place, says on stderr what is wrong, and then ends with 1.
FNR == NR {
    sub(/#.*/, "")
    if ($1 == "complex") { complex = $2; model[complex] = $3 }
    if ($1 == "attribute") attribute[complex, $2] = $3
    if ($1 == "element") {
        name[complex, ++elements[complex]] = $2
        place[complex, $2] = elements[complex]
        type[complex, $2] = $3; least[complex, $2] = $4; most[complex, $2] = $5; since[complex, $2] = $6
    }
    if ($1 == "simple") { kind[$2] = $3; $1 = $3 = ""; simple = $2; $2 = ""; $0 = $0; rule[simple] = $0 }
    next
}
{ xml = xml $0 "\n" }

function wrong(words) { print path[depth] ": " words > "/dev/stderr"; bad = 1 }

# Years and months are taken as 365 and 30 days, since no limit in the list lies near one.
function seconds(duration,    left, sum, number, unit, factor) {
    if (duration !~ /^P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$/ || duration ~ /[PT]$/) return -1
    factor["Y"] = 31536000; factor["M"] = 2592000; factor["D"] = 86400
    for (left = substr(duration, 2); left != ""; left = substr(left, 2)) {
        if (left ~ /^T/) { factor["H"] = 3600; factor["M"] = 60; factor["S"] = 1; continue }
        match(left, /^[0-9]+/)
        number = substr(left, 1, RLENGTH); left = substr(left, RLENGTH + 1); unit = substr(left, 1, 1)
        sum += number * factor[unit]
    }
    return sum + 0
}

# Of UTF-8, whose further bytes do not count.
function characters(text) { gsub(/[\200-\277]/, "", text); return length(text) }

function is_within(number, low, high) { return (low == "-" || number >= low + 0) && (high == "-" || number <= high + 0) }
function limit(duration) { return duration == "-" ? "-" : seconds(duration) }

function is_date_time(value,    date, time, zone) {
    date = "[0-9][0-9][0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    time = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    zone = "(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?"
    return value ~ ("^" date "T" time zone "$")
}

function is_right(simple, value,    words, count, i) {
    count = split(rule[simple], words, " ")
    if (kind[simple] == "any") return 1
    if (kind[simple] == "one-of") { for (i = 1; i <= count; i++) if (value == words[i]) return 1; return 0 }
    if (kind[simple] == "integer") return value ~ /^[0-9]+$/ && is_within(value + 0, words[1], words[2])
    if (kind[simple] == "duration") return seconds(value) >= 0 && is_within(seconds(value), limit(words[1]), limit(words[2]))
    if (kind[simple] == "length") return is_within(characters(value), words[1], words[2])
    if (kind[simple] == "dateTime") return is_date_time(value)
    if (kind[simple] == "id") { if (!(value in ids)) return ids[value] = path[depth]; return 0 }
    if (kind[simple] == "principal") return contexts[value] = 1
    wrong("the list has no rule " simple)
}

function check_value(simple, value, what) {
    if (!is_right(simple, value)) wrong(what "\"" value "\" is no " simple (rule[simple] ? ":" rule[simple] : ""))
}

function decoded(value,    rest) {
    rest = value
    gsub(/&(amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);/, "", rest)
    if (rest ~ /&/) wrong("a bare &")
    gsub(/&lt;/, "<", value); gsub(/&gt;/, ">", value); gsub(/&quot;/, "\"", value); gsub(/&apos;/, "'", value)
    gsub(/&amp;/, "\\&", value)
    return value
}

function check_attributes(rest,    key, value) {
    while (match(rest, /^[ \t\r\n]+[A-Za-z]+="[^"<]*"/)) {
        key = substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1)
        value = key; sub(/^[^"]*"/, "", value); sub(/"$/, "", value)
        sub(/=.*/, "", key); gsub(/[ \t\r\n]/, "", key)
        if (key == "version") version = value
        if (key == "xmlns") { if (depth == 1) namespace = value; continue }
        if (types[depth] == "anything") continue
        if ((types[depth], key) in attribute) check_value(attribute[types[depth], key], decoded(value), key "=")
        else wrong("the attribute " key " is not documented here")
    }
    if (rest !~ /^[ \t\r\n]*$/) wrong("this is no attribute:" rest)
}

function open(element, rest,    parent) {
    parent = depth ? types[depth] : "document"
    if (parent == "anything") types[depth + 1] = "anything"
    else if (!(parent in model)) wrong("holds a value, so no element " element)
    else if (!((parent, element) in type)) wrong("the element " element " is not documented here")
    else {
        types[depth + 1] = type[parent, element]
        if (model[parent] == "sequence" && place[parent, element] < last[depth]) wrong(element " comes too late")
        last[depth] = place[parent, element]
        if (++times[depth, element] > most[parent, element]) wrong("too many of " element)
        if (since[parent, element] > version) wrong(element " needs version " since[parent, element])
    }
    if (!((parent, element) in type)) types[depth + 1] = "anything"
    path[depth + 1] = (depth ? path[depth] "/" : "") element (most[parent, element] > 1 ? "[" times[depth, element] "]" : "")
    names[++depth] = element; last[depth] = 0; text[depth] = ""
    for (key in times) if (index(key, depth SUBSEP) == 1) delete times[key]
    check_attributes(rest)
}

function close_element(element,    i, child) {
    if (element != names[depth]) wrong("ends with </" element ">")
    if (types[depth] in model) {
        if (text[depth] ~ /[^ \t\r\n]/) wrong("text where elements belong")
        for (i = 1; i <= elements[types[depth]]; i++) {
            child = name[types[depth], i]
            if (times[depth, child] < least[types[depth], child]) wrong("without " child)
        }
    } else if (types[depth] in kind) {
        check_value(types[depth], decoded(text[depth]), "")
        print path[depth] "=" decoded(text[depth])
    }
    depth--
}

END {
    depth = 0
    if (xml !~ /^<\?xml version="1.0"( encoding="UTF-16")?\?>/)
        wrong("no XML declaration, or one with an encoding that is not the file's")
    sub(/^<\?xml [^>]*>/, "", xml)
    while ((start = index(xml, "<")) > 0) {
        text[depth] = text[depth] substr(xml, 1, start - 1)
        xml = substr(xml, start)
        if (xml ~ /^<!--/) {
            end = index(xml, "-->")
            if (!end || index(substr(xml, 5, end - 4), "--")) wrong("a comment that holds --, or does not end")
            if (!end) break
            xml = substr(xml, end + 3)
            continue
        }
        if (!(end = index(xml, ">"))) { wrong("a tag that does not end"); break }
        tag = substr(xml, 2, end - 2)
        xml = substr(xml, end + 1)
        if (tag ~ /^\//) { if (!depth) { wrong("too many ends"); break } close_element(substr(tag, 2)); continue }
        if (!match(tag, /^[A-Za-z]+/)) { wrong("this is no tag: " tag); continue }
        element = substr(tag, 1, RLENGTH); rest = substr(tag, RLENGTH + 1)
        empty = sub(/\/$/, "", rest)
        open(element, rest)
        if (empty) close_element(element)
    }
    if (depth) wrong("does not end")
    for (id in contexts) if (!(id in ids) || ids[id] !~ /Principal$/) wrong("Context names no Principal: " id)
    if (!times[0, "Task"]) wrong("without Task")
    if (xml ~ /[^ \t\r\n]/) wrong("something after the end")
    if (namespace != "http://schemas.microsoft.com/windows/2004/02/mit/task") wrong("not the namespace of tasks: " namespace)
    exit bad
}
