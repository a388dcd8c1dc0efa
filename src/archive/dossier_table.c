/*
 * The records of a kind as a table of the page: columns for what is short, as
 * many as A4 has room for, and below its row all else that a record says.
 */
#include <stdlib.h>
#include <string.h>

#include "dossier.h"
#include "jyz/base/map.h"
#include "jyz/base/text.h"
#include "jyz/records/attach.h"
#include "jyz/records/small.h"
#include "jyz/records/told.h"
#include "jyz/render/html.h"

/* Widths are in cells, half a Chinese character (style of render/html.c). */
#define PAGE 100  /* without the column of numbers */
#define PADDING 2
#define NOWRAP 14 /* names, classes, dates: kept in one line */
#define WRAPPED 20
#define SHORT 30  /* a detail that others may stand beside */

/* What a record has to say in one place: a field, a part, or what is found
 * elsewhere about it. */
struct slot {
	bool shown, column;
	bool lines;    /* some have several */
	size_t filled; /* records that say something */
	size_t width;  /* of the widest */
};

struct table {
	struct jyz_dossier_view *view;
	const struct jyz_kind *kind;
	struct slot *slots; /* fields, parts, TALE, FILES */
	size_t n_slots;
	const char **texts; /* a row of slots for each record */
	int64_t *ids;       /* of the records */
	size_t rows, room;
	struct jyz_map files; /* record: index in names */
	struct jyz_buf *names;
	size_t n_names, names_room;
	struct jyz_tales tales;
	struct jyz_arena arena;
};

#define TALE(t) ((t)->n_slots - 2)
#define FILES(t) ((t)->n_slots - 1)

static void table_free(struct table *t)
{
	for (size_t i = 0; i < t->n_names; i++)
		jyz_buf_free(&t->names[i]);
	free(t->names);
	free(t->slots);
	free(t->texts);
	free(t->ids);
	jyz_map_free(&t->files);
	jyz_tales_free(&t->tales);
	jyz_arena_free(&t->arena);
}

/* The term is on the cover. */
static void choose_shown(struct table *t)
{
	const struct jyz_kind *kind = t->kind;
	bool private = t->view->dossier->private;

	for (size_t i = 0; i < kind->n_fields; i++)
		t->slots[i].shown = jyz_dossier_field(kind, i, private) &&
				    strcmp(kind->fields[i].name, "term") != 0;
	for (size_t i = 0; i < kind->n_parts; i++)
		t->slots[kind->n_fields + i].shown =
			jyz_dossier_part(kind, i, private);
	t->slots[TALE(t)].shown = t->slots[FILES(t)].shown = true;
}

static const char *label_of(struct table *t, size_t slot)
{
	const struct jyz_kind *kind = t->kind;

	if (slot < kind->n_fields)
		return jyz_dossier_label(&t->arena, kind->fields[slot].label);
	slot -= kind->n_fields;
	if (slot < kind->n_parts)
		return jyz_dossier_label(&t->arena, kind->parts[slot].label);
	return slot == kind->n_parts ? _("From the records")
				     : _("Attachments");
}

/* --- reading --------------------------------------------------------------- */

static int on_file(const struct jyz_attachment *a, void *payload,
		   struct jyz_error *err)
{
	struct table *t = payload;
	int64_t *at = jyz_map_get_id(&t->files, a->record);

	(void)err;
	if (!at) {
		at = jyz_map_put_id(&t->files, a->record,
				    (int64_t)t->n_names);
		JYZ_GROW(t->names, t->n_names, t->names_room);
		t->names[t->n_names++] = (struct jyz_buf)JYZ_BUF_INIT;
	}
	struct jyz_buf *names = &t->names[*at];

	jyz_buf_addf(names, "%s%s", names->len ? _(", ") : "", a->name);
	return JYZ_OK;
}

/* A name may tell what the file of a private record would. */
static int read_files(struct table *t, struct jyz_error *err)
{
	if (jyz_attach_private(t->kind) && !t->view->dossier->private)
		return JYZ_OK;
	return jyz_attach_each(t->view->desk, t->kind, 0, on_file, t, err);
}

static enum jyz_told told_of(const struct jyz_kind *kind)
{
	for (const struct jyz_event *e = kind->events; e && e->field >= 0; e++)
		if (e->told != JYZ_TOLD_NOTHING)
			return e->told;
	return JYZ_TOLD_NOTHING;
}

static void put_text(struct table *t, size_t slot, const char *text)
{
	struct slot *s = &t->slots[slot];
	size_t width = (size_t)jyz_text_width(text);

	if (!*text)
		return;
	t->texts[t->rows * t->n_slots + slot] =
		jyz_arena_strdup(&t->arena, text);
	s->filled++;
	s->lines = s->lines || strchr(text, '\n');
	if (width > s->width)
		s->width = width;
}

