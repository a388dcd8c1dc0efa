/*
 * A term's records as people read them: which, in what order, in what words.
 */
#include "dossier.h"

#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "jyz/records/small.h"

#define REAL_SCALE 2 /* decimals of what is computed */
#define RUNNING 30   /* cells of a row that others stand beside in a line */

bool jyz_dossier_kind(const struct jyz_kind *kind)
{
	return kind->term != JYZ_TERM_NONE;
}

bool jyz_dossier_field(const struct jyz_kind *kind, size_t field, bool private)
{
	unsigned flags = kind->fields[field].flags;

	return !(flags & JYZ_INNER) && !jyz_lens_of(kind, (int)field) &&
	       (private || !(flags & JYZ_PRIVATE));
}

bool jyz_dossier_part(const struct jyz_kind *kind, size_t part, bool private)
{
	unsigned flags = kind->parts[part].flags;

	return !(flags & JYZ_INNER) && (private || !(flags & JYZ_PRIVATE));
}

const char *jyz_dossier_label(struct jyz_arena *arena, struct jyz_words label)
{
	const char *word = jyz_word(label);

	return jyz_arena_strndup(arena, word, strcspn(word, "/"));
}

char *jyz_dossier_title(const struct jyz_kind *kind)
{
	char *title = jyz_i18n_lang() == JYZ_LANG_ZH ||	!kind->many
			      ? jyz_word_first(kind->word)
			      : jyz_strdup(kind->many);

	if (*title >= 'a' && *title <= 'z')
		*title = (char)(*title - 'a' + 'A');
	return title;
}

/* A share of 1 is percent for people. */
static void add_real(struct jyz_buf *out, const struct jyz_field *field,
		     double value)
{
	bool share = field->unit && strcmp(field->unit, "%") == 0;

	if (!share) {
		jyz_real_round(out, value, field->scale < REAL_SCALE
						   ? field->scale
						   : REAL_SCALE);
		return;
	}
	jyz_real_round(out, 100 * value, field->scale);
	jyz_buf_adds(out, " %");
}

void jyz_dossier_value(struct jyz_buf *out, const struct jyz_record *rec,
		       size_t field)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	struct jyz_value value = rec->values[field];

	if (value.type == JYZ_NULL ||
	    (jyz_small_record(rec) && jyz_small_field(rec->kind, field)))
		return;
	if (value.type == JYZ_REAL)
		add_real(out, f, value.r);
	/* What was made for one purpose needs no number in a dossier. */
	else if (f->type == JYZ_TYPE_REFERENCE &&
		 rec->labels[field].type == JYZ_TEXT)
		jyz_buf_adds(out, rec->labels[field].s);
	else
		jyz_value_shown(out, f, value, rec->labels[field]);
}

static bool is_number(const struct jyz_field *field)
{
	return field->type == JYZ_TYPE_INTEGER ||
	       field->type == JYZ_TYPE_DECIMAL;
}

static void add_row(struct jyz_buf *out, const struct jyz_part *part,
		    const struct jyz_rows *rows, size_t row, bool running)
{
	size_t from = out->len;

	for (size_t i = 0; i < part->n_fields; i++) {
		size_t at = row * part->n_fields + i;
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

		if (rows->cells[at].type == JYZ_NULL)
			continue;
		jyz_value_shown(&text, &part->fields[i], rows->cells[at],
				rows->labels ? rows->labels[at] : jyz_null());
		if (!text.len)
			continue;
		if (out->len > from)
			jyz_buf_adds(out, running && is_number(&part->fields[i])
						  ? " " : " · ");
		jyz_buf_adds(out, text.data);
	}
}

static void add_rows(struct jyz_buf *out, const struct jyz_record *rec,
		     size_t part, bool running)
{
	const struct jyz_rows *rows = &rec->parts[part];

	if (jyz_small_record(rec) && jyz_small_part(rec->kind, part))
		return;
	for (size_t row = 0; row < rows->count; row++) {
		if (row)
			jyz_buf_adds(out, running ? _(", ") : "\n");
		add_row(out, &rec->kind->parts[part], rows, row, running);
	}
}

void jyz_dossier_rows(struct jyz_buf *out, const struct jyz_record *rec,
		      size_t part)
{
	add_rows(out, rec, part, false);
}

/* A name, or a name with one thing more, and no comma within. */
static bool is_short(const char *line)
{
	const char *dot = strstr(line, " · ");

	return jyz_text_width(line) <= RUNNING && !strpbrk(line, ",;") &&
	       !strstr(line, "、") && !strstr(line, "，") &&
	       !strstr(line, "；") && !(dot && strstr(dot + 1, " · "));
}

static bool runs(const struct jyz_part *part, const char *lines)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	for (size_t i = 0; i < part->n_fields; i++)
		if (part->fields[i].type == JYZ_TYPE_NOTE)
			return false;
	for (const char *p = lines; *p; p += *p == '\n') {
		size_t n = strcspn(p, "\n");

		jyz_buf_clear(&line);
		jyz_buf_add(&line, p, n);
		if (n && !is_short(line.data))
			return false;
		p += n;
	}
	return true;
}

void jyz_dossier_running(struct jyz_buf *out, const struct jyz_record *rec,
			 size_t part)
{
	JYZ_AUTO(jyz_buf) lines = JYZ_BUF_INIT;

	jyz_dossier_rows(&lines, rec, part);
	if (!lines.len)
		return;
	if (runs(&rec->kind->parts[part], lines.data))
		add_rows(out, rec, part, true);
	else
		jyz_buf_adds(out, lines.data);
}

static bool sortable(const struct jyz_kind *kind)
{
	return kind->date >= 0 &&
	       !(kind->fields[kind->date].flags & (JYZ_DERIVED | JYZ_UNRANKED));
}

int jyz_dossier_walk(struct jyz_desk *desk, const struct jyz_kind *kind,
		     int64_t term, int number, jyz_record_fn *fn,
		     void *payload, struct jyz_error *err)
{
	struct jyz_query query;

	jyz_query_init(&query, kind);
	query.term = term;
	query.parts = query.derived = true;
	if (sortable(kind))
		query.sort = kind->date;
	for (const struct jyz_archive_of *of = number ? kind->archive : NULL;
	     of && of->number; of++)
		if (of->number == number && of->field >= 0)
			jyz_query_filter(&query, of->field, of->value);
	int rc = jyz_list(desk, &query, fn, payload, err);

	jyz_query_free(&query);
	return rc;
}

struct kept_walk {
	const struct jyz_kept *kept;
	jyz_record_fn *fn;
	void *payload;
};

static int if_kept(const struct jyz_record *rec, void *payload,
		   struct jyz_error *err)
{
	struct kept_walk *w = payload;

	return jyz_map_get_id(&w->kept->ids, rec->id)
		       ? w->fn(rec, w->payload, err) : JYZ_OK;
}

int jyz_dossier_walk_kept(struct jyz_desk *desk, const struct jyz_kind *kind,
			  const struct jyz_kept *kept, jyz_record_fn *fn,
			  void *payload, struct jyz_error *err)
{
	struct kept_walk walk = { kept, fn, payload };
	struct jyz_query query;

	jyz_query_init(&query, kind);
	query.parts = query.derived = true;
	int rc = jyz_list(desk, &query, if_kept, &walk, err);

	jyz_query_free(&query);
	return rc;
}
