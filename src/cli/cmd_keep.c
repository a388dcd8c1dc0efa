/*
 * jyz backup, restore, check, db upgrade: keeping the file.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "jyz/base/decimal.h"
#include "jyz/records/attach.h"
#include "jyz/store/keep.h"
#include "inside.h"
#include "report.h"
#include "setting.h"

#define DAYS_MAX 100000
#define SAMPLE 128000000 /* bytes: half a second */

/* A copied or exchanged file cannot be rolled back. */
static int no_dry_run(const struct jyz_cli *cli, const char *command,
		      struct jyz_error *err)
{
	if (!cli->dry_run)
		return JYZ_OK;
	return jyz_error_set(err, JYZ_EUSAGE,
			     _("'%s' cannot be tried with --dry-run"),
			     command);
}

/* --- backup ------------------------------------------------------------- */

static const struct jyz_option backup_options[] = {
	{ "replace", "覆盖", 0, JYZ_OPTION_FLAG, NULL,
	  N_("an existing file may be replaced") },
	{ 0 }
};

/*
 * A database that cannot be written (on a read-only share, of a newer jyz)
 * is backed up all the same; only the time is not noted then.
 */
static int run_backup(struct jyz_cli *cli, const struct jyz_args *args,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) why = JYZ_ERROR_INIT;
	const char *path = args->words[0];
	bool replace = jyz_args_has(args, "replace");
	struct jyz_store *writer = NULL;
	int rc = no_dry_run(cli, "backup", err);

	if (rc < 0)
		return rc;
	if (jyz_store_open(&writer, cli->db, JYZ_OPEN_UPGRADE,
			   &jyz_schema_embedded, &why) < 0)
		writer = NULL;
	rc = jyz_store_backup(writer ? writer : cli->store, path, replace,
			      cli->desk.clock.now, err);
	jyz_store_close(writer);
	if (rc == JYZ_EEXISTS)
		return jyz_error_hint(err, _("another name, or --replace"));
	if (rc < 0)
		return rc;
	jyz_say(cli, _("backup of '%s' made: '%s'"), cli->db, path);
	if (!writer)
		jyz_say(cli, _("the time of this backup is not noted: %s"),
			why.msg);
	return JYZ_OK;
}

const struct jyz_command jyz_cmd_backup = {
	.name = "backup",
	.zh = "备份",
	.summary = N_("copy the database, complete and checked"),
	.usage = N_("FILE"),
	.options = backup_options,
	.min_words = 1,
	.max_words = 1,
	.needs = JYZ_NEEDS_INSPECT,
	.run = run_backup,
	.examples = "jyz backup /media/usb/jyz-2026-11-21.db\n"
		    "jyz backup jyz.bak --replace",
};

/* --- restore ------------------------------------------------------------ */

/* An older file is readable only after an upgrade: say so at once. */
static void say_older(struct jyz_cli *cli)
{
	JYZ_AUTO(jyz_error) err = JYZ_ERROR_INIT;
	struct jyz_store *store;

	if (jyz_store_open(&store, cli->db, JYZ_OPEN_READ,
			   &jyz_schema_embedded, &err) == JYZ_OK) {
		jyz_store_close(store);
		return;
	}
	jyz_say(cli, "%s", err.msg);
	if (err.hint)
		jyz_say(cli, _("next: %s"), err.hint);
}

static int run_restore(struct jyz_cli *cli, const struct jyz_args *args,
		       struct jyz_error *err)
{
	const char *backup = args->words[0];
	struct jyz_deed deed;
	char *kept = NULL;
	bool yes = true;
	int rc = no_dry_run(cli, "restore", err);

