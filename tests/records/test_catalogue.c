/*
 * Catalogue and schema say the same, in both directions.  Whoever adds a
 * kind learns here what was forgotten.
 */
#include "rt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The generated query itself is looked at: no public function shows it. */
#include "../../src/records/room.h"

static struct rt *rt;

static JYZ_PRINTF(1, 2) const char *ask(const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	jyz_buf_addv(&sql, fmt, args);
	va_end(args);
	return rt_sql(rt, sql.data);
}

static bool says(const char *text, const char *wanted)
{
	return text && strcmp(text, wanted) == 0;
}

/* A table of records or of parts, and the fields that live in it. */
struct table {
	const struct jyz_kind *kind;
	const struct jyz_part *part; /* NULL: the kind's own */
	const char *name;
	const struct jyz_field *fields;
	size_t n_fields;
};

static void each_table(void (*fn)(const struct table *t))
{
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		struct table t = { kind, NULL, kind->name, kind->fields,
				   kind->n_fields };

		fn(&t);
		for (size_t p = 0; p < kind->n_parts; p++) {
			t = (struct table){ kind, &kind->parts[p],
					    kind->parts[p].table,
					    kind->parts[p].fields,
					    kind->parts[p].n_fields };
			fn(&t);
		}
	}
}

static void each_field(const struct table *t,
		       void (*fn)(const struct table *t,
				  const struct jyz_field *f))
{
	for (size_t i = 0; i < t->n_fields; i++)
		if (!(t->fields[i].flags & JYZ_COMPUTED))
			fn(t, &t->fields[i]);
}

/* --- fields are columns -------------------------------------------------- */

static bool names_row(const struct jyz_field *f)
{
	return f->type == JYZ_TYPE_REFERENCE || f->type == JYZ_TYPE_ITEM;
}

static const char *column_type(enum jyz_type type)
{
	switch (type) {
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_DATE:
	case JYZ_TYPE_TIME:
	case JYZ_TYPE_CHOICE:
		return "TEXT";
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
	case JYZ_TYPE_FLAG:
	case JYZ_TYPE_REFERENCE:
	case JYZ_TYPE_ITEM:
		return "INTEGER";
	}
	return "?";
}

static void field_is_column(const struct table *t, const struct jyz_field *f)
{
	const char *type = ask("SELECT type FROM pragma_table_info('%s') "
			       "WHERE name = '%s'", t->name, f->name);
	const char *not_null = ask("SELECT \"notnull\" FROM "
				   "pragma_table_info('%s') WHERE name = '%s'",
				   t->name, f->name);

	if (!type)
		jt_fail("%s has no column %s", t->name, f->name);
	if (!says(type, column_type(f->type)))
		jt_fail("%s.%s is %s", t->name, f->name, type);
	if (says(not_null, "1") != ((f->flags & JYZ_REQUIRED) != 0))
		jt_fail("%s.%s: NOT NULL and JYZ_REQUIRED differ", t->name,
			f->name);
}

static void table_has_fields(const struct table *t)
{
	each_field(t, field_is_column);
}

static void test_fields_are_columns(void **state)
{
	(void)state;
	each_table(table_has_fields);
}

static void field_references(const struct table *t, const struct jyz_field *f)
{
	const char *target = ask("SELECT \"table\" || '.' || \"to\" FROM "
				 "pragma_foreign_key_list('%s') "
				 "WHERE \"from\" = '%s'", t->name, f->name);
	JYZ_AUTO(jyz_buf) wanted = JYZ_BUF_INIT;

	if (!names_row(f)) {
		if (target)
			jt_fail("%s.%s references %s", t->name, f->name,
				target);
		return;
	}
	jyz_buf_addf(&wanted, "%s.id",
		     f->type == JYZ_TYPE_ITEM ? f->target->parts[f->item].table
					      : f->target->name);
	if (!says(target, wanted.data))
		jt_fail("%s.%s references %s, not %s", t->name, f->name,
			target ? target : "nothing", wanted.data);
}

