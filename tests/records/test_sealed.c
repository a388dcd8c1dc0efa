/*
 * The triggers of sealed terms are those that the catalogue's term rules ask
 * for: each kind with such a rule, each table of a part, the term itself.
 * What is missing is printed as the next migration needs it.
 */
#include "rt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The condition itself is looked at: no public function shows it. */
#include "../../src/records/room.h"

#define END "\nBEGIN SELECT RAISE(ABORT, 'jyz:sealed'); END"

static struct rt *rt;

/* --- what is wanted ------------------------------------------------------- */

static void same_key(struct jyz_buf *out, const struct jyz_field *f)
{
	bool text = f->type == JYZ_TYPE_TEXT || f->type == JYZ_TYPE_DATE ||
		    f->type == JYZ_TYPE_CHOICE;

	if (f->flags & JYZ_REQUIRED)
		jyz_buf_addf(out, "r.\"%s\" = NEW.\"%s\"", f->name, f->name);
	else
		jyz_buf_addf(out, "ifnull(r.\"%s\", %s) = ifnull(NEW.\"%s\", %s)",
			     f->name, text ? "''" : "-1", f->name,
			     text ? "''" : "-1");
}

/* The rows that a REPLACE of NEW would put away. */
static void replaced(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_adds(out, "(r.id = NEW.id OR r.uid = NEW.uid");
	for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++) {
		jyz_buf_adds(out, i ? "\n\t\tAND " : "\n\t\tOR (");
		same_key(out, &kind->fields[kind->key[i] - 1]);
	}
	jyz_buf_adds(out, kind->key[0] ? "))" : ")");
	jyz_buf_adds(out, "\n\t\tAND ");
	jyz_sql_sealed(out, kind, "r");
}

static void changed(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_adds(out, "OLD.id IS NOT NEW.id OR OLD.uid IS NOT NEW.uid"
			  "\n\t\tOR OLD.created_at IS NOT NEW.created_at");
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		bool end = kind->term == JYZ_TERM_SPAN &&
			   (int)i == kind->term_field + 1;

		if (!end && !(f->flags & (JYZ_COMPUTED | JYZ_OPEN)))
			jyz_buf_addf(out, "\n\t\tOR OLD.\"%s\" IS NOT "
					  "NEW.\"%s\"", f->name, f->name);
	}
}

/* What goes on may be given an end, after the term. */
static void span_end(struct jyz_buf *out, const struct jyz_kind *kind)
{
	const char *from = kind->fields[kind->term_field].name;
	const char *to = kind->fields[kind->term_field + 1].name;

	jyz_buf_addf(out, "\n\tOR (OLD.\"%s\" IS NOT NEW.\"%s\" AND EXISTS "
		     "(SELECT 1 FROM sealed_term s\n\t\tWHERE "
		     "ifnull(NEW.\"%s\", '') < s.until", to, to, from);
	if (kind->scope_year) {
		jyz_buf_adds(out, "\n\t\tAND ");
		jyz_sql_template(out, kind->scope_year, "NEW");
		jyz_buf_adds(out, " = s.year");
	}
	jyz_buf_addf(out, "\n\t\tAND min(ifnull(OLD.\"%s\", '9999'), "
		     "ifnull(NEW.\"%s\", '9999')) <= s.ends"
		     "\n\t\tAND max(ifnull(OLD.\"%s\", '9999'), "
		     "ifnull(NEW.\"%s\", '9999')) >= s.starts))", to, to, to,
		     to);
}

static void want_kind(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_addf(out, "CREATE TRIGGER seal_%s_insert BEFORE INSERT ON "
		     "\"%s\"\nWHEN EXISTS (SELECT 1 FROM seal) AND (\n\t",
		     kind->name, kind->name);
	jyz_sql_sealed(out, kind, "NEW");
	jyz_buf_addf(out, "\n\tOR EXISTS (SELECT 1 FROM \"%s\" r WHERE ",
		     kind->name);
	replaced(out, kind);
	jyz_buf_adds(out, "))" END ";\n");
	jyz_buf_addf(out, "CREATE TRIGGER seal_%s_update BEFORE UPDATE ON "
		     "\"%s\"\nWHEN EXISTS (SELECT 1 FROM seal) AND (\n\t((",
		     kind->name, kind->name);
	changed(out, kind);
	jyz_buf_adds(out, ")\n\t\tAND (");
	jyz_sql_sealed(out, kind, "OLD");
	jyz_buf_adds(out, "\n\t\tOR ");
	jyz_sql_sealed(out, kind, "NEW");
	jyz_buf_adds(out, "))");
	if (kind->term == JYZ_TERM_SPAN)
		span_end(out, kind);
	jyz_buf_addf(out, "\n\tOR EXISTS (SELECT 1 FROM \"%s\" r WHERE r.id <> "
		     "OLD.id AND ", kind->name);
	replaced(out, kind);
	jyz_buf_adds(out, "))" END ";\n");
	jyz_buf_addf(out, "CREATE TRIGGER seal_%s_delete BEFORE DELETE ON "
		     "\"%s\"\nWHEN EXISTS (SELECT 1 FROM seal) AND ",
		     kind->name, kind->name);
	jyz_sql_sealed(out, kind, "OLD");
	jyz_buf_adds(out, END ";\n");
}

