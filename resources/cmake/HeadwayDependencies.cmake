# What Headway is built on: Debian 12's packages, nothing fetched.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql HttpServer)
if(HEADWAY_DESKTOP)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Charts DBus Widgets Svg)
endif()
if(HEADWAY_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(nlohmann_json 3.11 REQUIRED)
if(LINUX AND NOT HEADWAY_SANITIZE)
    find_package(mimalloc REQUIRED) # for what is allocated by one thread and freed by another
endif()
find_package(PkgConfig REQUIRED)
pkg_check_modules(Sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(Vterm REQUIRED IMPORTED_TARGET vterm)

# It comes with no file for CMake or pkg-config.
find_path(ZXCVBN_INCLUDE_DIR zxcvbn.h REQUIRED)
find_library(ZXCVBN_LIBRARY zxcvbn REQUIRED)
mark_as_advanced(ZXCVBN_INCLUDE_DIR ZXCVBN_LIBRARY)
add_library(Zxcvbn::Zxcvbn UNKNOWN IMPORTED)
set_target_properties(Zxcvbn::Zxcvbn PROPERTIES
    IMPORTED_LOCATION ${ZXCVBN_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${ZXCVBN_INCLUDE_DIR})
