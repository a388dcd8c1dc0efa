/*
 * The dispatcher: finds the command that the words mean, reads the options,
 * opens what the command needs, calls it, prints its error and picks the exit
 * code.  All of that is done nowhere else.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "commands.h"
#include "inside.h"
#include "jyz/base/text.h"

/* What the process owns beside struct jyz_cli, from start to end. */
struct process {
	struct jyz_cli cli;
	struct jyz_place place;
	struct jyz_command verbs[JYZ_VERBS_MAX]; /* of the place's kind */
	struct jyz_optable table;
	struct jyz_args args, globals;
	char **argv; /* without the command words */
	int argc;
	char *person; /* configured */
	bool opening; /* the store was being opened when it failed */
	bool help, version;
	bool lang_known; /* nothing can name another language any more */
};

/* --- language ------------------------------------------------------------- */

static void settle_lang(struct process *p, int lang)
{
	if (lang >= 0)
		jyz_i18n_set((enum jyz_lang)lang);
	p->lang_known = true;
}

/* --- the words ------------------------------------------------------------ */

static void all_options(struct jyz_optable *table,
			const struct jyz_command *verbs)
{
	for (; verbs->name; verbs++)
		jyz_optable_options(table, verbs->options, false);
}

/*
 * The verb is the word after that of the command.  both: the kind's word is a
 * command's, too: "jyz check" is the command, "jyz check add" the kind.
 */
static int find_verb(struct jyz_place *place, const struct jyz_command *verbs,
		     const struct jyz_command *both, int argc, char **argv,
		     int at[2], struct jyz_error *err)
{
	if (at[1] < argc)
		place->command = jyz_verb_find(verbs, argv[at[1]]);
	if (!place->command && both) {
		place->kind = NULL;
		place->command = both;
		at[1] = argc;
		return JYZ_OK;
	}
	if (at[1] < argc && !place->command)
		return jyz_no_verb(verbs, argv[at[0]], argv[at[1]], err);
	if (place->kind && place->command)
		place->verb = jyz_kind_verb(verbs, place->command);
	return JYZ_OK;
}

/*
 * The command is the first word; options may stand before it, whose values
 * are no words.  So the words are looked for with the options known so far.
 */
static int find_place(struct process *p, int argc, char **argv, int at[2],
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_optable) table = JYZ_OPTABLE_INIT;
	struct jyz_place *place = &p->place;
	const struct jyz_command *verbs = NULL, *command;
	place->verb = -1;
	at[0] = at[1] = argc;
	jyz_optable_options(&table, jyz_globals, true);
	int rc = jyz_options_word(&table, argc, argv, 1, &at[0], err);
	if (rc < 0 || at[0] >= argc)
		return rc;
	place->kind = jyz_kind_find(&jyz_catalogue, argv[at[0]]);
	command = jyz_command_find(argv[at[0]]);
	if (place->kind) {
		jyz_kind_verbs(place->kind, p->verbs);
		verbs = p->verbs;
		all_options(&table, verbs);
		jyz_optable_lenses(&table, place->kind);
		jyz_optable_kind(&table, place->kind, true, true);
		if (command)
			jyz_optable_options(&table, command->options, false);
	} else if (!command) {
		return jyz_no_command(argv[at[0]], err);
	} else if (command->verbs) {
		place->parent = command;
		verbs = command->verbs;
		all_options(&table, verbs);
	} else {
		place->command = command;
		return JYZ_OK;
	}
	rc = jyz_options_word(&table, argc, argv, at[0] + 1, &at[1], err);
	if (rc < 0)
		return rc;
	/* "jyz 附件 听课 12 扫描.pdf": one word for attach and attachment. */
	if (!place->kind && command->with_kind && at[1] < argc &&
	    jyz_kind_find(&jyz_catalogue, argv[at[1]])) {
		*place = (struct jyz_place){ .command = command->with_kind,
					     .verb = -1 };
		at[1] = argc;
		return JYZ_OK;
	}
	return find_verb(place, verbs, place->kind ? command : NULL, argc,
			 argv, at, err);
}

static void make_table(struct process *p)
{
	const struct jyz_place *place = &p->place;
	jyz_optable_options(&p->table, jyz_globals, true);
	if (place->command)
		jyz_optable_options(&p->table, place->command->options, false);
	/* A command of the kind's own has options of its own only. */
	if (!place->kind || (place->command && place->verb < 0))
		return;
	if (place->verb == JYZ_LIST)
		jyz_optable_lenses(&p->table, place->kind);
	bool writing = place->verb == JYZ_ADD || place->verb == JYZ_EDIT;
	if (writing || place->verb == JYZ_LIST || place->verb < 0)
		jyz_optable_kind(&p->table, place->kind, !writing,
				 writing || place->verb < 0);
}

