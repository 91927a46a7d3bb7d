#include "pdhs/system/windows/facts.h"

#include "pdhs/system/windows/rights.h"
#include "pdhs/system/windows/text.h"

namespace pdhs {

namespace {

long long joined(DWORD high, DWORD low) {
    return (static_cast<long long>(high) << 32) | low;
}

FileKind kind_of(DWORD attributes) {
    if ((attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) return FileKind::link;
    return (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0 ? FileKind::folder : FileKind::plain;
}

/// Of a file on a disk.
FileFacts facts_from(const BY_HANDLE_FILE_INFORMATION& found) {
    FileFacts facts;
    facts.kind = kind_of(found.dwFileAttributes);
    facts.id = {found.dwVolumeSerialNumber,
                static_cast<unsigned long long>(joined(found.nFileIndexHigh, found.nFileIndexLow))};
    facts.size = joined(found.nFileSizeHigh, found.nFileSizeLow);
    facts.changed = joined(found.ftLastWriteTime.dwHighDateTime, found.ftLastWriteTime.dwLowDateTime);
    return facts;
}

void add_rights(FileFacts& facts, const Rights& rights) {
    facts.is_ours = is_us(rights.owner);
    facts.is_open_to_others = rights.is_open_to_others;
    facts.may_be_made_private = facts.is_ours;
}

FileFacts facts_without_disk(FileKind kind) {
    FileFacts facts;
    facts.kind = kind;
    return facts;
}

}  // namespace

FileFacts no_facts() {
    FileFacts facts;
    facts.error = last_error();
    return facts;
}

FileFacts facts_from(HANDLE file) {
    const auto type = ::GetFileType(file);
    if (type == FILE_TYPE_CHAR) return facts_without_disk(FileKind::device);
    if (type == FILE_TYPE_PIPE) return facts_without_disk(FileKind::other);
    BY_HANDLE_FILE_INFORMATION found{};
    if (::GetFileInformationByHandle(file, &found) == 0) return no_facts();
    auto facts = facts_from(found);
    add_rights(facts, rights_of(file));
    return facts;
}

Handle open_to_ask(const std::string& path, Links links) {
    const DWORD flags = FILE_FLAG_BACKUP_SEMANTICS | (links == Links::tell ? FILE_FLAG_OPEN_REPARSE_POINT : 0);
    const auto open = [&](DWORD access) {
        return Handle(::CreateFileW(wide(path).c_str(), access, share_all, nullptr, OPEN_EXISTING, flags, nullptr));
    };
    auto handle = open(FILE_READ_ATTRIBUTES | READ_CONTROL);
    return is_valid(handle) ? std::move(handle) : open(FILE_READ_ATTRIBUTES);
}

}  // namespace pdhs
