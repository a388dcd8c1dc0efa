/*
 * Timeline: what happened, by the days that the catalogue names: a record's
 * own date, and those on which something became of it.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/records/scan.h"
#include "room.h"

struct moment {
	struct jyz_happening happening;
	size_t order; /* in which it was found: by kind, event */
};

struct walk {
	struct jyz_desk *desk;
	const struct jyz_timeline *asked;
	const struct jyz_kind *person; /* teachers */
	struct jyz_buf persons;        /* ids of those asked for, as JSON */
	struct moment *moments;
	size_t count, room;
	struct jyz_arena arena;
};

static void walk_free(struct walk *w)
{
	jyz_buf_free(&w->persons);
	free(w->moments);
	jyz_arena_free(&w->arena);
}

static void add_value(struct jyz_buf *out, const struct walk *w,
		      const struct jyz_field *field, struct jyz_value value,
		      struct jyz_value label)
{
	if (w->asked->shown)
		jyz_value_shown(out, field, value, label);
	else
		jyz_value_word(out, field, value, label);
}

/* A row of a part; people need not see how it is typed in. */
static void add_row(struct jyz_buf *out, const struct walk *w,
		    const struct jyz_part *part, const struct jyz_value *cells,
		    const struct jyz_value *labels)
{
	const char *separator = "";
	if (!w->asked->shown) {
		jyz_part_word(out, part, cells, labels);
		return;
	}
	for (size_t i = 0; i < part->n_fields; i++) {
		if (cells[i].type == JYZ_NULL)
			continue;
		jyz_buf_adds(out, separator);
		add_value(out, w, &part->fields[i], cells[i], labels[i]);
		separator = " ";
	}
}

static int add_rows(struct jyz_buf *out, const struct walk *w,
		    struct jyz_record *rec, int part, const char **separator,
		    struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	const struct jyz_rows *rows = &rec->parts[part];
	int rc = jyz_read_part(w->desk, rec, (size_t)part, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < rows->count; i++) {
		jyz_buf_adds(out, *separator);
		add_row(out, w, p, rows->cells + i * p->n_fields,
			rows->labels + i * p->n_fields);
		*separator = "; ";
	}
	return JYZ_OK;
}

/* The label without the day that it begins with, if that stands beside it. */
static const char *label_beside(const char *label, const char *day)
{
	size_t n = strlen(day);
	return strncmp(label, day, n) == 0 && label[n] == ' ' ? label + n + 1
							       : label;
}

