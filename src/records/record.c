/*
 * A record from its parts: given words, understood values, defaults, rules.
 */
#include "jyz/records/record.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "kinds.h"
#include "room.h"

#define HOLIDAYS 30 /* days after a term that are still taken for its own */

void jyz_record_init(struct jyz_record *rec, const struct jyz_kind *kind)
{
	size_t n = kind->n_fields;
	*rec = (struct jyz_record){ .kind = kind, .blamed = -1 };
	rec->values = jyz_alloc((n + 1) * sizeof(*rec->values));
	rec->labels = jyz_alloc((n + 1) * sizeof(*rec->labels));
	rec->words = jyz_alloc((n + 1) * sizeof(*rec->words));
	rec->given = jyz_alloc((n + 1) * sizeof(*rec->given));
	rec->parts = jyz_alloc((kind->n_parts + 1) * sizeof(*rec->parts));
}

void jyz_record_free(struct jyz_record *rec)
{
	if (!rec->kind)
		return;
	for (size_t i = 0; i < rec->kind->n_parts; i++) {
		free(rec->parts[i].cells);
		free(rec->parts[i].labels);
		free(rec->parts[i].words);
		free(rec->parts[i].kept);
		free(rec->parts[i].fresh);
	}
	free(rec->values);
	free(rec->labels);
	free(rec->words);
	free(rec->given);
	free(rec->parts);
	jyz_arena_free(&rec->arena);
	memset(rec, 0, sizeof(*rec));
}

int jyz_record_blame(struct jyz_record *rec, int field, struct jyz_error *err)
{
	if (rec->blamed < 0)
		rec->blamed = field;
	return err->code;
}

const char *jyz_record_text(const struct jyz_record *rec, int field)
{
	return rec->values[field].type == JYZ_TEXT ? rec->values[field].s
						   : NULL;
}

bool jyz_record_has(const struct jyz_record *rec, int field)
{
	return rec->values[field].type != JYZ_NULL || rec->words[field];
}

void jyz_record_default(struct jyz_record *rec, int field,
			struct jyz_value value)
{
	if (jyz_record_has(rec, field))
		return;
	if (value.type == JYZ_TEXT)
		value.s = jyz_arena_strdup(&rec->arena, value.s);
	rec->values[field] = value;
}

static struct jyz_value copy_value(struct jyz_arena *arena,
				   struct jyz_value value)
{
	if (value.type == JYZ_TEXT)
		value.s = jyz_arena_strdup(arena, value.s);
	return value;
}

void jyz_record_copy(struct jyz_record *to, const struct jyz_record *from)
{
	to->id = from->id;
	to->uid = jyz_arena_strdup(&to->arena, from->uid);
	to->created_at = jyz_arena_strdup(&to->arena, from->created_at);
	to->updated_at = jyz_arena_strdup(&to->arena, from->updated_at);
	for (size_t i = 0; i < to->kind->n_fields; i++)
		if (!jyz_field_read_only(&to->kind->fields[i]) ||
		    to->kind->fields[i].flags & JYZ_MEASURED)
			to->values[i] = copy_value(&to->arena,
						   from->values[i]);
	for (size_t i = 0; i < to->kind->n_parts; i++) {
		size_t n = from->parts[i].count * to->kind->parts[i].n_fields;
		struct jyz_rows *rows = &to->parts[i];
		rows->cells = jyz_realloc(rows->cells, n + 1,
					  sizeof(*rows->cells));
		for (size_t c = 0; c < n; c++)
			rows->cells[c] = copy_value(&to->arena,
						    from->parts[i].cells[c]);
		rows->count = rows->room = from->parts[i].count;
	}
}

