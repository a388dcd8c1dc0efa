#include "rt.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/mem.h"
#include "jyz/records/attach.h"
#include "jyz/render/csv.h"

static const struct jyz_clock CLOCK = { "2026-11-21T04:00:00Z",
					"2026-11-21" };
static const struct jyz_deed DEED = { "2026-11-21T04:00:00Z", "王芳", "test",
				      NULL, "write" };

void rt_open_as(struct rt *rt, const struct jyz_schema *schema,
		const struct jyz_catalogue *catalogue)
{
	*rt = (struct rt){ .err = JYZ_ERROR_INIT };
	jt_ok(jyz_store_open_memory(&rt->store, schema, &rt->err), &rt->err);
	jyz_desk_init(&rt->desk, rt->store, catalogue, &CLOCK);
}

void rt_open(struct rt *rt)
{
	rt_open_as(rt, &jyz_schema_embedded, &jyz_catalogue);
}

void rt_school(struct rt *rt)
{
	rt_add(rt, "term", "code", "2025-2", "starts", "2026-02-20", "ends",
	       "2026-07-10", NULL);
	rt_add(rt, "term", "code", "2026-1", "starts", "2026-09-01", "ends",
	       "2027-01-20", NULL);
	rt_add(rt, "unit", "name", "数学教研组", "subject", "数学", NULL);
	rt_add(rt, "teacher", "name", "王芳", "unit", "数学教研组", NULL);
	rt_add(rt, "teacher", "name", "李强", "unit", "数学教研组", NULL);
	rt_add(rt, "teacher", "name", "阿依古丽·买买提", NULL);
	rt_add(rt, "class", "name", "高一(1)班", "year", "2025", "grade",
	       "高一", NULL);
	rt_add(rt, "class", "name", "高一(1)班", "grade", "高一", NULL);
	rt_add(rt, "class", "name", "高一(2)班", "grade", "高一", NULL);
	rt_add(rt, "class", "name", "高一(10)班", "grade", "高一", NULL);
	rt_add(rt, "assignment", "teacher", "李强", "class", "高一1班",
	       "subject", "数学", NULL);
}

void rt_close(struct rt *rt)
{
	jyz_desk_free(&rt->desk);
	jyz_store_close(rt->store);
	jyz_error_free(&rt->err);
	free(rt);
}

int rt_setup(void **state)
{
	struct rt *rt = jyz_alloc(sizeof(*rt));

	rt_open(rt);
	rt_school(rt);
	*state = rt;
	return 0;
}

int rt_teardown(void **state)
{
	rt_close(*state);
	return 0;
}

const struct jyz_kind *rt_kind(const struct rt *rt, const char *name)
{
	const struct jyz_kind *kind = jyz_kind_of_table(rt->desk.catalogue,
							name);

	if (!kind)
		jt_fail("no kind '%s'", name);
	return kind;
}

/* --- writing ------------------------------------------------------------- */

static void blame(struct rt *rt, const struct jyz_record *rec)
{
	int n = (int)rec->kind->n_fields;

	rt->blamed = rec->blamed < 0 ? NULL
		     : rec->blamed < n
			     ? rec->kind->fields[rec->blamed].name
			     : rec->kind->parts[rec->blamed - n].name;
}

