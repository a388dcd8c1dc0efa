# Every message of the sources is in po/zh_CN.po, in Chinese and with the same
# format, and nothing is there that no source says.  ./dev messages brings the
# file up to date.
. "$(dirname "$0")/proof.sh"

check() {
	po=$1/po/zh_CN.po
	(cd "$1" && find src -name '*.[ch]' | LC_ALL=C sort |
		xgettext --from-code=UTF-8 --language=C --files-from=- \
			--keyword=_ --keyword=Q_:1,2 --keyword=N_ \
			--force-po --no-wrap --output=-) >"$tmp/.pot"
	# The header, plural forms, and that formats take the same arguments.
	msgfmt --check -o /dev/null "$po" || :
	# What is missing, not translated, fuzzy, or said by no source.
	msgcmp --no-fuzzy-matching "$po" "$tmp/.pot" || :
	grep -n '^#~' "$po" | sed 's|^|po/zh_CN.po:|; s/#~/in no source:/'
	without_chinese "$po"
}

# Translations of ASCII alone: somebody forgot to translate.
without_chinese() {
	msgattrib --translated --no-obsolete --no-wrap "$1" | LC_ALL=C awk '
	/^msgid "/ { id = $0 }
	/^msgstr/ && id != "msgid \"\"" && !/[^ -~]/ {
		print "po/zh_CN.po: no Chinese: " id
	}'
}

header='msgid ""
msgstr ""
"Project-Id-Version: jyz\n"
"PO-Revision-Date: 2026-01-01 00:00+0800\n"
"Last-Translator: x\n"
"Language-Team: x\n"
"Language: zh_CN\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"'

# tree PO: a source with three messages, and what the catalogue has of them.
tree() {
	plant src/a.c 'a(_("no %s"), N_("yes")); b(Q_("%d row", "%d rows", n));'
	plant po/zh_CN.po "$header
$1"
}

no='
#, c-format
msgid "no %s"
msgstr "没有%s"
'
yes='
msgid "yes"
msgstr "是"
'
rows='
#, c-format
msgid "%d row"
msgid_plural "%d rows"
msgstr[0] "%d 行"'

tree "$yes$rows"
caught 'this message is used but not defined'
tree "$no$yes${rows%\"%d*}"'""'
caught 'untranslated'
tree "$no
#, fuzzy$yes$rows"
caught 'needs to be reviewed'
tree "$no$yes$rows
msgid \"gone\"
msgstr \"没了\""
caught 'this message is not used'
tree "$no$yes$rows
#~ msgid \"gone\"
#~ msgstr \"没了\""
caught 'in no source: msgid "gone"'
tree "${no%没有*}"'没有"'"$yes$rows"
caught 'number of format specifications'
tree "$no${yes%是*}"'yes"'"$rows"
caught 'no Chinese: msgid "yes"'
tree "$no$yes${rows%\[0*}"'[0] "%d"'
caught 'no Chinese: msgid "%d row"'
tree "$no$yes$rows"
clean

real
