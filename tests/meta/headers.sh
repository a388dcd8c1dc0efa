# Each public header compiles alone, and twice, without _GNU_SOURCE, and its
# guard is named after its path.
. "$(dirname "$0")/proof.sh"

check() {
	(cd "$1/include" && find jyz -name '*.h' | LC_ALL=C sort) |
	while read -r header; do
		guard=$(echo "$header" | tr 'a-z/.-' 'A-Z___')
		grep -q "^#ifndef $guard\$" "$1/include/$header" ||
			echo "include/$header: the guard is not $guard"
		# The flags are a list on purpose.
		# shellcheck disable=SC2086
		printf '#include "%s"\n#include "%s"\nextern int jyz_here;\n' \
			"$header" "$header" |
		${CC:-cc} ${CFLAGS:--std=c11 -pedantic -Wall -Wextra -Werror} \
			-I"$1/include" -fsyntax-only -x c - 2>&1 ||
			echo "include/$header: does not compile alone"
	done
}

plant include/jyz/base/a.h '#ifndef JYZ_BASE_A_H
#define JYZ_BASE_A_H
size_t a(void);
#endif'
caught 'include/jyz/base/a.h: does not compile alone'
plant include/jyz/base/a.h '#ifndef JYZ_A_H
#define JYZ_A_H
int a(void);
#endif'
caught 'the guard is not JYZ_BASE_A_H'
plant include/jyz/base/a.h '#ifndef JYZ_BASE_A_H
int a(void);
struct b { int c; };
#endif'
caught 'does not compile alone'
plant include/jyz/base/a.h '#ifndef JYZ_BASE_A_H
#define JYZ_BASE_A_H
#include <stddef.h>
size_t a(void);
#endif'
clean

real
