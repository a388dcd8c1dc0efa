/*
 * Help: examples first, then what the tables and the catalogue know.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "inside.h"

#define WIDTH 80 /* where there is no terminal */

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

static void add_line(struct listed *l, const char *what, const char *meaning)
{
	size_t count = l->count;
	JYZ_GROW(l->cells, count, l->cells_room);
	JYZ_GROW(l->columns, l->count, l->room);
	l->columns[l->count] = (struct jyz_column){
		.heading = jyz_arena_printf(&l->arena, "  %s", what),
	};
	l->cells[l->count++] = (struct jyz_cell){
		.value = jyz_text(jyz_arena_strdup(&l->arena, meaning)),
	};
}

static int print_lines(const struct jyz_cli *cli, const char *title,
		       const struct listed *l, struct jyz_error *err)
{
	struct jyz_writer_options options = {
		.out = stdout, .width = cli->width ? cli->width : WIDTH,
	};
	if (!l->count)
		return JYZ_OK;
	printf("\n%s\n", title);
	return jyz_card_write(&options, l->columns, l->count, l->cells, err);
}

static void print_examples(const char *lines)
{
	printf("\n%s\n", _("Examples:"));
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");
		printf("  %.*s\n", (int)n, lines);
		lines += n + (lines[n] == '\n');
	}
}

/* --- options -------------------------------------------------------------- */

/* "--output FILE, -o" and in Chinese its Chinese word, too. */
static void option_heading(struct jyz_buf *out, const char *name, char letter,
			   const char *zh, const char *argument)
{
	jyz_buf_clear(out);
	if (letter)
		jyz_buf_addf(out, "-%c, ", letter);
	jyz_buf_addf(out, "--%s", name);
	if (zh && jyz_i18n_lang() == JYZ_LANG_ZH)
		jyz_buf_addf(out, ", --%.*s", (int)strcspn(zh, "/"), zh);
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
		add_line(l, what.data, _(options->help));
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
		return field->target->names ? _("NAME") : "ID";
	case JYZ_TYPE_ITEM:
		return _("NAME");
	}
	return "";
}

static void field_meaning(struct jyz_buf *out, const struct jyz_field *f)
{
	const struct jyz_choice *c = f->choices;
	const char *help = jyz_word(f->help);
	char *label = jyz_word_first(f->label);
	jyz_buf_clear(out);
	jyz_buf_addf(out, "%s%s", label, f->flags & JYZ_REQUIRED ? " *" : "");
	free(label);
	if (help)
		jyz_buf_addf(out, "; %s", help);
	if (f->preset)
		jyz_buf_addf(out, _("; unless given: %s"), f->preset);
	for (; f->type == JYZ_TYPE_CHOICE && c->name; c++)
		jyz_buf_addf(out, "%s%s (%s)", c == f->choices ? ": " : ", ",
			     c->name, jyz_choice_shown(f, c->name));
}

/* Fields that can be given; of a list also those that are computed. */
static void add_fields(struct listed *l, const struct jyz_kind *kind,
		       bool list)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) meaning = JYZ_BUF_INIT;
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		if (!list && jyz_field_read_only(f))
			continue;
		option_heading(&what, f->name, 0, f->label.zh, type_word(f));
		field_meaning(&meaning, f);
		add_line(l, what.data, meaning.data);
	}
	for (size_t i = 0; !list && i < kind->n_parts; i++) {
		const struct jyz_part *p = &kind->parts[i];
		char *label = jyz_word_first(p->label);
		option_heading(&what, p->name, 0, p->label.zh,
			       jyz_word(p->help));
		jyz_buf_clear(&meaning);
		jyz_buf_addf(&meaning, _("%s; may be given several times"),
			     label);
		add_line(l, what.data, meaning.data);
		free(label);
	}
}

/* --- pages ---------------------------------------------------------------- */

static void add_kinds(struct listed *l)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	for (size_t i = 0; i < jyz_catalogue.count; i++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[i];
		jyz_buf_clear(&what);
		jyz_buf_addf(&what, "%s, %.*s", kind->name,
			     (int)strcspn(kind->word.zh, "/"), kind->word.zh);
		add_line(l, what.data, jyz_word(kind->about));
	}
}

static void add_command(struct listed *l, const struct jyz_command *c)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	jyz_buf_adds(&what, c->name);
	if (c->zh && jyz_i18n_lang() == JYZ_LANG_ZH)
		jyz_buf_addf(&what, ", %.*s", (int)strcspn(c->zh, "/"),
			     c->zh);
	add_line(l, what.data, _(c->summary));
}

