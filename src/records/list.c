/*
 * Lists: a query becomes one SELECT, its rows records.
 */
#include "jyz/records/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "room.h"

void jyz_query_init(struct jyz_query *query, const struct jyz_kind *kind)
{
	*query = (struct jyz_query){ .kind = kind, .sort = -1 };
}

void jyz_query_free(struct jyz_query *query)
{
	free(query->filters);
	query->filters = NULL;
	query->n_filters = query->room = 0;
}

void jyz_query_filter(struct jyz_query *query, int field, const char *text)
{
	JYZ_GROW(query->filters, query->n_filters, query->room);
	query->filters[query->n_filters++] = (struct jyz_filter){ field, text };
}

/* The values that the parameters :f0, :f1 ... of the filters get. */
struct bound {
	struct jyz_value *values;
	struct jyz_arena arena;
};

static void bound_free(struct bound *bound)
{
	free(bound->values);
	jyz_arena_free(&bound->arena);
}

static int filter_value(struct jyz_desk *desk, const struct jyz_query *query,
			const struct jyz_filter *filter, struct bound *bound,
			struct jyz_value *out, struct jyz_error *err)
{
	const struct jyz_field *f = &query->kind->fields[filter->field];
	JYZ_AUTO(jyz_buf) ids = JYZ_BUF_INIT;
	int rc;
	*out = jyz_null();
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	jyz_text_trim(&name, filter->text);
	if (f->type == JYZ_TYPE_REFERENCE && name.len) {
		rc = jyz_resolve_all(desk, f->target, name.data, &ids, err);
		*out = jyz_text(jyz_arena_strdup(&bound->arena, ids.data));
	} else {
		rc = jyz_field_parse(desk, f, filter->text, &bound->arena, out,
				     err);
	}
	return rc < 0 ? jyz_error_prefix(err, "--%s", f->name) : rc;
}

/* SQL knows nothing of what is derived. */
static int check_field(const struct jyz_kind *kind, int field,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	if (!(kind->fields[field].flags & JYZ_DERIVED))
		return JYZ_OK;
	return jyz_error_set(err, JYZ_EUSAGE,
			     _("%s is computed for showing: lists are neither "
			       "sorted nor filtered by it"),
			     jyz_field_word(&arena, &kind->fields[field]));
}

/* SQL knows nothing of what is derived, and some figures rank nobody. */
static int check_sort(const struct jyz_query *query, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	const struct jyz_field *f;
	if (query->sort < 0)
		return JYZ_OK;
	f = &query->kind->fields[query->sort];
	if (!(f->flags & JYZ_UNRANKED))
		return check_field(query->kind, query->sort, err);
	return jyz_error_set(err, JYZ_EUSAGE,
			     _("people are not ranked by %s"),
			     jyz_field_word(&arena, f));
}

int jyz_list_cannot(const struct jyz_kind *kind, bool dated,
		    struct jyz_error *err)
{
	char *word = jyz_word_first(kind->word);
	if (dated)
		jyz_error_set(err, JYZ_EUSAGE, _("%s has no date"), word);
	else
		jyz_error_set(err, JYZ_EUSAGE, _("%s belongs to no term"),
			      word);
	free(word);
	return err->code;
}

/* What the kind cannot be asked for. */
static int check(const struct jyz_query *query, struct jyz_error *err)
{
	const struct jyz_kind *kind = query->kind;
	bool dated = (query->since || query->until) && kind->date < 0;
	int rc = JYZ_OK;
	for (size_t i = 0; i < query->n_filters && rc >= 0; i++)
		rc = check_field(kind, query->filters[i].field, err);
	if (rc >= 0)
		rc = check_sort(query, err);
	if (rc < 0 || (!dated && (!query->term ||
				  kind->term != JYZ_TERM_NONE)))
		return rc;
	return jyz_list_cannot(kind, dated, err);
}

static bool derives(const struct jyz_query *query)
{
	const struct jyz_kind *kind = query->kind;
	if (!query->derived || !kind->derive)
		return false;
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].flags & JYZ_DERIVED &&
		    (!query->fields || query->fields[i]))
			return true;
	return false;
}

static int build(struct jyz_desk *desk, const struct jyz_query *query,
		 struct bound *bound, struct jyz_buf *sql,
		 struct jyz_error *err)
{
	int rc;
	for (size_t i = 0; i < query->n_filters; i++)
		if ((rc = filter_value(desk, query, &query->filters[i], bound,
				       &bound->values[i], err)) < 0)
			return rc;
	if ((rc = check(query, err)) < 0)
		return rc;
	struct jyz_query all = *query;
	/* what is derived may need any column */
	if (derives(query))
		all.fields = NULL;
	jyz_sql_list(sql, &all, bound->values);
	return JYZ_OK;
}

static void bind(struct jyz_desk *desk, const struct jyz_query *query,
		 const struct bound *bound, const char *sql,
		 struct jyz_stmt *st)
{
	char name[32];
	for (size_t i = 0; i < query->n_filters; i++) {
		snprintf(name, sizeof(name), ":f%zu", i);
		jyz_bind_value(st, name, bound->values[i]);
	}
	if (query->since)
		jyz_bind_text(st, ":since", query->since);
	if (query->until)
		jyz_bind_text(st, ":until", query->until);
	if (strstr(sql, ":term"))
		jyz_bind_int(st, ":term", query->term);
	if (strstr(sql, ":today"))
		jyz_bind_text(st, ":today", desk->clock.today);
	if (query->limit > 0)
		jyz_bind_int(st, ":limit", query->limit);
}

int jyz_list(struct jyz_desk *desk, const struct jyz_query *query,
	     jyz_record_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_record) rec = { 0 };
	JYZ_AUTO(bound) bound = {
		jyz_alloc((query->n_filters + 1) * sizeof(struct jyz_value)),
		JYZ_ARENA_INIT
	};
	int rc = build(desk, query, &bound, &sql, err);
	if (rc < 0)
		return rc;
	if ((rc = jyz_stmt_open(&st, desk->store, sql.data, err)) < 0)
		return rc;
	bind(desk, query, &bound, sql.data, &st);
	jyz_record_init(&rec, query->kind);
	bool derived = derives(query);
	jyz_derive_forget(desk);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		jyz_arena_clear(&rec.arena);
		jyz_read_row(&st, &rec, derived ? NULL : query->fields, false);
		if (derived && (rc = query->kind->derive(desk, &rec,
							 query->fields,
							 err)) < 0)
			break;
		if (query->parts &&
		    (rc = jyz_read_parts(desk, &rec, err)) < 0)
			break;
		if ((rc = fn(&rec, payload, err)) < 0)
			break;
	}
	if (rc < 0)
		jyz_stmt_done(&st);
	return rc;
}
