/*
 * The third part of sql.c: SQL that walks over what people wrote and over
 * what happened.  The same rules: identifiers are quoted, values are
 * parameters.
 */
#include "jyz/records/scan.h"
#include "room.h"

#define PERSONS "(SELECT value FROM json_each(:person))"

/* --- search --------------------------------------------------------------- */

static bool in_view(const struct jyz_kind *kind, int field)
{
	const struct jyz_field *f = &kind->fields[field];
	return f->flags & JYZ_COMPUTED && !f->sql;
}

/* "FROM kind r ... WHERE" which of its records. */
static void scope(struct jyz_buf *out, const struct jyz_kind *kind,
		  const struct jyz_scan *scan)
{
	bool dated = scan->since || scan->until;
	jyz_buf_addf(out, " FROM \"%s\" r", kind->name);
	if (dated && in_view(kind, kind->date))
		jyz_buf_addf(out, " JOIN \"%s\" v ON v.\"%s\" = r.id",
			     kind->view, kind->name);
	jyz_buf_adds(out, " WHERE 1");
	if (scan->since) {
		jyz_buf_adds(out, " AND ");
		jyz_sql_expression(out, kind, kind->date, "r");
		jyz_buf_adds(out, " >= :since");
	}
	if (scan->until) {
		jyz_buf_adds(out, " AND ");
		jyz_sql_expression(out, kind, kind->date, "r");
		jyz_buf_adds(out, " <= :until");
	}
	if (scan->term) {
		jyz_buf_adds(out, " AND ");
		jyz_sql_term(out, kind, "r");
	}
}

void jyz_sql_texts(struct jyz_buf *out, const struct jyz_kind *kind,
		   const struct jyz_scan *scan, const bool *fields)
{
	bool own = kind->date >= 0 &&
		   !(kind->fields[kind->date].flags & JYZ_COMPUTED);
	jyz_buf_adds(out, "SELECT r.id, ");
	if (own)
		jyz_buf_addf(out, "r.\"%s\"", kind->fields[kind->date].name);
	else
		jyz_buf_adds(out, "NULL");
	for (size_t i = 0; i < kind->n_fields; i++)
		if (fields[i])
			jyz_buf_addf(out, ", r.\"%s\"", kind->fields[i].name);
	scope(out, kind, scan);
}

void jyz_sql_part_texts(struct jyz_buf *out, const struct jyz_kind *kind,
			const struct jyz_part *part,
			const struct jyz_scan *scan, const bool *fields)
{
	jyz_buf_addf(out, "SELECT p.\"%s\"", part->head);
	for (size_t i = 0; i < part->n_fields; i++)
		if (fields[i])
			jyz_buf_addf(out, ", p.\"%s\"", part->fields[i].name);
	jyz_buf_addf(out, " FROM \"%s\" p WHERE 1", part->table);
	if (part->fixed)
		jyz_buf_addf(out, " AND p.\"%s\" = :fixed", part->fixed);
	if (!scan->since && !scan->until && !scan->term)
		return;
	jyz_buf_addf(out, " AND p.\"%s\" IN (SELECT r.id", part->head);
	scope(out, kind, scan);
	jyz_buf_addc(out, ')');
}

void jyz_sql_attached(struct jyz_buf *out, const struct jyz_kind *kind,
		      const struct jyz_scan *scan)
{
	/* Another program may have left some of a record that is gone. */
	jyz_buf_adds(out, "SELECT a.record, a.name FROM attachment a "
			  "WHERE a.kind = :kind AND EXISTS (SELECT 1");
	scope(out, kind, scan);
	jyz_buf_adds(out, " AND r.id = a.record)");
}

void jyz_sql_date(struct jyz_buf *out, const struct jyz_kind *kind)
{
	jyz_buf_adds(out, "SELECT ");
	jyz_sql_expression(out, kind, kind->date, "r");
	jyz_buf_addf(out, " AS date FROM \"%s\" r", kind->name);
	if (in_view(kind, kind->date))
		jyz_buf_addf(out, " JOIN \"%s\" v ON v.\"%s\" = r.id",
			     kind->view, kind->name);
	jyz_buf_adds(out, " WHERE r.id = :id");
}

/* --- timeline ------------------------------------------------------------- */

/* Of a term: what its records tell, and what happened in it. */
static void in_term(struct jyz_buf *out, const struct jyz_kind *kind,
		    const char *day)
{
	jyz_buf_adds(out, " AND (");
	jyz_sql_term(out, kind, "r");
	jyz_buf_addf(out,
		     " OR (SELECT m.id FROM term m WHERE m.starts <= r.\"%s\" "
		     "ORDER BY m.starts DESC LIMIT 1) = :term)",
		     day);
}

static void name_person(struct jyz_buf *out, const struct jyz_kind *kind,
			const struct jyz_kind *person)
{
	const struct jyz_field *f;
	size_t i = 0;
	jyz_buf_adds(out, " AND (0");
	while ((f = jyz_sql_reference(kind->fields, kind->n_fields, &i)))
		if (f->target == person)
			jyz_buf_addf(out, " OR r.\"%s\" IN " PERSONS, f->name);
	for (size_t p = 0; p < kind->n_parts; p++) {
		const struct jyz_part *part = &kind->parts[p];
		i = 0;
		while ((f = jyz_sql_reference(part->fields, part->n_fields,
					      &i)))
			if (f->target == person)
				jyz_buf_addf(out,
					     " OR r.id IN (SELECT p.\"%s\" "
					     "FROM \"%s\" p WHERE p.\"%s\" IN "
					     PERSONS ")",
					     part->head, part->table, f->name);
	}
	if (kind->persons) {
		jyz_buf_adds(out, " OR EXISTS (SELECT 1 FROM (");
		jyz_sql_template(out, kind->persons, "r");
		jyz_buf_adds(out, ") x WHERE x.teacher IN " PERSONS ")");
	}
	jyz_buf_addc(out, ')');
}

void jyz_sql_events(struct jyz_buf *out, const struct jyz_kind *kind,
		    const struct jyz_scan *scan, int event, const bool *fields,
		    const struct jyz_kind *person, bool shown)
{
	const char *day = kind->fields[event].name;
	jyz_sql_columns(out, kind, fields);
	jyz_buf_adds(out, ", ");
	jyz_sql_called(out, kind, kind->label, "r", shown);
	jyz_sql_from(out, kind, fields, false);
	jyz_buf_addf(out, " WHERE r.\"%s\" IS NOT NULL", day);
	if (scan->since)
		jyz_buf_addf(out, " AND r.\"%s\" >= :since", day);
	if (scan->until)
		jyz_buf_addf(out, " AND r.\"%s\" <= :until", day);
	if (scan->term)
		in_term(out, kind, day);
	if (person)
		name_person(out, kind, person);
}
