# What cmake --install puts where: the components `program` and `library`. Debian's package has rules of its own, in
# packaging.cmake.
if(NOT PDHS_INSTALL OR PDHS_PACKAGE)
  return()
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

if(PDHS_BUILD_PROGRAM)
  install(TARGETS pdhs-sync-program RUNTIME COMPONENT program)
endif()

set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/pdhs-sync)
install(TARGETS pdhs EXPORT pdhs-sync-targets ARCHIVE COMPONENT library FILE_SET HEADERS COMPONENT library)
install(EXPORT pdhs-sync-targets NAMESPACE pdhs:: DESTINATION ${config_folder} COMPONENT library)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/pdhs-sync-config.cmake.in
  ${PROJECT_BINARY_DIR}/config/pdhs-sync-config.cmake INSTALL_DESTINATION ${config_folder})
# Before 1.0 a minor version may break what the one before promised.
set(compatibility SameMajorVersion)
if(PROJECT_VERSION VERSION_LESS 1)
  set(compatibility SameMinorVersion)
endif()
write_basic_package_version_file(${PROJECT_BINARY_DIR}/config/pdhs-sync-config-version.cmake
  COMPATIBILITY ${compatibility})
install(FILES
  ${PROJECT_BINARY_DIR}/config/pdhs-sync-config.cmake
  ${PROJECT_BINARY_DIR}/config/pdhs-sync-config-version.cmake
  ${CMAKE_CURRENT_LIST_DIR}/linked_libraries.cmake
  ${CMAKE_CURRENT_LIST_DIR}/Findutf8proc.cmake
  DESTINATION ${config_folder} COMPONENT library)
