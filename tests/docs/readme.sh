#!/bin/sh
# Runs the tour of a README and compares what it prints: each "$ command" of
# a ```console block, with the lines below it as the expected output.  The
# commands run in a terminal of 100 columns, as a reader would run them.
#
#     readme.sh FILE LANG        compare
#     readme.sh -u FILE LANG     print the file with today's output instead
set -eu

update=no
if [ "$1" = -u ]; then
	update=yes
	shift
fi
file=$1
lang=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
file=$(cd "$(dirname "$file")" && pwd)/$(basename "$file")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home" "$work/here"
cp -r "$root/docs/sample" "$work/here/sample"

HOME=$work/home
JYZ_LANG=$lang
JYZ_NOW=2026-11-21T01:30:00Z
TZ=Asia/Shanghai
LC_ALL=C.UTF-8
NO_COLOR=1
TERM=xterm
PATH=$(dirname "$JYZ_PROGRAM"):$PATH
export HOME JYZ_LANG JYZ_NOW TZ LC_ALL NO_COLOR TERM PATH
unset JYZ_DB XDG_DATA_HOME XDG_CONFIG_HOME COLUMNS LINES

# One command, as in a terminal.
run() {
	cd "$work/here"
	printf '%s\n' "stty cols 100; $1" >"$work/command"
	script -qec "sh '$work/command'" /dev/null </dev/null 2>&1 |
		tr -d '\r' | sed "s|$work/home|/home/wangfang|g"
	cd "$root"
}

# Copies the file, with each command's output as it is today.
replay() {
	in=no
	while IFS= read -r line; do
		case $line in
		'```console') in=yes ;;
		'```') in=no ;;
		esac
		case $in$line in
		'yes$ '*)
			printf '%s\n' "$line"
			command=${line#'$ '}
			while :; do
				case $command in
				*\\)
					IFS= read -r line
					printf '%s\n' "$line"
					command="${command%\\}$line"
					;;
				*) break ;;
				esac
			done
			run "$command"
			;;
		'yes```console' | no*) printf '%s\n' "$line" ;;
		*) ;; # old output
		esac
	done <"$file"
}

replay >"$work/today"
if [ $update = yes ]; then
	cat "$work/today"
	exit 0
fi
if ! grep -q '^\$ jyz' "$work/today"; then
	echo "no command in $file: the test proves nothing"
	exit 1
fi
# The paths of this run are nobody's business.
diff -u "$file" "$work/today"
