/*
 * jyz config: shows and changes settings.  Those of the database are written
 * through the journal.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "inside.h"
#include "jyz/base/text.h"
#include "jyz/records/grade.h"
#include "jyz/records/resolve.h"
#include "report.h"
#include "setting.h"

static const struct jyz_option options[] = {
	{ "origin", "来源", 0, JYZ_OPTION_FLAG, NULL,
	  N_("show where the value in force comes from") },
	{ "unset", "清除", 0, JYZ_OPTION_TEXT, N_("KEY"),
	  N_("remove a setting") },
	{ "shared", "公用", 0, JYZ_OPTION_FLAG, NULL,
	  N_("lang: of the database, for all who use it") },
	{ 0 }
};

/* --- the database ------------------------------------------------------- */

/*
 * What a database says of the language counts here, too, though the
 * dispatcher has opened none.
 */
static void opened(struct jyz_cli *cli)
{
	JYZ_AUTO(jyz_error) ignored = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	const struct jyz_key *lang;

	cli->desk.store = cli->store;
	if (jyz_key_find("lang", &lang, &ignored) < 0 ||
	    jyz_force_find(cli, lang, &force, &ignored) < 0)
		return;
	int found = jyz_i18n_parse(force.value);

	if (found >= 0)
		jyz_i18n_set((enum jyz_lang)found);
}

/* Without a database: exit code 3, as of every command that needs one. */
static int open_store(struct jyz_cli *cli, enum jyz_open_mode mode,
		      struct jyz_error *err)
{
	int rc = jyz_store_open(&cli->store, cli->db, mode,
				&jyz_schema_embedded, err);

	if (rc == JYZ_ENOTFOUND || rc == JYZ_EIO)
		return err->code = JYZ_EDATABASE;
	if (rc == JYZ_OK)
		opened(cli);
	else
		cli->store = NULL;
	return rc;
}

/* For reading; a database that is not there has no settings. */
static int open_if_there(struct jyz_cli *cli, struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) why = JYZ_ERROR_INIT;
	int rc = jyz_store_open(&cli->store, cli->db, JYZ_OPEN_INSPECT,
				&jyz_schema_embedded, &why);

	if (rc == JYZ_OK) {
		opened(cli);
		return JYZ_OK;
	}
	cli->store = NULL;
	if (rc == JYZ_ENOTFOUND)
		return JYZ_OK;
	jyz_error_move(err, &why);
	return rc;
}

static const char *origin_words(const char *origin)
{
	static const struct {
		const char *name, *words;
	} known[] = {
		{ "flag", N_("this command line") },
		{ "environment", N_("environment") },
		{ "user", N_("your own file") },
		{ "database", N_("database") },
		{ "default", N_("default") },
	};

	for (size_t i = 0; origin && i < JYZ_COUNT(known); i++)
		if (strcmp(known[i].name, origin) == 0)
			return _(known[i].words);
	return "";
}

/* --- showing ------------------------------------------------------------ */

enum { KEY, VALUE, ORIGIN, PRESET, HELP, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[KEY] = { .key = "key", .heading = N_("Setting") },
	[VALUE] = { .key = "value", .heading = N_("Value"), .wrap = true },
	[ORIGIN] = { .key = "origin", .heading = N_("From") },
	[PRESET] = { .key = "default", .heading = N_("Default") },
	[HELP] = { .key = "help", .heading = N_("What it is"), .wrap = true },
};

static const int shown[] = { KEY, VALUE, HELP, -1 };
static const int shown_origin[] = { KEY, VALUE, ORIGIN, -1 };

static int write_key(struct jyz_cli *cli, struct jyz_report *report,
		     const struct jyz_key *key, struct jyz_error *err)
{
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	int rc = jyz_force_find(cli, key, &force, err);

	if (rc < 0)
		return rc;
	/* Both can be typed. */
	if (report->human && jyz_i18n_lang() == JYZ_LANG_ZH)
		jyz_buf_addf(&name, "%.*s %s", (int)strcspn(key->word.zh, "/"),
			     key->word.zh, key->name);
	struct jyz_cell cells[N_COLUMNS] = {
		[KEY] = { .value = jyz_text(key->name),
			  .shown = name.len ? name.data : NULL },
		[VALUE] = { .value = jyz_text(force.value) },
		[ORIGIN] = { .value = jyz_text(force.origin),
			     .shown = report->words ?
					      origin_words(force.origin) :
					      NULL },
		[PRESET] = { .value = jyz_text(key->preset) },
		[HELP] = { .value = jyz_text(_(key->help)) },
	};

	return jyz_report_row(report, cells, err);
}

/* only NULL: all. */
static int write_keys(struct jyz_cli *cli, const struct jyz_key *only,
		      bool origin, struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	int rc = open_if_there(cli, err);

	if (rc < 0 ||
	    (rc = jyz_report_open(&report, cli, columns, N_COLUMNS,
				  origin ? shown_origin : shown, err)) < 0)
		return rc;
	for (size_t i = 0; i < JYZ_KEY_COUNT && rc >= 0; i++)
		if (!only || only == &jyz_keys[i])
			rc = write_key(cli, &report, &jyz_keys[i], err);
	if (rc < 0 || (rc = jyz_report_close(&report, err)) < 0)
		return rc;
	if (!cli->store)
		jyz_say(cli, _("there is no database '%s' yet: jyz init"),
			cli->db);
	return JYZ_OK;
}