static int print_globals(const struct jyz_cli *cli, struct jyz_error *err)
{
	__attribute__((cleanup(listed_free))) struct listed l = LISTED_INIT;
	add_options(&l, jyz_globals);
	return print_lines(cli, _("Options of every command:"), &l, err);
}

static int main_page(const struct jyz_cli *cli, struct jyz_error *err)
{
	__attribute__((cleanup(listed_free))) struct listed kinds = LISTED_INIT;
	__attribute__((cleanup(listed_free))) struct listed list = LISTED_INIT;
	printf("%s\n", _("jyz keeps the records of a teaching-research group "
			 "in one file."));
	print_examples("jyz init\n"
		       "jyz teacher add --name 王芳\n"
		       "jyz observation add --class 高一1班 --teacher 李强 "
		       "--score 88\n"
		       "jyz observation list --term now\n"
		       "jyz 听课 列表 --教师 李强\n"
		       "jyz gaps");
	add_kinds(&kinds);
	int rc = print_lines(cli, _("Records: jyz KIND add, list, show, edit, "
				    "remove, import or template"),
			     &kinds, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; jyz_commands[i]; i++)
		add_command(&list, jyz_commands[i]);
	if ((rc = print_lines(cli, _("Commands:"), &list, err)) < 0)
		return rc;
	if ((rc = print_globals(cli, err)) < 0)
		return rc;
	printf("\n%s\n", _("'jyz help KIND' and 'jyz help COMMAND' say more."));
	return JYZ_OK;
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
			     kind->fields[kind->n_fields > 2].name);
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
	__attribute__((cleanup(listed_free))) struct listed verbs = LISTED_INIT;
	__attribute__((cleanup(listed_free))) struct listed list = LISTED_INIT;
	printf("jyz %s (%.*s): %s\n", kind->name,
	       (int)strcspn(kind->word.zh, "/"), kind->word.zh,
	       jyz_word(kind->about));
	kind_examples(kind, -1);
	for (const struct jyz_command *v = jyz_verbs; v->name; v++)
		add_command(&verbs, v);
	int rc = print_lines(cli, _("What can be done:"), &verbs, err);
	if (rc < 0)
		return rc;
	add_fields(&list, kind, false);
	return print_lines(cli, _("Fields (* must be given):"), &list, err);
}

static int verb_page(const struct jyz_cli *cli,
		     const struct jyz_place *place, struct jyz_error *err)
{
	__attribute__((cleanup(listed_free))) struct listed own = LISTED_INIT;
	__attribute__((cleanup(listed_free))) struct listed list = LISTED_INIT;
	bool writing = place->verb == JYZ_ADD || place->verb == JYZ_EDIT;
	JYZ_AUTO(jyz_buf) usage = JYZ_BUF_INIT;
	jyz_place_usage(&usage, place);
	printf("%s\n%s\n", usage.data, _(place->command->summary));
	kind_examples(place->kind, place->verb);
	add_options(&own, place->command->options);
	int rc = print_lines(cli, _("Options:"), &own, err);
	if (rc < 0)
		return rc;
	if (writing || place->verb == JYZ_LIST || place->verb == JYZ_IMPORT)
		add_fields(&list, place->kind, place->verb == JYZ_LIST);
	const char *title = writing ? _("Fields (* must be given):")
			    : place->verb == JYZ_LIST
				    ? _("Filters (several of one field are "
					"alternatives):")
				    : _("Headings, without the dashes:");
	if ((rc = print_lines(cli, title, &list, err)) < 0)
		return rc;
	return print_globals(cli, err);
}

static int command_page(const struct jyz_cli *cli,
			const struct jyz_place *place, struct jyz_error *err)
{
	__attribute__((cleanup(listed_free))) struct listed own = LISTED_INIT;
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
	__attribute__((cleanup(listed_free))) struct listed verbs = LISTED_INIT;
	printf("jyz %s\n%s\n", c->name, _(c->summary));
	if (c->examples)
		print_examples(c->examples);
	for (const struct jyz_command *v = c->verbs; v->name; v++) {
		JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
		jyz_buf_addf(&what, "%s %s", v->name,
			     v->usage ? _(v->usage) : "");
		add_line(&verbs, what.data, _(v->summary));
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
