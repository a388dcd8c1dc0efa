/*
 * SQL about sealed terms: which records belong to one, and what is digested
 * of them.  The rules of sql.c: identifiers are quoted, values are
 * parameters.
 */
#include <stdio.h>
#include <string.h>

#include "room.h"

/* The conditions of jyz_sql_term over all sealed terms, with nothing but
 * built-in SQL: the triggers are written with it, too. */
static void sealed_span(struct jyz_buf *out, const struct jyz_kind *kind,
			const char *row)
{
	jyz_buf_addf(out,
		     "ifnull(%s.\"%s\", '') < s.until "
		     "AND ifnull(%s.\"%s\", '9999') >= s.starts",
		     row, kind->fields[kind->term_field].name, row,
		     kind->fields[kind->term_field + 1].name);
	if (!kind->scope_year)
		return;
	jyz_buf_adds(out, " AND ");
	jyz_sql_template(out, kind->scope_year, row);
	jyz_buf_adds(out, " = s.year");
}

void jyz_sql_sealed(struct jyz_buf *out, const struct jyz_kind *kind,
		    const char *row)
{
	const struct jyz_field *field = &kind->fields[kind->term_field];
	char alias[32];
	if (kind->term == JYZ_TERM_NONE) {
		jyz_buf_adds(out, "0");
		return;
	}
	if (kind->term == JYZ_TERM_THROUGH) {
		snprintf(alias, sizeof(alias), "%s_t", row);
		jyz_buf_addf(out,
			     "EXISTS (SELECT 1 FROM \"%s\" %s "
			     "WHERE %s.id = %s.\"%s\" AND ",
			     field->target->name, alias, alias, row,
			     field->name);
		jyz_sql_sealed(out, field->target, alias);
		jyz_buf_addc(out, ')');
		return;
	}
	jyz_buf_adds(out, "EXISTS (SELECT 1 FROM sealed_term s WHERE ");
	if (kind->term == JYZ_TERM_SPAN)
		sealed_span(out, kind, row);
	else if (kind->term == JYZ_TERM_FIELD)
		jyz_buf_addf(out, "s.id = %s.\"%s\"", row, field->name);
	else
		jyz_buf_addf(out,
			     "%s.\"%s\" >= s.starts AND %s.\"%s\" < s.until",
			     row, field->name, row, field->name);
	jyz_buf_addc(out, ')');
}

bool jyz_bulk_digested(const struct jyz_field *field)
{
	return !(field->flags & (JYZ_COMPUTED | JYZ_OPEN));
}

/* A text does not end at a NUL.  In form 1 what is absent went the same way,
 * and was digested as if it were a text. */
static void digest_text(struct jyz_buf *out, const char *name, const char *row,
			int form)
{
	jyz_buf_addf(out,
		     "CASE ifnull(instr(%s.\"%s\", char(0)), %d) WHEN 0 "
		     "THEN %s.\"%s\" "
		     "ELSE char(26) || 'hex ' || hex(%s.\"%s\") END",
		     row, name, form == 1, row, name, row, name);
}

/*
 * A reference is the uid that it points to, a row of another record's part
 * its place and name: ids are given anew in each file.  What points nowhere
 * must not look like what is absent.
 */
static void digest_value(struct jyz_buf *out, const struct jyz_field *f,
			 const char *row, int form)
{
	if (f->type == JYZ_TYPE_REFERENCE)
		jyz_buf_addf(out,
			     "CASE WHEN %s.\"%s\" IS NOT NULL THEN "
			     "ifnull((SELECT q.uid FROM \"%s\" q "
			     "WHERE q.id = %s.\"%s\"), '?') END",
			     row, f->name, f->target->name, row, f->name);
	else if (f->type == JYZ_TYPE_ITEM)
		jyz_buf_addf(out,
			     "CASE WHEN %s.\"%s\" IS NOT NULL THEN "
			     "ifnull((SELECT q.position || ' ' || q.name FROM "
			     "\"%s\" q WHERE q.id = %s.\"%s\"), '?') END",
			     row, f->name, f->target->parts[f->item].table,
			     row, f->name);
	else if (f->type == JYZ_TYPE_INTEGER || f->type == JYZ_TYPE_DECIMAL ||
		 f->type == JYZ_TYPE_FLAG)
		jyz_buf_addf(out, "%s.\"%s\"", row, f->name);
	else
		digest_text(out, f->name, row, form);
}

/* The last day of a span counts only within the term: what goes on may end
 * later, and the seal holds nevertheless. */