/* The bare value, for people and scripts alike. */
static int write_value(struct jyz_cli *cli, const struct jyz_key *key,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	int rc;

	if (key->places & JYZ_KEY_DATABASE &&
	    (rc = open_if_there(cli, err)) < 0)
		return rc;
	if ((rc = jyz_force_find(cli, key, &force, err)) < 0)
		return rc;
	if (!force.value) {
		jyz_error_set(err, JYZ_ENOTFOUND, _("'%s' is not set"),
			      key->name);
		return jyz_error_hint(err, _("jyz config %s VALUE"),
				      key->name);
	}
	jyz_text_escape(&text, force.value, false);
	/* A full disk shows when the dispatcher flushes. */
	fprintf(stdout, "%s\n", text.data);
	return JYZ_OK;
}

/* --- changing ----------------------------------------------------------- */

/* A name that no teacher has: worth a word, and no more than that. */
static void warn_person(struct jyz_cli *cli, const char *name)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	const struct jyz_kind *kind =
		jyz_kind_of_table(cli->desk.catalogue, "teacher");
	int64_t id;

	if (jyz_store_open(&cli->store, cli->db, JYZ_OPEN_READ,
			   &jyz_schema_embedded, &err) < 0) {
		cli->store = NULL;
		return;
	}
	cli->desk.store = cli->store;
	if (jyz_resolve(&cli->desk, kind, name, NULL, &id, &err) < 0)
		jyz_say(cli, _("note: %s"), err.msg);
}

static int change_user(struct jyz_cli *cli, const struct jyz_key *key,
		       const char *text, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) value = JYZ_BUF_INIT;
	char *path;
	int rc;

	if (text && (rc = jyz_key_check(cli, key, text, &value, err)) < 0)
		return rc;
	if (cli->dry_run) {
		jyz_say(cli, _("dry run: nothing was saved"));
		return JYZ_OK;
	}
	rc = jyz_config_set(key->name, text ? value.data : NULL, err);
	if (rc < 0)
		return rc;
	path = jyz_config_path();
	jyz_say(cli, _("saved in your own file, '%s'"), path);
	free(path);
	if (text && key->type == JYZ_KEY_TEXT)
		warn_person(cli, value.data);
	return JYZ_OK;
}

/* One step from order to disorder is refused; from disorder, which undo can
 * leave behind, any step may be the way back. */
static int set_line(struct jyz_cli *cli, const char *name, const char *value,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) why = JYZ_ERROR_INIT;
	struct jyz_rate_lines before, after;
	int rc;

	if ((rc = jyz_rate_lines(&cli->desk, &before, err)) < 0 ||
	    (rc = jyz_setting_set(cli->store, name, value, err)) < 0 ||
	    jyz_rate_lines_check(&before, &why) < 0 ||
	    (rc = jyz_rate_lines(&cli->desk, &after, err)) < 0)
		return rc;
	return jyz_rate_lines_check(&after, err);
}

static int change_database(struct jyz_cli *cli, const struct jyz_key *key,
			   const char *text, struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	JYZ_AUTO(jyz_buf) value = JYZ_BUF_INIT;
	int rc = open_store(cli, JYZ_OPEN_WRITE, err);

	if (rc < 0)
		return rc;
	if (text && (rc = jyz_key_check(cli, key, text, &value, err)) < 0)
		return rc;
	const char *stored = text ? value.data : NULL;

	if ((rc = jyz_journal_begin(&journal, cli->store, err)) < 0)
		return rc;
	rc = key->type == JYZ_KEY_PERCENT
		     ? set_line(cli, key->name, stored, err)
		     : jyz_setting_set(cli->store, key->name, stored, err);
	return rc < 0 ? rc : jyz_deed_end(cli, &journal, err);
}

/* text NULL: unset. */
static int change(struct jyz_cli *cli, const struct jyz_key *key,
		  const char *text, bool shared, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) value = JYZ_BUF_INIT;
	int rc;

	if (shared && !(key->places & JYZ_KEY_DATABASE))
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("'%s' is a setting of yours, not of "
				       "the database"),
				     key->name);
	if (text)
		jyz_text_trim(&value, text);
	if (text && !value.len) {
		jyz_error_set(err, JYZ_EINVAL, _("the value is empty"));
		return jyz_error_hint(err, "jyz config --unset %s", key->name);
	}
	rc = key->places & JYZ_KEY_USER && !shared ?
		     change_user(cli, key, text ? value.data : NULL, err) :
		     change_database(cli, key, text ? value.data : NULL, err);
	return rc < 0 ? jyz_error_prefix(err, "%s", key->name) : rc;
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	const char *unset = jyz_args_get(args, "unset");
	bool origin = jyz_args_has(args, "origin");
	bool shared = jyz_args_has(args, "shared");
	const struct jyz_key *key;
	int rc;

	if (!unset && args->n_words == 0)
		return write_keys(cli, NULL, origin, err);
	if ((rc = jyz_key_find(unset ? unset : args->words[0], &key, err)) < 0)
		return rc;
	if (unset && args->n_words)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("'%s' is a word too many"),
				     args->words[0]);
	if (unset)
		return change(cli, key, NULL, shared, err);
	if (args->n_words == 2)
		return change(cli, key, args->words[1], shared, err);
	if (!origin && cli->format < 0 && !cli->output)
		return write_value(cli, key, err);
	return write_keys(cli, key, origin, err);
}

const struct jyz_command jyz_cmd_config = {
	.name = "config",
	.zh = "设置",
	.summary = N_("settings: see, change, where they come from"),
	.usage = N_("[KEY [VALUE]]"),
	.options = options,
	.max_words = 2,
	.needs = JYZ_NEEDS_NOTHING,
	.run = run,
	.examples = "jyz config\n"
		    "jyz config person 王芳\n"
		    "jyz config threshold 8\n"
		    "jyz config lang zh --shared\n"
		    "jyz config --origin\n"
		    "jyz config --unset threshold",
};
