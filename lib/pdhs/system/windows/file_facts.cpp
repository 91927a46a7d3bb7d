#include "pdhs/system/file_facts.h"

#include "pdhs/system/windows/facts.h"
#include "pdhs/system/windows/rights.h"
#include "pdhs/system/windows/text.h"

namespace pdhs {

namespace {

DWORD access_for(FileUse use) {
    switch (use) {
        case FileUse::read:
            return FILE_READ_DATA;
        case FileUse::write:
            return FILE_APPEND_DATA;
        case FileUse::read_and_write:
            return FILE_READ_DATA | FILE_WRITE_DATA;
        case FileUse::make_files_in_it:
            return FILE_ADD_FILE;
    }
    return 0;
}

}  // namespace

FileFacts facts_of(const std::string& path, Links links) {
    const auto file = open_to_ask(path, links);
    return is_valid(file) ? facts_from(file.get()) : no_facts();
}

std::string other_owner_of(const std::string& path) {
    const auto file = open_to_ask(path, Links::follow);
    if (!is_valid(file)) return {};
    const auto owner = rights_of(file.get()).owner;
    return is_us(owner) || !owner.is_known() ? "" : " (of the user " + owner.name() + ")";
}

/// The system has no question that opens nothing; opening what is there changes nothing.
std::error_code refusal_of(const std::string& path, FileUse use) {
    const Handle file(::CreateFileW(wide(path).c_str(), access_for(use), share_all, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    return is_valid(file) ? std::error_code{} : last_error();
}

std::error_code make_private_file(const std::string& path) {
    const Handle made(::CreateFileW(wide(path).c_str(), GENERIC_READ | GENERIC_WRITE, share_all, rights_of_new_files(),
                                    CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
    return is_valid(made) ? std::error_code{} : last_error();
}

std::error_code make_private(const std::string& path) {
    const auto file = open_to_ask(path, Links::tell);
    if (!is_valid(file)) return last_error();
    return PrivateRights(rights_of(file.get()).owner).give_to(wide(path));
}

/// S-1-3-4 is whoever owns the file, S-1-5-18 the system, which may run the task.
std::string_view advice_to_make_private() {
    return "run icacls on it with /inheritance:r /grant:r *S-1-3-4:F *S-1-5-18:F";
}

}  // namespace pdhs
