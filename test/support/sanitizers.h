#pragma once

namespace support {

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PDHS_TEST_HOLDS_FREED_MEMORY
#endif
#endif
#if defined(PDHS_TEST_HOLDS_FREED_MEMORY) || defined(__SANITIZE_ADDRESS__)
/// Whether AddressSanitizer is built in, which gives memory back late: bounds of memory must be wide then.
inline constexpr bool holds_freed_memory = true;
#else
inline constexpr bool holds_freed_memory = false;
#endif

}  // namespace support