static int set_all(struct rt *rt, struct jyz_record *rec, va_list args)
{
	const char *name;

	while ((name = va_arg(args, const char *))) {
		const char *text = va_arg(args, const char *);
		int field = jyz_field_find(rec->kind, name);
		int part = jyz_part_find(rec->kind, name);

		if (field < 0 && part < 0)
			jt_fail("%s has no '%s'", rec->kind->name, name);
		if (field < 0 && !*text)
			jyz_record_part_none(rec, part);
		else if (field < 0)
			jyz_record_part(rec, part, text);
		int rc = field < 0 ? JYZ_OK
				   : jyz_record_set(&rt->desk, rec, field,
						    text, &rt->err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

/* id 0: a new record. */
static int write_record(struct rt *rt, const struct jyz_kind *kind,
			int64_t *id, va_list args)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	JYZ_AUTO(jyz_record) before = { 0 };
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	size_t changed;

	jt_ok(jyz_journal_begin(&journal, rt->store, &rt->err), &rt->err);
	rt->entry = 0;
	jyz_record_init(&rec, kind);
	jyz_record_init(&before, kind);
	if (*id) {
		jt_ok(jyz_record_load(&rt->desk, kind, *id, &before, &rt->err),
		      &rt->err);
		jyz_record_copy(&rec, &before);
	}
	int rc = set_all(rt, &rec, args);

	if (rc >= 0)
		rc = jyz_record_finish(&rt->desk, &rec, &rt->err);
	if (rc >= 0 && *id)
		rc = jyz_record_update(&rt->desk, &rec, &before, &changed,
				       &rt->err);
	else if (rc >= 0)
		rc = jyz_record_insert(&rt->desk, &rec, &rt->err);
	blame(rt, &rec);
	if (rc < 0) {
		/* every error has a message; what was made is gone again */
		assert_non_null(rt->err.msg);
		jt_int_eq(rt->err.code, rc);
		jyz_resolve_forget(&rt->desk, NULL);
		return rc;
	}
	*id = rec.id;
	jt_ok(jyz_journal_commit(&journal, &DEED, false, &rt->entry, &rt->err),
	      &rt->err);
	return rc;
}

static int64_t must(struct rt *rt, int rc, const char *kind, int64_t id)
{
	if (rc < 0)
		jt_fail("%s: %s | %s | %s", kind, rt->err.msg,
			rt->err.hint ? rt->err.hint : "",
			rt->err.detail ? rt->err.detail : "");
	return id;
}

int rt_try(struct rt *rt, int64_t *id, const char *kind, ...)
{
	int64_t made = 0;
	va_list args;

	jt_clear(&rt->err);
	va_start(args, kind);
	int rc = write_record(rt, rt_kind(rt, kind), &made, args);

	va_end(args);
	if (id)
		*id = made;
	return rc;
}

int64_t rt_add(struct rt *rt, const char *kind, ...)
{
	int64_t id = 0;
	va_list args;

	jt_clear(&rt->err);
	va_start(args, kind);
	int rc = write_record(rt, rt_kind(rt, kind), &id, args);

	va_end(args);
	return must(rt, rc, kind, id);
}

int rt_change(struct rt *rt, const char *kind, int64_t id, ...)
{
	va_list args;

	jt_clear(&rt->err);
	va_start(args, id);
	int rc = write_record(rt, rt_kind(rt, kind), &id, args);

	va_end(args);
	return rc;
}

void rt_edit(struct rt *rt, const char *kind, int64_t id, ...)
{
	va_list args;

	jt_clear(&rt->err);
	va_start(args, id);
	int rc = write_record(rt, rt_kind(rt, kind), &id, args);

	va_end(args);
	must(rt, rc, kind, id);
}

int rt_remove(struct rt *rt, const char *kind, int64_t id)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;

	jt_clear(&rt->err);
	rt->entry = 0;
	jt_ok(jyz_journal_begin(&journal, rt->store, &rt->err), &rt->err);
	int rc = jyz_record_remove(&rt->desk, rt_kind(rt, kind), id, &rt->err);

	if (rc >= 0)
		jt_ok(jyz_journal_commit(&journal, &DEED, false, &rt->entry,
					 &rt->err),
		      &rt->err);
	return rc;
}

void rt_failed_at(struct rt *rt, int rc, int code, const char *field,
		  const char *text, const char *file, int line)
{
	if (rc != code)
		jt_fail_at(file, line, "code %d, expected %d: %s", rc, code,
			   rt->err.msg ? rt->err.msg : "(no error)");
	if (text)
		jt_has_at(rt->err.msg, text, true, "message", file, line);
	if (field)
		jt_str_eq_at(rt->blamed, field, "blamed", file, line);
}

/* --- reading ------------------------------------------------------------- */

static void word_of(struct jyz_buf *out, const struct jyz_record *rec,
		    int field)
{
	jyz_value_word(out, &rec->kind->fields[field], rec->values[field],
		       rec->labels[field]);
}

const char *rt_get(struct rt *rt, const char *kind, int64_t id,
		   const char *field)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	struct jyz_buf out = JYZ_BUF_INIT;
	const struct jyz_kind *k = rt_kind(rt, kind);
	int f = jyz_field_find(k, field), p = jyz_part_find(k, field);

	jyz_record_init(&rec, k);
	jt_ok(jyz_record_load(&rt->desk, k, id, &rec, &rt->err), &rt->err);
	if (f < 0 && p < 0)
		jt_fail("%s has no '%s'", kind, field);
	if (f >= 0 && rec.values[f].type == JYZ_NULL)
		return NULL;
	if (f >= 0)
		word_of(&out, &rec, f);
	else
		jyz_part_lines(&out, &k->parts[p], &rec.parts[p]);
	return jt_keep(jyz_buf_detach(&out));
}

