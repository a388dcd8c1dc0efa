# Prints how large the rooms are, and the longest files and functions.  A
# mirror, not a rule: it does not fail.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${JYZ_SOURCE:-$here/../..}"

echo "lines a room (code and headers / tests)"
for room in base store input analysis records archive render cli; do
	code=$(find "src/$room" "include/jyz/$room" -name '*.[ch]' \
		-exec cat {} + 2>/dev/null | wc -l)
	tests=$(find "tests/$room" -type f ! -name '*.csv' \
		-exec cat {} + 2>/dev/null | wc -l)
	printf '  %-10s %6d %6d\n' "$room" "$code" "$tests"
done

echo "longest files (aim: 500 lines)"
find src -name '*.[ch]' -exec wc -l {} + | grep -v ' total$' | sort -rn |
	head -n 5 | sed 's/^/  /'

echo "longest functions (aim: 40 lines, stop at 80)"
find src -name '*.c' -exec awk '
	FNR == 1 { start = 0 }
	/^[A-Za-z_].*\(/ && !/;[ \t]*$/ { name = $0 }
	/^\{/ { start = FNR }
	/^\}/ && start {
		sub(/\(.*/, "", name)
		sub(/.*[ *]/, "", name)
		printf "%7d %s (%s:%d)\n", FNR - start - 1, name, FILENAME, start
		start = 0
	}' {} + | sort -rn | head -n 10 | sed 's/^/  /'
