#include "pdhs/crm/hubspot/delivery.h"

#include <utility>

namespace pdhs::hubspot {

Page live_page(std::vector<Row> rows) {
    Page page;
    for (auto& row : rows) {
        if (row.archived) continue;
        if (row.record)
            page.records.push_back(std::move(*row.record));
        else
            page.unusable.push_back({{Crm::hubspot, std::move(row.id)}, std::move(row.reason)});
    }
    return page;
}

bool deliver(const Page& page, Position position, const PageSink& sink, ReadEnd& end) {
    const auto onward = sink(page);
    if (!onward)
        end.failure = Failure{.kind = FailureKind::state, .message = onward.error().message, .code = {}};
    else if (position == Position::last)
        end.complete = true;
    else if (*onward == Onward::stop)
        end.stop = ReadStop::by_sink;
    return !end.failure && !end.complete && !end.stop;
}

}  // namespace pdhs::hubspot