static int export_one(const struct jyz_record *rec, void *payload,
		      struct jyz_error *err)
{
	struct jyz_buf *out = payload;
	const struct jyz_kind *kind = rec->kind;

	(void)err;
	jyz_buf_addf(out, "%lld,", (long long)rec->id);
	for (size_t i = 0; i < kind->n_fields + kind->n_parts; i++) {
		JYZ_AUTO(jyz_buf) cell = JYZ_BUF_INIT;
		size_t part = i - kind->n_fields;

		if (i < kind->n_fields)
			word_of(&cell, rec, (int)i);
		else
			jyz_part_lines(&cell, &kind->parts[part],
				       &rec->parts[part]);
		if (cell.len)
			jyz_csv_text(out, cell.data);
		jyz_buf_addc(out, ',');
	}
	jyz_buf_addf(out, "%s\r\n", rec->created_at);
	return JYZ_OK;
}

const char *rt_export(struct rt *rt, const char *kind)
{
	struct jyz_buf out = JYZ_BUF_INIT;
	struct jyz_query query;
	const struct jyz_kind *k = rt_kind(rt, kind);

	jyz_query_init(&query, k);
	query.parts = true;
	jyz_buf_adds(&out, "id,");
	for (size_t i = 0; i < k->n_fields; i++)
		jyz_buf_addf(&out, "%s,", k->fields[i].name);
	for (size_t i = 0; i < k->n_parts; i++)
		jyz_buf_addf(&out, "%s,", k->parts[i].name);
	jyz_buf_adds(&out, "created_at\r\n");
	jt_ok(jyz_list(&rt->desk, &query, export_one, &out, &rt->err),
	      &rt->err);
	return jt_keep(jyz_buf_detach(&out));
}

/* --- import, undo -------------------------------------------------------- */

int rt_import(struct rt *rt, const char *kind, const char *text,
	      const struct rt_import *how, struct jyz_import *out)
{
	static const struct rt_import plain = { 0 };
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;

	how = how ? how : &plain;
	*out = (struct jyz_import)JYZ_IMPORT_INIT;
	out->update = how->update;
	rt->desk.create_missing = how->create_missing;
	rt->entry = 0;
	jt_clear(&rt->err);
	const char *path = jt_path(jt_tmpdir(), "x.csv");

	jt_write_file(path, text, how->len ? how->len : strlen(text));
	jt_ok(jyz_book_open(&book, path, how->encoding, &rt->err), &rt->err);
	jt_ok(jyz_journal_begin(&journal, rt->store, &rt->err), &rt->err);
	int rc = jyz_import_sheet(&rt->desk, rt_kind(rt, kind), &book, 0, out,
				  &rt->err);

	rt->desk.create_missing = false;
	if (rc >= 0 && !out->n_rejects && !how->dry_run)
		jt_ok(jyz_journal_commit(&journal, &DEED, false, &rt->entry,
					 &rt->err),
		      &rt->err);
	else
		jyz_resolve_forget(&rt->desk, NULL);
	return rc;
}

