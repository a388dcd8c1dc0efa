/*
 * Timeline: what happened, by the days that the catalogue names: a record's
 * own date, and those on which something became of it.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/records/scan.h"
#include "jyz/records/told.h"
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
	struct jyz_tales tales;
	struct moment *moments;
	size_t count, room;
	struct jyz_arena arena;
};

static void walk_free(struct walk *w)
{
	jyz_buf_free(&w->persons);
	jyz_tales_free(&w->tales);
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

static size_t count_choice(const struct jyz_part *part,
			   const struct jyz_rows *rows, size_t field,
			   const char *name)
{
	size_t n = 0;
	for (size_t i = 0; i < rows->count; i++) {
		struct jyz_value cell = rows->cells[i * part->n_fields + field];
		n += cell.type == JYZ_TEXT && strcmp(cell.s, name) == 0;
	}
	return n;
}

/* "done 3, not done 1": how many rows have which choice. */
static void add_tally(struct jyz_buf *out, const struct walk *w,
		      const struct jyz_part *part, const struct jyz_rows *rows,
		      const char **separator)
{
	size_t field = 0;
	while (part->fields[field].type != JYZ_TYPE_CHOICE)
		field++;
	const struct jyz_field *f = &part->fields[field];
	for (const struct jyz_choice *c = f->choices; c->name; c++) {
		size_t n = count_choice(part, rows, field, c->name);
		if (!n)
			continue;
		jyz_buf_adds(out, *separator);
		add_value(out, w, f, jyz_text(c->name), jyz_null());
		jyz_buf_addf(out, "%s%zu", w->asked->shown ? " " : "=", n);
		*separator = ", ";
	}
	if (rows->count)
		*separator = "; ";
}

static int add_rows(struct jyz_buf *out, const struct walk *w,
		    struct jyz_record *rec, int part, bool tally,
		    const char **separator, struct jyz_error *err)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	const struct jyz_rows *rows = &rec->parts[part];
	int rc = jyz_read_part(w->desk, rec, (size_t)part, err);
	if (rc < 0)
		return rc;
	if (tally)
		add_tally(out, w, p, rows, separator);
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

/* "LABEL: VALUE, VALUE; ROW; ROW; what others say" */
static int tell(struct jyz_buf *out, struct walk *w, struct jyz_record *rec,
		const char *label, const struct jyz_event *event,
		struct jyz_error *err)
{
	const char *separator = ": ", *tale;
	jyz_buf_adds(out, label_beside(label, rec->values[event->field].s));
	for (const int *f = event->fields; f && *f >= 0; f++) {
		if (rec->values[*f].type == JYZ_NULL)
			continue;
		jyz_buf_adds(out, separator);
		add_value(out, w, &rec->kind->fields[*f], rec->values[*f],
			  rec->labels[*f]);
		separator = ", ";
	}
	if (*separator == ',')
		separator = "; ";
	for (const int *p = event->parts; p && *p >= 0; p++) {
		int rc = add_rows(out, w, rec, *p, event->tally, &separator,
				  err);
		if (rc < 0)
			return rc;
	}
	int rc = jyz_tale(&w->tales, rec, event->told, &tale, err);
	if (rc >= 0 && tale)
		jyz_buf_addf(out, "%s%s", separator, tale);
	return rc;
}

static bool is_person(const struct walk *w, const struct jyz_field *field)
{
	return field->type == JYZ_TYPE_REFERENCE &&
	       field->target == w->person && !(field->flags & JYZ_COMPUTED);
}

struct people {
	struct jyz_buf names;
	int64_t *ids;
	size_t count, room;
};

static void add_person(struct people *p, struct jyz_value id,
		       struct jyz_value name)
{
	if (id.type != JYZ_INT || name.type != JYZ_TEXT)
		return;
	for (size_t i = 0; i < p->count; i++)
		if (p->ids[i] == id.i)
			return;
	JYZ_GROW(p->ids, p->count, p->room);
	p->ids[p->count++] = id.i;
	jyz_buf_addf(&p->names, "%s%s", p->names.len ? ", " : "", name.s);
}

static int add_people(struct people *p, const struct walk *w,
		      struct jyz_record *rec, int part, struct jyz_error *err)
{
	const struct jyz_part *of = &rec->kind->parts[part];
	const struct jyz_rows *rows = &rec->parts[part];
	int rc = jyz_read_part(w->desk, rec, (size_t)part, err);
	for (size_t i = 0; rc >= 0 && i < rows->count * of->n_fields; i++)
		if (is_person(w, &of->fields[i % of->n_fields]))
			add_person(p, rows->cells[i], rows->labels[i]);
	return rc;
}

/* The teachers whom the record itself names, and those of the parts that the
 * event says it is about; each once. */
static int who(struct walk *w, struct jyz_record *rec,
	       const struct jyz_event *event, const char **out,
	       struct jyz_error *err)
{
	struct people people = { JYZ_BUF_INIT, NULL, 0, 0 };
	int rc = JYZ_OK;
	for (size_t i = 0; i < rec->kind->n_fields; i++)
		if (is_person(w, &rec->kind->fields[i]))
			add_person(&people, rec->values[i], rec->labels[i]);
	for (const int *p = event->people; p && *p >= 0 && rc >= 0; p++)
		rc = add_people(&people, w, rec, *p, err);
	*out = people.names.len
		       ? jyz_arena_strdup(&w->arena, people.names.data)
		       : NULL;
	jyz_buf_free(&people.names);
	free(people.ids);
	return rc;
}

/* The day is still to come, or what was to be that day was not noted. */
static bool is_planned(const struct walk *w, const struct jyz_record *rec,
		       const struct jyz_event *event)
{
	const char *day = rec->values[event->field].s;
	return strcmp(day, w->desk->clock.today) > 0 ||
	       (event->needs &&
		rec->values[event->needs - 1].type == JYZ_NULL);
}

static int add_moment(struct walk *w, struct jyz_record *rec,
		      const char *label, const struct jyz_event *event,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	const char *people;
	int rc = tell(&what, w, rec, label, event, err);
	if (rc < 0 || (rc = who(w, rec, event, &people, err)) < 0)
		return rc;
	JYZ_GROW(w->moments, w->count, w->room);
	w->moments[w->count] = (struct moment){
		{ .date = jyz_arena_strdup(&w->arena,
					   rec->values[event->field].s),
		  .kind = rec->kind,
		  .id = rec->id,
		  .event = event,
		  .what = jyz_arena_strdup(&w->arena, what.data),
		  .who = people,
		  .planned = is_planned(w, rec, event) },
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
	if (event->needs)
		fields[event->needs - 1] = true;
	if (event->told == JYZ_TOLD_REACHED)
		fields[kind->term_field] = true;
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
		.tales = { .desk = desk, .shown = asked->shown },
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
