#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <system_error>

namespace support {

namespace {

/// The form in which posix_spawn takes lists: pointers to text, a null pointer last.
class PointerList {
  public:
    explicit PointerList(std::vector<std::string> texts) : texts_(std::move(texts)) {
        for (auto& text : texts_) pointers_.push_back(text.data());
        pointers_.push_back(nullptr);
    }
    char* const* data() const { return pointers_.data(); }

  private:
    std::vector<std::string> texts_;
    std::vector<char*> pointers_;
};

std::vector<std::string> as_assignments(const std::map<std::string, std::string>& environment) {
    std::vector<std::string> result;
    for (const auto& [name, value] : environment) result.push_back(name + "=" + value);
    return result;
}

class FileActions {
  public:
    explicit FileActions(const ProcessStart& start) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addchdir_np(&actions_, start.folder.c_str());
        send_to(STDOUT_FILENO, start.stdout_file);
        send_to(STDERR_FILENO, start.stderr_file);
    }
    ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;

    const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    void send_to(int descriptor, const std::string& file) {
        posix_spawn_file_actions_addopen(&actions_, descriptor, file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    }

    posix_spawn_file_actions_t actions_{};
};

std::chrono::microseconds as_time(const timeval& value) {
    return std::chrono::seconds{value.tv_sec} + std::chrono::microseconds{value.tv_usec};
}

/// It is not yet reaped then.
bool process_ends_within(pid_t id, std::chrono::milliseconds patience) {
    const auto descriptor = static_cast<int>(syscall(SYS_pidfd_open, id, 0));
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "pidfd_open");
    pollfd waited{descriptor, POLLIN, 0};
    int count = -1;
    do count = poll(&waited, 1, static_cast<int>(patience.count()));
    while (count < 0 && errno == EINTR);
    close(descriptor);
    return count > 0;
}

}  // namespace

Process::Process(const ProcessStart& start) {
    const PointerList arguments(start.arguments);
    const PointerList environment(as_assignments(start.environment));
    const FileActions actions(start);
    const auto error =
        posix_spawn(&id_, start.arguments.at(0).c_str(), actions.get(), nullptr, arguments.data(), environment.data());
    if (error != 0) throw std::system_error(error, std::generic_category(), start.arguments.at(0));
}

Process::~Process() {
    if (has_ended_) return;
    send(SIGKILL);
    waitpid(id_, nullptr, 0);
}

void Process::send(int signal) const {
    if (!has_ended_) kill(id_, signal);
}

bool Process::ends_within(std::chrono::milliseconds patience) const {
    return has_ended_ || process_ends_within(id_, patience);
}

ProcessEnd Process::wait(std::chrono::milliseconds patience) {
    const bool is_late = !ends_within(patience);
    if (is_late) send(SIGKILL);
    int status = 0;
    rusage usage{};
    wait4(id_, &status, 0, &usage);
    has_ended_ = true;
    if (is_late) throw std::runtime_error("the program did not end in time");
    const auto cpu = as_time(usage.ru_utime) + as_time(usage.ru_stime);
    if (WIFSIGNALED(status)) return {0, WTERMSIG(status), cpu, usage.ru_maxrss};
    return {WEXITSTATUS(status), 0, cpu, usage.ru_maxrss};
}

}  // namespace support