int jyz_record_set(struct jyz_desk *desk, struct jyz_record *rec, int field,
		   const char *text, struct jyz_error *err)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	int rc;
	if (jyz_field_read_only(f)) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("'%s' is computed and cannot be set"),
			      jyz_field_word(&rec->arena, f));
		return jyz_record_blame(rec, field, err);
	}
	rec->given[field] = true;
	rec->words[field] = NULL;
	rec->values[field] = jyz_null();
	if (f->type == JYZ_TYPE_REFERENCE) {
		if (jyz_name_valid(text, err) < 0) {
			jyz_error_prefix(err, "%s",
				 jyz_field_word(&rec->arena, f));
			return jyz_record_blame(rec, field, err);
		}
		jyz_text_trim(&trimmed, text);
		if (trimmed.len)
			rec->words[field] = jyz_arena_strdup(&rec->arena,
							     trimmed.data);
		return JYZ_OK;
	}
	rc = jyz_field_parse(desk, f, text, &rec->arena, &rec->values[field],
			     err);
	if (rc < 0) {
		jyz_error_prefix(err, "%s",
				 jyz_field_word(&rec->arena, f));
		return jyz_record_blame(rec, field, err);
	}
	return JYZ_OK;
}

void jyz_record_part(struct jyz_record *rec, int part, const char *text)
{
	struct jyz_rows *rows = &rec->parts[part];
	if (!rows->given)
		jyz_record_part_none(rec, part);
	JYZ_GROW(rows->words, rows->n_words, rows->words_room);
	rows->words[rows->n_words++] = jyz_arena_strdup(&rec->arena, text);
}

void jyz_record_part_none(struct jyz_record *rec, int part)
{
	struct jyz_rows *rows = &rec->parts[part];
	rows->given = true;
	rows->count = rows->n_words = rows->n_kept = 0;
}

int jyz_record_missing(struct jyz_record *rec, int field,
		       struct jyz_error *err)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	const char *label = jyz_field_label(&rec->arena, f);
	jyz_error_set(err, JYZ_EINVAL, _("%s (%s) is missing"), f->name,
		      label);
	jyz_error_hint(err, "--%s %s", f->name, label);
	return jyz_record_blame(rec, field, err);
}

/*
 * In which year and term the names in a record are meant: those of its date;
 * of its year field or first day; else of the current year.  A class of the
 * year before is looked for there.
 */
int jyz_record_scope(struct jyz_desk *desk, const struct jyz_record *rec,
		     const struct jyz_kind *target, struct jyz_scope *out,
		     struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	struct jyz_scope scope = { NULL, 0, 0 };
	int rc = JYZ_OK;
	if (kind->date >= 0)
		scope.date = jyz_record_text(rec, kind->date);
	if (scope.date)
		scope.year = jyz_date_school_year(scope.date);
	if (kind->year && rec->values[kind->year - 1].type == JYZ_INT)
		scope.year = (int)rec->values[kind->year - 1].i;
	else if (kind->year && kind->term == JYZ_TERM_SPAN &&
		 jyz_record_text(rec, kind->term_field))
		scope.year = jyz_date_school_year(
			jyz_record_text(rec, kind->term_field));
	else if (kind->year && (rc = jyz_current_year(desk, &scope.year,
						      err)) < 0)
		return rc;
	if (target == kind)
		scope.year -= scope.year > 0;
	if (target->scope_term) {
		int term = jyz_field_named(kind, "term");
		if (kind->term == JYZ_TERM_FIELD &&
		    rec->values[kind->term_field].type == JYZ_INT)
			scope.term = rec->values[kind->term_field].i;
		else if (term >= 0 && rec->given[term] &&
			 jyz_record_text(rec, term))
			rc = jyz_resolve(desk, &jyz_term,
					 jyz_record_text(rec, term), NULL,
					 &scope.term, err);
		else if (scope.date)
			rc = jyz_desk_term(desk, scope.date, &scope.term, NULL,
					   err);
		if (rc < 0)
			return rc;
	}
	*out = scope;
	return JYZ_OK;
}

/*
 * What a new record takes over from the one that names it: what that one says
 * of it (a result says a class's grade and an exam's date, which are accepted
 * there and computed), and the school year of the date.  All else of the same
 * name is its own: an assignment's last day is not the teacher's.
 */