static void table_references(const struct table *t)
{
	each_field(t, field_references);
}

static void test_references(void **state)
{
	(void)state;
	each_table(table_references);
}

/* Each row of the walk is a column that no field accounts for. */
static void no_other_column(const struct table *t)
{
	JYZ_AUTO(jyz_buf) known = JYZ_BUF_INIT;

	jyz_buf_adds(&known, t->part ? "'id', 'position'"
				     : "'id', 'uid', 'created_at', "
				       "'updated_at'");
	if (t->part)
		jyz_buf_addf(&known, ", '%s'", t->part->head);
	if (t->part && t->part->fixed)
		jyz_buf_addf(&known, ", '%s'", t->part->fixed);
	/* parts of one table need not have the same fields */
	for (size_t p = 0; t->part && p < t->kind->n_parts; p++)
		if (says(t->name, t->kind->parts[p].table))
			for (size_t i = 0; i < t->kind->parts[p].n_fields; i++)
				jyz_buf_addf(&known, ", '%s'",
					     t->kind->parts[p].fields[i].name);
	for (size_t i = 0; !t->part && i < t->n_fields; i++)
		if (!(t->fields[i].flags & JYZ_COMPUTED))
			jyz_buf_addf(&known, ", '%s'", t->fields[i].name);
	const char *more = ask("SELECT name FROM pragma_table_info('%s') "
			       "WHERE name NOT IN (%s)", t->name, known.data);

	if (more)
		jt_fail("column %s.%s is no field", t->name, more);
}

static void test_columns_are_fields(void **state)
{
	(void)state;
	each_table(no_other_column);
}

/* --- CHECKs -------------------------------------------------------------- */

/* What stands after "CHECK (COLUMN what" in the table's DDL; or NULL. */
static const char *check_of(const char *table, const char *column,
			    const char *what)
{
	JYZ_AUTO(jyz_buf) needle = JYZ_BUF_INIT;
	const char *ddl = ask("SELECT sql FROM sqlite_schema WHERE "
			      "name = '%s'", table);

	jyz_buf_addf(&needle, "CHECK (%s %s", column, what);
	const char *found = ddl ? strstr(ddl, needle.data) : NULL;

	return found ? found + needle.len : NULL;
}

/* 'a', 'b' up to ")" as "a b". */
static char *quoted_words(const char *p)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;
	bool in = false;

	for (; *p && (in || *p != ')'); p++) {
		if (*p == '\'') {
			in = !in;
			if (in && out.len)
				jyz_buf_addc(&out, ' ');
		} else if (in) {
			jyz_buf_addc(&out, *p);
		}
	}
	return jt_keep(jyz_buf_detach(&out));
}

static void field_choices(const struct table *t, const struct jyz_field *f)
{
	const char *check = check_of(t->name, f->name, "IN (");

	if (f->type == JYZ_TYPE_FLAG) {
		if (!check || strncmp(check, "0, 1)", 5) != 0)
			jt_fail("%s.%s is not 0 or 1", t->name, f->name);
		return;
	}
	if ((f->type == JYZ_TYPE_CHOICE) != (check != NULL))
		jt_fail("%s.%s: choices on one side only", t->name, f->name);
	if (!check)
		return;
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;

	for (const struct jyz_choice *c = f->choices; c->name; c++)
		jyz_buf_addf(&names, "%s%s", names.len ? " " : "", c->name);
	jt_str_eq(quoted_words(check), names.data);
}

static void field_limits(const struct table *t, const struct jyz_field *f)
{
	const char *check = check_of(t->name, f->name, "BETWEEN ");
	long long min, max;

	/* "BETWEEN starts AND 300" is a rule across columns */
	if (!check || sscanf(check, "%lld AND %lld", &min, &max) != 2) {
		if (!check && f->min != f->max && f->min >= 0)
			jt_fail("%s.%s has limits in C only", t->name,
				f->name);
		return;
	}
	if (f->min != min || f->max != max)
		jt_fail("%s.%s: %lld to %lld in C, %lld to %lld in SQL",
			t->name, f->name, (long long)f->min, (long long)f->max,
			min, max);
}

