/*
 * The lists of help: "what  meaning" lines, of options and of a kind's
 * fields.  What can be typed in Chinese is shown in Chinese to those who
 * read it.
 */
#include <stdlib.h>
#include <string.h>

#include "help.h"
#include "jyz/base/text.h"

#define WIDTH 80 /* where there is no terminal */
#define LEFT 32  /* cells of the left column, at most */

void jyz_listed_free(struct jyz_listed *l)
{
	free(l->columns);
	free(l->cells);
	jyz_arena_free(&l->arena);
}

void jyz_listed_add(struct jyz_listed *l, bool star, const char *what,
		    const char *meaning)
{
	size_t count = l->count;
	JYZ_GROW(l->cells, count, l->cells_room);
	JYZ_GROW(l->columns, l->count, l->room);
	l->columns[l->count] = (struct jyz_column){
		.heading = jyz_arena_printf(&l->arena, "%s %s",
					    star ? "*" : " ", what),
	};
	l->cells[l->count++] = (struct jyz_cell){
		.value = jyz_text(jyz_arena_strdup(&l->arena, meaning)),
	};
}

/* What is too long for the left column stands on a line of its own. */
static int print_line(const struct jyz_writer_options *options,
		      const struct jyz_column *what,
		      const struct jyz_cell *meaning, int left,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) padded = JYZ_BUF_INIT;
	const char *heading = what->heading;
	if (jyz_text_width(heading) > left) {
		printf("%s\n", heading);
		heading = "";
	}
	jyz_buf_addf(&padded, "%s%*s", heading, left - jyz_text_width(heading),
		     "");
	struct jyz_column column = { .heading = padded.data };
	return jyz_card_write(options, &column, 1, meaning, err);
}

int jyz_listed_print(const struct jyz_cli *cli, const char *title,
		     const struct jyz_listed *l, struct jyz_error *err)
{
	struct jyz_writer_options options = {
		.out = stdout,
		.width = cli->width ? cli->width : WIDTH,
	};
	int left = 0;
	int rc = JYZ_OK;
	if (!l->count)
		return JYZ_OK;
	printf("\n%s\n", title);
	for (size_t i = 0; i < l->count; i++) {
		int width = jyz_text_width(l->columns[i].heading);
		if (width > left && width <= LEFT)
			left = width;
	}
	for (size_t i = 0; i < l->count && rc >= 0; i++)
		rc = print_line(&options, &l->columns[i], &l->cells[i], left,
				err);
	return rc;
}

void jyz_help_examples(const char *lines)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	printf("\n%s\n", _("Examples:"));
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");
		jyz_buf_clear(&line);
		jyz_example(&line, lines, n);
		printf("  %s\n", line.data);
		lines += n + (lines[n] == '\n');
	}
}

/* "observation", or "听课, observation" for those who read Chinese. */
void jyz_help_words(struct jyz_buf *out, const char *name, const char *zh)
{
	if (zh && jyz_i18n_lang() == JYZ_LANG_ZH)
		jyz_buf_addf(out, "%.*s, ", (int)strcspn(zh, "/"), zh);
	jyz_buf_adds(out, name);
}

/* Of a kind both words are shown to everybody: they name it in files, too. */
void jyz_help_kind(struct jyz_buf *out, const struct jyz_kind *kind)
{
	char *zh = jyz_strndup(kind->word.zh, strcspn(kind->word.zh, "/"));
	bool first = jyz_i18n_lang() == JYZ_LANG_ZH;
	jyz_buf_addf(out, "%s, %s", first ? zh : kind->name,
		     first ? kind->name : zh);
	free(zh);
}

/* --- options -------------------------------------------------------------- */

/* "-o, --output FILE"; its Chinese word comes first in Chinese. */
static void option_heading(struct jyz_buf *out, const char *name, char letter,
			   const char *zh, const char *argument)
{
	jyz_buf_clear(out);
	if (letter)
		jyz_buf_addf(out, "-%c, ", letter);
	if (zh && jyz_i18n_lang() == JYZ_LANG_ZH)
		jyz_buf_addf(out, "--%.*s, ", (int)strcspn(zh, "/"), zh);
	jyz_buf_addf(out, "--%s", name);
	if (argument)
		jyz_buf_addf(out, " %s", argument);
}

void jyz_listed_options(struct jyz_listed *l, const struct jyz_option *options)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	for (; options && options->name; options++) {
		option_heading(
			&what, options->name, options->letter, options->zh,
			options->argument ? _(options->argument) : NULL);
		jyz_listed_add(l, false, what.data, _(options->help));
	}
}

static const char *type_word(const struct jyz_field *field)
{
	switch (field->type) {
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
		return _("TEXT");
	case JYZ_TYPE_DATE:
		return _("DATE");
	case JYZ_TYPE_TIME:
		return _("TIME");
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
		return _("NUMBER");
	case JYZ_TYPE_CHOICE:
		return _("WORD");
	case JYZ_TYPE_FLAG:
		return _("yes|no");
	case JYZ_TYPE_REFERENCE:
		return field->target->names ? _("NAME") : _("ID");
	case JYZ_TYPE_ITEM:
		return _("NAME");
	}
	return "";
}