static int take_over(struct jyz_desk *desk, struct jyz_record *made,
		     const struct jyz_record *from,
		     const struct jyz_scope *scope, struct jyz_error *err)
{
	for (size_t i = 0; i < from->kind->n_fields; i++) {
		const struct jyz_field *f = &from->kind->fields[i];
		int to = from->given[i] && f->flags & JYZ_ACCEPTED
				 ? jyz_field_named(made->kind, f->name)
				 : -1;
		if (to >= 0 && !made->given[to] &&
		    made->kind->fields[to].type == f->type)
			made->values[to] = from->values[i];
	}
	/* today is no guess at the day of an exam that a file names */
	int date = made->kind->date;
	if (date >= 0 && made->values[date].type == JYZ_NULL)
		return jyz_record_missing(made, date, err);
	int year = jyz_field_named(made->kind, "year");
	if (made->kind->scope_year && year >= 0 && scope->year)
		made->values[year] = jyz_int(scope->year);
	return jyz_record_finish(desk, made, err);
}

int jyz_resolve_or_make(struct jyz_desk *desk, const struct jyz_record *rec,
			const struct jyz_kind *kind, const char *text,
			const struct jyz_scope *scope, int64_t *id,
			struct jyz_error *err)
{
	int rc = jyz_resolve(desk, kind, text, scope, id, err);
	if (rc != JYZ_ENOTFOUND || !desk->create_missing || !kind->makable ||
	    *text == '#')
		return rc;
	JYZ_AUTO(jyz_record) made = { 0 };
	struct jyz_error why = JYZ_ERROR_INIT;
	jyz_record_init(&made, kind);
	rc = jyz_record_set(desk, &made, jyz_name_field(kind), text, &why);
	if (rc >= 0)
		rc = take_over(desk, &made, rec, scope, &why);
	if (rc >= 0)
		rc = jyz_record_insert(desk, &made, &why);
	if (rc < 0) {
		jyz_error_move(err, &why);
		char *word = jyz_word_first(kind->word);
		jyz_error_prefix(err, _("%s '%s' cannot be made"), word, text);
		free(word);
		return rc;
	}
	jyz_error_free(err);
	*id = made.id;
	jyz_desk_made(desk, kind, text);
	return JYZ_OK;
}

int jyz_record_resolve(struct jyz_desk *desk, struct jyz_record *rec,
		       int field, struct jyz_error *err)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	int64_t id = 0;
	if (!rec->words[field])
		return JYZ_OK;
	struct jyz_scope scope;
	int rc = jyz_record_scope(desk, rec, f->target, &scope, err);
	if (rc >= 0)
		rc = jyz_resolve_or_make(desk, rec, f->target,
					 rec->words[field], &scope, &id, err);
	if (rc < 0) {
		jyz_error_prefix(err, "%s",
				 jyz_field_word(&rec->arena, f));
		return jyz_record_blame(rec, field, err);
	}
	rec->values[field] = jyz_int(id);
	rec->words[field] = NULL;
	return JYZ_OK;
}