static void want_part(struct jyz_buf *out, const struct jyz_kind *kind,
		      const struct jyz_part *part)
{
	static const struct {
		const char *name, *event;
		bool old, new;
	} events[] = {
		{ "insert", "INSERT", false, true },
		{ "update", "UPDATE", true, true },
		{ "delete", "DELETE", true, false },
	};

	for (size_t i = 0; i < JT_COUNT(events); i++) {
		jyz_buf_addf(out, "CREATE TRIGGER seal_%s_%s BEFORE %s ON "
			     "\"%s\"\nWHEN EXISTS (SELECT 1 FROM seal) AND "
			     "EXISTS (\n\tSELECT 1 FROM \"%s\" r WHERE r.id "
			     "IN (", part->table, events[i].name,
			     events[i].event, part->table, kind->name);
		if (events[i].old)
			jyz_buf_addf(out, "OLD.\"%s\"", part->head);
		if (events[i].old && events[i].new)
			jyz_buf_adds(out, ", ");
		if (events[i].new)
			jyz_buf_addf(out, "NEW.\"%s\",\n\t\t(SELECT p.\"%s\" "
				     "FROM \"%s\" p WHERE p.id = NEW.id)",
				     part->head, part->head, part->table);
		jyz_buf_adds(out, ")\n\tAND ");
		jyz_sql_sealed(out, kind, "r");
		jyz_buf_adds(out, ")" END ";\n");
	}
}

/* Records that change their term with its first day. */
static void held(struct jyz_buf *out, const char *from, const char *until)
{
	const char *separator = "(";

	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		const char *day = kind->fields[kind->term_field].name;

		if (kind->term != JYZ_TERM_DATE && kind->term != JYZ_TERM_SPAN)
			continue;
		jyz_buf_addf(out, "%sEXISTS (SELECT 1 FROM \"%s\" r WHERE "
			     "r.\"%s\" >= %s\n\t\tAND r.\"%s\" < %s)",
			     separator, kind->name, day, from, day, until);
		separator = "\n\t\tOR ";
	}
	jyz_buf_addc(out, ')');
}

#define SAME_TERM(row)                                                  \
	row ".id = NEW.id OR " row ".uid = NEW.uid\n\t\tOR " row        \
	    ".code = NEW.code OR " row ".starts = NEW.starts"

static void want_term(struct jyz_buf *out)
{
	const struct jyz_kind *term = jyz_kind_of_table(&jyz_catalogue, "term");

	jyz_buf_adds(out, "CREATE TRIGGER seal_term_insert BEFORE INSERT ON "
		     "term\nWHEN EXISTS (SELECT 1 FROM sealed_term s WHERE "
		     SAME_TERM("s") "\n\tOR EXISTS (SELECT 1 FROM term t "
		     "WHERE t.starts = s.until\n\t\tAND (" SAME_TERM("t")
		     "))\n\tOR (NEW.starts > s.starts AND NEW.starts <= "
		     "s.ends)\n\tOR (NEW.starts > s.starts AND NEW.starts < "
		     "s.until AND ");
	held(out, "NEW.starts", "s.until");
	jyz_buf_adds(out, "))" END ";\n"
		     "CREATE TRIGGER seal_term_update BEFORE UPDATE ON term\n"
		     "WHEN EXISTS (SELECT 1 FROM sealed_term s WHERE "
		     "(s.id = OLD.id AND (OLD.id IS NOT NEW.id\n\t\tOR OLD.uid "
		     "IS NOT NEW.uid OR OLD.created_at IS NOT NEW.created_at");
	for (size_t i = 0; i < term->n_fields; i++) {
		const struct jyz_field *f = &term->fields[i];

		if (!(f->flags & JYZ_COMPUTED))
			jyz_buf_addf(out, "\n\t\tOR OLD.\"%s\" IS NOT "
				     "NEW.\"%s\"", f->name, f->name);
	}
	jyz_buf_adds(out, "))\n\tOR (s.id <> OLD.id AND (" SAME_TERM("s")
		     "\n\tOR EXISTS (SELECT 1 FROM term t WHERE t.id <> OLD.id "
		     "AND t.starts = s.until\n\t\tAND (" SAME_TERM("t")
		     "))\n\tOR (NEW.starts > s.starts AND NEW.starts <= "
		     "s.ends)\n\tOR (OLD.starts = s.until AND NEW.starts < "
		     "s.starts)\n\tOR (OLD.starts IS NOT NEW.starts AND "
		     "(OLD.starts = s.until\n\t\tOR (NEW.starts > s.starts AND "
		     "NEW.starts < s.until))\n\t\tAND ");
	held(out, "min(OLD.starts, NEW.starts)", "max(OLD.starts, NEW.starts)");
	jyz_buf_adds(out, "))))" END ";\n"
		     "CREATE TRIGGER seal_term_delete BEFORE DELETE ON term\n"
		     "WHEN EXISTS (SELECT 1 FROM sealed_term s WHERE s.id = "
		     "OLD.id\n\tOR (OLD.starts = s.until AND ");
	held(out, "OLD.starts", "ifnull((SELECT min(n.starts) FROM term n "
	     "WHERE n.starts > OLD.starts), '9999-12-31')");
	jyz_buf_adds(out, "))" END ";\n");
}

