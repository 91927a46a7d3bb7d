#pragma once
#include <string>

#include "pdhs/core/dossier.h"

namespace pdhs {

/// What is known about somebody, for a person: the records, what they belong to, what was done, what comes next and
/// why.
[[nodiscard]] std::string dossier_as_text(const Dossier& dossier);

/// The same as one JSON object on one line, schema "pdhs-sync.explain/1"; always valid UTF-8.
[[nodiscard]] std::string dossier_as_json(const Dossier& dossier, const std::string& version);

}  // namespace pdhs