	if (rc < 0)
		return rc;
	/* Where nothing is, nothing is lost. */
	if (access(cli->db, F_OK) == 0)
		rc = jyz_confirm(cli, &yes, err,
				 _("put '%s' in the place of '%s'? (the "
				   "present file is kept beside it)"),
				 backup, cli->db);
	if (rc < 0)
		return rc;
	if (!yes) {
		jyz_error_set(err, JYZ_EINVAL, _("nothing was restored"));
		return jyz_error_hint(err, _("--yes says yes"));
	}
	jyz_deed_init(&deed, cli, "restore");
	rc = jyz_store_restore(cli->db, backup, &jyz_schema_embedded, &deed,
			       &kept, err);
	if (rc < 0)
		return rc;
	jyz_say(cli, _("'%s' is restored from '%s'"), cli->db, backup);
	if (kept)
		jyz_say(cli, _("the former file is kept: '%s'"), kept);
	free(kept);
	say_older(cli);
	return JYZ_OK;
}

const struct jyz_command jyz_cmd_restore = {
	.name = "restore",
	.zh = "恢复",
	.summary = N_("put a backup in the place of the database"),
	.usage = N_("FILE"),
	.min_words = 1,
	.max_words = 1,
	.needs = JYZ_NEEDS_NOTHING,
	.run = run_restore,
	.examples = "jyz restore /media/usb/jyz-2026-11-21.db\n"
		    "jyz restore jyz.bak --yes",
};

/* --- check -------------------------------------------------------------- */

enum { BAD, WHAT, TEXT, MEND, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[BAD] = { .key = "bad",
		  .heading = N_("Finding"),
		  .type = JYZ_CELL_FLAG },
	[WHAT] = { .key = "what", .heading = N_("What") },
	[TEXT] = { .key = "text", .heading = N_("In words"), .wrap = true },
	[MEND] = { .key = "mend", .heading = N_("What helps"), .wrap = true },
};

static const int shown[] = { BAD, TEXT, MEND, -1 };

static const char *what_words(const char *what)
{
	static const struct {
		const char *name, *words;
	} known[] = {
		{ "integrity", N_("the file itself") },
		{ "foreign_key", N_("what refers to what") },
		{ "schema", N_("tables and rules") },
		{ "journal", N_("the journal") },
		{ "permissions", N_("who may read it") },
		{ "backup", N_("backups") },
		{ "attachment", N_("attachments") },
	};

	for (size_t i = 0; i < JYZ_COUNT(known); i++)
		if (strcmp(known[i].name, what) == 0)
			return _(known[i].words);
	return what;
}

