# How our own code is compiled: language level, warnings, sanitizers.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

option(PDHS_WARNINGS_AS_ERRORS "Refuse to build our own code with warnings (for development)" OFF)
set(PDHS_SANITIZERS "" CACHE STRING "Sanitizers for everything built here, as for -fsanitize= (address,undefined)")

option(PDHS_STATIC_LIBRARIES "Link all libraries that are there as .a into the programs, but the C library" OFF)
if(PDHS_STATIC_LIBRARIES)
  list(PREPEND CMAKE_FIND_LIBRARY_SUFFIXES .a)
  set(OPENSSL_USE_STATIC_LIBS ON)
  add_link_options(-static-libstdc++ -static-libgcc)
endif()

find_program(PDHS_CCACHE ccache)
if(PDHS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PDHS_CCACHE})
endif()

if(PDHS_SANITIZERS)
  # pointer-overflow: RapidJSON 1.1.0 adds to null pointers.
  add_compile_options(-fsanitize=${PDHS_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    add_compile_options(-fno-sanitize=pointer-overflow)
  endif()
  add_link_options(-fsanitize=${PDHS_SANITIZERS})
endif()

# Every target of ours links this; third-party code never does.
add_library(pdhs-warnings INTERFACE)
target_compile_options(pdhs-warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast)
if(PDHS_WARNINGS_AS_ERRORS)
  target_compile_options(pdhs-warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # Sees overlaps in std::string's own code that cannot be (GCC bug 105651).
  target_compile_options(pdhs-warnings INTERFACE -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # RapidJSON's member iterators compare both ways round.
  target_compile_options(pdhs-warnings INTERFACE -Wno-ambiguous-reversed-operator)
endif()
