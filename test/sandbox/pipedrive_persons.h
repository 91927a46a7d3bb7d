#pragma once
#include "sandbox/pipedrive_call.h"

namespace sandbox {

/// A person as v2 shows it; `custom_keys` empty: every custom field.
Json shown_person(const PipedriveCall& call, const Person& person, const std::vector<std::string>& custom_keys = {});

Response answer_list_persons(PipedriveCall& call);
Response answer_get_person(PipedriveCall& call);
Response answer_create_person(PipedriveCall& call);
Response answer_update_person(PipedriveCall& call);
Response answer_delete_person(PipedriveCall& call);

}  // namespace sandbox