static void put_texts(struct table *t, const struct jyz_record *rec)
{
	const struct jyz_kind *kind = t->kind;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	for (size_t i = 0; i < kind->n_fields + kind->n_parts; i++) {
		if (!t->slots[i].shown)
			continue;
		jyz_buf_clear(&text);
		if (i < kind->n_fields)
			jyz_dossier_value(&text, rec, i);
		else
			jyz_dossier_running(&text, rec, i - kind->n_fields);
		put_text(t, i, text.len ? text.data : "");
	}
}

static int on_record(const struct jyz_record *rec, void *payload,
		     struct jyz_error *err)
{
	struct table *t = payload;
	const int64_t *names = jyz_map_get_id(&t->files, rec->id);
	const char *tale;
	int rc = jyz_tale(&t->tales, rec, told_of(t->kind), &tale, err);

	if (rc < 0)
		return rc;
	if (t->rows == t->room) {
		t->room = t->room ? 2 * t->room : 64;
		t->texts = jyz_realloc(t->texts, t->room * t->n_slots,
				       sizeof(*t->texts));
		t->ids = jyz_realloc(t->ids, t->room, sizeof(*t->ids));
	}
	t->ids[t->rows] = rec->id;
	memset(t->texts + t->rows * t->n_slots, 0,
	       t->n_slots * sizeof(*t->texts));
	put_texts(t, rec);
	put_text(t, TALE(t), tale ? tale : "");
	put_text(t, FILES(t), names ? t->names[*names].data : "");
	t->rows++;
	t->view->dossier->rows++;
	t->view->dossier->hidden += jyz_small_record(rec);
	return JYZ_OK;
}

/* --- columns --------------------------------------------------------------- */

static size_t widest_word(const char *text)
{
	JYZ_AUTO(jyz_buf) word = JYZ_BUF_INIT;
	size_t widest = 0;

	while (*text) {
		size_t n = strcspn(text, " ");

		jyz_buf_clear(&word);
		jyz_buf_add(&word, text, n);
		if (n && (size_t)jyz_text_width(word.data) > widest)
			widest = (size_t)jyz_text_width(word.data);
		text += n + (text[n] == ' ');
	}
	return widest;
}

static size_t cost(struct table *t, size_t field)
{
	size_t width = t->slots[field].width;
	size_t heading = widest_word(label_of(t, field)) + 1; /* it is bold */

	if (width > WRAPPED)
		width = WRAPPED;
	return (width > heading ? width : heading) + PADDING;
}

/* Each word of it stands in a column of the row already: the exam of a paper,
 * beside the paper.  But a person is not said by another field. */
static bool is_repeated(const struct table *t, const char *const *texts,
			size_t slot)
{
	const struct jyz_field *f = &t->kind->fields[slot];
	JYZ_AUTO(jyz_buf) word = JYZ_BUF_INIT;

	if (slot >= t->kind->n_fields ||
	    (f->type != JYZ_TYPE_REFERENCE && f->type != JYZ_TYPE_TEXT) ||
	    (f->type == JYZ_TYPE_TEXT && !(f->flags & JYZ_COMPUTED)) ||
	    (f->type == JYZ_TYPE_REFERENCE &&
	     strcmp(f->target->name, "teacher") == 0))
		return false;
	for (const char *p = texts[slot]; *p;) {
		size_t n = strcspn(p, " ");
		bool found = false;

		jyz_buf_clear(&word);
		jyz_buf_add(&word, p, n);
		for (size_t i = 0; n && i < t->kind->n_fields && !found; i++)
			found = t->slots[i].column && texts[i] &&
				strstr(texts[i], word.data);
		if (n && !found)
			return false;
		p += n + (p[n] == ' ');
	}
	return true;
}

static bool is_always_repeated(const struct table *t, size_t slot)
{
	for (size_t i = 0; i < t->rows; i++) {
		const char *const *texts = t->texts + i * t->n_slots;

		if (texts[slot] && !is_repeated(t, texts, slot))
			return false;
	}
	return true;
}

static bool is_brief(const struct table *t, size_t field)
{
	const struct slot *s = &t->slots[field];

	return s->width <= SHORT && 2 * s->filled >= t->rows &&
	       !is_always_repeated(t, field);
}

/* First what lists show, then what else is short and there for most. */
static void choose_columns(struct table *t)
{
	size_t left = PAGE;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < t->kind->n_fields; i++) {
			const struct jyz_field *f = &t->kind->fields[i];
			struct slot *s = &t->slots[i];

			if (s->column || !s->filled || s->lines ||
			    f->type == JYZ_TYPE_NOTE || cost(t, i) > left ||
			    !(pass ? is_brief(t, i)
				   : (f->flags & JYZ_LISTED) != 0))
				continue;
			s->column = true;
			left -= cost(t, i);
		}
}

