#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

#include "state_fixture.h"

namespace {

std::atomic<int> writes_awaited = 0;

}  // namespace

// In place of the C library's: SQLite calls one of them to wait until what it wrote is on the disk.
extern "C" int fdatasync(int file) {
    ++writes_awaited;
    return static_cast<int>(syscall(SYS_fdatasync, file));
}
extern "C" int fsync(int file) {
    ++writes_awaited;
    return static_cast<int>(syscall(SYS_fsync, file));
}

namespace pdhs {
namespace {

template <class Write>
int awaited_by(Write write) {
    const int before = writes_awaited;
    succeed(write());
    return writes_awaited - before;
}

TEST_CASE("an intent is on the disk before its create may leave, and an answer before the next one") {
    StateFile state;
    state.take({contact("1", {"ada@x"}, "Ada")});
    const auto source = state.number({Crm::hubspot, "1"});
    const NewIntent intent{source, Crm::pipedrive, at_second(10), "ada@x"};
    CHECK(awaited_by([&] { return state->open_intents(std::vector{intent}, {}); }) > 0);
    const CreateRecord created{source, Crm::pipedrive, person("7", {"ada@x"}, "Ada")};
    CHECK(awaited_by([&] { return state->record_created(created, now); }) > 0);
}

}  // namespace
}  // namespace pdhs
