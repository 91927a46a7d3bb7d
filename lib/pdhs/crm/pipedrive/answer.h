#pragma once
#include <variant>

#include "pdhs/core/failure.h"

namespace pdhs::pipedrive {

/// What a request brought: the value that was asked for, or why there is none.
template <class T>
using Answer = std::variant<T, Failure>;

/// The failure in place of a value; null if there is a value.
template <class T>
[[nodiscard]] const Failure* failure_in(const Answer<T>& answer) {
    return std::get_if<Failure>(&answer);
}

}  // namespace pdhs::pipedrive