static void field_date(const struct table *t, const struct jyz_field *f)
{
	if (f->type == JYZ_TYPE_DATE && !check_of(t->name, f->name, "IS date("))
		jt_fail("%s.%s may be no date", t->name, f->name);
	if (f->type == JYZ_TYPE_TIME && !check_of(t->name, f->name, "GLOB '"))
		jt_fail("%s.%s may be no time", t->name, f->name);
	if (f->flags & JYZ_REQUIRED && f->type == JYZ_TYPE_TEXT &&
	    !check_of(t->name, f->name, "<> ''"))
		jt_fail("%s.%s may be an empty text", t->name, f->name);
}

static void table_checks(const struct table *t)
{
	each_field(t, field_choices);
	each_field(t, field_limits);
	each_field(t, field_date);
	if (t->part && t->part->fixed) {
		JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
		const char *check = check_of(t->name, t->part->fixed, "IN (");

		for (size_t p = 0; p < t->kind->n_parts; p++)
			if (says(t->name, t->kind->parts[p].table))
				jyz_buf_addf(&all, "%s%s", all.len ? " " : "",
					     t->kind->parts[p].value);
		assert_non_null(check);
		jt_str_eq(quoted_words(check), all.data);
	}
}

static void test_checks(void **state)
{
	(void)state;
	each_table(table_checks);
}

/* --- tables, indexes, triggers ------------------------------------------- */

/* What tells rows apart on edit is what no two of them may have alike. */
static void part_key(const struct table *t)
{
	JYZ_AUTO(jyz_buf) fields = JYZ_BUF_INIT;
	const char *key = ask("SELECT group_concat(name, ' ') FROM (SELECT "
			      "i.name FROM pragma_index_list('%s') l, "
			      "pragma_index_info(l.name) i WHERE l.origin = 'u' "
			      "AND i.name <> '%s' ORDER BY i.seqno)",
			      t->name, t->part->head);

	for (size_t i = 0; i == 0 || i < t->part->n_key; i++)
		jyz_buf_addf(&fields, "%s%s", i ? " " : "",
			     t->fields[i].name);
	if (key)
		jt_str_eq(fields.data, key);
}

static void table_form(const struct table *t)
{
	const char *ddl = ask("SELECT sql FROM sqlite_schema WHERE "
			      "name = '%s'", t->name);

	if (!says(ask("SELECT strict FROM pragma_table_list WHERE "
		      "name = '%s'", t->name), "1"))
		jt_fail("%s is not STRICT", t->name);
	if (!ddl || !strstr(ddl, "id INTEGER PRIMARY KEY AUTOINCREMENT"))
		jt_fail("%s has no AUTOINCREMENT", t->name);
	const char *made = ask("SELECT name FROM pragma_table_xinfo('%s') "
			       "WHERE hidden <> 0", t->name);

	if (made)
		jt_fail("%s.%s is generated", t->name, made);
	if (t->part)
		part_key(t);
	if (t->part && !says(ask("SELECT on_delete FROM "
				 "pragma_foreign_key_list('%s') WHERE "
				 "\"from\" = '%s' AND \"table\" = '%s'",
				 t->name, t->part->head, t->kind->name),
			     "CASCADE"))
		jt_fail("%s does not go with its %s", t->name, t->kind->name);
	if (!t->part && !says(ask("SELECT count(*) FROM pragma_table_info('%s')"
				  " WHERE name IN ('uid', 'created_at', "
				  "'updated_at') AND type = 'TEXT' AND "
				  "\"notnull\"", t->name), "3"))
		jt_fail("%s: uid, created_at, updated_at", t->name);
	const char *slow = ask(
		"SELECT f.\"from\" FROM pragma_foreign_key_list('%s') f "
		"WHERE NOT EXISTS (SELECT 1 FROM pragma_index_list('%s') l, "
		"pragma_index_info(l.name) i WHERE i.seqno = 0 "
		"AND i.name = f.\"from\")", t->name, t->name);

	if (slow)
		jt_fail("%s.%s has no index", t->name, slow);
}

