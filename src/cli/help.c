/*
 * Help: examples first, then what the tables and the catalogue know.  What
 * can be typed in Chinese is shown in Chinese to those who read it.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/base/text.h"

#define WIDTH 80 /* where there is no terminal */
#define LEFT 32  /* cells of the left column, at most */

/* A list of "what  meaning" lines, printed wrapped. */
struct listed {
	struct jyz_column *columns;
	struct jyz_cell *cells;
	size_t count, room, cells_room;
	struct jyz_arena arena;
};

#define LISTED_INIT { NULL, NULL, 0, 0, 0, JYZ_ARENA_INIT }

static void listed_free(struct listed *l)
{
	free(l->columns);
	free(l->cells);
	jyz_arena_free(&l->arena);
}

static void add_line(struct listed *l, bool star, const char *what,
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
	jyz_buf_addf(&padded, "%s%*s", heading,
		     left - jyz_text_width(heading), "");
	struct jyz_column column = { .heading = padded.data };
	return jyz_card_write(options, &column, 1, meaning, err);
}

static int print_lines(const struct jyz_cli *cli, const char *title,
		       const struct listed *l, struct jyz_error *err)
{
	struct jyz_writer_options options = {
		.out = stdout, .width = cli->width ? cli->width : WIDTH,
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

static void print_examples(const char *lines)
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
static void both_words(struct jyz_buf *out, const char *name, const char *zh)
{
	if (zh && jyz_i18n_lang() == JYZ_LANG_ZH)
		jyz_buf_addf(out, "%.*s, ", (int)strcspn(zh, "/"), zh);
	jyz_buf_adds(out, name);
}

/* Of a kind both words are shown to everybody: they name it in files, too. */
static void kind_words(struct jyz_buf *out, const struct jyz_kind *kind)
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

static void add_options(struct listed *l, const struct jyz_option *options)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	for (; options && options->name; options++) {
		option_heading(&what, options->name, options->letter,
			       options->zh,
			       options->argument ? _(options->argument)
						 : NULL);
		add_line(l, false, what.data, _(options->help));
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
	while (*a && (*a == *b || (strchr("_- ", *a) && *b &&
				   strchr("_- ", *b)))) {
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

enum use { GIVEN, FILTER, HEADING };

static void add_field(struct listed *l, const struct jyz_field *f,
		      enum use use)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) meaning = JYZ_BUF_INIT;
	if (use == HEADING)
		both_words(&what, f->name, f->label.zh);
	else
		option_heading(&what, f->name, 0, f->label.zh, type_word(f));
	field_meaning(&meaning, f, use == FILTER);
	add_line(l, use != FILTER && jyz_field_needed(f), what.data,
		 meaning.data);
}

static void add_part(struct listed *l, const struct jyz_part *p, enum use use)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) meaning = JYZ_BUF_INIT;
	if (use == HEADING) {
		both_words(&what, p->name, p->label.zh);
		add_label(&meaning, p->label, true, _(": "));
		jyz_buf_addf(&meaning, _("%s, one a line of the cell"),
			     jyz_word(p->help));
	} else {
		option_heading(&what, p->name, 0, p->label.zh,
			       jyz_word(p->help));
		add_label(&meaning, p->label, true, _("; "));
		jyz_buf_adds(&meaning, _("may be given several times"));
	}
	add_line(l, false, what.data, meaning.data);
}

/* Fields that can be given; as filters also those that are computed. */
static void add_fields(struct listed *l, const struct jyz_kind *kind,
		       const struct jyz_option *options, enum use use)
{
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		/* --term is the verb's own, also where it is a field. */
		if ((use == FILTER || !jyz_field_read_only(f)) &&
		    !is_option(options, f->name))
			add_field(l, f, use);
	}
	for (size_t i = 0; use != FILTER && i < kind->n_parts; i++)
		add_part(l, &kind->parts[i], use);
}

/* --- pages ---------------------------------------------------------------- */

static void add_command(struct listed *l, const struct jyz_command *c)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	both_words(&what, c->name, c->zh);
	add_line(l, false, what.data, _(c->summary));
}

/* What every command takes is explained once, in the main page. */
static int print_globals(const struct jyz_cli *cli, struct jyz_error *err)
{
	JYZ_AUTO(listed) l = LISTED_INIT;
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;
	for (const struct jyz_option *o = jyz_globals; o->name; o++)
		jyz_buf_addf(&names, "%s--%s", names.len ? " " : "", o->name);
	add_line(&l, false, "", names.data);
	return print_lines(cli, _("Options of every command (see jyz --help):"),
			   &l, err);
}

