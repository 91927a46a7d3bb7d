# The only file, with linked_libraries.cmake, that knows where third-party libraries come from. The oldest versions that
# must work are those of Debian 12; each name a library may have elsewhere is mapped to one target `dep::<library>`.
list(PREPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
macro(pdhs_need)
  find_package(${ARGN} REQUIRED)
endmacro()
include(${CMAKE_CURRENT_LIST_DIR}/linked_libraries.cmake)
find_package(RapidJSON REQUIRED)

# Newer OpenSSL needs zstd, which CMake names in a way that finds the shared one only.
foreach(name IN ITEMS OpenSSL::SSL OpenSSL::Crypto)
  if(PDHS_STATIC_LIBRARIES AND TARGET ${name})
    get_property(needed TARGET ${name} PROPERTY INTERFACE_LINK_LIBRARIES)
    list(TRANSFORM needed REPLACE "^zstd$" "-l:libzstd.a")
    set_property(TARGET ${name} PROPERTY INTERFACE_LINK_LIBRARIES "${needed}")
  endif()
endforeach()

add_library(dep-curl INTERFACE)
target_link_libraries(dep-curl INTERFACE CURL::libcurl)
add_library(dep::curl ALIAS dep-curl)

add_library(dep-fmt INTERFACE)
# Debian has no static one.
target_link_libraries(dep-fmt INTERFACE $<IF:$<BOOL:${PDHS_STATIC_LIBRARIES}>,fmt::fmt-header-only,fmt::fmt>)
add_library(dep::fmt ALIAS dep-fmt)

add_library(dep-sqlite INTERFACE)
target_link_libraries(dep-sqlite INTERFACE SQLite::SQLite3)
add_library(dep::sqlite ALIAS dep-sqlite)

add_library(dep-utf8proc INTERFACE)
target_link_libraries(dep-utf8proc INTERFACE utf8proc::utf8proc)
if(PDHS_STATIC_LIBRARIES)
  target_compile_definitions(dep-utf8proc INTERFACE UTF8PROC_STATIC)
endif()
add_library(dep::utf8proc ALIAS dep-utf8proc)

# Debian's package has no target, and its variable has two spellings.
add_library(dep-rapidjson INTERFACE)
if(TARGET rapidjson)
  target_link_libraries(dep-rapidjson INTERFACE rapidjson)
else()
  target_include_directories(dep-rapidjson SYSTEM INTERFACE ${RapidJSON_INCLUDE_DIRS} ${RAPIDJSON_INCLUDE_DIRS})
endif()
target_compile_definitions(dep-rapidjson INTERFACE RAPIDJSON_HAS_STDSTRING=1)
add_library(dep::rapidjson ALIAS dep-rapidjson)

if(PDHS_BUILD_PROGRAM)
  find_package(CLI11 2.1 REQUIRED)
  add_library(dep-cli11 INTERFACE)
  target_link_libraries(dep-cli11 INTERFACE CLI11::CLI11)
  add_library(dep::cli11 ALIAS dep-cli11)
endif()

if(PDHS_BUILD_TESTS)
  find_package(Catch2 REQUIRED) # 2.13 or 3: test/support/catch.h evens them out
  add_library(dep-catch2 INTERFACE)
  target_link_libraries(dep-catch2 INTERFACE Catch2::Catch2WithMain)
  add_library(dep::catch2 ALIAS dep-catch2)
endif()

if(PDHS_BUILD_TESTS AND NOT CMAKE_CROSSCOMPILING)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_path(HTTPLIB_INCLUDE_DIR httplib.h REQUIRED)
  find_library(HTTPLIB_LIBRARY NAMES cpp-httplib httplib)

  # The sandbox must not share a JSON reader with the product: both would misread alike.
  add_library(dep-nlohmann-json INTERFACE)
  target_link_libraries(dep-nlohmann-json INTERFACE nlohmann_json::nlohmann_json)
  # g++ 12 takes its moved-from unions for uninitialized.
  target_compile_options(dep-nlohmann-json INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_library(dep::nlohmann_json ALIAS dep-nlohmann-json)

  add_library(dep-httplib INTERFACE)
  target_include_directories(dep-httplib SYSTEM INTERFACE ${HTTPLIB_INCLUDE_DIR})
  target_link_libraries(dep-httplib INTERFACE Threads::Threads)
  if(HTTPLIB_LIBRARY)
    target_link_libraries(dep-httplib INTERFACE ${HTTPLIB_LIBRARY})
    # Its classes have other sizes with and without TLS: the header must see what the library was built with.
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(HTTPLIB QUIET cpp-httplib)
    target_compile_options(dep-httplib INTERFACE ${HTTPLIB_CFLAGS_OTHER})
    # With TLS, newer headers call OpenSSL themselves.
    if(HTTPLIB_CFLAGS_OTHER MATCHES OPENSSL AND HTTPLIB_VERSION VERSION_GREATER_EQUAL 0.16)
      target_link_libraries(dep-httplib INTERFACE crypto)
    endif()
  endif()
  add_library(dep::httplib ALIAS dep-httplib)
endif()
