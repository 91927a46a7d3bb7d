#include "pdhs/core/streak.h"

namespace pdhs {

namespace {

constexpr int most_unknowns = 3;
constexpr int most_refusals = 10;

}  // namespace

void CreateStreak::created_or_present() {
    refusals_ = 0;
    unknowns_ = 0;
}

void CreateStreak::refused(const std::string& code) {
    unknowns_ = 0;
    refusals_ = code == code_ ? refusals_ + 1 : 1;
    code_ = code;
}

void CreateStreak::unknown() {
    refusals_ = 0;
    ++unknowns_;
}

bool CreateStreak::must_end() const {
    return unknowns_ >= most_unknowns || refusals_ >= most_refusals;
}

}  // namespace pdhs
