/*
 * Listing and showing records.
 */
#include <stdlib.h>
#include <string.h>

#include "attach.h"
#include "filters.h"
#include "inside.h"
#include "jyz/base/calendar.h"
#include "jyz/base/text.h"
#include "jyz/records/resolve.h"
#include "privacy.h"

/* Of a cell: a long comment must not push the next record off the screen;
 * show has it whole. */
#define LIST_LINES 3

/* A list on its way: which columns of the face are written, in what order. */
struct listing {
	struct jyz_query query;
	char since[JYZ_DATE_SIZE], until[JYZ_DATE_SIZE];
	bool *fields;   /* wanted, by id */
	size_t *order;  /* places in the face */
	size_t n_order;
	struct jyz_column *columns; /* picked */
	struct jyz_cell *cells;
	struct jyz_face face;
	struct jyz_output out;
	struct jyz_writer *writer;
	size_t rows, hidden; /* of few pupils */
	char *title;
	struct jyz_desk *desk;
	int64_t id; /* of the record that is written */
};

static void listing_free(struct listing *l)
{
	free(l->title);
	jyz_writer_drop(l->writer);
	jyz_output_free(&l->out);
	jyz_face_free(&l->face);
	jyz_query_free(&l->query);
	free(l->fields);
	free(l->order);
	free(l->columns);
	free(l->cells);
}

/* --- the question --------------------------------------------------------- */

int jyz_term_named(struct jyz_cli *cli, const char *text, int64_t *term,
		   struct jyz_error *err)
{
	static const struct jyz_words now = {
		"now/this/current", "本学期/当前/今"
	};
	if (jyz_word_is(now, text))
		return jyz_desk_term(&cli->desk, cli->desk.clock.today, term,
				     NULL, err);
	return jyz_resolve(&cli->desk,
			   jyz_kind_of_table(cli->desk.catalogue, "term"),
			   text, NULL, term, err);
}

static int no_field(const struct jyz_kind *kind, const char *option,
		    const char *word, struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_guess guess = { word, NULL, 0 };
	char *called = jyz_word_first(kind->word);
	for (size_t i = 0; i < kind->n_fields; i++) {
		jyz_guess_offer(&guess, kind->fields[i].name);
		jyz_guess_words(&guess, kind->fields[i].label.zh, &arena);
	}
	for (size_t i = 0; i < kind->n_parts; i++)
		jyz_guess_offer(&guess, kind->parts[i].name);
	jyz_error_set(err, JYZ_EUSAGE, _("--%s: %s has no field '%s'"), option,
		      called, word);
	free(called);
	if (guess.best)
		return jyz_error_hint(err, _("did you mean %s?"), guess.best);
	return jyz_error_hint(err, "jyz %s list --help", kind->name);
}

static int take_sort(const struct jyz_kind *kind, const struct jyz_args *args,
		     struct jyz_query *query, struct jyz_error *err)
{
	const char *word = jyz_args_get(args, "sort");
	query->descending = jyz_args_has(args, "reverse");
	if (!word && query->descending) {
		jyz_error_set(err, JYZ_EUSAGE, _("--reverse needs --sort"));
		return jyz_error_hint(err, "--sort %s --reverse",
				      kind->fields[0].name);
	}
	if (!word)
		return JYZ_OK;
	if (*word == '-') {
		query->descending = !query->descending;
		word++;
	}
	query->sort = jyz_field_find(kind, word);
	return query->sort < 0 ? no_field(kind, "sort", word, err) : JYZ_OK;
}

static int take_query(struct jyz_cli *cli, const struct jyz_kind *kind,
		      const struct jyz_args *args, struct listing *l,
		      struct jyz_error *err)
{
	struct jyz_query *query = &l->query;
	int rc;
	jyz_query_init(query, kind);
	for (size_t i = 0; i < args->n_given; i++) {
		int field = jyz_field_named(kind, args->given[i].name);
		/* --term is the verb's own, also where it is a field. */
		if (field >= 0 && strcmp(args->given[i].name, "term") != 0)
			jyz_query_filter(query, field, args->given[i].value);
	}
	if ((rc = jyz_filter_date(cli, args, "since", l->since, &query->since,
				  err)) < 0 ||
	    (rc = jyz_filter_date(cli, args, "until", l->until, &query->until,
				  err)) < 0 ||
	    (rc = jyz_filter_term(cli, args, &query->term, err)) < 0 ||
	    (rc = jyz_filter_limit(args, &query->limit, err)) < 0)
		return rc;
	return take_sort(kind, args, query, err);
}