static int preset(struct jyz_desk *desk, struct jyz_record *rec,
		  struct jyz_error *err)
{
	for (size_t i = 0; rec->id == 0 && i < rec->kind->n_fields; i++) {
		const struct jyz_field *f = &rec->kind->fields[i];
		if (!f->preset || jyz_record_has(rec, (int)i))
			continue;
		if (f->type == JYZ_TYPE_DATE && strcmp(f->preset, "today") == 0) {
			rec->values[i] = jyz_text(jyz_arena_strdup(
				&rec->arena, desk->clock.today));
			continue;
		}
		if (strcmp(f->preset, "current") == 0) {
			int year;
			int rc = jyz_current_year(desk, &year, err);
			if (rc < 0)
				return rc;
			rec->values[i] = jyz_int(year);
			continue;
		}
		int rc = jyz_field_parse(desk, f, f->preset, &rec->arena,
					 &rec->values[i], err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

static int required(struct jyz_record *rec, struct jyz_error *err)
{
	for (size_t i = 0; i < rec->kind->n_fields; i++)
		if (rec->kind->fields[i].flags & JYZ_REQUIRED &&
		    rec->values[i].type == JYZ_NULL)
			return jyz_record_missing(rec, (int)i, err);
	return JYZ_OK;
}

/* What begins ends later, or on the same day. */
static int in_order(struct jyz_record *rec, struct jyz_error *err)
{
	int starts = jyz_field_named(rec->kind, "starts");
	int ends = jyz_field_named(rec->kind, "ends");
	if (starts < 0 || ends < 0)
		return JYZ_OK;
	const char *first = jyz_record_text(rec, starts);
	const char *last = jyz_record_text(rec, ends);
	if (!first || !last || strcmp(first, last) <= 0)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("it ends on %s, before it begins on "
					 "%s"), last, first);
	return jyz_record_blame(rec, ends, err);
}

/* A group that is part of itself, a class before itself: however long the
 * way round is. */
static int no_circle(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	for (size_t i = 0; rec->id && i < rec->kind->n_fields; i++) {
		const struct jyz_field *f = &rec->kind->fields[i];
		if (f->target != rec->kind || f->type != JYZ_TYPE_REFERENCE ||
		    rec->values[i].type == JYZ_NULL)
			continue;
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
		jyz_sql_circle(&sql, rec->kind, (int)i);
		int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
		if (rc < 0)
			return rc;
		jyz_bind_int(&st, ":from", rec->values[i].i);
		jyz_bind_int(&st, ":id", rec->id);
		if ((rc = jyz_stmt_step(&st, err)) < 0)
			return rc;
		bool circle = jyz_col_int(&st, "circle") != 0;
		jyz_stmt_done(&st);
		if (circle) {
			jyz_error_set(err, JYZ_EINVAL,
				      _("%s: the way leads back to the "
					"record itself"),
				      jyz_field_word(&rec->arena, f));
			return jyz_record_blame(rec, (int)i, err);
		}
	}
	return JYZ_OK;
}

static const char SQL_ENDED[] =
	"SELECT code, ends FROM term WHERE id = :term AND "
	"date(ends, '+' || :holidays || ' days') < :date";

/* Holidays are the last term's; what is long after it has a wrong date, or
 * the next term was not entered. */
static int long_after(struct jyz_desk *desk, int64_t term, const char *date,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_ENDED, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	jyz_bind_int(&st, ":holidays", HOLIDAYS);
	jyz_bind_text(&st, ":date", date);
	if ((rc = jyz_stmt_step(&st, err)) != JYZ_ROW)
		return rc;
	jyz_desk_note(desk, _("%s is long after the end of term %s, %s, and "
			      "counts as that term's until the next one is "
			      "entered (jyz term add)"), date,
		      jyz_col_text(&st, "code"), jyz_col_text(&st, "ends"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_record_dated(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	int64_t term;
	int date = rec->kind->date;
	if (rec->kind->term != JYZ_TERM_DATE || date < 0 ||
	    rec->values[date].type != JYZ_TEXT)
		return JYZ_OK;
	if (jyz_desk_term(desk, rec->values[date].s, &term, NULL, err) < 0)
		return jyz_record_blame(rec, date, err);
	return long_after(desk, term, rec->values[date].s, err);
}

/* All but the parts, before the rules. */
int jyz_record_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	int rc;
	if ((rc = preset(desk, rec, err)) < 0)
		return rc;
	if ((rc = jyz_record_dated(desk, rec, err)) < 0)
		return rc;
	if (kind->begin && (rc = kind->begin(desk, rec, err)) < 0)
		return rc;
	for (size_t i = 0; i < kind->n_fields; i++)
		if ((rc = jyz_record_resolve(desk, rec, (int)i, err)) < 0)
			return rc;
	return kind->complete ? kind->complete(desk, rec, err) : JYZ_OK;
}

int jyz_record_finish(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	int rc = jyz_record_complete(desk, rec, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < kind->n_parts; i++) {
		rc = jyz_part_parse(desk, rec, (int)i, err);
		if (rc < 0)
			return jyz_record_blame(rec, (int)(kind->n_fields + i),
						err);
	}
	jyz_parts_move(rec);
	if ((rc = required(rec, err)) < 0 || (rc = in_order(rec, err)) < 0 ||
	    (rc = no_circle(desk, rec, err)) < 0)
		return rc;
	return kind->check ? kind->check(desk, rec, err) : JYZ_OK;
}