static int main_page(const struct jyz_cli *cli, struct jyz_error *err)
{
	JYZ_AUTO(listed) kinds = LISTED_INIT;
	JYZ_AUTO(listed) list = LISTED_INIT;
	JYZ_AUTO(listed) all = LISTED_INIT;
	printf("%s\n", _("jyz keeps the records of a teaching-research group "
			 "in one file."));
	print_examples("jyz init\n"
		       "jyz teacher add --name 王芳\n"
		       "jyz observation add --class 高一1班 --teacher 李强 "
		       "--score 88\n"
		       "jyz observation list --term now\n"
		       "jyz gaps\n"
		       "jyz undo");
	for (size_t i = 0; i < jyz_catalogue.count; i++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[i];
		JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
		kind_words(&what, kind);
		add_line(&kinds, false, what.data, jyz_word(kind->about));
	}
	int rc = print_lines(cli, _("Records: jyz KIND add, list, show, edit, "
				    "remove, import or template"),
			     &kinds, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; jyz_commands[i]; i++)
		add_command(&list, jyz_commands[i]);
	if ((rc = print_lines(cli, _("Commands:"), &list, err)) < 0)
		return rc;
	add_options(&all, jyz_globals);
	rc = print_lines(cli, _("Options of every command:"), &all, err);
	if (rc < 0)
		return rc;
	printf("\n%s\n", _("'jyz help KIND' and 'jyz help COMMAND' say more; "
			   "the manual is 'man jyz'."));
	return JYZ_OK;
}

/* A field to show how editing goes: not the name, if there is another. */
static const char *editable(const struct jyz_kind *kind)
{
	size_t i = 1;
	while (i < kind->n_fields && jyz_field_read_only(&kind->fields[i]))
		i++;
	return kind->fields[i < kind->n_fields ? i : 0].name;
}

static void kind_examples(const struct jyz_kind *kind, int verb)
{
	JYZ_AUTO(jyz_buf) lines = JYZ_BUF_INIT;
	const char *name = kind->name;
	if ((verb < 0 || verb == JYZ_ADD) && kind->example)
		jyz_buf_addf(&lines, "jyz %s add %s\n", name, kind->example);
	if (verb < 0 || verb == JYZ_LIST)
		jyz_buf_addf(&lines, "jyz %s list\n", name);
	if (verb == JYZ_LIST && kind->term != JYZ_TERM_NONE)
		jyz_buf_addf(&lines, "jyz %s list --term now\n", name);
	if (verb == JYZ_LIST && kind->date >= 0)
		jyz_buf_addf(&lines, "jyz %s list --since 9月1日 --sort -%s\n",
			     name, kind->fields[kind->date].name);
	if (verb == JYZ_LIST)
		jyz_buf_addf(&lines, "jyz %s list -o %s.csv\n", name, name);
	if (verb < 0 || verb == JYZ_SHOW)
		jyz_buf_addf(&lines, "jyz %s show 12\n", name);
	if (verb < 0 || verb == JYZ_EDIT)
		jyz_buf_addf(&lines, "jyz %s edit 12 --%s ...\n", name,
			     editable(kind));
	if (verb < 0 || verb == JYZ_REMOVE)
		jyz_buf_addf(&lines, "jyz %s remove 12\n", name);
	if (verb < 0 || verb == JYZ_TEMPLATE)
		jyz_buf_addf(&lines, "jyz %s template -o %s.csv\n", name,
			     name);
	if (verb < 0 || verb == JYZ_IMPORT)
		jyz_buf_addf(&lines, "jyz %s import %s.csv --dry-run\n", name,
			     name);
	print_examples(lines.data);
}

static int kind_page(const struct jyz_cli *cli, const struct jyz_kind *kind,
		     struct jyz_error *err)
{
	JYZ_AUTO(listed) verbs = LISTED_INIT;
	JYZ_AUTO(listed) list = LISTED_INIT;
	JYZ_AUTO(jyz_buf) words = JYZ_BUF_INIT;
	kind_words(&words, kind);
	printf("%s%s%s\n", words.data, _(": "), jyz_word(kind->about));
	kind_examples(kind, -1);
	for (const struct jyz_command *v = jyz_verbs; v->name; v++)
		add_command(&verbs, v);
	int rc = print_lines(cli, _("What can be done:"), &verbs, err);
	if (rc < 0)
		return rc;
	add_fields(&list, kind, NULL, GIVEN);
	return print_lines(cli, _("Fields (* must be given):"), &list, err);
}

