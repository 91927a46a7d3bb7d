# What Debian's package holds, and how CPack makes it; scripts/package.sh runs it. The package's version stands in
# packaging/changelog only.
option(PDHS_PACKAGE "Prepare Debian's package, for cpack" OFF)
if(NOT PDHS_PACKAGE)
  return()
endif()

set(PDHS_MAINTAINER "The pdhs-sync authors <pdhs-sync@example.org>" CACHE STRING "Who answers for the package")
set(packaging ${PROJECT_SOURCE_DIR}/packaging)
set(made ${PROJECT_BINARY_DIR}/packaging)

file(STRINGS ${packaging}/changelog headline LIMIT_COUNT 1)
if(NOT headline MATCHES "^pdhs-sync \\(([0-9.]+)-([0-9]+)\\)" OR NOT CMAKE_MATCH_1 STREQUAL PROJECT_VERSION)
  message(FATAL_ERROR "packaging/changelog does not begin with a release of ${PROJECT_VERSION}: ${headline}")
endif()
set(CPACK_DEBIAN_PACKAGE_RELEASE ${CMAKE_MATCH_2})

# The unit of scripts/schedule/systemd.sh, so that what shuts the service off stands once. State and log have folders of
# their own here, which systemd makes and opens; nothing lies in a home.
function(make_service template result)
  set(EXEC "/usr/bin/pdhs-sync run --quiet --env-file /etc/pdhs-sync/pdhs-sync.env")
  set(FOLDER /var/lib/pdhs-sync)
  set(USER _pdhs-sync)
  set(HOME_MODE yes)
  set(folders "StateDirectory=pdhs-sync\nStateDirectoryMode=0700\nLogsDirectory=pdhs-sync\nLogsDirectoryMode=0700\n")
  file(READ ${template} unit)
  string(REGEX REPLACE "^(#[^\n]*\n)+" "" unit "${unit}")
  string(REGEX REPLACE "(Description=[^\n]*\n)" "\\1Documentation=man:pdhs-sync(1)\n" unit "${unit}")
  string(REGEX REPLACE "system:(#[^\n]*\n|Bind[^\n]*\n)" "" unit "${unit}")
  string(REGEX REPLACE "system:ReadWritePaths=[^\n]*\n" "${folders}" unit "${unit}")
  string(REPLACE "system:" "" unit "${unit}")
  string(CONFIGURE "${unit}" unit @ONLY)
  file(WRITE ${result} "${unit}")
endfunction()

function(compress file result)
  execute_process(COMMAND gzip -9nc ${file} OUTPUT_FILE ${result} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(MAKE_DIRECTORY ${made})
make_service(${PROJECT_SOURCE_DIR}/scripts/schedule/pdhs-sync.service.in ${made}/pdhs-sync.service)
compress(${packaging}/pdhs-sync.1 ${made}/pdhs-sync.1.gz)
compress(${packaging}/changelog ${made}/changelog.Debian.gz)
compress(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${made}/changelog.gz)
compress(${PROJECT_SOURCE_DIR}/README.md ${made}/README.md.gz)

set(documents share/doc/pdhs-sync)
install(TARGETS pdhs-sync-program RUNTIME DESTINATION bin)
install(FILES ${made}/pdhs-sync.1.gz DESTINATION share/man/man1)
install(FILES ${made}/changelog.Debian.gz ${made}/changelog.gz ${made}/README.md.gz ${packaging}/README.Debian
        ${packaging}/copyright DESTINATION ${documents})
install(FILES ${PROJECT_SOURCE_DIR}/.env.example DESTINATION ${documents}/examples)
install(FILES ${packaging}/lintian-overrides DESTINATION share/lintian/overrides RENAME pdhs-sync)
install(FILES ${made}/pdhs-sync.service DESTINATION /lib/systemd/system)
install(FILES ${PROJECT_SOURCE_DIR}/scripts/schedule/pdhs-sync.timer.in DESTINATION /lib/systemd/system
        RENAME pdhs-sync.timer)
install(FILES ${packaging}/pdhs-sync.logrotate DESTINATION /etc/logrotate.d RENAME pdhs-sync)
install(FILES ${packaging}/pdhs-sync.env DESTINATION /etc/pdhs-sync PERMISSIONS OWNER_READ OWNER_WRITE)

set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "keep HubSpot contacts and Pipedrive persons the same set")
set(CPACK_PACKAGE_CONTACT ${PDHS_MAINTAINER})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "logrotate, systemd")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${packaging}/conffiles ${packaging}/postinst ${packaging}/prerm ${packaging}/postrm)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "One call is one pass: whoever stands on one of the two platforms and not on
the other is created there. It changes nothing else, and deletes nothing.
After the first pass only changes are read, so that a pass every 30 seconds
stays within the quotas of both platforms.
.
A systemd timer comes with it, switched off until you enable it.")
include(CPack)
