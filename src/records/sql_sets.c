/*
 * The second half of sql.c: SQL about sets of records, for lists, terms and
 * archives.  The same rules: identifiers are quoted, values are parameters.
 */
#include <stdio.h>

#include "room.h"

/* A set of ids that is bound as a JSON array: no temporary table, so a
 * database that cannot be written to will do. */
#define IDS "(SELECT value FROM json_each(:ids))"

/* --- lists --------------------------------------------------------------- */

/* The condition of filter i, with the parameter :fI. */
static void add_filter(struct jyz_buf *out, const struct jyz_query *query,
		       size_t i, struct jyz_value value)
{
	int field = query->filters[i].field;
	const struct jyz_field *f = &query->kind->fields[field];
	bool text = f->type == JYZ_TYPE_TEXT || f->type == JYZ_TYPE_NOTE;
	bool part = text && value.type == JYZ_TEXT;
	bool set = f->type == JYZ_TYPE_REFERENCE && value.type == JYZ_TEXT;
	jyz_buf_adds(out, part ? "instr(lower(" : "");
	jyz_sql_expression(out, query->kind, field, "r");
	if (part)
		jyz_buf_addf(out, "), lower(:f%zu)) > 0", i);
	else if (set)
		jyz_buf_addf(out, " IN (SELECT value FROM json_each(:f%zu))",
			     i);
	else
		jyz_buf_addf(out, " IS :f%zu", i);
}

/* Filters on one field are alternatives, fields all hold. */
static void add_filters(struct jyz_buf *out, const struct jyz_query *query,
			const struct jyz_value *values)
{
	const struct jyz_filter *filters = query->filters;
	for (size_t i = 0; i < query->n_filters; i++) {
		bool first = true;
		for (size_t j = 0; j < i; j++)
			if (filters[j].field == filters[i].field)
				first = false;
		if (!first)
			continue;
		jyz_buf_adds(out, " AND (");
		for (size_t j = i; j < query->n_filters; j++) {
			if (filters[j].field != filters[i].field)
				continue;
			jyz_buf_adds(out, j > i ? " OR " : "");
			add_filter(out, query, j, values[j]);
		}
		jyz_buf_addc(out, ')');
	}
}

static void add_order(struct jyz_buf *out, const struct jyz_query *query)
{
	jyz_buf_adds(out, " ORDER BY ");
	if (query->sort >= 0) {
		const struct jyz_field *f = &query->kind->fields[query->sort];
		if (f->type == JYZ_TYPE_REFERENCE &&
		    !(f->flags & JYZ_COMPUTED)) {
			jyz_buf_adds(out, "(SELECT ");
			jyz_sql_called(out, f->target, f->target->label, "q",
				       false);
			jyz_buf_addf(out,
				     " FROM \"%s\" q WHERE q.id = r.\"%s\")",
				     f->target->name, f->name);
		} else {
			jyz_sql_expression(out, query->kind, query->sort, "r");
		}
		jyz_buf_addf(out, "%s, r.id", query->descending ? " DESC" : "");
	} else {
		jyz_sql_template(out, query->kind->order, "r");
		jyz_buf_adds(out, ", r.id");
	}
	if (query->limit > 0)
		jyz_buf_adds(out, " LIMIT :limit");
}

static void add_date(struct jyz_buf *out, const struct jyz_kind *kind,
		     const char *limit)
{
	jyz_buf_adds(out, " AND ");
	jyz_sql_expression(out, kind, kind->date, "r");
	jyz_buf_adds(out, limit);
}

void jyz_sql_list(struct jyz_buf *out, const struct jyz_query *query,
		  const struct jyz_value *values)
{
	const struct jyz_kind *kind = query->kind;
	jyz_sql_select(out, kind, query->fields);
	jyz_buf_adds(out, " WHERE 1");
	add_filters(out, query, values);
	if (query->since)
		add_date(out, kind, " >= :since");
	if (query->until)
		add_date(out, kind, " <= :until");
	if (query->term) {
		jyz_buf_adds(out, " AND ");
		jyz_sql_term(out, kind, "r");
	}
	add_order(out, query);
}