/* --- columns -------------------------------------------------------------- */

static int column_named(const struct jyz_face *face, const char *word,
			struct jyz_error *err)
{
	const struct jyz_kind *kind = face->kind;
	int field = jyz_field_find(kind, word);
	int part = field < 0 ? jyz_part_find(kind, word) : -1;
	if (field >= 0)
		return 1 + field;
	if (part >= 0)
		return 1 + (int)kind->n_fields + part;
	for (size_t i = 0; i < face->n_columns; i++)
		if (strcmp(face->columns[i].key, word) == 0)
			return (int)i;
	return no_field(kind, "columns", word, err);
}

/* "date,teacher,总分": here the face has all columns. */
static int name_columns(struct listing *l, const char *list,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) word = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	while (*list) {
		const char *wide = strstr(list, "，");
		size_t n = strcspn(list, ",");
		size_t step = n + (list[n] == ',');
		if (wide && (size_t)(wide - list) < n) {
			n = (size_t)(wide - list);
			step = n + strlen("，");
		}
		jyz_buf_clear(&word);
		jyz_buf_add(&word, list, n);
		jyz_buf_clear(&trimmed);
		jyz_text_trim(&trimmed, word.data);
		list += step;
		if (!trimmed.len)
			continue;
		int at = column_named(&l->face, trimmed.data, err);
		if (at < 0)
			return at;
		for (size_t i = 0; i < l->n_order; i++)
			if (l->order[i] == (size_t)at)
				return jyz_error_set(
					err, JYZ_EUSAGE,
					_("--columns: '%s' is there twice"),
					trimmed.data);
		l->order[l->n_order++] = (size_t)at;
	}
	if (!l->n_order)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--columns names no column"));
	return JYZ_OK;
}

/* A lens that was asked for shows something else instead. */
static bool hidden(const struct jyz_kind *kind, const struct jyz_args *args,
		   int field)
{
	for (const struct jyz_lens *l = kind->lenses; l && l->name; l++)
		for (const int *h = l->hides; h && *h >= 0; h++)
			if (*h == field && jyz_args_has(args, l->name))
				return true;
	return false;
}

/* Without --columns: what people look at, or all that may leave. */
static void default_columns(struct listing *l, const struct jyz_args *args)
{
	bool private = jyz_args_has(args, "private");
	const struct jyz_kind *kind = l->face.kind;
	bool human = jyz_output_human(&l->out);
	for (size_t i = 0; i < l->face.n_columns; i++) {
		size_t f = i - 1;
		bool wanted = i == 0 || !human;
		if (i > 0 && f < kind->n_fields) {
			const struct jyz_lens *lens = jyz_lens_of(kind, (int)f);
			unsigned flags = kind->fields[f].flags;
			if (human)
				wanted = flags & JYZ_LISTED;
			if (lens)
				wanted = jyz_args_has(args, lens->name);
			if (hidden(kind, args, (int)f))
				wanted = false;
			l->face.columns[i].optional = human;
			if (flags & JYZ_PRIVATE && !private)
				wanted = false;
		} else if (i > 0 && f - kind->n_fields < kind->n_parts &&
			   !private) {
			size_t p = f - kind->n_fields;
			wanted = wanted && !(kind->parts[p].flags & JYZ_PRIVATE);
		}
		if (wanted)
			l->order[l->n_order++] = i;
	}
}

/* Words for what is called by its key in data, as import knows it. */
static void name_system_columns(struct jyz_column *columns, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(columns[i].key, "created_at") == 0)
			columns[i].heading = _("entered");
		else if (strcmp(columns[i].key, "updated_at") == 0)
			columns[i].heading = _("last changed");
	}
}

static int pick_columns(struct listing *l, const struct jyz_kind *kind,
			const struct jyz_args *args, struct jyz_error *err)
{
	const char *list = jyz_args_get(args, "columns");
	jyz_face_init(&l->face, kind, NULL, true, true);
	size_t n = l->face.n_columns;
	l->order = jyz_alloc(n * sizeof(*l->order));
	l->columns = jyz_alloc(n * sizeof(*l->columns));
	l->cells = jyz_alloc(n * sizeof(*l->cells));
	l->fields = jyz_alloc((kind->n_fields + 1) * sizeof(*l->fields));
	if (list) {
		int rc = name_columns(l, list, err);
		if (rc < 0)
			return rc;
	} else {
		default_columns(l, args);
	}
	for (size_t i = 0; i < l->n_order; i++) {
		size_t at = l->order[i];
		l->columns[i] = l->face.columns[at];
		if (at > 0 && at <= kind->n_fields)
			l->fields[at - 1] = true;
		else if (at > kind->n_fields &&
			 at <= kind->n_fields + kind->n_parts)
			l->query.parts = true;
	}
	/* Whether figures may leave depends on how many sat. */
	int sat = jyz_field_find(kind, "sat");
	if (sat >= 0 && jyz_output_named(&l->out))
		l->fields[sat] = true;
	l->query.fields = l->fields;
	l->query.derived = true;
	if (jyz_output_human(&l->out))
		name_system_columns(l->columns, l->n_order);
	return JYZ_OK;
}

