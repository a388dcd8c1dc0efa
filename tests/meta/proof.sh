# Sourced by the tests of this folder.  Each defines "check ROOT", which prints
# what is wrong in the tree at ROOT and nothing when all is well, and proves on
# small planted trees that it sees what it is there to see.
set -eu
# Tools speak the language of the user; these tests read what they say.
LC_ALL=C.UTF-8
export LC_ALL
unset LANGUAGE
here=$(cd "$(dirname "$0")" && pwd)
root=${JYZ_SOURCE:-$(cd "$here/../.." && pwd)}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/jyz-meta-XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

# plant PATH TEXT: a file of the planted tree.
plant() {
	mkdir -p "$tmp/$(dirname "$1")"
	printf '%s\n' "$2" >"$tmp/$1"
}

# clear_plants: an empty planted tree.
clear_plants() {
	rm -rf "${tmp:?}"/*
}

# caught TEXT: checking the planted tree reports TEXT.
caught() {
	if ! check "$tmp" 2>&1 | grep -qF -- "$1"; then
		echo "$0: a planted fault is not seen: $1"
		check "$tmp" 2>&1 || :
		exit 1
	fi
	clear_plants
}

# clean: checking the planted tree reports nothing.
clean() {
	if [ -n "$(check "$tmp" 2>&1)" ]; then
		echo "$0: a tree that is right is refused:"
		check "$tmp" 2>&1
		exit 1
	fi
	clear_plants
}

# real: the tree itself.
real() {
	wrong=$(check "$root" 2>&1)
	[ -z "$wrong" ] && return
	printf '%s\n' "$wrong"
	exit 1
}