/* --- terms --------------------------------------------------------------- */

/* Records that have a span of dates, classes also by their school year. */
static void term_span(struct jyz_buf *out, const struct jyz_kind *kind,
		      const char *row)
{
	jyz_buf_addf(out,
		     "ifnull(%s.\"%s\", '') < " JYZ_TERM_NEXT
		     " AND ifnull(%s.\"%s\", '9999') >= " JYZ_TERM_STARTS,
		     row, kind->fields[kind->term_field].name, row,
		     kind->fields[kind->term_field + 1].name);
	if (!kind->scope_year)
		return;
	jyz_buf_adds(out, " AND ");
	jyz_sql_template(out, kind->scope_year, row);
	jyz_buf_adds(out,
		     " = (SELECT CAST(strftime('%Y', starts, '-7 months') AS "
		     "INTEGER) FROM term WHERE id = :term)");
}

void jyz_sql_term(struct jyz_buf *out, const struct jyz_kind *kind,
		  const char *row)
{
	const struct jyz_field *field = &kind->fields[kind->term_field];
	char alias[32];
	switch (kind->term) {
	case JYZ_TERM_NONE:
		jyz_buf_adds(out, "0");
		break;
	case JYZ_TERM_DATE:
		jyz_buf_addf(out,
			     "%s.\"%s\" >= " JYZ_TERM_STARTS
			     " AND %s.\"%s\" < " JYZ_TERM_NEXT,
			     row, field->name, row, field->name);
		break;
	case JYZ_TERM_SPAN:
		term_span(out, kind, row);
		break;
	case JYZ_TERM_FIELD:
		jyz_buf_addf(out, "%s.\"%s\" = :term", row, field->name);
		break;
	case JYZ_TERM_THROUGH:
		snprintf(alias, sizeof(alias), "%s_t", row);
		jyz_buf_addf(out,
			     "%s.\"%s\" IN (SELECT %s.id FROM \"%s\" %s WHERE ",
			     row, field->name, alias, field->target->name,
			     alias);
		jyz_sql_term(out, field->target, alias);
		jyz_buf_addc(out, ')');
		break;
	}
}

void jyz_sql_of_term(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_addf(out, "SELECT r.id FROM \"%s\" r WHERE ", kind->name);
	jyz_sql_term(out, kind, "r");
}

void jyz_sql_count_term(struct jyz_buf *out, const struct jyz_kind *kind,
			int field)
{
	jyz_buf_adds(out, "SELECT ");
	if (field >= 0)
		jyz_sql_expression(out, kind, field, "r");
	else
		jyz_buf_adds(out, "NULL");
	jyz_buf_addf(out, ", count(*) FROM \"%s\" r WHERE ", kind->name);
	jyz_sql_term(out, kind, "r");
	jyz_buf_adds(out, " GROUP BY 1");
}

void jyz_sql_dates_term(struct jyz_buf *out, const struct jyz_kind *kind,
			int field)
{
	jyz_buf_adds(out, "SELECT ");
	if (field >= 0)
		jyz_sql_expression(out, kind, field, "r");
	else
		jyz_buf_adds(out, "NULL");
	jyz_buf_adds(out, ", ");
	if (kind->date >= 0)
		jyz_sql_expression(out, kind, kind->date, "r");
	else
		jyz_buf_adds(out, "NULL");
	jyz_buf_addf(out, ", r.created_at FROM \"%s\" r", kind->name);
	if (kind->view)
		jyz_buf_addf(out, " JOIN \"%s\" v ON v.\"%s\" = r.id",
			     kind->view, kind->name);
	jyz_buf_adds(out, " WHERE ");
	jyz_sql_term(out, kind, "r");
}

