#include "pdhs/system/windows/rights.h"

#include <aclapi.h>
#include <sddl.h>

#include <array>

#include "pdhs/system/windows/text.h"

namespace pdhs {

namespace {

constexpr DWORD uses = FILE_READ_DATA | FILE_WRITE_DATA | FILE_APPEND_DATA | DELETE | WRITE_DAC | WRITE_OWNER |
                       GENERIC_READ | GENERIC_WRITE | GENERIC_ALL;

Handle token_of_process() {
    HANDLE token = nullptr;
    return Handle(::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token) != 0 ? token : nullptr);
}

/// What the process's token tells, as one of the system's structures; empty if it does not.
std::vector<unsigned char> told_by_token(TOKEN_INFORMATION_CLASS what) {
    const auto token = token_of_process();
    DWORD size = 0;
    ::GetTokenInformation(token.get(), what, nullptr, 0, &size);
    std::vector<unsigned char> bytes(size);
    if (size == 0 || ::GetTokenInformation(token.get(), what, bytes.data(), size, &size) == 0) return {};
    return bytes;
}

Sid well_known(WELL_KNOWN_SID_TYPE type) {
    std::array<unsigned char, SECURITY_MAX_SID_SIZE> bytes{};
    DWORD size = bytes.size();
    return ::CreateWellKnownSid(type, nullptr, bytes.data(), &size) != 0 ? Sid(bytes.data()) : Sid();
}

bool is_other(const Sid& someone, const Sid& owner) {
    for (const auto type : {WinLocalSystemSid, WinBuiltinAdministratorsSid, WinCreatorOwnerSid})
        if (someone == well_known(type)) return false;
    return !(someone == owner) && !(someone == current_user());
}

bool lets_others_in(PACL list, const Sid& owner) {
    if (list == nullptr) return true;  // without a list everybody may do everything
    for (DWORD index = 0; index < list->AceCount; ++index) {
        void* entry = nullptr;
        if (::GetAce(list, index, &entry) == 0) continue;
        auto* const allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
        const bool allows = allowed->Header.AceType == ACCESS_ALLOWED_ACE_TYPE && (allowed->Mask & uses) != 0;
        if (allows && is_other(Sid(&allowed->SidStart), owner)) return true;
    }
    return false;
}

}  // namespace

Sid::Sid(PSID sid) {
    if (sid == nullptr || ::IsValidSid(sid) == 0) return;
    bytes_.resize(::GetLengthSid(sid));
    ::CopySid(static_cast<DWORD>(bytes_.size()), bytes_.data(), sid);
}

PSID Sid::get() const {
    return const_cast<unsigned char*>(bytes_.data());
}

std::string Sid::text() const {
    wchar_t* text = nullptr;
    if (!is_known() || ::ConvertSidToStringSidW(get(), &text) == 0) return {};
    const std::unique_ptr<void, LocalMemory> owner(text);
    return narrow(text);
}

std::string Sid::name() const {
    std::array<wchar_t, 256> name{};
    std::array<wchar_t, 256> domain{};
    DWORD name_size = name.size();
    DWORD domain_size = domain.size();
    SID_NAME_USE use{};
    const bool has_name = is_known() && ::LookupAccountSidW(nullptr, get(), name.data(), &name_size, domain.data(),
                                                            &domain_size, &use) != 0;
    return has_name ? narrow(name.data()) : text();
}

bool Sid::operator==(const Sid& other) const {
    return is_known() && other.is_known() && ::EqualSid(get(), other.get()) != 0;
}

Sid current_user() {
    const auto bytes = told_by_token(TokenUser);
    return bytes.empty() ? Sid() : Sid(reinterpret_cast<const TOKEN_USER*>(bytes.data())->User.Sid);
}

Sid owner_of_new_files() {
    const auto bytes = told_by_token(TokenOwner);
    return bytes.empty() ? current_user() : Sid(reinterpret_cast<const TOKEN_OWNER*>(bytes.data())->Owner);
}

bool is_us(const Sid& owner) {
    return owner == current_user() || owner == owner_of_new_files();
}

Rights rights_of(HANDLE file) {
    PSID owner = nullptr;
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (::GetSecurityInfo(file, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner, nullptr,
                          &list, nullptr, &descriptor) != ERROR_SUCCESS)
        return {};
    const std::unique_ptr<void, LocalMemory> memory(descriptor);
    Rights rights{Sid(owner)};
    rights.is_open_to_others = lets_others_in(list, rights.owner);
    return rights;
}

PrivateRights::PrivateRights(const Sid& owner) {
    std::string text = "D:P(A;;FA;;;SY)(A;;FA;;;BA)";
    for (const auto& sid : {owner, current_user()})
        if (sid.is_known()) text += "(A;;FA;;;" + sid.text() + ")";
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (::ConvertStringSecurityDescriptorToSecurityDescriptorW(wide(text).c_str(), SDDL_REVISION_1, &descriptor,
                                                               nullptr) != 0)
        descriptor_.reset(descriptor);
    attributes_ = {sizeof attributes_, descriptor_.get(), FALSE};
}

SECURITY_ATTRIBUTES* PrivateRights::attributes() {
    return descriptor_ ? &attributes_ : nullptr;
}

std::error_code PrivateRights::give_to(const std::wstring& path) const {
    const bool is_done = ::SetFileSecurityW(path.c_str(), DACL_SECURITY_INFORMATION, descriptor_.get()) != 0;
    return is_done ? std::error_code{} : last_error();
}

std::error_code PrivateRights::give_to(HANDLE file) const {
    const bool is_done = ::SetKernelObjectSecurity(file, DACL_SECURITY_INFORMATION, descriptor_.get()) != 0;
    return is_done ? std::error_code{} : last_error();
}

SECURITY_ATTRIBUTES* rights_of_new_files() {
    static PrivateRights rights(owner_of_new_files());
    return rights.attributes();
}

}  // namespace pdhs