/* "LABEL: VALUE, VALUE; ROW; ROW" */
static int tell(struct jyz_buf *out, const struct walk *w,
		struct jyz_record *rec, const char *label,
		const struct jyz_event *event, struct jyz_error *err)
{
	const char *separator = ": ";
	jyz_buf_adds(out, label_beside(label, rec->values[event->field].s));
	for (const int *f = event->fields; f && *f >= 0; f++) {
		if (rec->values[*f].type == JYZ_NULL)
			continue;
		jyz_buf_adds(out, separator);
		add_value(out, w, &rec->kind->fields[*f], rec->values[*f],
			  rec->labels[*f]);
		separator = ", ";
	}
	for (const int *p = event->parts; p && *p >= 0; p++) {
		int rc = add_rows(out, w, rec, *p, &separator, err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

static bool is_person(const struct walk *w, const struct jyz_field *field)
{
	return field->type == JYZ_TYPE_REFERENCE &&
	       field->target == w->person && !(field->flags & JYZ_COMPUTED);
}

/* The teachers whom the record itself names, each once. */
static const char *who(struct walk *w, const struct jyz_record *rec)
{
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;
	for (size_t i = 0; i < rec->kind->n_fields; i++) {
		bool named = !is_person(w, &rec->kind->fields[i]) ||
			     rec->labels[i].type != JYZ_TEXT;
		for (size_t j = 0; j < i && !named; j++)
			named = is_person(w, &rec->kind->fields[j]) &&
				jyz_value_same(rec->values[i], rec->values[j]);
		if (!named)
			jyz_buf_addf(&names, "%s%s", names.len ? ", " : "",
				     rec->labels[i].s);
	}
	return names.len ? jyz_arena_strdup(&w->arena, names.data) : NULL;
}

static int add_moment(struct walk *w, struct jyz_record *rec,
		      const char *label, const struct jyz_event *event,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	int rc = tell(&what, w, rec, label, event, err);
	if (rc < 0)
		return rc;
	JYZ_GROW(w->moments, w->count, w->room);
	w->moments[w->count] = (struct moment){
		{ .date = jyz_arena_strdup(&w->arena,
					   rec->values[event->field].s),
		  .kind = rec->kind,
		  .id = rec->id,
		  .event = event,
		  .what = jyz_arena_strdup(&w->arena, what.data),
		  .who = who(w, rec) },
		w->count
	};
	w->count++;
	return JYZ_OK;
}

/* The day, what is told, the teachers. */
static bool *wanted_fields(const struct walk *w, const struct jyz_kind *kind,
			   const struct jyz_event *event)
{
	bool *fields = jyz_alloc(kind->n_fields + 1);
	fields[event->field] = true;
	for (const int *f = event->fields; f && *f >= 0; f++)
		fields[*f] = true;
	for (size_t i = 0; i < kind->n_fields; i++)
		if (is_person(w, &kind->fields[i]))
			fields[i] = true;
	return fields;
}

static int walk_event(struct walk *w, const struct jyz_kind *kind,
		      const struct jyz_event *event, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_record) rec = { 0 };
	bool *fields = wanted_fields(w, kind, event);
	jyz_sql_events(&sql, kind, &w->asked->scan, event->field, fields,
		       w->asked->teacher ? w->person : NULL, w->asked->shown);
	int rc = jyz_stmt_open(&st, w->desk->store, sql.data, err);
	if (rc >= 0) {
		jyz_scan_bind(&st, &w->asked->scan);
		if (strstr(sql.data, ":person"))
			jyz_bind_text(&st, ":person", w->persons.data);
	}
	jyz_record_init(&rec, kind);
	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		jyz_arena_clear(&rec.arena);
		jyz_read_row(&st, &rec, fields, false);
		const char *label =
			jyz_col_at(&st, jyz_col_count(&st) - 1).s;
		rc = add_moment(w, &rec, label ? label : "", event, err);
		if (rc < 0)
			jyz_stmt_done(&st);
	}
	free(fields);
	return rc;
}

/* A date that is another record's is told with that. */
static bool happens(const struct jyz_kind *kind)
{
	return kind->events ||
	       (kind->date >= 0 &&
		!(kind->fields[kind->date].flags & JYZ_COMPUTED));
}

/* Where an entry names no events: the record's own date.  By kind, so that
 * what happened can point to it. */
static int walk_kind(struct walk *w, const struct jyz_kind *kind,
		     struct jyz_error *err)
{
	int rc = JYZ_OK;
	if (!kind->events) {
		struct jyz_event *own =
			jyz_arena_alloc(&w->arena, sizeof(*own));
		own->field = kind->date;
		return walk_event(w, kind, own, err);
	}
	for (const struct jyz_event *e = kind->events;
	     e->field >= 0 && rc >= 0; e++)
		rc = walk_event(w, kind, e, err);
	return rc;
}

static int walk_all(struct walk *w, struct jyz_error *err)
{
	const struct jyz_scan *scan = &w->asked->scan;
	const struct jyz_catalogue *all = w->desk->catalogue;
	int rc = JYZ_OK;
	for (size_t i = 0; i < scan->n_kinds && rc >= 0; i++) {
		if (!happens(scan->kinds[i])) {
			char *word = jyz_word_first(scan->kinds[i]->word);
			jyz_error_set(err, JYZ_EUSAGE,
				      _("%s has no date of its own"), word);
			free(word);
			return err->code;
		}
		rc = walk_kind(w, scan->kinds[i], err);
	}
	for (size_t i = 0; !scan->n_kinds && i < all->count && rc >= 0; i++)
		if (happens(all->kinds[i]))
			rc = walk_kind(w, all->kinds[i], err);
	return rc;
}

/* On one day: as the catalogue has the kinds, and by number. */
static int compare(const void *a, const void *b)
{
	const struct moment *x = a, *y = b;
	int order = strcmp(x->happening.date, y->happening.date);
	if (!order && x->happening.event == y->happening.event)
		order = (x->happening.id > y->happening.id) -
			(x->happening.id < y->happening.id);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

int jyz_timeline(struct jyz_desk *desk, const struct jyz_timeline *asked,
		 jyz_happening_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(walk) w = {
		.desk = desk, .asked = asked, .persons = JYZ_BUF_INIT,
		.person = jyz_kind_of_table(desk->catalogue, "teacher"),
	};
	int rc = JYZ_OK;
	if (asked->teacher)
		rc = jyz_resolve_all(desk, w.person, asked->teacher,
				     &w.persons, err);
	if (rc < 0 || (rc = walk_all(&w, err)) < 0)
		return rc;
	if (w.count)
		qsort(w.moments, w.count, sizeof(*w.moments), compare);
	for (size_t i = 0; i < w.count && rc >= 0; i++)
		rc = fn(&w.moments[i].happening, payload, err);
	return rc < 0 ? rc : JYZ_OK;
}