static void test_tables(void **state)
{
	(void)state;
	each_table(table_form);
}

/* Triggers only say no: what they wrote would spoil the changesets. */
static void test_triggers_do_not_write(void **state)
{
	(void)state;
	jt_str_eq(ask("SELECT group_concat(name, ' ') FROM sqlite_schema "
		      "WHERE type = 'trigger' AND "
		      "(instr(upper(substr(sql, instr(sql, 'BEGIN'))), "
		      "'INSERT') OR "
		      "instr(upper(substr(sql, instr(sql, 'BEGIN'))), "
		      "'UPDATE ') OR "
		      "instr(upper(substr(sql, instr(sql, 'BEGIN'))), "
		      "'DELETE'))"), NULL);
	assert_true(rt_count(rt, "SELECT count(*) FROM sqlite_schema WHERE "
				 "type = 'trigger' AND sql LIKE '%RAISE%'") >
		    10);
	jt_str_eq(ask("SELECT group_concat(name, ' ') FROM pragma_table_list "
		      "WHERE type = 'table' AND schema = 'main' AND strict = 0 "
		      "AND name NOT LIKE 'sqlite_%%'"), NULL);
}

/* Views call no function that another program's SQLite may lack. */
static void test_views_can_be_read(void **state)
{
	(void)state;
	for (int64_t i = 0, n = rt_count(rt, "SELECT count(*) FROM "
					     "sqlite_schema WHERE type = "
					     "'view'"); i < n; i++) {
		const char *view = ask("SELECT name FROM sqlite_schema WHERE "
				       "type = 'view' ORDER BY name LIMIT 1 "
				       "OFFSET %lld", (long long)i);

		assert_non_null(ask("SELECT count(*) FROM \"%s\"", view));
	}
}

static size_t key_fields(const struct jyz_kind *kind)
{
	size_t n = 0;

	while (n < JYZ_KEY_MAX && kind->key[n])
		n++;
	return n;
}

/* The key's query finds its record by a unique index on just these. */
static void kind_key(const struct jyz_kind *kind)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) index = JYZ_BUF_INIT;
	size_t n = key_fields(kind), found = 0;

	if (!n)
		return;
	jyz_buf_adds(&sql, "EXPLAIN QUERY PLAN ");
	jyz_sql_twin(&sql, kind);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

	jt_ok(jyz_stmt_open(&st, rt->store, sql.data, &rt->err), &rt->err);
	for (size_t i = 0; i < n; i++) {
		JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

		jyz_buf_addf(&name, ":%s",
			     kind->fields[kind->key[i] - 1].name);
		jyz_bind_null(&st, name.data);
	}
	jt_int_eq(jyz_stmt_step(&st, &rt->err), JYZ_ROW);
	const char *plan = jt_keep(jyz_strdup(jyz_col_text(&st, "detail")));

	for (int i = 0; i < jyz_col_count(&st); i++)
		(void)jyz_col_at(&st, i);
	jt_int_eq(jyz_stmt_step(&st, &rt->err), JYZ_OK);
	const char *at = strstr(plan, "INDEX ");

	if (!at)
		jt_fail("%s: %s", kind->name, plan);
	at += strlen("INDEX ");
	jyz_buf_add(&index, at, strcspn(at, " "));
	for (const char *p = plan; (p = strstr(p, "=?")); p++)
		found++;
	if (found != n)
		jt_fail("%s: %zu of %zu key fields are indexed: %s",
			kind->name, found, n, plan);
	if (!says(ask("SELECT \"unique\" FROM pragma_index_list('%s') "
		      "WHERE name = '%s'", kind->name, index.data), "1"))
		jt_fail("%s: the index %s is not unique", kind->name,
			index.data);
	if (strtoul(ask("SELECT count(*) FROM pragma_index_info('%s')",
		    index.data), NULL, 10) != n)
		jt_fail("%s: the index %s has other columns", kind->name,
			index.data);
}