static bool is_number(const struct table *t, size_t field)
{
	enum jyz_type type = t->kind->fields[field].type;

	return type == JYZ_TYPE_INTEGER || type == JYZ_TYPE_DECIMAL;
}

static const char *class_of(const struct table *t, size_t field)
{
	if (is_number(t, field))
		return "n";
	return t->slots[field].width <= NOWRAP ? "d" : NULL;
}

/* --- writing --------------------------------------------------------------- */

static size_t put_head(struct table *t, struct jyz_buf *out)
{
	size_t columns = 0;

	jyz_buf_adds(out, "\n<table>\n<thead><tr>");
	jyz_html_element(out, "th", "n", _("No."));
	for (size_t i = 0; i < t->kind->n_fields; i++) {
		if (!t->slots[i].column)
			continue;
		jyz_html_element(out, "th", is_number(t, i) ? "r" : NULL,
				 label_of(t, i));
		columns++;
	}
	jyz_buf_adds(out, "</tr></thead>\n");
	return columns;
}

static void put_detail(struct jyz_buf *out, const char *label,
		       const char *text)
{
	bool lines = strchr(text, '\n');
	bool brief = !lines && jyz_text_width(text) <= SHORT;

	jyz_buf_adds(out, brief ? "<span>" : "<p>");
	jyz_html_element(out, "b", NULL, label);
	jyz_html_text(out, _(": "));
	/* Lines of a list begin below their label. */
	if (lines)
		jyz_html_text(out, "\n");
	jyz_html_text(out, text);
	jyz_buf_adds(out, brief ? "</span> " : "</p>\n");
}

static void put_row(struct table *t, struct jyz_buf *out, size_t row,
		    size_t columns)
{
	const char *const *texts = t->texts + row * t->n_slots;
	bool any = false;

	/* What other records refer to. */
	jyz_buf_addf(out, "<tbody><tr><td class=\"n\">%lld</td>",
		     (long long)t->ids[row]);
	for (size_t i = 0; i < t->kind->n_fields; i++)
		if (t->slots[i].column)
			jyz_html_element(out, "td", class_of(t, i),
					 texts[i] ? texts[i] : "");
	jyz_buf_adds(out, "</tr>\n");
	for (size_t i = 0; i < t->n_slots; i++) {
		if (!texts[i] || t->slots[i].column ||
		    is_repeated(t, texts, i))
			continue;
		if (!any)
			jyz_buf_addf(out, "<tr class=\"more\"><td></td><td "
				     "colspan='%zu'>", columns);
		any = true;
		put_detail(out, label_of(t, i), texts[i]);
	}
	jyz_buf_adds(out, any ? "</td></tr>\n</tbody>\n" : "</tbody>\n");
}

static void put_table(struct table *t, struct jyz_buf *out, bool titled)
{
	size_t columns;

	choose_columns(t);
	if (titled) {
		char *title = jyz_dossier_title(t->kind);

		jyz_html_element(out, "h3", NULL, title);
		free(title);
	}
	columns = put_head(t, out);
	for (size_t i = 0; i < t->rows; i++)
		put_row(t, out, i, columns);
	jyz_buf_adds(out, "</table>\n");
}

/* Of a kind without terms those that the term speaks of. */
static int walk(struct table *t, int number, struct jyz_error *err)
{
	struct jyz_dossier_view *view = t->view;
	const struct jyz_catalogue *all = view->desk->catalogue;
	size_t k = 0;

	if (jyz_dossier_kind(t->kind))
		return jyz_dossier_walk(view->desk, t->kind, view->term,
					number, on_record, t, err);
	while (all->kinds[k] != t->kind)
		k++;
	return jyz_dossier_walk_kept(view->desk, t->kind,
				     &view->closure.kinds[k], on_record, t,
				     err);
}

int jyz_dossier_table(struct jyz_buf *out, struct jyz_dossier_view *view,
		      const struct jyz_kind *kind, int number, bool titled,
		      struct jyz_error *err)
{
	JYZ_AUTO(table) t = {
		.view = view,
		.kind = kind,
		.n_slots = kind->n_fields + kind->n_parts + 2,
		.tales = { .desk = view->desk, .shown = true },
	};
	int rc;

	t.slots = jyz_alloc(t.n_slots * sizeof(*t.slots));
	choose_shown(&t);
	if ((rc = read_files(&t, err)) < 0 ||
	    (rc = walk(&t, number, err)) < 0 || !t.rows)
		return rc;
	put_table(&t, out, titled);
	view->dossier->kinds++;
	return JYZ_OK;
}
