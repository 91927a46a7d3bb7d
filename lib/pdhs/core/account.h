#pragma once

namespace pdhs {

/// How much of the platform a token shows.
enum class View {
    whole,
    partial,  ///< perhaps not everybody
    untold,   ///< the platform does not say
};

/// Whether a token may do something.
enum class Permission {
    granted,
    denied,
    untold,  ///< it cannot be told without doing it
};

}  // namespace pdhs
