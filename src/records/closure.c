/*
 * The closure of a term over references.  The queries are of whole sets of
 * ids, handed over as a JSON array: no temporary table, so a database that
 * cannot be written to will do.
 */
#include "jyz/records/closure.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/decimal.h"
#include "room.h"

static struct jyz_kept *kept_of(struct jyz_closure *closure,
				const struct jyz_kind *kind)
{
	for (size_t k = 0; k < closure->catalogue->count; k++)
		if (closure->catalogue->kinds[k] == kind)
			return &closure->kinds[k];
	return NULL;
}

/* The entries from first on, as "[1,2,3]". */
static void json_ids(struct jyz_buf *out, const struct jyz_map *ids,
		     size_t first, bool only_referred)
{
	char sep = '[';
	for (size_t i = first; i < ids->count; i++) {
		if (only_referred && ids->entries[i].value)
			continue;
		jyz_buf_addc(out, sep);
		jyz_decimal_format(out, jyz_map_id(&ids->entries[i]), 0);
		sep = ',';
	}
	jyz_buf_adds(out, sep == '[' ? "[]" : "]");
}

void jyz_kept_json(struct jyz_buf *out, const struct jyz_kept *kept)
{
	json_ids(out, &kept->ids, 0, false);
}

static int follow(struct jyz_closure *closure, struct jyz_desk *desk,
		  const struct jyz_field *fields, size_t n, const char *sql,
		  const char *ids, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	const struct jyz_field *f;
	int rc = jyz_stmt_open(&st, desk->store, sql, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":ids", ids);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		size_t i = 0;
		int column = 0;
		while ((f = jyz_sql_reference(fields, n, &i))) {
			struct jyz_value to = jyz_col_at(&st, column++);
			if (to.type == JYZ_INT)
				jyz_map_put_id(&kept_of(closure,
							f->target)->ids,
					       to.i, 0);
		}
	}
	return rc;
}

/* The references of all records of a kind that are new in the closure. */
static int expand(struct jyz_closure *closure, struct jyz_desk *desk,
		  const struct jyz_kind *kind, struct jyz_error *err)
{
	struct jyz_kept *kept = kept_of(closure, kind);
	JYZ_AUTO(jyz_buf) ids = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) last = JYZ_BUF_INIT;
	int rc;
	json_ids(&ids, &kept->ids, kept->expanded, false);
	kept->expanded = kept->ids.count;
	if (jyz_sql_references(&sql, kind->name, "id", kind->fields,
			       kind->n_fields)) {
		rc = follow(closure, desk, kind->fields, kind->n_fields,
			    sql.data, ids.data, err);
		if (rc < 0)
			return rc;
	}
	for (size_t i = 0; i < kind->n_parts; i++) {
		const struct jyz_part *part = &kind->parts[i];
		jyz_buf_clear(&sql);
		if (!jyz_sql_references(&sql, part->table, part->head,
					part->fields, part->n_fields))
			continue;
		/* Parts that share a table differ in their fixed column. */
		if (strcmp(sql.data, last.data) == 0)
			continue;
		jyz_buf_clear(&last);
		jyz_buf_adds(&last, sql.data);
		rc = follow(closure, desk, part->fields, part->n_fields,
			    sql.data, ids.data, err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

/* Records are named by later kinds, where it can be: so from the end. */
static int expand_all(struct jyz_closure *closure, struct jyz_desk *desk,
		      struct jyz_error *err)
{
	bool more = true;
	while (more) {
		more = false;
		for (size_t k = closure->catalogue->count; k-- > 0;) {
			struct jyz_kept *kept = &closure->kinds[k];
			if (kept->expanded == kept->ids.count)
				continue;
			more = true;
			int rc = expand(closure, desk,
					closure->catalogue->kinds[k], err);
			if (rc < 0)
				return rc;
		}
	}
	return JYZ_OK;
}

/* The records that belong to the term. */
static int seed(struct jyz_closure *closure, struct jyz_desk *desk,
		const struct jyz_kind *kind, int64_t term,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	struct jyz_kept *kept = kept_of(closure, kind);
	if (kind->term == JYZ_TERM_NONE)
		return JYZ_OK;
	jyz_sql_of_term(&sql, kind);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		jyz_map_put_id(&kept->ids, jyz_col_at(&st, 0).i, 1);
	kept->own = kept->ids.count;
	return rc;
}

/* Terms of the dates of those records that are only referred to. */
static int add_terms(struct jyz_closure *closure, struct jyz_desk *desk,
		     const struct jyz_kind *kind, struct jyz_kept *terms,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) ids = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	struct jyz_kept *kept = kept_of(closure, kind);
	if (kind->term != JYZ_TERM_DATE || kept->own == kept->ids.count)
		return JYZ_OK;
	json_ids(&ids, &kept->ids, 0, true);
	jyz_sql_terms(&sql, kind);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":ids", ids.data);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_value id = jyz_col_at(&st, 0);
		if (id.type == JYZ_INT)
			jyz_map_put_id(&terms->ids, id.i, 0);
	}
	return rc;
}

static int fill(struct jyz_closure *closure, struct jyz_desk *desk,
		int64_t term, struct jyz_error *err)
{
	const struct jyz_catalogue *catalogue = closure->catalogue;
	struct jyz_kept *terms =
		kept_of(closure, jyz_kind_of_table(catalogue, "term"));
	int rc;
	jyz_map_put_id(&terms->ids, term, 1);
	terms->own = 1;
	for (size_t k = 0; k < catalogue->count; k++)
		if ((rc = seed(closure, desk, catalogue->kinds[k], term,
			       err)) < 0)
			return rc;
	if ((rc = expand_all(closure, desk, err)) < 0)
		return rc;
	for (size_t k = 0; k < catalogue->count; k++)
		if ((rc = add_terms(closure, desk, catalogue->kinds[k], terms,
				    err)) < 0)
			return rc;
	return expand_all(closure, desk, err);
}

int jyz_closure_make(struct jyz_closure *out, struct jyz_desk *desk,
		     int64_t term, struct jyz_error *err)
{
	JYZ_AUTO(jyz_closure) closure = { desk->catalogue, NULL };
	closure.kinds = jyz_alloc(desk->catalogue->count *
				  sizeof(*closure.kinds));
	int rc = fill(&closure, desk, term, err);
	if (rc < 0)
		return rc;
	*out = closure;
	closure = (struct jyz_closure)JYZ_CLOSURE_INIT;
	return JYZ_OK;
}

void jyz_closure_free(struct jyz_closure *closure)
{
	if (!closure || !closure->kinds)
		return;
	for (size_t k = 0; k < closure->catalogue->count; k++)
		jyz_map_free(&closure->kinds[k].ids);
	free(closure->kinds);
	*closure = (struct jyz_closure)JYZ_CLOSURE_INIT;
}
