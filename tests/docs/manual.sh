#!/bin/sh
# The manual says what the program does: commands, verbs, kinds and options
# of "jyz --help" and of each command's own help are those of both pages, in
# both directions, with their Chinese words in the Chinese page; the pages
# render without a warning and within 80 columns.
#
# Fields of kinds are not in the manual on purpose: they come from the
# catalogue, of which help and forms are made, and would only be copied.
#
#     manual.sh            needs JYZ_PROGRAM, man and groff
set -eu

root=${JYZ_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C.UTF-8
HOME=$work
MANWIDTH=80
MAN_KEEP_FORMATTING=
export LC_ALL HOME MANWIDTH
unset JYZ_DB XDG_CONFIG_HOME MAN_KEEP_FORMATTING GROFF_NO_SGR MANOPT
cd "$work"
bad=0

fault() {
	echo "$*"
	bad=1
}

# --- what the program says ---------------------------------------------------

# Titles of help's blocks differ by language; their order does not.
jyz() {
	JYZ_LANG=$lang "$JYZ_PROGRAM" "$@"
}

# block N: the Nth block of what is read, without its title.
block() {
	awk -v n="$1" 'BEGIN { RS = "" } NR == n' | sed 1d
}

# The words in the left column, "听课, observation" as "observation 听课".
names() {
	sed -n 's/^  \([^ ,-][^ ,]*\)\(, [^ ,]*\)\{0,1\} .*/\1\2/p' |
		sed 's/^\(.*\), \(.*\)$/\1 \2/' | latin_first
}

# The same of commands, of which one of a kind has two words: "exam import",
# "考试 导入, exam import"; as "exam import|考试 导入".
command_names() {
	sed -n 's/^  \([^ ,-][^ ,]*\( [^ ,][^ ,]*\)\{0,1\}\(, [^ ,]*\( [^ ,][^ ,]*\)\{0,1\}\)\{0,1\}\)\(  .*\)\{0,1\}$/\1/p' |
		sed 's/^\(.*\), \(.*\)$/\2|\1/' | sort -u
}

# Every option in the left column, with all its spellings, one a line.
options() {
	sed -n 's/^[ *] \(-[^ ,]*\(, --*[^ ,]*\)*\).*/\1/p' | sed 's/,//g' |
		sort -u
}

# The English word first, so that both languages sort alike.
latin_first() {
	awk '{
		if (NF == 2 && $1 !~ /^[a-z]/) print $2, $1
		else print
	}' | sort -u
}

# The block of options that a command's help has, or nothing.
own_options() {
	jyz "$@" --help | awk 'BEGIN { RS = "" } { print $0 "\n" }' |
		awk -v title="$title" '
		/^$/ { on = 0 }
		on { print }
		$0 == title { on = 1 }' | options
}

# --- what the manual says ----------------------------------------------------

plain() {
	sed 's/\\f[A-Z]//g; s/\\-/-/g; s/"//g; s/\\&//g' "$page"
}

# section TITLE: its lines.
section() {
	plain | awk -v title=".SH $1" '
	/^\.SH / { on = $0 == title; next }
	on'
}

# Words of the tags below a heading that begins so ("" : before the first).
tags() {
	awk -v heading="$1" '
	/^\.SS / {
		on = index($0 " ", heading " ") == 5
		next
	}
	BEGIN { on = heading == "" }
	tagged && on { sub(/^\.[A-Z]+ /, ""); print }
	{ tagged = /^\.TP/ }'
}

tag_options() {
	tags "$1" | sed 's/ *, */, /g' |
		sed -n 's/^\(-[^ ,]*\(, --*[^ ,]*\)*\).*/\1/p' |
		sed 's/,//g' | sort -u
}

# Headings "jyz gaps" or "jyz 分差 (gaps)" as "gaps" or "gaps 分差".
headings() {
	sed -n 's/^\.SS jyz //p' | sed 's/ *\[.*//; s/ [A-Z-].*//' |
		sed 's/^\(.*\) (\(.*\)).*/\2|\1/' | sort -u
}

compare() {
	if ! diff -u --label "help ($1)" --label "manual ($1)" "$2" "$3"; then
		fault "$page: $1: help and manual differ"
	fi
}

# --- comparing ----------------------------------------------------------------