/* --- rows ----------------------------------------------------------------- */

static void note_list_cut(const struct jyz_column *column, size_t row,
			  void *payload)
{
	struct listing *l = payload;
	(void)row;
	jyz_desk_note_cut(l->desk, l->face.kind, l->id, column->heading);
}

static int put_row(const struct jyz_record *rec, void *payload,
		   struct jyz_error *err)
{
	struct listing *l = payload;
	jyz_face_fill(&l->face, rec);
	if (jyz_output_named(&l->out))
		l->hidden += jyz_hide_small(&l->face, rec);
	for (size_t i = 0; i < l->n_order; i++)
		l->cells[i] = l->face.cells[l->order[i]];
	l->rows++;
	l->id = rec->id;
	return jyz_writer_row(l->writer, l->cells, err);
}

int jyz_verb_list(struct jyz_cli *cli, const struct jyz_kind *kind,
		  const struct jyz_args *args, struct jyz_error *err)
{
	JYZ_AUTO(listing) l = { .desk = &cli->desk };
	int rc = take_query(cli, kind, args, &l, err);
	if (rc < 0)
		return rc;
	if ((rc = jyz_output_open(&l.out, cli, err)) < 0)
		return rc;
	l.out.options.lines = LIST_LINES;
	l.title = jyz_word_first(kind->word);
	l.out.options.title = l.title;
	l.out.options.cut = note_list_cut;
	l.out.options.cut_payload = &l;
	if ((rc = pick_columns(&l, kind, args, err)) < 0)
		return rc;
	rc = jyz_writer_new(&l.writer, l.out.format, &l.out.options, l.columns,
			    l.n_order, err);
	if (rc < 0)
		return rc;
	rc = jyz_list(&cli->desk, &l.query, put_row, &l, err);
	jyz_say_notes(cli);
	if (rc < 0)
		return rc;
	rc = jyz_writer_end(l.writer, err);
	l.writer = NULL;
	if (rc < 0)
		return rc;
	if (!l.rows && jyz_output_human(&l.out))
		jyz_say(cli, _("no records"));
	if ((rc = jyz_output_close(&l.out, err)) >= 0)
		jyz_say_small(cli, l.hidden);
	return rc;
}

/* --- showing -------------------------------------------------------------- */

/* Private fields are for eyes, and for data only when asked for; what figures
 * are made of is for data only. */
static bool *wanted_fields(const struct jyz_kind *kind, bool private,
			   bool human)
{
	bool *fields = jyz_alloc((kind->n_fields + 1) * sizeof(*fields));
	for (size_t i = 0; i < kind->n_fields; i++)
		fields[i] = (private ||
			     !(kind->fields[i].flags & JYZ_PRIVATE)) &&
			    !(human && kind->fields[i].flags & JYZ_INNER);
	return fields;
}

static void leave_out_parts(struct jyz_face *face, unsigned flag)
{
	size_t first = face->n_columns - 3 - face->kind->n_parts;
	for (size_t i = 0; i < face->kind->n_parts; i++)
		if (face->kind->parts[i].flags & flag)
			face->cells[first + i] = (struct jyz_cell){ 0 };
}

static int put_card(const struct jyz_writer_options *options,
		    struct jyz_face *face, struct jyz_error *err)
{
	size_t uid = face->n_columns - 3;
	/* The uid is for machines. */
	face->cells[uid].value = jyz_null();
	leave_out_parts(face, JYZ_INNER);
	name_system_columns(face->columns, face->n_columns);
	return jyz_card_write(options, face->columns, face->n_columns,
			      face->cells, err);
}

