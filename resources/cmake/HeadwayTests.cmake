# The helpers to add a test: headway_add_test() for one in C++, headway_add_entry() for any other.

# headway_add_test(tst_task.cpp USES core/model ... [LINK ...] [LABELS unit] [TIMEOUT SECONDS])
# One Qt Test program and its ctest entry. With HEADWAY_TESTS_TOGETHER the tests that use the same
# floors are one program, which is told which of them to be.
function(headway_add_test source)
    cmake_parse_arguments(arg "" "TIMEOUT" "USES;LINK;LABELS;SOURCES" ${ARGN})
    if(NOT "${arg_LABELS}" MATCHES "${HEADWAY_TEST_LABELS}")
        return()
    endif()
    get_filename_component(name ${source} NAME_WE)
    set(program ${name})
    set(command ${name})
    if(HEADWAY_TESTS_TOGETHER)
        string(JOIN _ program tests_of ${arg_USES} ${arg_LINK})
        string(MAKE_C_IDENTIFIER ${program} program)
        set(command ${program} ${name})
    endif()
    if(NOT TARGET ${program})
        headway_add_test_program(${program} USES ${arg_USES} LINK ${arg_LINK})
    endif()
    # Its moc file is all that a test needs of AUTOMOC, which takes two more steps for each program.
    set(moc_file ${CMAKE_CURRENT_BINARY_DIR}/moc/${name}.moc)
    add_custom_command(OUTPUT ${moc_file}
        COMMAND Qt6::moc ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${moc_file}
        DEPENDS ${source} VERBATIM)
    target_sources(${program} PRIVATE ${moc_file} ${arg_SOURCES})
    if(HEADWAY_TESTS_TOGETHER)
        set_property(TARGET ${program} APPEND PROPERTY HEADWAY_TESTS ${name})
    else()
        target_sources(${program} PRIVATE ${source})
    endif()
    headway_add_entry(${name} LABELS ${arg_LABELS} TIMEOUT "${arg_TIMEOUT}" COMMAND ${command})
endfunction()

function(headway_add_test_program program)
    cmake_parse_arguments(arg "" "" "USES;LINK" ${ARGN})
    add_executable(${program})
    target_link_libraries(${program} PRIVATE headway_flags Qt6::Test ${arg_LINK})
    foreach(used IN LISTS arg_USES)
        string(REPLACE "/" "_" used_target "headway_${used}")
        target_link_libraries(${program} PRIVATE ${used_target})
    endforeach()
    target_compile_definitions(${program} PRIVATE
        HEADWAY_SOURCE_DIR="${CMAKE_SOURCE_DIR}" HEADWAY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    target_precompile_headers(${program} REUSE_FROM headway_pch)
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/moc)
    target_include_directories(${program} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/moc)
    set_target_properties(${program} PROPERTIES
        AUTOMOC OFF UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(HEADWAY_TESTS_TOGETHER) # at the end of the directory, when all of its tests are known
        cmake_language(EVAL CODE "cmake_language(DEFER CALL headway_join_tests ${program})")
    endif()
endfunction()

# Most of what a test costs the compiler are its headers, so the tests of a program become one file:
# each is included in a namespace of its own, where its main() is a function like any other.
function(headway_join_tests program)
    get_target_property(tests ${program} HEADWAY_TESTS)
    set(includes "")
    set(sources "")
    set(rows "")
    foreach(name IN LISTS tests)
        set(source ${CMAKE_CURRENT_SOURCE_DIR}/${name}.cpp)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
        file(STRINGS ${source} its_includes REGEX "^# *include .*(>|\\.h\")$")
        list(APPEND includes ${its_includes})
        string(APPEND sources "namespace ${name} {\n#include \"${source}\"\n}\n")
        string(APPEND rows "        {\"${name}\", ${name}::main},\n")
    endforeach()
    list(REMOVE_DUPLICATES includes)
    list(JOIN includes "\n" includes)
    set(joined ${CMAKE_CURRENT_BINARY_DIR}/${program}.cpp)
    configure_file(${CMAKE_SOURCE_DIR}/tests/support/joined.cpp.in ${joined} @ONLY)
    target_sources(${program} PRIVATE ${joined})
    set_source_files_properties(${joined} PROPERTIES # GCC takes what is included for a header
        COMPILE_OPTIONS $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# headway_add_entry(test_run COMMAND python3 ... [LABELS cli] [TIMEOUT SECONDS])
# The ctest entry of a test, whatever language it is written in: offscreen, with no home of the user's
# in reach. A sanitizer's build has its name in the entry's, since tests/run runs several at once.
function(headway_add_entry name)
    cmake_parse_arguments(arg "" "TIMEOUT" "LABELS;COMMAND" ${ARGN})
    if(NOT "${arg_LABELS}" MATCHES "${HEADWAY_TEST_LABELS}")
        return()
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set(home ${CMAKE_BINARY_DIR}/tests/home/${name})
    file(MAKE_DIRECTORY ${home}/run)
    file(CHMOD ${home}/run DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    set(environment "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;HOME=${home};XDG_RUNTIME_DIR=${home}/run;XDG_DATA_HOME=;XDG_CONFIG_HOME=;HEADWAY_DATA_DIR=;HEADWAY_URL=;HEADWAY_CA_CERTIFICATE=;HEADWAY_TOKEN=;QT_LOGGING_RULES=")
    if(HEADWAY_SANITIZE)
        get_filename_component(build ${CMAKE_BINARY_DIR} NAME)
        string(APPEND name .${build})
        list(APPEND environment
            "LSAN_OPTIONS=print_suppressions=0 suppressions=${CMAKE_SOURCE_DIR}/tests/lsan.suppressions"
            "TSAN_OPTIONS=ignore_noninstrumented_modules=1 halt_on_error=1 second_deadlock_stack=1 history_size=7 suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.suppressions")
    endif()
    add_test(NAME ${name} COMMAND ${arg_COMMAND})
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${environment}")
endfunction()
