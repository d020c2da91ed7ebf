# One helper to add a floor, one to add a test; compiler flags live on one interface target.

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
    target_compile_options(headway_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
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

# headway_add_test(tests/unit/tst_task.cpp USES core/model ... [LINK ...] [LABELS unit])
# One Qt Test program and its ctest entry: offscreen, with no home of the user's in reach.
function(headway_add_test source)
    cmake_parse_arguments(arg "" "TIMEOUT" "USES;LINK;LABELS;SOURCES" ${ARGN})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE headway_flags Qt6::Test ${arg_LINK})
    foreach(used IN LISTS arg_USES)
        string(REPLACE "/" "_" used_target "headway_${used}")
        target_link_libraries(${name} PRIVATE ${used_target})
    endforeach()
    target_compile_definitions(${name} PRIVATE
        HEADWAY_SOURCE_DIR="${CMAKE_SOURCE_DIR}" HEADWAY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    target_precompile_headers(${name} REUSE_FROM headway_pch)
    # Its moc file is all that a test needs of AUTOMOC, which takes two more steps for each program.
    set(moc_directory ${CMAKE_CURRENT_BINARY_DIR}/${name}_moc)
    add_custom_command(OUTPUT ${moc_directory}/${name}.moc
        COMMAND ${CMAKE_COMMAND} -E make_directory ${moc_directory}
        COMMAND Qt6::moc ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${moc_directory}/${name}.moc
        DEPENDS ${source} VERBATIM)
    target_sources(${name} PRIVATE ${moc_directory}/${name}.moc)
    target_include_directories(${name} PRIVATE ${moc_directory})
    set_target_properties(${name} PROPERTIES
        AUTOMOC OFF UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME ${name} COMMAND ${name})
    headway_test_properties(${name} LABELS ${arg_LABELS} TIMEOUT "${arg_TIMEOUT}")
endfunction()

# The environment that every test gets, whatever language it is written in.
function(headway_test_properties name)
    cmake_parse_arguments(arg "" "TIMEOUT" "LABELS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set(home ${CMAKE_BINARY_DIR}/tests/home/${name})
    file(MAKE_DIRECTORY ${home}/run)
    file(CHMOD ${home}/run DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;HOME=${home};XDG_RUNTIME_DIR=${home}/run;XDG_DATA_HOME=;XDG_CONFIG_HOME=;HEADWAY_DATA_DIR=;HEADWAY_URL=;HEADWAY_CA_CERTIFICATE=;HEADWAY_TOKEN=;QT_LOGGING_RULES=")
endfunction()