/* "drop_in" and "drop-in" are. */
static bool same_word(const char *a, const char *b)
{
	while (*a &&
	       (*a == *b || (strchr("_- ", *a) && *b && strchr("_- ", *b)))) {
		a++;
		b++;
	}
	return *a == *b;
}

/* "drop_in, appointment (by appointment)", "推门课 (drop_in)、…". */
static void add_choices(struct jyz_buf *out, const struct jyz_field *f)
{
	bool zh = jyz_i18n_lang() == JYZ_LANG_ZH;
	for (const struct jyz_choice *c = f->choices; c->name; c++) {
		const char *shown = jyz_choice_shown(f, c->name);
		jyz_buf_addf(out, "%s%s", c == f->choices ? "" : _(", "),
			     zh ? shown : c->name);
		if (!same_word(c->name, shown))
			jyz_buf_addf(out, " (%s)", zh ? c->name : shown);
	}
}

static const char *preset_word(const struct jyz_field *f)
{
	if (f->type == JYZ_TYPE_DATE && strcmp(f->preset, "today") == 0)
		return _("today");
	if (f->type == JYZ_TYPE_CHOICE)
		return jyz_choice_shown(f, f->preset);
	return f->preset;
}

/* The label is the option itself in Chinese: it is not said twice then. */
static void add_label(struct jyz_buf *out, struct jyz_words label, bool more,
		      const char *between)
{
	char *word = jyz_word_first(label);
	if (!more || jyz_i18n_lang() != JYZ_LANG_ZH)
		jyz_buf_addf(out, "%s%s", word, more ? between : "");
	free(word);
}

static void field_meaning(struct jyz_buf *out, const struct jyz_field *f,
			  bool filter)
{
	bool choice = f->type == JYZ_TYPE_CHOICE;
	const char *help = filter ? NULL : jyz_word(f->help);
	const char *preset = filter || help ? NULL : f->preset;
	add_label(out, f->label, choice || help || preset,
		  choice ? _(": ") : _("; "));
	if (choice)
		add_choices(out, f);
	if (choice && (help || preset))
		jyz_buf_adds(out, _("; "));
	if (help)
		jyz_buf_adds(out, help);
	else if (preset)
		jyz_buf_addf(out, _("unless given: %s"), preset_word(f));
}

static bool is_option(const struct jyz_option *options, const char *name)
{
	for (; options && options->name; options++)
		if (strcmp(options->name, name) == 0)
			return true;
	return false;
}

static void add_field(struct jyz_listed *l, const struct jyz_field *f,
		      enum jyz_use use)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) meaning = JYZ_BUF_INIT;
	if (use == JYZ_USE_HEADING)
		jyz_help_words(&what, f->name, f->label.zh);
	else
		option_heading(&what, f->name, 0, f->label.zh, type_word(f));
	field_meaning(&meaning, f, use == JYZ_USE_FILTER);
	jyz_listed_add(l, use != JYZ_USE_FILTER && jyz_field_needed(f),
		       what.data, meaning.data);
}

static void add_part(struct jyz_listed *l, const struct jyz_part *p,
		     enum jyz_use use)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) meaning = JYZ_BUF_INIT;
	if (use == JYZ_USE_HEADING) {
		jyz_help_words(&what, p->name, p->label.zh);
		add_label(&meaning, p->label, true, _(": "));
		jyz_buf_addf(&meaning, _("%s, one a line of the cell"),
			     jyz_word(p->help));
	} else {
		option_heading(&what, p->name, 0, p->label.zh,
			       jyz_word(p->help));
		add_label(&meaning, p->label, true, _("; "));
		jyz_buf_adds(&meaning, _("may be given several times"));
	}
	jyz_listed_add(l, false, what.data, meaning.data);
}

void jyz_listed_lenses(struct jyz_listed *l, const struct jyz_kind *kind)
{
	for (const struct jyz_lens *lens = kind->lenses; lens && lens->name;
	     lens++) {
		JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
		option_heading(&what, lens->name, 0, lens->word.zh, NULL);
		jyz_listed_add(l, false, what.data, _(lens->help));
	}
}

/* Fields that can be given; as filters also those that are computed. */
void jyz_listed_fields(struct jyz_listed *l, const struct jyz_kind *kind,
		       const struct jyz_option *options, enum jyz_use use)
{
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		/* --term is the verb's own, also where it is a field. */
		if ((use == JYZ_USE_FILTER ? !(f->flags & JYZ_DERIVED) :
					     !jyz_field_read_only(f)) &&
		    !is_option(options, f->name))
			add_field(l, f, use);
	}
	for (size_t i = 0; use != JYZ_USE_FILTER && i < kind->n_parts; i++)
		if (!jyz_part_read_only(&kind->parts[i]))
			add_part(l, &kind->parts[i], use);
}