static void test_natural_keys(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++)
		kind_key(jyz_catalogue.kinds[k]);
}

/* --- entries -------------------------------------------------------------- */

/* What other rooms take for granted of an entry. */
static void test_entries(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];
		size_t n = kind->n_fields;

		assert_non_null(kind->example);
		assert_non_null(kind->label);
		assert_non_null(kind->order);
		assert_true(kind->date < (int)n);
		assert_true(kind->year <= (int)n);
		for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++)
			assert_true(kind->key[i] <= (int)n &&
				    !(kind->fields[kind->key[i] - 1].flags &
				      JYZ_COMPUTED));
		if (kind->names)
			assert_true(jyz_name_field(kind) >= 0);
		if (kind->term == JYZ_TERM_SPAN)
			assert_int_equal(
				kind->fields[kind->term_field + 1].type,
				JYZ_TYPE_DATE);
		if (kind->term == JYZ_TERM_THROUGH)
			assert_int_not_equal(
				kind->fields[kind->term_field].target->term,
				JYZ_TERM_NONE);
		if (kind->date >= 0)
			assert_int_equal(kind->fields[kind->date].type,
					 JYZ_TYPE_DATE);
		/* 64 parameters are what a statement can have */
		assert_true(n + 3 <= 64);
		for (size_t i = 0; i < n; i++) {
			const struct jyz_field *f = &kind->fields[i];

			if (f->flags & JYZ_DERIVED)
				assert_true(f->flags & JYZ_COMPUTED &&
					    kind->derive);
			else if (f->flags & JYZ_COMPUTED && !f->sql &&
				 !kind->view)
				jt_fail("%s.%s comes from nowhere",
					kind->name, f->name);
			if (f->flags & JYZ_COMPUTED &&
			    f->type == JYZ_TYPE_REFERENCE)
				jt_fail("%s.%s: a computed reference",
					kind->name, f->name);
			if (f->flags & JYZ_ACCEPTED)
				assert_true(f->flags & JYZ_COMPUTED);
		}
		for (const struct jyz_lens *l = kind->lenses; l && l->name;
		     l++)
			assert_true(l->first >= 0 && l->first <= l->last &&
				    l->last < (int)n);
	}
}

static void found(const struct jyz_kind *kind, const char *label, int field,
		  int part)
{
	JYZ_AUTO(jyz_buf) first = JYZ_BUF_INIT;

	jyz_buf_add(&first, label, strcspn(label, "/"));
	if (jyz_field_find(kind, first.data) != field ||
	    jyz_part_find(kind, first.data) != part)
		jt_fail("%s: '%s' is another column, or none", kind->name,
			first.data);
}

/* What is written under labels must come in again: workbooks, and CSV with
 * --headings label. */
static void test_labels_are_headings(void **state)
{
	(void)state;
	for (size_t k = 0; k < jyz_catalogue.count; k++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[k];

		for (int i = 0; i < (int)kind->n_fields; i++) {
			found(kind, kind->fields[i].label.en, i, -1);
			found(kind, kind->fields[i].label.zh, i, -1);
		}
		for (int i = 0; i < (int)kind->n_parts; i++) {
			found(kind, kind->parts[i].label.en, -1, i);
			found(kind, kind->parts[i].label.zh, -1, i);
		}
	}
}

static int setup(void **state)
{
	rt_setup(state);
	rt = *state;
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields_are_columns),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_columns_are_fields),
		cmocka_unit_test(test_checks),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_triggers_do_not_write),
		cmocka_unit_test(test_views_can_be_read),
		cmocka_unit_test(test_natural_keys),
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_labels_are_headings),
	};

	return cmocka_run_group_tests(tests, setup, rt_teardown);
}