static int check_words(const struct process *p, struct jyz_error *err)
{
	const struct jyz_command *c = p->place.command;
	JYZ_AUTO(jyz_buf) usage = JYZ_BUF_INIT;
	int n = (int)p->args.n_words;
	jyz_place_usage(&usage, &p->place);
	if (n < c->min_words) {
		jyz_error_set(err, JYZ_EUSAGE, _("something is missing"));
		return jyz_error_hint(err, "%s", usage.data);
	}
	for (int i = 0; c->max_words >= 0 && n > c->max_words && i < n; i++)
		if (jyz_wide_option(p->args.words[i], err) ||
		    (i >= c->max_words &&
		     jyz_stray_word(p->argc, p->argv, p->args.words[i], err)))
			return JYZ_EUSAGE;
	if (c->max_words >= 0 && n > c->max_words) {
		jyz_error_set(err, JYZ_EUSAGE, _("'%s' is a word too many"),
			      p->args.words[c->max_words]);
		return jyz_error_hint(err, "%s", usage.data);
	}
	return JYZ_OK;
}

static int check_text(int argc, char **argv, struct jyz_error *err)
{
	for (int i = 1; i < argc; i++) {
		if (jyz_text_valid(argv[i], strlen(argv[i])))
			continue;
		jyz_error_set(err, JYZ_EUSAGE,
			      _("word %d of the command is not UTF-8"), i);
		return jyz_error_hint(err, _("set the terminal to UTF-8"));
	}
	return JYZ_OK;
}

/* Where the options are listed. */
static void hint_help(const struct jyz_place *place, struct jyz_error *err)
{
	const char *first = place->kind ? place->kind->name
			  : place->parent ? place->parent->name : "";
	const char *second = place->command ? place->command->name : "";
	if (*first || *second)
		jyz_error_hint(err, "jyz help %s%s%s", first,
			       *first && *second ? " " : "", second);
}

static int read_words(struct process *p, int argc, char **argv,
		      struct jyz_error *err)
{
	int at[2];
	int rc = check_text(argc, argv, err);
	if (rc < 0)
		return rc;
	if ((rc = find_place(p, argc, argv, at, err)) < 0)
		return rc;
	p->argv = jyz_alloc(((size_t)argc + 1) * sizeof(*p->argv));
	for (int i = 0; i < argc; i++)
		if (i != at[0] && i != at[1])
			p->argv[p->argc++] = argv[i];
	make_table(p);
	rc = jyz_options_parse(&p->table, p->argc, p->argv, &p->args,
			       &p->globals, err);
	if (rc < 0 && !err->hint)
		hint_help(&p->place, err);
	return rc;
}

/* --- settings ------------------------------------------------------------- */

static int bad_value(const char *option, const char *value,
		     const char *right, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EUSAGE, _("--%s cannot be '%s'"), option,
		      value);
	return jyz_error_hint(err, "--%s %s", option, right);
}

static bool wants_color(const struct jyz_cli *cli, const char *when)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	if (when && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	return cli->tty_out && !(no && *no) && term &&
	       strcmp(term, "dumb") != 0;
}

static int terminal_width(void)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

static int take_texts(struct process *p, struct jyz_error *err)
{
	struct jyz_cli *cli = &p->cli;
	const char *value = jyz_args_get(&p->globals, "format");
	if (value && (cli->format = jyz_format_parse(value)) < 0)
		return bad_value("format", value, "table|csv|tsv|json|jsonl|xlsx|html",
				 err);
	value = jyz_args_get(&p->globals, "headings");
	if (value && strcmp(value, "key") != 0 && strcmp(value, "label") != 0)
		return bad_value("headings", value, "key|label", err);
	cli->headings = value && strcmp(value, "label") == 0;
	cli->keys = value && !cli->headings;
	value = jyz_args_get(&p->globals, "lang");
	if (value && jyz_i18n_parse(value) < 0)
		return bad_value("lang", value, "zh|en", err);
	value = jyz_args_get(&p->globals, "color");
	if (value && strcmp(value, "auto") != 0 &&
	    strcmp(value, "always") != 0 && strcmp(value, "never") != 0)
		return bad_value("color", value, "auto|always|never", err);
	cli->color = wants_color(cli, value);
	value = jyz_args_get(&p->globals, "db");
	if (value && !*value)
		return bad_value("db", value, _("FILE"), err);
	cli->db_named = value != NULL;
	cli->db = value ? jyz_strdup(value) : jyz_config_db();
	return JYZ_OK;
}

