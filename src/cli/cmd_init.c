/*
 * jyz init: makes the database, with what the group is called and its first
 * term.  Nothing is left behind if that fails.
 */
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "inside.h"
#include "jyz/base/text.h"

static const struct jyz_option options[] = {
	{ "school", "学校", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("the school's name") },
	{ "unit", "组/教研组", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("the group that keeps this file: 数学教研组") },
	{ "subject", "学科/科目", 0, JYZ_OPTION_TEXT, N_("NAME"),
	  N_("the group's subject") },
	{ "term", "学期", 0, JYZ_OPTION_TEXT, N_("CODE:FROM:TO"),
	  N_("a term: 2026-1:2026-09-01:2027-01-20") },
	{ 0 }
};

struct plan {
	char *school, *unit, *subject; /* NULL: not said */
	char *term;                    /* CODE:FROM:TO, or NULL */
};

static void plan_free(struct plan *plan)
{
	free(plan->school);
	free(plan->unit);
	free(plan->subject);
	free(plan->term);
}

/* --- what is wanted ----------------------------------------------------- */

/* Blanks at the ends removed; NULL when nothing is left. */
static char *trimmed(const char *text)
{
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	if (text)
		jyz_text_trim(&out, text);
	return out.len ? jyz_buf_detach(&out) : NULL;
}

/*
 * The term that today belongs to, as schools have it: autumn from September
 * 1 to January 20, spring from February 10 to July 5.  The holidays before a
 * term belong to the one before; August looks forward.
 */
static void current_term(struct jyz_buf *out, const char *today)
{
	int year = jyz_date_school_year(today);
	bool next_year = strncmp(today + 5, "08", 2) < 0;
	bool spring = next_year && strcmp(today + 5, "02-10") >= 0;

	if (spring)
		jyz_buf_addf(out, "%d-2:%d-02-10:%d-07-05", year, year + 1,
			     year + 1);
	else
		jyz_buf_addf(out, "%d-1:%d-09-01:%d-01-20", year, year,
			     year + 1);
}

/* Sets code, starts, ends of the record. */
static int read_term(struct jyz_desk *desk, struct jyz_record *rec,
		     const char *text, struct jyz_error *err)
{
	static const char *const names[] = { "code", "starts", "ends" };
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	char *save = NULL;
	int n = 0;
	int rc = JYZ_OK;

	/* A full-width colon becomes one of ours. */
	jyz_text_plain(&plain, text);
	for (char *part = strtok_r(plain.data, ":", &save);
	     part && rc == JYZ_OK; part = strtok_r(NULL, ":", &save)) {
		if (n == 3) {
			n++;
			break;
		}
		rc = jyz_record_set(desk, rec,
				    jyz_field_find(rec->kind, names[n++]),
				    part, err);
	}
	if (rc == JYZ_OK && n != 3)
		rc = jyz_error_set(err, JYZ_EINVAL, _("'%s' is not a term"),
				   text);
	if (rc == JYZ_OK)
		rc = jyz_record_finish(desk, rec, err);
	if (rc >= 0)
		return JYZ_OK;
	jyz_error_prefix(err, "--term");
	return jyz_error_hint(err, "--term 2026-1:2026-09-01:2027-01-20");
}

/* The term must be right before the database is made. */
static int check_term(struct jyz_cli *cli, const char *text,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { .kind = NULL };
	JYZ_AUTO(jyz_desk) desk = { .store = NULL };
	struct jyz_store *store;

	if (!text)
		return JYZ_OK;
	int rc = jyz_store_open_memory(&store, &jyz_schema_embedded, err);

	if (rc < 0)
		return rc;
	jyz_desk_init(&desk, store, cli->desk.catalogue, &cli->desk.clock);
	jyz_record_init(&rec, jyz_kind_of_table(desk.catalogue, "term"));
	rc = read_term(&desk, &rec, text, err);
	jyz_store_close(store);
	return rc;
}

/* As jyz config would have it. */
static int check_line(const char *option, const char *text,
		      struct jyz_error *err)
{
	int rc = text ? jyz_line_valid(text, err) : JYZ_OK;

	return rc < 0 ? jyz_error_prefix(err, "--%s", option) : JYZ_OK;
}

static int check_plan(struct jyz_cli *cli, const struct plan *plan,
		      struct jyz_error *err)
{
	int rc;

	if ((rc = check_line("school", plan->school, err)) < 0 ||
	    (rc = check_line("unit", plan->unit, err)) < 0 ||
	    (rc = check_line("subject", plan->subject, err)) < 0)
		return rc;
	return check_term(cli, plan->term, err);
}

/* --- asking ------------------------------------------------------------- */

/* What is wrong is asked again. */
static void ask(char **answer, const char *question)
{
	JYZ_AUTO(jyz_buf) prompt = JYZ_BUF_INIT;

	jyz_buf_addf(&prompt, "%s: ", question);
	while (!*answer) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		char *line = jyz_read_line(prompt.data);
		char *text = trimmed(line);

		free(line);
		if (!text)
			return;
		if (jyz_line_valid(text, &err) == JYZ_OK) {
			*answer = text;
			return;
		}
		free(text);
		jyz_say_error(&err);
	}
}

