#include "scenarios/faults.h"

#include "sandbox/canned_answers.h"

namespace scenarios {

namespace {

FaultOrder parse_fault(const Line& line) {
    const auto words = words_of(line.text);
    if (words.size() < 4) throw Mismatch(line.number, "fault SIDE REQUEST [NTH] FAULT [always | K times] ...");
    FaultOrder order{line.number, side_of(line, words[1]), words[2]};
    std::size_t next = 3;
    if (words[next].find_first_not_of("0123456789") == std::string::npos) order.nth = number_of(line, words[next++]);
    if (next >= words.size()) throw Mismatch(line.number, "the name of a fault is missing");
    order.fault = words[next++];
    for (; next < words.size(); ++next) {
        if (words[next] == "always")
            order.times = -1;
        else if (words[next] == "kept-alive" || words[next] == "fresh")
            order.connection = words[next];
        else if (words[next] == "with-effect")
            order.has_effect = true;
        else if (words[next] != "times")
            order.times = number_of(line, words[next]);
    }
    return order;
}

/// An answer that the platform itself gives, with its own headers and manners.
void force(sandbox::Service& service, const FaultOrder& order) {
    const auto answer = sandbox::canned_answer(order.fault);
    if (!answer) throw Mismatch(order.line, "there is no fault '" + order.fault + "'");
    sandbox::ForcedAnswer forced;
    if (order.request == "post") forced.method = "POST";
    if (order.request != "post" && order.request != "any") forced.kind = order.request;
    forced.nth = order.nth;
    forced.times = order.times;
    if (order.has_effect) forced.effect = decltype(forced.effect)::done;
    forced.answer = *answer;
    service.force(std::move(forced));
}

}  // namespace

void add_fault(Stage& stage, const Line& line) {
    const auto words = words_of(line.text);
    if (words.size() == 3 && words[2] == "unreachable") return stage.door(side_of(line, words[1])).shut();
    const auto order = parse_fault(line);
    if (Door::knows(order.fault))
        stage.door(order.side).add(order);
    else
        force(stage.service(order.side), order);
}

void check_faults_happened(Stage& stage, const Line& line) {
    for (const auto side : both_sides)
        if (stage.door(side).unused_faults() + stage.service(side).unused_forced() > 0)
            throw Mismatch(line.number, std::string("a fault of ") + name_of(side) + " never happened");
}

void mend(Stage& stage) {
    for (const auto side : both_sides) {
        stage.door(side).mend();
        stage.service(side).clear_forced();
    }
}

void end_faults(Stage& stage, const Line& line) {
    try {
        check_faults_happened(stage, line);
    } catch (const Mismatch&) {
        mend(stage);
        throw;
    }
    mend(stage);
}

}  // namespace scenarios
