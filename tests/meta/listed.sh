# Sources, tests and migrations are named in the CMakeLists.txt beside them: a
# test that nobody registered would never fail.
. "$(dirname "$0")/proof.sh"

# named ROOT FILE WORD: WORD stands in the CMakeLists.txt of FILE's folder.
named() {
	list=$1/$(dirname "$2")/CMakeLists.txt
	sed 's/#.*//' "$list" 2>/dev/null | tr -s '[:blank:]()' '[\n*]' |
		grep -qxF -- "$3" || echo "$2: not in $(dirname "$2")/CMakeLists.txt"
}

check() {
	(cd "$1" && find src tests migrations -name '*.c' -o -name '*.sql' |
		LC_ALL=C sort) 2>/dev/null | while read -r file; do
		base=${file##*/}
		case $file in
		tests/*/test_*.c)
			base=${base#test_}
			named "$1" "$file" "${base%.c}"
			;;
		src/*.c | migrations/*.sql | tests/support/*.c)
			named "$1" "$file" "$base"
			;;
		esac
	done
}

plant src/base/CMakeLists.txt 'target_sources(libjyz PRIVATE a.c # b.c
)'
plant src/base/b.c ''
caught 'src/base/b.c: not in src/base/CMakeLists.txt'
plant tests/base/CMakeLists.txt 'jyz_test(base text2)'
plant tests/base/test_text.c ''
caught 'tests/base/test_text.c: not in'
plant migrations/0001_a.sql ''
caught 'migrations/0001_a.sql: not in'
plant src/base/CMakeLists.txt 'target_sources(libjyz PRIVATE
	a.c
	b.c)'
plant src/base/a.c ''
plant src/base/b.c ''
plant tests/base/CMakeLists.txt 'jyz_test(base text)'
plant tests/base/test_text.c ''
clean

real