const char *rt_tally(const struct jyz_import *import)
{
	struct jyz_buf out = JYZ_BUF_INIT;

	jyz_buf_addf(&out, "new %zu, changed %zu, same %zu, made %zu, "
			   "rejected %zu",
		     import->created, import->changed, import->same,
		     import->made, import->n_rejects);
	for (size_t i = 0; i < import->n_rejects && i < 3; i++)
		jyz_buf_addf(&out, "; line %zu %s '%s': %s",
			     import->rejects[i].line,
			     import->rejects[i].column
				     ? import->rejects[i].column
				     : "-",
			     import->rejects[i].value
				     ? import->rejects[i].value
				     : "",
			     import->rejects[i].reason);
	return jt_keep(jyz_buf_detach(&out));
}

int rt_undo(struct rt *rt, int64_t entry)
{
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;
	JYZ_AUTO(jyz_undone) undone = { 0 };

	jt_clear(&rt->err);
	int rc = jyz_undo(rt->store, entry, &DEED, false, jyz_record_touched,
			  &rt->desk, &clashes, &undone, &rt->err);

	rt->entry = undone.entry;
	return rc;
}

int rt_redo(struct rt *rt)
{
	JYZ_AUTO(jyz_clashes) clashes = JYZ_CLASHES_INIT;
	JYZ_AUTO(jyz_undone) undone = { 0 };

	jt_clear(&rt->err);
	int rc = jyz_redo(rt->store, 0, &DEED, false, jyz_record_touched,
			  &rt->desk, &clashes, &undone, &rt->err);

	rt->entry = undone.entry;
	return rc;
}

int64_t rt_attach(struct rt *rt, const char *kind, int64_t record,
		  const char *path, bool *added)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	int64_t id = 0;
	bool new;

	jt_ok(jyz_journal_begin(&journal, rt->store, &rt->err), &rt->err);
	jt_ok(jyz_attach_file(&rt->desk, rt_kind(rt, kind), record, path, 0,
			      &id, added ? added : &new, &rt->err), &rt->err);
	jt_ok(jyz_journal_commit(&journal, &DEED, false, &rt->entry, &rt->err),
	      &rt->err);
	return id;
}

/* --- behind the curtain -------------------------------------------------- */

const char *rt_sql(struct rt *rt, const char *sql)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	char *out = NULL;

	jt_ok(jyz_stmt_open(&st, rt->store, sql, &rt->err), &rt->err);
	int rc = jyz_stmt_step(&st, &rt->err);

	if (rc < 0)
		jt_fail("%s: %s", sql, rt->err.detail);
	if (rc == JYZ_ROW) {
		struct jyz_value v = jyz_col_at(&st, 0);
		struct jyz_buf text = JYZ_BUF_INIT;

		if (v.type == JYZ_INT)
			jyz_buf_addf(&text, "%lld", (long long)v.i);
		else if (v.type == JYZ_TEXT)
			jyz_buf_adds(&text, v.s);
		if (v.type != JYZ_NULL)
			out = jyz_buf_detach(&text);
		jyz_stmt_done(&st);
	}
	return out ? jt_keep(out) : NULL;
}

int64_t rt_count(struct rt *rt, const char *sql)
{
	const char *text = rt_sql(rt, sql);

	return text ? strtoll(text, NULL, 10) : -1;
}

int rt_exec(struct rt *rt, const char *sql)
{
	jt_clear(&rt->err);
	return jyz_store_exec(rt->store, sql, &rt->err);
}

bool rt_noted(struct rt *rt, const char *text)
{
	struct jyz_notes *notes = &rt->desk.notes;
	bool found = false;

	for (size_t i = 0; i < notes->count; i++) {
		found = found || strstr(notes->items[i], text);
		free(notes->items[i]);
	}
	notes->count = 0;
	return found;
}

uint64_t rt_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}