/* --as, else $JYZ_PERSON, else the user's file. */
static int take_person(struct process *p, struct jyz_error *err)
{
	struct jyz_cli *cli = &p->cli;
	const char *variable = getenv("JYZ_PERSON");
	cli->as = jyz_args_get(&p->globals, "as");
	if (!cli->as && variable && *variable &&
	    jyz_text_valid(variable, strlen(variable)))
		cli->as = variable;
	if (!cli->as) {
		int rc = jyz_config_get("person", &p->person, err);
		if (rc < 0)
			return rc;
		cli->as = p->person;
	}
	if (cli->as && !*cli->as)
		return bad_value("as", cli->as, _("NAME"), err);
	cli->who = cli->as ? jyz_strdup(cli->as) : jyz_config_login();
	return JYZ_OK;
}

static int take_settings(struct process *p, struct jyz_error *err)
{
	struct jyz_cli *cli = &p->cli;
	struct jyz_clock clock;
	int rc = take_texts(p, err);
	if (rc < 0)
		return rc;
	cli->dry_run = jyz_args_has(&p->globals, "dry-run");
	cli->yes = jyz_args_has(&p->globals, "yes");
	cli->quiet = jyz_args_has(&p->globals, "quiet");
	cli->reason = jyz_args_get(&p->globals, "reason");
	cli->output = jyz_args_get(&p->globals, "output");
	cli->encoding = jyz_args_get(&p->globals, "encoding");
	p->help = jyz_args_has(&p->globals, "help");
	p->version = jyz_args_has(&p->globals, "version");
	if (p->help || p->version)
		return JYZ_OK;
	if ((rc = take_person(p, err)) < 0)
		return rc;
	if ((rc = jyz_clock_read(&clock, err)) < 0)
		return rc;
	jyz_desk_init(&cli->desk, NULL, &jyz_catalogue, &clock);
	cli->desk.person = cli->as;
	cli->desk.interactive = cli->tty_in;
	return JYZ_OK;
}

/* --- running -------------------------------------------------------------- */

static int open_store(struct process *p, enum jyz_needs needs,
		      struct jyz_error *err)
{
	enum jyz_open_mode mode = JYZ_OPEN_READ;
	switch (needs) {
	case JYZ_NEEDS_NOTHING:
		return JYZ_OK;
	case JYZ_NEEDS_READ:
		mode = JYZ_OPEN_READ;
		break;
	case JYZ_NEEDS_WRITE:
		mode = JYZ_OPEN_WRITE;
		break;
	case JYZ_NEEDS_INSPECT:
		mode = JYZ_OPEN_INSPECT;
		break;
	case JYZ_NEEDS_UPGRADE:
		mode = JYZ_OPEN_UPGRADE;
		break;
	}
	p->opening = true;
	int rc = jyz_store_open(&p->cli.store, p->cli.db, mode,
				&jyz_schema_embedded, err);
	if (rc < 0)
		return rc;
	p->opening = false;
	p->cli.desk.store = p->cli.store;
	if (!p->lang_known)
		settle_lang(p, jyz_lang_of_store(p->cli.store));
	return JYZ_OK;
}

static int print_version(struct jyz_error *err)
{
	if (printf("jyz %s\n", JYZ_VERSION) < 0 ||
	    puts("Copyright (C) 2026 the authors of jyz\n"
		 "License GPLv3+: GNU GPL version 3 or later "
		 "<https://gnu.org/licenses/gpl.html>") < 0)
		return jyz_error_errno(err, errno,
				       _("cannot write the output"));
	return JYZ_OK;
}

static enum jyz_needs needs_of(const struct jyz_command *c,
			       const struct jyz_args *args)
{
	return c->writes && jyz_args_has(args, c->writes) ? JYZ_NEEDS_WRITE
							  : c->needs;
}

static int run_command(struct process *p, struct jyz_error *err)
{
	const struct jyz_command *c = p->place.command;
	int rc = check_words(p, err);
	if (rc < 0)
		return rc;
	if ((rc = open_store(p, needs_of(c, &p->args), err)) < 0)
		return rc;
	if (p->place.verb >= 0)
		return jyz_verb_run(&p->cli, (enum jyz_verb)p->place.verb,
				    p->place.kind, &p->args, err);
	return c->run(&p->cli, &p->args, err);
}

