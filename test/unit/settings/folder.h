#pragma once
#include <filesystem>
#include <fstream>
#include <string>

#include "pdhs/settings/settings.h"
#include "support/temporary_folder.h"

/// A fresh folder that is the working directory until the test ends.
class Folder {
  public:
    Folder() : before_(std::filesystem::current_path()), path_(std::filesystem::canonical(temporary_.path())) {
        std::filesystem::current_path(path_);
    }
    ~Folder() { std::filesystem::current_path(before_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
    }
    [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  private:
    support::TemporaryFolder temporary_;
    std::filesystem::path before_;
    std::filesystem::path path_;
};

inline const std::string canary = "pat-na1-CANARY-7f3d";
inline const std::string tokens = "PIPEDRIVE_TOKEN=pd-" + canary + "\nHUBSPOT_API_Key=hs-" + canary + "\n";

/// The environment of somebody who keeps both tokens there.
inline pdhs::Environment environment_with_tokens() {
    return {{"PIPEDRIVE_TOKEN", "pd-env-" + canary}, {"HUBSPOT_API_Key", "hs-env-" + canary}};
}