int jyz_show_card(FILE *file, int width, const struct jyz_record *rec,
		  struct jyz_error *err)
{
	struct jyz_writer_options options = { .out = file, .width = width };
	struct jyz_face face;
	jyz_face_init(&face, rec->kind, NULL, true, true);
	jyz_face_fill(&face, rec);
	int rc = put_card(&options, &face, err);
	jyz_face_free(&face);
	return rc;
}

/* A number of records, one after another. */
struct showing {
	struct jyz_output out;
	struct jyz_face face;
	struct jyz_writer *writer; /* NULL: cards */
	bool *fields;
	bool private;
	size_t rows, hidden; /* of few pupils */
	char *title;
	struct jyz_desk *desk;
	int64_t id; /* of the record that is written */
};

static void showing_free(struct showing *s)
{
	free(s->title);
	jyz_writer_drop(s->writer);
	jyz_output_free(&s->out);
	jyz_face_free(&s->face);
	free(s->fields);
}

static void note_show_cut(const struct jyz_column *column, size_t row,
			  void *payload)
{
	struct showing *s = payload;
	(void)row;
	jyz_desk_note_cut(s->desk, s->face.kind, s->id, column->heading);
}

static int showing_open(struct showing *s, struct jyz_cli *cli,
			const struct jyz_kind *kind, bool single,
			bool private, struct jyz_error *err)
{
	int rc = jyz_output_open(&s->out, cli, err);
	if (rc < 0)
		return rc;
	bool human = jyz_output_human(&s->out);
	s->private = private;
	s->fields = wanted_fields(kind, human || private, human);
	jyz_face_init(&s->face, kind, s->fields, true, true);
	if (human)
		return JYZ_OK;
	s->title = jyz_word_first(kind->word);
	s->out.options.title = s->title;
	s->out.options.single = single;
	s->out.options.cut = note_show_cut;
	s->out.options.cut_payload = s;
	s->desk = &cli->desk;
	return jyz_writer_new(&s->writer, s->out.format, &s->out.options,
			      s->face.columns, s->face.n_columns, err);
}

static int showing_put(struct showing *s, const struct jyz_record *rec,
		       struct jyz_error *err)
{
	s->id = rec->id;
	jyz_face_fill(&s->face, rec);
	if (jyz_output_named(&s->out))
		s->hidden += jyz_hide_small(&s->face, rec);
	if (s->writer && !s->private)
		leave_out_parts(&s->face, JYZ_PRIVATE);
	if (s->writer)
		return jyz_writer_row(s->writer, s->face.cells, err);
	if (s->rows++)
		fputc('\n', s->out.file);
	return put_card(&s->out.options, &s->face, err);
}

static int showing_close(struct showing *s, const struct jyz_cli *cli,
			 struct jyz_error *err)
{
	int rc = s->writer ? jyz_writer_end(s->writer, err) : JYZ_OK;
	s->writer = NULL;
	if (rc < 0 || (rc = jyz_output_close(&s->out, err)) < 0)
		return rc;
	jyz_say_small(cli, s->hidden);
	return JYZ_OK;
}

int jyz_show_record(struct jyz_cli *cli, const struct jyz_record *rec,
		    bool private, struct jyz_error *err)
{
	JYZ_AUTO(showing) s = { .rows = 0 };
	int rc = showing_open(&s, cli, rec->kind, true, private, err);
	if (rc < 0)
		return rc;
	if ((rc = showing_put(&s, rec, err)) < 0)
		return rc;
	jyz_say_notes(cli);
	return showing_close(&s, cli, err);
}

int jyz_verb_show(struct jyz_cli *cli, const struct jyz_kind *kind,
		  const struct jyz_args *args, struct jyz_error *err)
{
	JYZ_AUTO(showing) s = { .rows = 0 };
	int rc = showing_open(&s, cli, kind, args->n_words == 1,
			      jyz_args_has(args, "private"), err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < args->n_words; i++) {
		JYZ_AUTO(jyz_record) rec = { 0 };
		int64_t id;
		rc = jyz_verb_id(cli, kind, args->words[i], &id, err);
		if (rc < 0)
			return rc;
		jyz_record_init(&rec, kind);
		rc = jyz_record_load(&cli->desk, kind, id, &rec, err);
		if (rc < 0)
			return rc;
		if ((rc = jyz_record_derive(&cli->desk, &rec, s.fields,
					    err)) < 0 ||
		    (rc = showing_put(&s, &rec, err)) < 0 ||
		    (rc = jyz_say_attached(cli, kind, id, err)) < 0)
			return rc;
	}
	jyz_say_notes(cli);
	return showing_close(&s, cli, err);
}
