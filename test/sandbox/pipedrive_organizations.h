#pragma once
#include "sandbox/pipedrive_call.h"

namespace sandbox {

Response answer_list_organizations(PipedriveCall& call);
Response answer_get_organization(PipedriveCall& call);
Response answer_create_organization(PipedriveCall& call);
Response answer_list_person_fields(PipedriveCall& call);
Response answer_create_person_field(PipedriveCall& call);
/// v1: who the token's user is, and in which company.
Response answer_users_me(PipedriveCall& call);

}  // namespace sandbox
