# The helper to add a floor; compiler flags live on one interface target.

add_library(headway_flags INTERFACE)
target_compile_features(headway_flags INTERFACE cxx_std_20)
target_include_directories(headway_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(headway_flags INTERFACE
    HEADWAY_VERSION="${PROJECT_VERSION}"
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
# -fPIC everywhere, programs too, so that all of them can share the precompiled headers.
target_compile_options(headway_flags INTERFACE
    -fPIC -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wcast-qual -Wformat=2 -Wimplicit-fallthrough
    $<$<BOOL:${HEADWAY_WARNINGS_ARE_ERRORS}>:-Werror>
    $<$<CONFIG:Release>:-fstack-protector-strong -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS>)
target_link_options(headway_flags INTERFACE $<$<CONFIG:Release>:-Wl,-z,relro,-z,now>)
if(HEADWAY_SANITIZE)
    target_compile_options(headway_flags INTERFACE
        -fsanitize=${HEADWAY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
        # GCC finds it where the sanitizers' own code hides an assignment
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(headway_flags INTERFACE -fsanitize=${HEADWAY_SANITIZE})
endif()

find_program(HEADWAY_CCACHE ccache)
if(HEADWAY_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${HEADWAY_CCACHE})
    target_compile_options(headway_flags INTERFACE # precompiled headers that ccache can compare
        $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
        "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endif()

# The tests are many programs of the same large parts: linking them would take as long as compiling.
find_program(HEADWAY_MOLD mold)
if(HEADWAY_MOLD AND CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_link_options(headway_flags INTERFACE -fuse-ld=mold)
endif()

set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)

# Qt and the standard library, parsed once for all floors.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/pch/anchor.cpp CONTENT "")
add_library(headway_pch STATIC ${CMAKE_BINARY_DIR}/pch/anchor.cpp)
target_link_libraries(headway_pch PRIVATE headway_flags Qt6::Core)
set_target_properties(headway_pch PROPERTIES AUTOMOC OFF AUTORCC OFF)
target_precompile_headers(headway_pch PRIVATE <QtCore> <algorithm> <chrono> <functional> <memory>
    <optional> <string> <variant> <vector>)

# headway_add_floor(core/model SOURCES ... [USES core/base ...] [LINK Qt6::Sql ...])
# The library of one floor. USES names the floors it builds on; their includes are held to
# the table in tests/unit/tst_floors.cpp.
function(headway_add_floor floor)
    cmake_parse_arguments(arg "" "" "SOURCES;USES;LINK" ${ARGN})
    string(REPLACE "/" "_" target "headway_${floor}")
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC headway_flags Qt6::Core ${arg_LINK})
    foreach(used IN LISTS arg_USES)
        string(REPLACE "/" "_" used_target "headway_${used}")
        target_link_libraries(${target} PUBLIC ${used_target})
    endforeach()
    target_precompile_headers(${target} REUSE_FROM headway_pch)
endfunction()
