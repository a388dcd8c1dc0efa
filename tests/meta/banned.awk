# Reads C files; see banned.sh.  Prints FILE:LINE: FUNCTION: REASON.
function trim(s)
{
	gsub(/^[ \t]+|[ \t]+$/, "", s)
	return s
}

# The line without comments and strings; in_comment lives across lines.
function code(s,    out, at)
{
	out = ""
	for (;;) {
		if (in_comment) {
			at = index(s, "*/")
			if (!at)
				return out
			s = substr(s, at + 2)
			in_comment = 0
		}
		if (!match(s, /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'|\/\*|\/\//))
			return out s
		out = out substr(s, 1, RSTART - 1) " "
		at = substr(s, RSTART, 2)
		s = substr(s, RSTART + RLENGTH)
		if (at == "//")
			return out
		if (at == "/*")
			in_comment = 1
	}
}

function report(name, why)
{
	if ((FILENAME " " name) in allowed) {
		used[FILENAME " " name] = 1
		return
	}
	print FILENAME ":" FNR ": " name ": " why
}

BEGIN {
	while ((getline line < list) > 0) {
		if (line ~ /^#/ || split(line, part, "|") < 3)
			continue
		name = trim(part[1])
		rooms[name] = " " trim(part[2]) " "
		reason[name] = trim(part[3])
	}
	while ((getline line < allow) > 0) {
		if (line ~ /^#/ || split(line, part, /[ \t]+/) < 3)
			continue
		allowed[part[1] " " part[2]] = 1
	}
}

FNR == 1 {
	in_comment = 0
	room = FILENAME
	sub(/^src\/|^include\/jyz\//, "", room)
	sub(/\/.*/, "", room)
}

{
	rest = code($0)
	if (room != "cli" && match(rest, /(^|[^A-Za-z0-9_])std(out|err)([^A-Za-z0-9_]|$)/)) {
		word = substr(rest, RSTART, RLENGTH)
		gsub(/[^a-z]/, "", word)
		report(word, "the library does not print")
	}
	while (match(rest, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
		word = substr(rest, RSTART, RLENGTH - 1)
		member = RSTART > 1 && substr(rest, RSTART - 1, 1) ~ /[.>]/
		rest = substr(rest, RSTART + RLENGTH)
		word = trim(word)
		if (!member && word in rooms &&
		    index(rooms[word], " " room " ") == 0)
			report(word, reason[word])
	}
}

END {
	for (entry in allowed)
		if (!(entry in used))
			print "banned.allow: " entry ": not needed any more"
}
