# The libraries that a program with our archive in it links, too, each as one target whatever it is called elsewhere.
# Read here by dependencies.cmake and, installed, by the package's config file: for the one pdhs_need() is
# find_package(), for the other find_dependency(). The oldest versions that must work are those of Debian 12.
pdhs_need(Threads)
pdhs_need(CURL 7.88)
pdhs_need(fmt 9)
pdhs_need(SQLite3 3.40)
pdhs_need(utf8proc)

# CMake's own find module, upstream's and vcpkg's config each use another name.
if(NOT TARGET SQLite::SQLite3)
  add_library(SQLite::SQLite3 INTERFACE IMPORTED)
  foreach(name IN ITEMS SQLite3::SQLite3 unofficial::sqlite3::sqlite3)
    if(TARGET ${name})
      target_link_libraries(SQLite::SQLite3 INTERFACE ${name})
      break()
    endif()
  endforeach()
endif()
