#pragma once
#include <optional>
#include <string>

#include "sandbox/pipedrive_call.h"

namespace sandbox {

enum class BodyOf { create, update };

/// Applies a body to a person, as strictly as v2 does: unknown members, types that are not exact, two primaries, bare
/// strings as e-mails, a name that is missing, blank or too long, fields of features that are off. An answer when it is
/// refused; the person is then not to be used.
std::optional<Response> apply_body(const PipedriveCall& call, const Json& body, BodyOf purpose, Person& person);

}  // namespace sandbox
