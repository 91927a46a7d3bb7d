#include "pdhs/crm/platform.h"

namespace pdhs {

Usage& Usage::operator+=(const Usage& more) {
    requests += more.requests;
    tokens += more.tokens;
    if (more.quota) quota = more.quota;
    return *this;
}

Usage Usage::operator-(const Usage& before) const {
    return {requests - before.requests, tokens - before.tokens, quota};
}

}  // namespace pdhs