static int verb_page(const struct jyz_cli *cli,
		     const struct jyz_place *place, struct jyz_error *err)
{
	JYZ_AUTO(listed) own = LISTED_INIT;
	JYZ_AUTO(listed) list = LISTED_INIT;
	bool writing = place->verb == JYZ_ADD || place->verb == JYZ_EDIT;
	JYZ_AUTO(jyz_buf) usage = JYZ_BUF_INIT;
	jyz_place_usage(&usage, place);
	printf("%s\n%s\n", usage.data, _(place->command->summary));
	kind_examples(place->kind, place->verb);
	add_options(&own, place->command->options);
	int rc = print_lines(cli, _("Options:"), &own, err);
	if (rc < 0)
		return rc;
	const char *title = _("Fields (* must be given):");
	if (writing) {
		add_fields(&list, place->kind, NULL, GIVEN);
	} else if (place->verb == JYZ_LIST) {
		title = _("Filters (several of one field are alternatives):");
		add_fields(&list, place->kind, place->command->options,
			   FILTER);
	} else if (place->verb == JYZ_IMPORT) {
		title = _("Headings of the file (* must be there):");
		add_fields(&list, place->kind, NULL, HEADING);
	}
	if ((rc = print_lines(cli, title, &list, err)) < 0)
		return rc;
	return print_globals(cli, err);
}

static int command_page(const struct jyz_cli *cli,
			const struct jyz_place *place, struct jyz_error *err)
{
	JYZ_AUTO(listed) own = LISTED_INIT;
	JYZ_AUTO(jyz_buf) usage = JYZ_BUF_INIT;
	const struct jyz_command *c = place->command;
	jyz_place_usage(&usage, place);
	printf("%s\n%s\n", usage.data, _(c->summary));
	if (c->examples)
		print_examples(c->examples);
	add_options(&own, c->options);
	int rc = print_lines(cli, _("Options:"), &own, err);
	return rc < 0 ? rc : print_globals(cli, err);
}

/* A command that has verbs, of which none was named. */
static int parent_page(const struct jyz_cli *cli, const struct jyz_command *c,
		       struct jyz_error *err)
{
	JYZ_AUTO(listed) verbs = LISTED_INIT;
	struct jyz_place place = { .command = c, .verb = -1 };
	JYZ_AUTO(jyz_buf) usage = JYZ_BUF_INIT;
	jyz_place_usage(&usage, &place);
	printf("%s\n%s\n", usage.data, _(c->summary));
	if (c->examples)
		print_examples(c->examples);
	for (const struct jyz_command *v = c->verbs; v->name; v++) {
		JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
		both_words(&what, v->name, v->zh);
		if (v->usage)
			jyz_buf_addf(&what, " %s", _(v->usage));
		add_line(&verbs, false, what.data, _(v->summary));
	}
	return print_lines(cli, _("What can be done:"), &verbs, err);
}

int jyz_help_place(struct jyz_cli *cli, const struct jyz_place *place,
		   struct jyz_error *err)
{
	if (place->kind && place->command)
		return verb_page(cli, place, err);
	if (place->kind)
		return kind_page(cli, place->kind, err);
	if (place->command && !place->command->verbs)
		return command_page(cli, place, err);
	if (place->command || place->parent)
		return parent_page(cli, place->command ? place->command
						       : place->parent, err);
	return main_page(cli, err);
}

/* --- jyz help ------------------------------------------------------------- */

static int run_help(struct jyz_cli *cli, const struct jyz_args *args,
		    struct jyz_error *err)
{
	struct jyz_place place = { .verb = -1 };
	const char *first = args->n_words > 0 ? args->words[0] : NULL;
	const char *second = args->n_words > 1 ? args->words[1] : NULL;
	const struct jyz_command *verbs = NULL;
	if (!first)
		return main_page(cli, err);
	place.kind = jyz_kind_find(&jyz_catalogue, first);
	if (place.kind)
		verbs = jyz_verbs;
	else if (!(place.command = jyz_command_find(first)))
		return jyz_no_command(first, err);
	else
		verbs = place.command->verbs;
	if (second && verbs) {
		place.parent = place.command;
		place.command = jyz_verb_find(verbs, second);
		if (!place.command)
			return jyz_no_verb(verbs, first, second, err);
		if (place.kind)
			place.verb = (int)(place.command - jyz_verbs);
	} else if (second) {
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("'%s' is a word too many"), second);
	}
	return jyz_help_place(cli, &place, err);
}

const struct jyz_command jyz_cmd_help = {
	.name = "help",
	.zh = "帮助",
	.summary = N_("what can be done, and how"),
	.usage = N_("[KIND|COMMAND [VERB]]"),
	.max_words = 2,
	.needs = JYZ_NEEDS_NOTHING,
	.run = run_help,
	.examples = "jyz help\njyz help observation add\njyz help gaps",
};
