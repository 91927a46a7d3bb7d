#pragma once
#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace support {

/// What a program is started with. Nothing is inherited but the descriptors of standard input.
struct ProcessStart {
    std::vector<std::string> arguments;              ///< the first one is the path of the program
    std::map<std::string, std::string> environment;  ///< all of it
    std::string folder;                              ///< its working directory
    std::string stdout_file;                         ///< written anew
    std::string stderr_file;                         ///< written anew
};

/// How a process ended: by itself with a status, or by a signal.
struct ProcessEnd {
    int status = 0;                   ///< the exit status; 0 when a signal ended it
    int signal = 0;                   ///< the signal's number; 0 when it ended by itself
    std::chrono::microseconds cpu{};  ///< the time that it kept a processor busy, within the system too
    long peak_kilobytes = 0;  ///< an upper bound of its memory: wait4() counts what this process held when it began
};

/// A running program; killed at the end of its life, if it still runs.
class Process {
  public:
    /// Throws std::system_error when the program cannot be started.
    explicit Process(const ProcessStart& start);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] pid_t id() const { return id_; }
    /// Sends a signal; nothing happens when wait() has seen the end.
    void send(int signal) const;
    /// Whether it ends within that time; wait() is still to be called.
    [[nodiscard]] bool ends_within(std::chrono::milliseconds patience) const;
    /// Waits for the end. Throws std::runtime_error, and kills the process, when it takes longer than `patience`.
    ProcessEnd wait(std::chrono::milliseconds patience);

  private:
    pid_t id_ = 0;
    bool has_ended_ = false;
};

}  // namespace support
