#pragma once
#include <span>
#include <string>

#include "pdhs/core/contact.h"
#include "pdhs/core/time.h"

namespace pdhs::hubspot {

/// A draft on its way, with the objectWriteTraceId by which an answer names it.
struct TracedDraft {
    std::string trace_id;
    ContactDraft draft;
};

/// What identifies the records of a batch/read.
enum class ReadBy { id, email };

/// The body of a single create; empty fields are left out.
[[nodiscard]] std::string encode_create(const ContactDraft& draft);
[[nodiscard]] std::string encode_batch_create(std::span<const TracedDraft> inputs);
/// A search for the contacts changed at or after `since`, in the order of their ids. `last_id`: only those with a
/// higher id; empty: from the lowest on.
[[nodiscard]] std::string encode_search_of_changes(Time since, const std::string& last_id);
/// `keys`: ids or e-mail addresses.
[[nodiscard]] std::string encode_batch_read(std::span<const std::string> keys, ReadBy read_by);

}  // namespace pdhs::hubspot
