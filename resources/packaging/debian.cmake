set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 0upstream1) # any that Debian itself makes is newer
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins, which no linker sees: the database's driver, and the reader of the icons.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS qt6-wayland)

set(documents ${CMAKE_INSTALL_DATADIR}/doc/headway)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/debian/copyright DESTINATION ${documents})
headway_install_compressed(${CMAKE_SOURCE_DIR}/CHANGELOG.md ${documents} changelog)
configure_file(${CMAKE_CURRENT_LIST_DIR}/debian/changelog.in changelog.Debian @ONLY)
headway_install_compressed(${CMAKE_CURRENT_BINARY_DIR}/changelog.Debian
    ${documents} changelog.Debian)
