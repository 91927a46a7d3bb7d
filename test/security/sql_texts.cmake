# No value gets into the text of a statement: cmake -DROOT=... -P sql_texts.cmake
# Connection::query() and run() take constants only (SqlText). What is left are scripts, and SQLite's own functions.
cmake_policy(VERSION 3.25)

set(ALLOWED_SCRIPTS
  [[run_script\("]]                                    # a literal
  [[run_script\(std::string\(step\)\)]]                # a step of the schema
  [[run_script\(fmt::format\("PRAGMA (application_id|user_version) = \{\}"]]  # takes no bound value; a number of ours
  [[run_script\(const std::string& sql\)]])            # itself

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/lib/*.h ${ROOT}/lib/*.cpp ${ROOT}/app/*.h ${ROOT}/app/*.cpp)
set(problems "")
set(scripts 0)
foreach(file IN LISTS files)
  file(STRINGS ${ROOT}/${file} lines REGEX "run_script\\(|sqlite3_(exec|prepare|get_table)|sqlite3_.?mprintf")
  foreach(line IN LISTS lines)
    if(line MATCHES "sqlite3_")
      if(NOT file STREQUAL "lib/pdhs/state/sqlite.cpp" OR line MATCHES "get_table|printf")
        string(APPEND problems "\n  ${file}: only sqlite.cpp hands statements to SQLite: ${line}")
      endif()
      continue()
    endif()
    math(EXPR scripts "${scripts} + 1")
    set(is_allowed FALSE)
    foreach(form IN LISTS ALLOWED_SCRIPTS)
      if(line MATCHES "${form}" AND NOT line MATCHES "\" *\\+|\\+ *\"")
        set(is_allowed TRUE)
      endif()
    endforeach()
    if(NOT is_allowed)
      string(APPEND problems "\n  ${file}: bind values, do not write them into a script: ${line}")
    endif()
  endforeach()
endforeach()
if(scripts LESS 5)
  message(FATAL_ERROR "sql_texts: only ${scripts} scripts found below ${ROOT}; the check would prove nothing")
endif()
if(problems)
  message(FATAL_ERROR "sql_texts:${problems}")
endif()
message(STATUS "sql_texts: ${scripts} scripts, all constant")