static bool first_of_table(const struct jyz_kind *kind, size_t part)
{
	for (size_t p = 0; p < part; p++)
		if (strcmp(kind->parts[p].table, kind->parts[part].table) == 0)
			return false;
	return true;
}

static void want_all(struct jyz_buf *out)
{
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		if (kind->term == JYZ_TERM_NONE)
			continue;
		want_kind(out, kind);
		for (size_t p = 0; p < kind->n_parts; p++)
			if (first_of_table(kind, p))
				want_part(out, kind, &kind->parts[p]);
	}
	want_term(out);
}

/* --- what is there -------------------------------------------------------- */

/* Without blanks, quotes of names and the last semicolon. */
static char *bare(const char *sql, size_t len)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	for (size_t i = 0; i < len; i++)
		if (!strchr(" \t\n;\"", sql[i]))
			jyz_buf_addc(&out, sql[i]);
	return jt_keep(jyz_buf_detach(&out));
}

static const char *trigger_named(const char *name, size_t len)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

	jyz_buf_addf(&sql, "SELECT sql FROM sqlite_schema WHERE type = "
		     "'trigger' AND name = '%.*s'", (int)len, name);
	const char *found = rt_sql(rt, sql.data);

	return found ? found : "";
}

static void test_triggers_are_those_of_the_catalogue(void **state)
{
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) missing = JYZ_BUF_INIT;
	size_t n = 0;

	(void)state;
	want_all(&all);
	for (const char *p = all.data; *p; n++) {
		const char *end = strstr(p, "; END;\n");
		size_t len = (size_t)(end - p) + strlen("; END;\n");
		const char *name = p + strlen("CREATE TRIGGER ");
		const char *there = trigger_named(name, strcspn(name, " "));

		if (strcmp(bare(p, len), bare(there, strlen(there))) != 0)
			jyz_buf_add(&missing, p, len);
		p += len;
	}
	if (missing.len)
		jt_fail("missing or different:\n%s", missing.data);
	/* those of the seal itself, and of the class */
	jt_int_eq(rt_count(rt, "SELECT count(*) FROM sqlite_schema WHERE "
			       "type = 'trigger' AND name LIKE "
			       "'seal\\_%' ESCAPE '\\'"), n + 7);
}

/* A REPLACE puts away what a unique index finds: uid and key, no other. */
static void test_no_other_unique_index(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;

		if (kind->term == JYZ_TERM_NONE)
			continue;
		jyz_buf_addf(&sql, "SELECT count(*) FROM pragma_index_list"
			     "('%s') WHERE \"unique\"", kind->name);
		jt_int_eq(rt_count(rt, sql.data), kind->key[0] ? 2 : 1);
	}
}

/* What stays open is a field of the record; rows of parts are sealed. */
static void test_no_open_part(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++)
		for (size_t p = 0; p < jyz_catalogue.kinds[k]->n_parts; p++) {
			const struct jyz_part *part =
				&jyz_catalogue.kinds[k]->parts[p];

			for (size_t i = 0; i < part->n_fields; i++)
				assert_false(part->fields[i].flags & JYZ_OPEN);
		}
}

static int setup(void **state)
{
	rt_setup(state);
	rt = *state;
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_triggers_are_those_of_the_catalogue),
		cmocka_unit_test(test_no_other_unique_index),
		cmocka_unit_test(test_no_open_part),
	};

	/* for whoever writes the migration of a new kind */
	if (argc > 1 && strcmp(argv[1], "--print") == 0) {
		JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;

		want_all(&all);
		fputs(all.data, stdout);
		return 0;
	}
	return cmocka_run_group_tests(tests, setup, rt_teardown);
}