# "archive export" and "存档 导出": one line for each command that runs.
commands() {
	jyz --help | block 4 | command_names | while IFS='|' read -r name zh; do
		# shellcheck disable=SC2086 # the name is words
		jyz $name --help >"$work/one"
		if grep -q "^$verbs_title\$" "$work/one"; then
			sed "1,/^$verbs_title\$/d" "$work/one" | names |
			while read -r verb verb_zh; do
				echo "$name $verb${zh:+|$zh $verb_zh}"
			done
		else
			echo "$name${zh:+|$zh}"
		fi
	done | sort -u
}

check_page() {
	lang=$1 page=$2 title=$3 verbs_title=$4
	options_sh=$5 commands_sh=$6 records_sh=$7 kinds_sh=$8
	kind_word=$9

	# Commands and their options.
	commands >"$work/help"
	section "$commands_sh" | headings >"$work/manual"
	compare commands "$work/help" "$work/manual"
	[ "$(wc -l <"$work/help")" -ge 12 ] || fault "too few commands found"
	while IFS='|' read -r command zh; do
		heading="jyz ${zh:+$zh (}$command${zh:+)}"
		# shellcheck disable=SC2086 # the command is words
		own_options $command >"$work/own"
		section "$commands_sh" | tag_options "$heading" >"$work/tags"
		compare "$command" "$work/own" "$work/tags"
	done <"$work/help"

	# Options of every command.
	jyz --help | block 5 | options >"$work/help"
	section "$options_sh" | tag_options "" >"$work/manual"
	compare "options" "$work/help" "$work/manual"
	[ "$(wc -l <"$work/help")" -ge 14 ] || fault "too few options found"

	# Kinds, both words in both pages.
	jyz --help | block 3 | names >"$work/help"
	section "$kinds_sh" | tags "" | sed 's/ *, */ /' |
		latin_first >"$work/manual"
	compare kinds "$work/help" "$work/manual"

	# Verbs, and those of their options that are no fields.
	# Of a kind that has no commands of its own.
	jyz term --help | block 3 | names | sed 's/ /|/' >"$work/help"
	section "$records_sh" | headings | sed "s/$kind_word //" |
		sort -u >"$work/manual"
	compare verbs "$work/help" "$work/manual"
	while IFS='|' read -r verb zh; do
		heading="jyz $kind_word ${zh:+$zh (}$verb${zh:+)}"
		own_options teacher "$verb" >"$work/own"
		section "$records_sh" | tag_options "$heading" >"$work/tags"
		compare "KIND $verb" "$work/own" "$work/tags"
	done <"$work/help"

	# Every option that the page mentions anywhere is one.
	(lang=zh verbs_title=可用的操作： && known) >"$work/known"
	plain | grep -v '^[.]*\\"' | grep -o -- '--[^] ,.;:|)=，。；：、）（]*' |
		sort -u | while read -r option; do
		grep -qxF -- "$option" "$work/known" ||
			echo "$page: $option is no option of jyz"
	done >"$work/unknown"
	[ ! -s "$work/unknown" ] || fault "$(cat "$work/unknown")"

	render
}

# All spellings of all options, those of fields too.
known() {
	{
		jyz --help
		jyz --help | block 3 | names | while read -r kind _; do
			for verb in add list import; do
				jyz "$kind" "$verb" --help
			done
		done
		commands | cut -d'|' -f1 | while read -r command; do
			# shellcheck disable=SC2086 # the command is words
			jyz $command --help
		done
	} | options | tr ' ' '\n' | sort -u
}

render() {
	man --warnings -E UTF-8 -P cat -l "$page" >"$work/text" 2>"$work/warn" ||
		fault "$page: man fails"
	[ ! -s "$work/warn" ] || fault "$page: $(cat "$work/warn")"
	# In cells, of which an ideograph takes two.
	width=$(wc -L <"$work/text")
	[ "$width" -le 80 ] || fault "$page: $width columns wide"
	[ "$(wc -l <"$work/text")" -ge 300 ] || fault "$page: too short"
}

check_page en "$root/docs/man/jyz.1" "Options:" "What can be done:" \
	OPTIONS COMMANDS RECORDS "KINDS OF RECORD" KIND
check_page zh "$root/docs/man/zh_CN/jyz.1" "选项：" "可用的操作：" \
	选项 命令 记录的操作 记录的种类 种类
exit $bad
