/*
 * Help: the pages.  Examples first, then what the tables and the catalogue
 * know.
 */
#include "help.h"

#include <string.h>

static void add_command(struct jyz_listed *l, const struct jyz_command *c)
{
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	jyz_help_words(&what, c->name, c->zh);
	jyz_listed_add(l, false, what.data, _(c->summary));
}

/* "exam import", or "考试 导入, exam import" for those who read Chinese. */
static void add_own_command(struct jyz_listed *l,
			    const struct jyz_own_command *own)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(&jyz_catalogue, own->kind);
	const struct jyz_command *c = own->command;
	JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
	if (jyz_i18n_lang() == JYZ_LANG_ZH)
		jyz_buf_addf(&what, "%.*s %.*s, ",
			     (int)strcspn(kind->word.zh, "/"), kind->word.zh,
			     (int)strcspn(c->zh, "/"), c->zh);
	jyz_buf_addf(&what, "%s %s", kind->name, c->name);
	jyz_listed_add(l, false, what.data, _(c->summary));
}

/* What every command takes is explained once, in the main page. */
static int print_globals(const struct jyz_cli *cli, struct jyz_error *err)
{
	JYZ_AUTO(jyz_listed) l = JYZ_LISTED_INIT;
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;
	for (const struct jyz_option *o = jyz_globals; o->name; o++)
		jyz_buf_addf(&names, "%s--%s", names.len ? " " : "", o->name);
	jyz_listed_add(&l, false, "", names.data);
	return jyz_listed_print(
		cli, _("Options of every command (see jyz --help):"), &l, err);
}

static int main_page(const struct jyz_cli *cli, struct jyz_error *err)
{
	JYZ_AUTO(jyz_listed) kinds = JYZ_LISTED_INIT;
	JYZ_AUTO(jyz_listed) list = JYZ_LISTED_INIT;
	JYZ_AUTO(jyz_listed) all = JYZ_LISTED_INIT;
	printf("%s\n", _("jyz keeps the records of a teaching-research group "
			 "in one file."));
	jyz_help_examples("jyz init\n"
			  "jyz teacher add --name 王芳\n"
			  "jyz observation add --class 高一1班 --teacher 李强 "
			  "--score 88\n"
			  "jyz observation list --term now\n"
			  "jyz gaps\n"
			  "jyz undo");
	for (size_t i = 0; i < jyz_catalogue.count; i++) {
		const struct jyz_kind *kind = jyz_catalogue.kinds[i];
		JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
		jyz_help_kind(&what, kind);
		jyz_listed_add(&kinds, false, what.data,
			       jyz_word(kind->about));
	}
	int rc = jyz_listed_print(cli,
				  _("Records: jyz KIND add, list, show, edit, "
				    "remove, import or template"),
				  &kinds, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; jyz_commands[i]; i++)
		add_command(&list, jyz_commands[i]);
	for (const struct jyz_own_command *own = jyz_own_commands; own->kind;
	     own++)
		add_own_command(&list, own);
	if ((rc = jyz_listed_print(cli, _("Commands:"), &list, err)) < 0)
		return rc;
	jyz_listed_options(&all, jyz_globals);
	rc = jyz_listed_print(cli, _("Options of every command:"), &all, err);
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
	for (const struct jyz_own_command *own = jyz_own_commands;
	     verb < 0 && own->kind; own++)
		if (strcmp(own->kind, name) == 0 && own->command->examples)
			jyz_buf_addf(&lines, "%.*s\n",
				     (int)strcspn(own->command->examples, "\n"),
				     own->command->examples);
	jyz_help_examples(lines.data);
}

static int kind_page(const struct jyz_cli *cli, const struct jyz_kind *kind,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_listed) verbs = JYZ_LISTED_INIT;
	JYZ_AUTO(jyz_listed) list = JYZ_LISTED_INIT;
	JYZ_AUTO(jyz_buf) words = JYZ_BUF_INIT;
	struct jyz_command all[JYZ_VERBS_MAX];
	jyz_help_kind(&words, kind);
	printf("%s%s%s\n", words.data, _(": "), jyz_word(kind->about));
	kind_examples(kind, -1);
	jyz_kind_verbs(kind, all);
	for (const struct jyz_command *v = all; v->name; v++)
		add_command(&verbs, v);
	int rc = jyz_listed_print(cli, _("What can be done:"), &verbs, err);
	if (rc < 0)
		return rc;
	jyz_listed_fields(&list, kind, NULL, JYZ_USE_GIVEN);
	return jyz_listed_print(cli, _("Fields (* must be given):"), &list,
				err);
}