static void digest_field(struct jyz_buf *out, const struct jyz_kind *kind,
			 const struct jyz_field *f, int form)
{
	if (kind->term == JYZ_TERM_SPAN &&
	    f == &kind->fields[kind->term_field + 1])
		jyz_buf_addf(out,
			     "CASE WHEN r.\"%s\" <= (SELECT e.ends FROM term "
			     "e WHERE e.id = :term) THEN r.\"%s\" END",
			     f->name, f->name);
	else
		digest_value(out, f, "r", form);
}

/* Which records: those of :term (of the kind term that one itself), or only
 * the one :id of them. */
static void digest_where(struct jyz_buf *out, const struct jyz_kind *kind,
			 bool one)
{
	jyz_buf_adds(out, " WHERE ");
	if (kind->term == JYZ_TERM_NONE)
		jyz_buf_adds(out, "r.id = :term");
	else
		jyz_sql_term(out, kind, "r");
	if (one)
		jyz_buf_adds(out, " AND r.id = :id");
}

void jyz_sql_digest(struct jyz_buf *out, const struct jyz_kind *kind, int form,
		    bool one)
{
	jyz_buf_adds(out, "SELECT r.id, ");
	digest_text(out, "uid", "r", form);
	jyz_buf_adds(out, ", ");
	digest_text(out, "created_at", "r", form);
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (!jyz_bulk_digested(&kind->fields[i]))
			continue;
		jyz_buf_adds(out, ", ");
		digest_field(out, kind, &kind->fields[i], form);
	}
	jyz_buf_addf(out, " FROM \"%s\" r", kind->name);
	digest_where(out, kind, one);
}

void jyz_sql_digest_part(struct jyz_buf *out, const struct jyz_kind *kind,
			 const struct jyz_part *part, int form, bool one)
{
	const char *fixed = part->fixed ? part->fixed : "position";
	jyz_buf_adds(out, "SELECT r.id, ");
	if (part->fixed)
		digest_text(out, fixed, "p", form);
	else
		jyz_buf_adds(out, "p.position");
	jyz_buf_adds(out, ", p.position");
	for (size_t i = 0; i < part->n_fields; i++) {
		jyz_buf_adds(out, ", ");
		digest_value(out, &part->fields[i], "p", form);
	}
	jyz_buf_addf(out, " FROM \"%s\" r JOIN \"%s\" p ON p.\"%s\" = r.id",
		     kind->name, part->table, part->head);
	digest_where(out, kind, one);
	jyz_buf_addf(out, " ORDER BY r.id, p.\"%s\", p.position, p.id", fixed);
}

void jyz_sql_number(struct jyz_buf *out, const struct jyz_kind *kind,
		    const struct jyz_part *part)
{
	JYZ_AUTO(jyz_buf) place = JYZ_BUF_INIT;
	jyz_buf_addf(&place, "(SELECT count(*) FROM \"%s\" q WHERE q.\"%s\" = "
		     "p.\"%s\"", part->table, part->head, part->head);
	if (part->fixed)
		jyz_buf_addf(&place, " AND q.\"%s\" = p.\"%s\"", part->fixed,
			     part->fixed);
	jyz_buf_adds(&place, " AND (q.position, q.id) <= (p.position, p.id))");
	jyz_buf_addf(out,
		     "UPDATE \"%s\" AS p SET position = %s WHERE position <> %s "
		     "AND NOT EXISTS (SELECT 1 FROM seal_record s WHERE "
		     "s.kind = '%s' AND s.record = p.\"%s\")", part->table,
		     place.data, place.data, kind->name, part->head);
}

/* From the attachments on: records are many, and few have any. */
void jyz_sql_digest_attached(struct jyz_buf *out, const struct jyz_kind *kind,
			     bool one)
{
	static const char *const texts[] = { "uid", "created_at", "name",
					     "sha256" };

	jyz_buf_adds(out, "SELECT r.id");
	for (size_t i = 0; i < JYZ_COUNT(texts); i++) {
		jyz_buf_adds(out, ", ");
		digest_text(out, texts[i], "p", 2);
	}
	jyz_buf_addf(out,
		     ", c.size FROM attachment p CROSS JOIN \"%s\" r "
		     "ON r.id = p.record LEFT JOIN content c "
		     "ON c.sha256 = p.sha256", kind->name);
	digest_where(out, kind, one);
	jyz_buf_adds(out, " AND p.kind = :kind");
	if (one)
		jyz_buf_adds(out, " AND p.record = :id");
	jyz_buf_adds(out, " ORDER BY r.id, p.uid");
}
