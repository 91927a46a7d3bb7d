#include "pdhs/core/status.h"

namespace pdhs {

bool is_healthy(const Status& status) {
    if (!status.last_good) return false;
    return !status.greatest_age || status.now - status.last_good->started <= *status.greatest_age;
}

}  // namespace pdhs
