# Every warning is an error, in every preset and with both compilers.
# jyz_warnings is linked privately by each target of ours.
add_library(jyz_warnings INTERFACE)
target_compile_definitions(jyz_warnings INTERFACE _GNU_SOURCE)
target_compile_options(jyz_warnings INTERFACE
	-pedantic -Wall -Wextra -Wshadow -Wstrict-prototypes
	-Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings
	-Wvla -Wformat=2 -Wundef -Werror)
