# What a release is compiled and linked with.  Lazy binding on purpose: a
# command lives for some milliseconds, and resolving each symbol of each
# library at start-up would be felt.
include(CheckCCompilerFlag)

# Asserts stay: they guard against mistakes of ours and cost nothing to feel.
set(CMAKE_C_FLAGS_RELEASE "-O2")

if(CMAKE_BUILD_TYPE STREQUAL "Release")
	# -fPIE by hand: cmake would compile a static library with -fPIC.
	add_compile_options(-fPIE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
		-fstack-protector-strong)
	foreach(flag -fstack-clash-protection -fcf-protection)
		string(MAKE_C_IDENTIFIER "JYZ_HAVE${flag}" have)
		check_c_compiler_flag(${flag} ${have})
		if(${have})
			add_compile_options(${flag})
		endif()
	endforeach()
	add_link_options(-pie -Wl,-z,relro -Wl,-z,lazy)
endif()
add_link_options(-Wl,--as-needed)