void jyz_sql_terms(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_addf(out,
		     "SELECT DISTINCT (SELECT m.id FROM term m WHERE m.starts "
		     "<= r.\"%s\" ORDER BY m.starts DESC LIMIT 1) "
		     "FROM \"%s\" r WHERE r.id IN " IDS,
		     kind->fields[kind->term_field].name, kind->name);
}

/* --- references ---------------------------------------------------------- */

const struct jyz_field *jyz_sql_reference(const struct jyz_field *fields,
					  size_t n, size_t *i)
{
	while (*i < n) {
		const struct jyz_field *f = &fields[(*i)++];
		if (f->type == JYZ_TYPE_REFERENCE &&
		    !(f->flags & JYZ_COMPUTED))
			return f;
	}
	return NULL;
}

bool jyz_sql_references(struct jyz_buf *out, const char *table,
			const char *record, const struct jyz_field *fields,
			size_t n)
{
	const char *separator = "SELECT";
	const struct jyz_field *f;
	size_t i = 0;
	while ((f = jyz_sql_reference(fields, n, &i))) {
		jyz_buf_addf(out, "%s r.\"%s\"", separator, f->name);
		separator = ",";
	}
	if (*separator != ',')
		return false;
	jyz_buf_addf(out, " FROM \"%s\" r WHERE r.\"%s\" IN " IDS, table,
		     record);
	return true;
}

void jyz_sql_naming(struct jyz_buf *out, const char *table, const char *record,
		    const struct jyz_field *field)
{
	jyz_buf_addf(out, "SELECT DISTINCT \"%s\" FROM \"%s\" "
		     "WHERE \"%s\" = :id", record, table, field->name);
}

void jyz_sql_point(struct jyz_buf *out, const struct jyz_kind *kind, int field)
{
	jyz_buf_addf(out, "UPDATE \"%s\" SET \"%s\" = :to WHERE id = :id",
		     kind->name, kind->fields[field].name);
}

/* --- archives ------------------------------------------------------------ */

void jyz_sql_rows(struct jyz_buf *out, const struct jyz_kind *kind,
		  bool private)
{
	jyz_buf_adds(out, "SELECT r.id, r.uid, r.created_at, r.updated_at");
	for (size_t i = 0; i < kind->n_fields; i++)
		if (jyz_bulk_field(&kind->fields[i], private))
			jyz_buf_addf(out, ", r.\"%s\"", kind->fields[i].name);
	jyz_buf_addf(out, " FROM \"%s\" r WHERE r.id IN " IDS " ORDER BY r.uid",
		     kind->name);
}

void jyz_sql_part_rows(struct jyz_buf *out, const struct jyz_part *part)
{
	jyz_buf_addf(out, "SELECT p.\"%s\", ", part->head);
	if (part->fixed)
		jyz_buf_addf(out, "p.\"%s\"", part->fixed);
	else
		jyz_buf_adds(out, "NULL");
	for (size_t i = 0; i < part->n_fields; i++)
		jyz_buf_addf(out, ", p.\"%s\"", part->fields[i].name);
	jyz_buf_addf(out,
		     " FROM \"%s\" p WHERE p.\"%s\" IN " IDS
		     " ORDER BY p.\"%s\", p.position, p.id",
		     part->table, part->head, part->head);
}

void jyz_sql_exact(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_adds(out, "SELECT r.uid, ");
	jyz_sql_called(out, kind, kind->exact ? kind->exact : kind->label,
		       "r", false);
	jyz_buf_addf(out, " AS name FROM \"%s\" r WHERE r.id = :id",
		     kind->name);
}

/* In a sealed term the times stand, too. */
void jyz_sql_stamp(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_addf(out,
		     "UPDATE \"%s\" AS r SET created_at = :created, "
		     "updated_at = :updated WHERE id = :id AND NOT ",
		     kind->name);
	jyz_sql_sealed(out, kind, "r");
}