/* Enter takes the proposal, "-" none; what is wrong is asked again. */
static void ask_term(struct jyz_cli *cli, struct plan *plan)
{
	JYZ_AUTO(jyz_buf) proposal = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) prompt = JYZ_BUF_INIT;

	if (plan->term)
		return;
	current_term(&proposal, cli->desk.clock.today);
	jyz_buf_addf(&prompt,
		     _("first term, CODE:FROM:TO (Enter: %s, -: "
		       "none): "),
		     proposal.data);
	for (;;) {
		JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
		char *line = jyz_read_line(prompt.data);
		bool ended = !line;
		char *term = trimmed(line);

		free(line);
		if (ended || (term && strcmp(term, "-") == 0)) {
			free(term);
			return;
		}
		if (!term)
			term = jyz_strdup(proposal.data);
		if (check_term(cli, term, &err) == JYZ_OK) {
			plan->term = term;
			return;
		}
		free(term);
		jyz_say_error(&err);
	}
}

static int make_plan(struct jyz_cli *cli, const struct jyz_args *args,
		     struct plan *plan, struct jyz_error *err)
{
	plan->school = trimmed(jyz_args_get(args, "school"));
	plan->unit = trimmed(jyz_args_get(args, "unit"));
	plan->subject = trimmed(jyz_args_get(args, "subject"));
	plan->term = trimmed(jyz_args_get(args, "term"));
	int rc = check_plan(cli, plan, err);

	if (rc < 0 || !cli->tty_in || cli->yes)
		return rc;
	if (plan->school && plan->unit && plan->subject && plan->term)
		return JYZ_OK;
	jyz_say(cli, _("a new database: '%s' (Enter leaves a question out)"),
		cli->db);
	ask(&plan->school, _("school"));
	ask(&plan->unit, _("group"));
	ask(&plan->subject, _("subject"));
	ask_term(cli, plan);
	return JYZ_OK;
}

/* --- writing ------------------------------------------------------------ */

static int set(struct jyz_store *store, const char *key, const char *value,
	       struct jyz_error *err)
{
	return value ? jyz_setting_set(store, key, value, err) : JYZ_OK;
}

/*
 * A unit or term has one uid, whoever makes a file for it, so that the files
 * can be merged and give the same archives.
 */
static void give_uid(struct jyz_record *rec, const char *kind,
		     const char *school, const char *name)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	unsigned char hash[crypto_hash_sha256_BYTES];
	char uid[33];

	jyz_buf_addf(&text, "jyz:%s:%s:%s", kind, school ? school : "", name);
	crypto_hash_sha256(hash, (const unsigned char *)text.data, text.len);
	sodium_bin2hex(uid, sizeof(uid), hash, 16);
	rec->uid = jyz_arena_strdup(&rec->arena, uid);
}

static int make_unit(struct jyz_desk *desk, const struct plan *plan,
		     struct jyz_error *err)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(desk->catalogue, "unit");
	JYZ_AUTO(jyz_record) rec = { .kind = NULL };
	int rc;

	if (!plan->unit)
		return JYZ_OK;
	jyz_record_init(&rec, kind);
	give_uid(&rec, "unit", plan->school, plan->unit);
	if ((rc = jyz_record_set(desk, &rec, jyz_field_find(kind, "name"),
				 plan->unit, err)) < 0 ||
	    (rc = jyz_record_set(desk, &rec, jyz_field_find(kind, "kind"),
				 "group", err)) < 0 ||
	    (rc = jyz_record_set(desk, &rec, jyz_field_find(kind, "subject"),
				 plan->subject ? plan->subject : "", err)) <
		    0 ||
	    (rc = jyz_record_finish(desk, &rec, err)) < 0)
		return rc;
	return jyz_record_insert(desk, &rec, err);
}

static int make_term(struct jyz_desk *desk, const struct plan *plan,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { .kind = NULL };
	int rc;

	if (!plan->term)
		return JYZ_OK;
	jyz_record_init(&rec, jyz_kind_of_table(desk->catalogue, "term"));
	if ((rc = read_term(desk, &rec, plan->term, err)) < 0)
		return rc;
	give_uid(&rec, "term", NULL,
		 rec.values[jyz_field_find(rec.kind, "code")].s);
	return jyz_record_insert(desk, &rec, err);
}

struct work {
	struct jyz_cli *cli;
	const struct plan *plan;
};

/* What the database begins with, in the entry that no undo passes. */
static int write_plan(struct jyz_store *store, void *payload,
		      struct jyz_error *err)
{
	const struct work *work = payload;
	const struct plan *plan = work->plan;
	struct jyz_desk *desk = &work->cli->desk;
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	struct jyz_deed deed;
	int64_t entry;
	int rc = jyz_journal_begin(&journal, store, err);