static int write_findings(struct jyz_cli *cli,
			  const struct jyz_findings *findings, size_t *bad,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	JYZ_AUTO(jyz_buf) mend = JYZ_BUF_INIT;
	int rc = jyz_report_open(&report, cli, columns, N_COLUMNS, shown, err);

	for (size_t i = 0; i < findings->count && rc >= 0; i++) {
		const struct jyz_finding *f = &findings->items[i];

		jyz_buf_clear(&mend);
		if (f->mend && strncmp(f->mend, "jyz ", 4) == 0)
			jyz_example(&mend, f->mend, strlen(f->mend));
		struct jyz_cell cells[N_COLUMNS] = {
			[BAD] = { .value = jyz_int(f->bad),
				  .shown = f->bad ? _("wrong") : _("note"),
				  .alert = f->bad },
			[WHAT] = { .value = jyz_text(f->what),
				   .shown = what_words(f->what) },
			[TEXT] = { .value = jyz_text(f->text) },
			[MEND] = { .value = jyz_text(f->mend),
				   .shown = mend.len ? mend.data : NULL },
		};

		*bad += f->bad;
		rc = jyz_report_row(&report, cells, err);
	}
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

static int read_days(struct jyz_cli *cli, int *days, struct jyz_error *err)
{
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	const struct jyz_key *key;
	int64_t value;
	int rc = jyz_key_find("backup_days", &key, err);

	if (rc < 0)
		return rc;
	rc = jyz_force_find(cli, key, &force, err);
	/* A damaged file is a matter of the check itself. */
	if (rc == JYZ_EDATABASE)
		jyz_error_free(err);
	else if (rc < 0)
		return rc;
	rc = jyz_decimal_parse(&value, force.value ? force.value : key->preset,
			       0, 0, NULL, err);
	if (rc < 0)
		return jyz_error_prefix(err, _("setting '%s'"), key->name);
	*days = (int)(value < DAYS_MAX ? value : DAYS_MAX);
	return JYZ_OK;
}

static const struct jyz_option check_options[] = {
	{ "full", "全部", 0, JYZ_OPTION_FLAG, NULL,
	  N_("compare every attachment with its checksum, however many") },
	{ 0 }
};

/* Of an older schema there are none, and a newer one is not known. */
static int check_attachments(struct jyz_cli *cli, bool full,
			     struct jyz_findings *findings,
			     struct jyz_error *err)
{
	const struct jyz_schema *ours = &jyz_schema_embedded;
	int version;
	int rc = jyz_store_version(cli->store, &version, err);

	if (rc < 0 || version != ours->steps[ours->count - 1].number)
		return rc;
	rc = jyz_attach_check(&cli->desk, findings, err);
	if (rc >= 0)
		rc = jyz_content_check(cli->store, full ? 0 : SAMPLE, findings,
				       err);
	/* A damaged file is a finding that is there already. */
	if (rc == JYZ_EDATABASE && findings->count) {
		jyz_error_free(err);
		rc = JYZ_OK;
	}
	return rc;
}

static int run_check(struct jyz_cli *cli, const struct jyz_args *args,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_findings) findings = JYZ_FINDINGS_INIT;
	size_t bad = 0;
	int days = 0;
	int rc;

	if ((rc = read_days(cli, &days, err)) < 0 ||
	    (rc = jyz_store_check(cli->store, cli->desk.clock.now, days,
				  &findings, err)) < 0 ||
	    (rc = check_attachments(cli, jyz_args_has(args, "full"),
				    &findings, err)) < 0 ||
	    (rc = write_findings(cli, &findings, &bad, err)) < 0)
		return rc;
	if (bad) {
		jyz_error_set(err, JYZ_EINVAL,
			      Q_("%zu thing is wrong with '%s'",
				 "%zu things are wrong with '%s'",
				 (unsigned long)bad),
			      bad, cli->db);
		for (size_t i = 0; i < findings.count; i++)
			if (findings.items[i].bad && findings.items[i].mend)
				return jyz_error_hint(err, "%s",
						      findings.items[i].mend);
		return err->code;
	}
	jyz_say(cli, _("'%s' is in order"), cli->db);
	return JYZ_OK;
}

const struct jyz_command jyz_cmd_check = {
	.name = "check",
	.zh = "检查/体检",
	.summary = N_("is the database in good health?"),
	.options = check_options,
	.needs = JYZ_NEEDS_INSPECT,
	.run = run_check,
	.examples = "jyz check\n"
		    "jyz check --full\n"
		    "jyz check --format json",
};

/* --- db upgrade --------------------------------------------------------- */

static int run_upgrade(struct jyz_cli *cli, const struct jyz_args *args,
		       struct jyz_error *err)
{
	struct jyz_deed deed;
	char *copy = NULL;
	int from, to;
	int rc = no_dry_run(cli, "db upgrade", err);

	(void)args;
	if (rc < 0)
		return rc;
	jyz_deed_init(&deed, cli, "upgrade");
	rc = jyz_store_upgrade(cli->store, &deed, &from, &to, &copy, err);
	if (rc < 0)
		return rc;
	if (from == to) {
		jyz_say(cli, _("nothing to do: '%s' has schema %d already"),
			cli->db, to);
	} else {
		jyz_say(cli, _("'%s' is upgraded from schema %d to %d"),
			cli->db, from, to);
		jyz_say(cli, _("the file as it was: '%s'"), copy);
	}
	free(copy);
	return JYZ_OK;
}

static const struct jyz_command db_verbs[] = {
	{
		.name = "upgrade",
		.zh = "升级",
		.summary = N_("bring an older database to this version"),
		.needs = JYZ_NEEDS_UPGRADE,
		.run = run_upgrade,
		.examples = "jyz db upgrade",
	},
	{ 0 },
};

const struct jyz_command jyz_cmd_db = {
	.name = "db",
	.zh = "数据库",
	.summary = N_("the database file itself"),
	.usage = N_("upgrade"),
	.verbs = db_verbs,
};
