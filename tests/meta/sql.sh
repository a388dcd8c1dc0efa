# SQL is made of identifiers in few files only (DESIGN: of those of the
# catalogue in src/records/sql*.c, of those of the schema in the store): a
# string with a quoted identifier, or with a bare one after a keyword, to be
# filled in, is nowhere else.  Messages quote with '%s'.
. "$(dirname "$0")/proof.sh"

check() {
	(cd "$1" && find src include -type f -name '*.[ch]' 2>/dev/null |
		grep -v -e '^src/records/sql[a-z_]*\.c$' \
			-e '^src/store/table\.c$' | LC_ALL=C sort) |
	while read -r file; do
		(cd "$1" && grep -nE -e '\\"%[A-Za-z]' \
			-e '"[^"]*[^A-Za-z"](FROM|JOIN|INTO|UPDATE|TABLE) +%' \
			-e '"(FROM|JOIN|INTO|UPDATE|TABLE) +%' \
			-e 'jyz_buf_add[sf]\(.*"[ (]*(SELECT|FROM|WHERE|SET|VALUES|ORDER BY|INSERT|UPDATE|DELETE) ' \
			"$file" /dev/null) |
		while IFS= read -r line; do
			echo "$line: SQL is made in src/records/sql*.c"
		done
	done
}

plant src/records/list.c '	jyz_buf_addf(out, "SELECT id FROM \"%s\"", name);'
caught 'src/records/list.c:1:'
plant src/archive/a.c '
	     " AND %s.\"%s\" = :term", row, field);'
caught 'src/archive/a.c:2:'
plant src/records/sequel.c 'x = "p.\"%w\"";'
caught 'src/records/sequel.c:1:'
plant src/cli/sql.c '	jyz_buf_addf(out, "DELETE FROM %s", name);'
caught 'src/cli/sql.c:1:'
plant include/jyz/store/a.h '#define CLEAR "UPDATE %s SET a = 1"'
caught 'include/jyz/store/a.h:1:'
plant src/records/bulk.c '	jyz_buf_adds(&sql, " WHERE r.id = :id");'
caught 'src/records/bulk.c:1:'

plant src/records/sql.c '"FROM \"%s\""'
plant src/records/sql_sets.c '"FROM \"%s\""'
plant src/store/table.c '"SELECT \"%w\" FROM \"%w\""'
plant src/store/check.c 'static const char A[] = "SELECT \"from\" FROM a";'
plant src/cli/a.c '	jyz_buf_addf(out, "%s from %s, or WHERE you are", a, b);
	_("'"'%s'"' is not there");'
clean

real