static int verb_page(const struct jyz_cli *cli, const struct jyz_place *place,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_listed) own = JYZ_LISTED_INIT;
	JYZ_AUTO(jyz_listed) list = JYZ_LISTED_INIT;
	bool writing = place->verb == JYZ_ADD || place->verb == JYZ_EDIT;
	JYZ_AUTO(jyz_buf) usage = JYZ_BUF_INIT;
	jyz_place_usage(&usage, place);
	printf("%s\n%s\n", usage.data, _(place->command->summary));
	kind_examples(place->kind, place->verb);
	if (place->verb == JYZ_EDIT)
		printf("\n%s\n",
		       _("'-' clears a field or part, '-NAME' takes one row "
			 "off. Rows of a part are added to those\nthat are "
			 "there; one with the same key takes the place of the "
			 "row that has it."));
	jyz_listed_options(&own, place->command->options);
	if (place->verb == JYZ_LIST)
		jyz_listed_lenses(&own, place->kind);
	int rc = jyz_listed_print(cli, _("Options:"), &own, err);
	if (rc < 0)
		return rc;
	const char *title = _("Fields (* must be given):");
	if (writing) {
		jyz_listed_fields(&list, place->kind, NULL, JYZ_USE_GIVEN);
	} else if (place->verb == JYZ_LIST) {
		title = _("Filters (several of one field are alternatives):");
		jyz_listed_fields(&list, place->kind, place->command->options,
				  JYZ_USE_FILTER);
	} else if (place->verb == JYZ_IMPORT) {
		title = _("Headings of the file (* must be there):");
		jyz_listed_fields(&list, place->kind, NULL, JYZ_USE_HEADING);
	}
	if ((rc = jyz_listed_print(cli, title, &list, err)) < 0)
		return rc;
	return print_globals(cli, err);
}

static int command_page(const struct jyz_cli *cli,
			const struct jyz_place *place, struct jyz_error *err)
{
	JYZ_AUTO(jyz_listed) own = JYZ_LISTED_INIT;
	JYZ_AUTO(jyz_listed) list = JYZ_LISTED_INIT;
	JYZ_AUTO(jyz_buf) usage = JYZ_BUF_INIT;
	const struct jyz_command *c = place->command;
	jyz_place_usage(&usage, place);
	printf("%s\n%s\n", usage.data, _(c->summary));
	if (c->examples)
		jyz_help_examples(c->examples);
	jyz_listed_options(&own, c->options);
	int rc = jyz_listed_print(cli, _("Options:"), &own, err);
	if (rc < 0)
		return rc;
	/* What takes the place of a generic import reads such a file, too. */
	if (place->kind && strcmp(c->name, jyz_verbs[JYZ_IMPORT].name) == 0) {
		jyz_listed_fields(&list, place->kind, NULL, JYZ_USE_HEADING);
		rc = jyz_listed_print(cli,
				      _("Headings of a file of records "
					"(* must be there):"),
				      &list, err);
	}
	return rc < 0 ? rc : print_globals(cli, err);
}

/* A command that has verbs, of which none was named. */
static int parent_page(const struct jyz_cli *cli, const struct jyz_command *c,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_listed) verbs = JYZ_LISTED_INIT;
	struct jyz_place place = { .command = c, .verb = -1 };
	JYZ_AUTO(jyz_buf) usage = JYZ_BUF_INIT;
	jyz_place_usage(&usage, &place);
	printf("%s\n%s\n", usage.data, _(c->summary));
	if (c->examples)
		jyz_help_examples(c->examples);
	for (const struct jyz_command *v = c->verbs; v->name; v++) {
		JYZ_AUTO(jyz_buf) what = JYZ_BUF_INIT;
		jyz_help_words(&what, v->name, v->zh);
		if (v->usage)
			jyz_buf_addf(&what, " %s", _(v->usage));
		jyz_listed_add(&verbs, false, what.data, _(v->summary));
	}
	return jyz_listed_print(cli, _("What can be done:"), &verbs, err);
}

int jyz_help_place(struct jyz_cli *cli, const struct jyz_place *place,
		   struct jyz_error *err)
{
	if (place->kind && place->verb >= 0)
		return verb_page(cli, place, err);
	if (place->kind && !place->command)
		return kind_page(cli, place->kind, err);
	if (place->command && !place->command->verbs)
		return command_page(cli, place, err);
	if (place->command || place->parent)
		return parent_page(
			cli, place->command ? place->command : place->parent,
			err);
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
	struct jyz_command all[JYZ_VERBS_MAX];
	if (!first)
		return main_page(cli, err);
	place.kind = jyz_kind_find(&jyz_catalogue, first);
	if (place.kind) {
		jyz_kind_verbs(place.kind, all);
		verbs = all;
	} else if (!(place.command = jyz_command_find(first))) {
		return jyz_no_command(first, err);
	} else {
		verbs = place.command->verbs;
	}
	if (second && verbs) {
		place.parent = place.command;
		place.command = jyz_verb_find(verbs, second);
		if (!place.command)
			return jyz_no_verb(verbs, first, second, err);
		if (place.kind)
			place.verb = jyz_kind_verb(verbs, place.command);
	} else if (second) {
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("'%s' is a word too many"), second);
	}
	/* a word of both is explained as both, the command first */
	if (place.kind && !second && jyz_command_find(first)) {
		struct jyz_place other = { .command = jyz_command_find(first),
					   .verb = -1 };
		int rc = jyz_help_place(cli, &other, err);
		if (rc < 0)
			return rc;
		puts("");
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