static int run(struct process *p, int argc, char **argv,
	       struct jyz_error *err)
{
	const struct jyz_place *place = &p->place;
	int rc = read_words(p, argc, argv, err);
	if (rc < 0)
		return rc;
	if ((rc = take_settings(p, err)) < 0)
		return rc;
	if (p->version)
		return print_version(err);
	/* Help opens no database to ask for the language. */
	if (p->help && !p->lang_known)
		settle_lang(p, jyz_lang_of_database(argc, argv));
	if (p->help)
		return jyz_help_place(&p->cli, place, err);
	if (place->command)
		return run_command(p, err);
	if (place->kind)
		return jyz_no_verb(p->verbs, place->kind->name, NULL, err);
	if (place->parent)
		return jyz_no_verb(place->parent->verbs, place->parent->name,
				   NULL, err);
	if (access(p->cli.db, F_OK) != 0 && errno == ENOENT)
		return jyz_welcome(&p->cli);
	if ((rc = open_store(p, JYZ_NEEDS_READ, err)) < 0)
		return rc;
	return jyz_home(&p->cli, err);
}

/* Bytes that did not arrive must not pass as success. */
static int check_stdout(struct jyz_error *err)
{
	errno = 0;
	if (fflush(stdout) != 0 || ferror(stdout))
		return jyz_error_errno(err, errno ? errno : EIO,
				       _("cannot write the output"));
	return JYZ_OK;
}

static enum jyz_exit exit_of(enum jyz_code code, bool opening)
{
	switch (code) {
	case JYZ_OK:
	case JYZ_ROW:
		return JYZ_EXIT_DONE;
	case JYZ_EUSAGE:
		return JYZ_EXIT_USAGE;
	case JYZ_EDATABASE:
	case JYZ_ESCHEMA:
		return JYZ_EXIT_DATABASE;
	case JYZ_EBUSY:
		return JYZ_EXIT_BUSY;
	case JYZ_ENOTFOUND:
	case JYZ_EIO:
		return opening ? JYZ_EXIT_DATABASE : JYZ_EXIT_FAILED;
	case JYZ_EEXISTS:
	case JYZ_EAMBIGUOUS:
	case JYZ_EINVAL:
	case JYZ_EREFERENCED:
	case JYZ_EFROZEN:
	case JYZ_ECONFLICT:
	case JYZ_EINTERNAL:
		return JYZ_EXIT_FAILED;
	}
	return JYZ_EXIT_FAILED;
}

static void process_free(struct process *p)
{
	jyz_desk_free(&p->cli.desk);
	jyz_store_close(p->cli.store);
	jyz_optable_free(&p->table);
	jyz_args_free(&p->args);
	jyz_args_free(&p->globals);
	free(p->argv);
	free(p->person);
	free(p->cli.db);
	free(p->cli.who);
	free(p->cli.command_line);
}

static void process_init(struct process *p, int argc, char **argv)
{
	*p = (struct process){ .cli = { .format = -1 } };
	p->cli.tty_in = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
	p->cli.tty_out = isatty(STDOUT_FILENO);
	p->cli.width = p->cli.tty_out ? terminal_width() : 0;
	p->cli.command_line = jyz_command_line(argc, argv);
	p->cli.globals = &p->globals;
}

int jyz_dispatch(int argc, char **argv)
{
	struct process p;
	struct jyz_error err = JYZ_ERROR_INIT;
	int lang = jyz_lang_pick(argc, argv);
	process_init(&p, argc, argv);
	if (lang >= 0)
		settle_lang(&p, lang);
	int rc = run(&p, argc, argv, &err);
	if (rc == JYZ_EUSAGE && !p.lang_known && !p.opening) {
		/* Nothing was done yet: say it again, in the language that
		 * the database names. */
		process_free(&p);
		jyz_error_free(&err);
		process_init(&p, argc, argv);
		settle_lang(&p, jyz_lang_of_database(argc, argv));
		rc = run(&p, argc, argv, &err);
	}
	if (rc >= 0)
		rc = check_stdout(&err);
	if (rc < 0) {
		fflush(stdout);
		jyz_mend(&err, &p.cli, &p.place);
		jyz_say_error(&err);
	}
	enum jyz_exit status = exit_of(rc < 0 ? (enum jyz_code)rc : JYZ_OK,
				       p.opening);
	jyz_error_free(&err);
	process_free(&p);
	return status;
}
