# jyz_test(ROOM NAME [SOURCES...]): tests/ROOM/test_NAME.c (and SOURCES)
# become one cmocka program, the test ROOM/NAME with label ROOM.
function(jyz_test room name)
	set(target test_${room}_${name})
	add_executable(${target} test_${name}.c ${ARGN})
	target_link_libraries(${target} PRIVATE jyz_test_support libjyz
		jyz_warnings)
	add_test(NAME ${room}/${name} COMMAND ${target})
	jyz_test_properties(${room}/${name} ${room})
endfunction()

# What every test is given, cmocka or script.
function(jyz_test_properties test label)
	# A sanitizer's report must not look like the program's exit code 1.
	set(env
		"JYZ_SOURCE=${PROJECT_SOURCE_DIR}"
		"JYZ_BUILD=${PROJECT_BINARY_DIR}"
		"JYZ_LOCALEDIR=${PROJECT_BINARY_DIR}/locale"
		"ASAN_OPTIONS=exitcode=99:detect_stack_use_after_return=1"
		"UBSAN_OPTIONS=print_stacktrace=1:exitcode=99"
		"CMOCKA_MESSAGE_OUTPUT=STDOUT"
		"JYZ_PROGRAM=$<TARGET_FILE:jyz>")
	set_tests_properties(${test} PROPERTIES
		LABELS "${label}" TIMEOUT 120 ENVIRONMENT "${env}")
endfunction()
