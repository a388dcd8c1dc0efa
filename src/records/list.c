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

static bool is_text(const struct jyz_field *f)
{
	return f->type == JYZ_TYPE_TEXT || f->type == JYZ_TYPE_NOTE;
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

/* The condition of filter i, with the parameter :fI. */
static void filter_sql(const struct jyz_query *query, size_t i,
		       struct jyz_value value, struct jyz_buf *sql)
{
	int field = query->filters[i].field;
	const struct jyz_field *f = &query->kind->fields[field];
	bool part = is_text(f) && value.type == JYZ_TEXT;
	bool set = f->type == JYZ_TYPE_REFERENCE && value.type == JYZ_TEXT;
	jyz_buf_adds(sql, part ? "instr(lower(" : "");
	jyz_sql_expression(sql, query->kind, field, "r");
	if (part)
		jyz_buf_addf(sql, "), lower(:f%zu)) > 0", i);
	else if (set)
		jyz_buf_addf(sql, " IN (SELECT value FROM json_each(:f%zu))",
			     i);
	else
		jyz_buf_addf(sql, " IS :f%zu", i);
}

/* Filters on one field are alternatives, fields all hold. */
static int add_filters(struct jyz_desk *desk, const struct jyz_query *query,
		       struct bound *bound, struct jyz_buf *out,
		       struct jyz_error *err)
{
	for (size_t i = 0; i < query->n_filters; i++) {
		bool first = true;
		for (size_t j = 0; j < i; j++)
			if (query->filters[j].field == query->filters[i].field)
				first = false;
		if (!first)
			continue;
		jyz_buf_adds(out, " AND (");
		for (size_t j = i; j < query->n_filters; j++) {
			if (query->filters[j].field != query->filters[i].field)
				continue;
			int rc = filter_value(desk, query, &query->filters[j],
					      bound, &bound->values[j], err);
			if (rc < 0)
				return rc;
			jyz_buf_adds(out, j > i ? " OR " : "");
			filter_sql(query, j, bound->values[j], out);
		}
		jyz_buf_addc(out, ')');
	}
	return JYZ_OK;
}

/* Dates of a term: from its start up to the next one's. */
#define TERM_STARTS "(SELECT starts FROM term WHERE id = :term)"
#define TERM_NEXT                                                        \
	"ifnull((SELECT min(starts) FROM term WHERE starts > " TERM_STARTS \
	"), '9999-12-31')"

int jyz_term_condition(struct jyz_buf *out, const struct jyz_kind *kind,
		       const char *row)
{
	const char *field = kind->fields[kind->term_field].name;
	const char *until;
	switch (kind->term) {
	case JYZ_TERM_NONE:
		return JYZ_ENOTFOUND;
	case JYZ_TERM_DATE:
		jyz_buf_addf(out,
			     "%s.\"%s\" >= " TERM_STARTS
			     " AND %s.\"%s\" < " TERM_NEXT,
			     row, field, row, field);
		return JYZ_OK;
	case JYZ_TERM_SPAN:
		until = kind->fields[kind->term_field + 1].name;
		jyz_buf_addf(out,
			     "ifnull(%s.\"%s\", '') < " TERM_NEXT
			     " AND ifnull(%s.\"%s\", '9999') >= " TERM_STARTS,
			     row, field, row, until);
		if (kind->scope_year) {
			jyz_buf_adds(out, " AND ");
			jyz_sql_template(out, kind->scope_year, row);
			jyz_buf_adds(out,
				     " = (SELECT CAST(strftime('%Y', starts, "
				     "'-7 months') AS INTEGER) FROM term "
				     "WHERE id = :term)");
		}
		return JYZ_OK;
	case JYZ_TERM_FIELD:
		jyz_buf_addf(out, "%s.\"%s\" = :term", row, field);
		return JYZ_OK;
	case JYZ_TERM_THROUGH: {
		const struct jyz_kind *target =
			kind->fields[kind->term_field].target;
		char alias[32];
		snprintf(alias, sizeof(alias), "%s_t", row);
		jyz_buf_addf(out,
			     "%s.\"%s\" IN (SELECT %s.id FROM \"%s\" %s WHERE ",
			     row, field, alias, target->name, alias);
		int rc = jyz_term_condition(out, target, alias);
		jyz_buf_addc(out, ')');
		return rc;
	}
	}
	return JYZ_EINTERNAL;
}

static void add_order(const struct jyz_query *query, struct jyz_buf *sql)
{
	jyz_buf_adds(sql, " ORDER BY ");
	if (query->by_uid) {
		jyz_buf_adds(sql, "r.uid");
	} else if (query->sort >= 0) {
		const struct jyz_field *f = &query->kind->fields[query->sort];
		if (f->type == JYZ_TYPE_REFERENCE &&
		    !(f->flags & JYZ_COMPUTED)) {
			jyz_buf_adds(sql, "(SELECT ");
			jyz_sql_template(sql, f->target->label, "q");
			jyz_buf_addf(sql,
				     " FROM \"%s\" q WHERE q.id = r.\"%s\")",
				     f->target->name, f->name);
		} else {
			jyz_sql_expression(sql, query->kind, query->sort, "r");
		}
		jyz_buf_addf(sql, "%s, r.id", query->descending ? " DESC" : "");
	} else {
		jyz_sql_template(sql, query->kind->order, "r");
		jyz_buf_adds(sql, ", r.id");
	}
	if (query->limit > 0)
		jyz_buf_adds(sql, " LIMIT :limit");
}

static int build(struct jyz_desk *desk, const struct jyz_query *query,
		 struct bound *bound, struct jyz_buf *sql,
		 struct jyz_error *err)
{
	const struct jyz_kind *kind = query->kind;
	jyz_sql_select(sql, kind, query->fields, query->uids);
	jyz_buf_adds(sql, " WHERE 1");
	int rc = add_filters(desk, query, bound, sql, err);
	if (rc < 0)
		return rc;
	if (query->where) {
		jyz_buf_adds(sql, " AND (");
		jyz_sql_template(sql, query->where, "r");
		jyz_buf_addc(sql, ')');
	}
	if ((query->since || query->until) && kind->date < 0) {
		char *word = jyz_word_first(kind->word);
		jyz_error_set(err, JYZ_EUSAGE, _("%s has no date"), word);
		free(word);
		return err->code;
	}
	if (query->since) {
		jyz_buf_adds(sql, " AND ");
		jyz_sql_expression(sql, kind, kind->date, "r");
		jyz_buf_adds(sql, " >= :since");
	}
	if (query->until) {
		jyz_buf_adds(sql, " AND ");
		jyz_sql_expression(sql, kind, kind->date, "r");
		jyz_buf_adds(sql, " <= :until");
	}
	if (query->term && kind->term != JYZ_TERM_NONE) {
		jyz_buf_adds(sql, " AND ");
		if (jyz_term_condition(sql, kind, "r") < 0)
			return jyz_error_set(err, JYZ_EINTERNAL,
					     "no term rule: %s", kind->name);
	} else if (query->term) {
		char *word = jyz_word_first(kind->word);
		jyz_error_set(err, JYZ_EUSAGE, _("%s belongs to no term"),
			      word);
		free(word);
		return err->code;
	}
	add_order(query, sql);
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
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		jyz_arena_clear(&rec.arena);
		jyz_read_row(&st, &rec, query->fields, query->uids, false);
		if (query->parts &&
		    (rc = jyz_read_parts(desk, &rec, query->uids, err)) < 0)
			break;
		if ((rc = fn(&rec, payload, err)) < 0)
			break;
	}
	if (rc < 0)
		jyz_stmt_done(&st);
	return rc;
}
