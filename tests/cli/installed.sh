#!/bin/sh
# The program as "cmake --install --prefix" puts it, anywhere: it finds its
# Chinese messages, and its manual pages lie where man looks.
set -eu

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
HOME=$tmp
LC_ALL=C
export HOME LC_ALL
unset JYZ_LOCALEDIR JYZ_DB JYZ_LANG XDG_DATA_HOME XDG_CONFIG_HOME LANG LANGUAGE

cmake --install "$JYZ_BUILD" --prefix "$tmp/up" >"$tmp/log" 2>&1 || {
	cat "$tmp/log"
	exit 1
}
ln -s "$tmp/up/bin/jyz" "$tmp/jyz"
for program in "$tmp/up/bin/jyz" "$tmp/jyz"; do
	"$program" --lang zh --db "$tmp/none.db" todo >"$tmp/out" 2>&1 || :
	grep -q 没有 "$tmp/out" || {
		echo "no Chinese from $program:"
		cat "$tmp/out"
		exit 1
	}
done
for page in man1/jyz.1 zh_CN/man1/jyz.1; do
	[ -s "$tmp/up/share/man/$page" ] || {
		echo "$page is not installed"
		exit 1
	}
done
