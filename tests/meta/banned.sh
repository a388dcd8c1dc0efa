# Functions that are not called (banned.list), but for single places with a
# reason (banned.allow).  Library rooms do not touch stdout and stderr either.
. "$(dirname "$0")/proof.sh"

allow=$here/banned.allow

check() {
	(cd "$1" && find src include -type f -name '*.[ch]' 2>/dev/null |
		LC_ALL=C sort) >"$tmp.files"
	(cd "$1" && xargs awk -v list="$here/banned.list" -v allow="$allow" \
		-f "$here/banned.awk" <"$tmp.files")
	rm -f "$tmp.files"
}

none=$tmp.none
one=$tmp.one
trap 'rm -rf "$tmp" "$none" "$one"' EXIT
: >"$none"
echo 'src/store/a.c malloc  handed to a library that frees it' >"$one"

allow=$none
plant src/base/a.c '	strcpy(a, b);'
caught 'src/base/a.c:1: strcpy'
plant src/records/a.c '

	if (x && sprintf (a, "b"))'
caught 'src/records/a.c:3: sprintf'
plant src/cli/a.c 'x = atoi(y);'
caught 'src/cli/a.c:1: atoi'
plant src/store/a.c '	setenv("A", "b", 1);'
caught 'setenv'
plant src/store/a.c '	printf("a");'
caught 'printf'
plant src/render/a.c '	fprintf(stderr, "a");'
caught 'src/render/a.c:1: stderr'
plant src/store/a.c '/* x */ malloc(3); /* y'
caught 'malloc'
plant src/cli/a.c '	setenv("A", "b", 1); fprintf(stderr, "a"); exit(2);'
plant src/base/b.c 'malloc(3);'
plant src/base/c.c '/* strcpy(a, b) and
 * sprintf(a) */ // gets(x)
x = "strcpy(a) \" gets(b)"; c = '"'\"'"'; snprintf(a, 3, "b"); my_strcpy(a);
a->time(b); struct tm *(*localtime); fprintf(out, "x");'
clean
allow=$one
plant src/store/a.c 'malloc(3);'
clean
plant src/store/a.c 'jyz_alloc(3);'
caught 'not needed any more'

allow=$here/banned.allow
real