	desk->store = store;
	jyz_deed_init(&deed, work->cli, "init");
	if (rc < 0 || (rc = set(store, "school", plan->school, err)) < 0 ||
	    (rc = set(store, "unit", plan->unit, err)) < 0 ||
	    (rc = set(store, "subject", plan->subject, err)) < 0 ||
	    (rc = make_term(desk, plan, err)) < 0 ||
	    (rc = make_unit(desk, plan, err)) < 0)
		return rc;
	return jyz_journal_commit(&journal, &deed, true, &entry, err);
}

/* --- the file ----------------------------------------------------------- */

/* How much of the path is there already: its length. */
static size_t present(const char *path)
{
	char *copy = jyz_strdup(path);
	size_t len = strlen(copy);

	while (len > 0 && access(copy, F_OK)) {
		while (len > 0 && copy[len - 1] != '/')
			len--;
		while (len > 1 && copy[len - 1] == '/')
			len--;
		if (len == 1 && *copy == '/')
			break;
		copy[len] = '\0';
	}
	free(copy);
	return len;
}

/* Removes the folders that were made for the file. */
static void clean_up(const char *path, size_t before)
{
	char *copy = jyz_strdup(path);

	for (char *slash = strrchr(copy, '/');
	     slash && (size_t)(slash - copy) > before;
	     slash = strrchr(copy, '/')) {
		*slash = '\0';
		if (rmdir(copy) && errno != ENOENT)
			break;
	}
	free(copy);
}

static int create(struct jyz_cli *cli, const struct plan *plan,
		  struct jyz_error *err)
{
	struct work work = { cli, plan };
	size_t before = present(cli->db);
	int rc = jyz_store_create(cli->db, &jyz_schema_embedded, write_plan,
				  &work, err);

	cli->desk.store = NULL;
	if (rc < 0 && rc != JYZ_EEXISTS)
		clean_up(cli->db, before);
	return rc;
}

/* Links count as files that are there, even when they lead nowhere. */
static int check_free(struct jyz_cli *cli, struct jyz_error *err)
{
	char byte;

	/* One that was killed may have left a second name of the file. */
	jyz_temp_sweep(cli->db);
	if (access(cli->db, F_OK) && readlink(cli->db, &byte, 1) < 0)
		return jyz_config_place(cli->db, err);
	jyz_error_set(err, JYZ_EEXISTS,
		      _("'%s' exists already and is left as it is"), cli->db);
	return jyz_error_hint(err, _("jyz to look into it, or jyz --db FILE "
				     "init for another one"));
}

/* A command to type next, in the words of the language. */
JYZ_PRINTF(2, 3)
static void say_command(struct jyz_cli *cli, const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;
	va_list args;

	jyz_again(&line, cli);
	jyz_buf_addc(&line, ' ');
	va_start(args, fmt);
	jyz_buf_addv(&line, fmt, args);
	va_end(args);
	jyz_example(&shown, line.data, line.len);
	jyz_say(cli, "  %s", shown.data);
}

static void say_next(struct jyz_cli *cli, const struct plan *plan)
{
	bool zh = jyz_i18n_lang() == JYZ_LANG_ZH;

	jyz_say(cli, _("the database is '%s'"), cli->db);
	if (cli->db_named)
		jyz_say(cli,
			_("without --db it is found by: export "
			  "JYZ_DB='%s'"),
			cli->db);
	jyz_say(cli, _("next:"));
	if (!plan->term)
		say_command(cli, "term add --code 2026-1 --starts 2026-09-01 "
				 "--ends 2027-01-20");
	say_command(cli, "teacher add --name %s", zh ? "王芳" : "'Wang Fang'");
	say_command(cli, "class add --name %s --grade %s",
		    zh ? "高一1班" : "'Class 1'", zh ? "高一" : "'Grade 10'");
	if (plan->term)
		say_command(cli, "observation add");
}

static int run(struct jyz_cli *cli, const struct jyz_args *args,
	       struct jyz_error *err)
{
	struct plan plan = { NULL, NULL, NULL, NULL };
	int rc = check_free(cli, err);

	if (rc >= 0)
		rc = make_plan(cli, args, &plan, err);
	if (rc >= 0 && cli->dry_run)
		jyz_say(cli, _("dry run: '%s' would be made"), cli->db);
	else if (rc >= 0 && (rc = create(cli, &plan, err)) >= 0)
		say_next(cli, &plan);
	plan_free(&plan);
	return rc;
}

const struct jyz_command jyz_cmd_init = {
	.name = "init",
	.zh = "初始化",
	.summary = N_("make the database"),
	.options = options,
	.needs = JYZ_NEEDS_NOTHING,
	.run = run,
	.examples =
		"jyz init\n"
		"jyz init --school 第一中学 --unit 数学教研组 --subject 数学 "
		"--term 2026-1:2026-09-01:2027-01-20\n"
		"jyz --db /data/jyz.db init",
};
