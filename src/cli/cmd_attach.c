/*
 * jyz attach, jyz attachment: files that belong to records.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "attach.h"
#include "commands.h"
#include "filters.h"
#include "inside.h"
#include "jyz/base/decimal.h"
#include "jyz/records/resolve.h"
#include "jyz/store/tx.h"
#include "setting.h"

/* --- rows --------------------------------------------------------------- */

enum { ID, KIND, RECORD, LABEL, NAME, SIZE, SHA256, UID, CREATED, N_COLUMNS };

static const struct jyz_column columns[N_COLUMNS] = {
	[ID] = { .key = "id", .heading = N_("No."), .type = JYZ_CELL_INTEGER,
		 .right = true },
	[KIND] = { .key = "kind", .heading = N_("Kind") },
	[RECORD] = { .key = "record", .heading = N_("Record"),
		     .type = JYZ_CELL_INTEGER, .right = true },
	[LABEL] = { .key = "label", .heading = N_("Name"), .wrap = true },
	[NAME] = { .key = "name", .heading = N_("File"), .wrap = true },
	[SIZE] = { .key = "size", .heading = N_("Size"),
		   .type = JYZ_CELL_INTEGER, .right = true },
	[SHA256] = { .key = "sha256", .heading = "SHA-256" },
	[UID] = { .key = "uid", .heading = N_("Uid") },
	[CREATED] = { .key = "created_at", .heading = N_("Attached") },
};

static const int shown[] = { ID, KIND, RECORD, LABEL, NAME, SIZE, CREATED,
			     -1 };

int jyz_attach_report(struct jyz_report *report, const struct jyz_cli *cli,
		      struct jyz_error *err)
{
	return jyz_report_open(report, cli, columns, N_COLUMNS, shown, err);
}

void jyz_attach_size(struct jyz_buf *out, int64_t bytes)
{
	static const char *const units[] = { "kB", "MB" };
	int64_t unit = 1000;
	int u = 0;

	if (bytes < 1000) {
		jyz_buf_addf(out, "%lld B", (long long)bytes);
		return;
	}
	if (bytes >= 999950) {
		unit = 1000000;
		u = 1;
	}
	jyz_decimal_format(out, (bytes + unit / 20) / (unit / 10), 1);
	jyz_buf_addf(out, " %s", units[u]);
}

int jyz_attach_row(const struct jyz_attachment *a, void *payload,
		   struct jyz_error *err)
{
	struct jyz_attach_put *put = payload;
	JYZ_AUTO(jyz_buf) size = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) when = JYZ_BUF_INIT;
	struct jyz_cell cells[N_COLUMNS] = { { .alert = false } };
	char *label = NULL, *word = jyz_word_first(a->kind->word);
	int rc = jyz_label(&put->cli->desk, a->kind, a->record, &label, err);

	cells[ID].value = jyz_int(a->id);
	cells[KIND].value = jyz_text(a->kind->name);
	cells[RECORD].value = jyz_int(a->record);
	cells[LABEL].value = jyz_text(label);
	cells[NAME].value = jyz_text(a->name);
	cells[SIZE].value = jyz_int(a->size);
	cells[SHA256].value = jyz_text(a->sha256);
	cells[UID].value = jyz_text(a->uid);
	cells[CREATED].value = jyz_text(a->created_at);
	if (put->report->words) {
		jyz_attach_size(&size, a->size);
		jyz_moment_local(&when, a->created_at);
		cells[KIND].shown = word;
		cells[SIZE].shown = size.data;
		cells[CREATED].shown = when.data;
	}
	if (rc >= 0)
		rc = jyz_report_row(put->report, cells, err);
	free(label);
	free(word);
	return rc;
}

int jyz_attach_number(const char *word, int64_t *id, struct jyz_error *err)
{
	if (jyz_number(word, id))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EUSAGE,
		      _("'%s' is not the number of an attachment"), word);
	return jyz_error_hint(err, "jyz attachment list");
}

/* A record that is there. */
static int find_record(struct jyz_cli *cli, const char *word,
		       const char *text, const struct jyz_kind **kind,
		       int64_t *id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	int rc = jyz_filter_kind(cli, word, "jyz help", kind, err);

	if (rc < 0 || (rc = jyz_verb_id(cli, *kind, text, id, err)) < 0)
		return rc;
	jyz_record_init(&rec, *kind);
	return jyz_record_load(&cli->desk, *kind, *id, &rec, err);
}

#define NAMES_SAID 8

struct names {
	struct jyz_buf text;
	size_t n;
};

static int say_name(const struct jyz_attachment *a, void *payload,
		    struct jyz_error *err)
{
	struct names *names = payload;

	(void)err;
	if (names->n < NAMES_SAID)
		jyz_buf_addf(&names->text, "%s%s", names->n ? _(", ") : "",
			     a->name);
	else if (names->n == NAMES_SAID)
		jyz_buf_adds(&names->text, " ...");
	names->n++;
	return JYZ_OK;
}

/* On stderr: what is attached is not of the record's fields. */
int jyz_say_attached(struct jyz_cli *cli, const struct jyz_kind *kind,
		     int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) again = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) list = JYZ_BUF_INIT;
	struct names names = { JYZ_BUF_INIT, 0 };
	int rc = jyz_attach_each(&cli->desk, kind, id, say_name, &names, err);

	if (rc >= 0 && names.n) {
		jyz_again(&again, cli);
		jyz_buf_addf(&again, " attachment list %s %lld", kind->name,
			     (long long)id);
		jyz_example(&list, again.data, again.len);
		jyz_say(cli,
			Q_("%zu file is attached (%s): %s",
			   "%zu files are attached (%s): %s",
			   (unsigned long)names.n),
			names.n, names.text.data, list.data);
	}
	jyz_buf_free(&names.text);
	return rc;
}

/* --- attach ------------------------------------------------------------- */

static int read_limit(struct jyz_cli *cli, int64_t *bytes,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	const struct jyz_key *key;
	int64_t mb;
	int rc = jyz_key_find("attachment_mb", &key, err);

	if (rc < 0 || (rc = jyz_force_find(cli, key, &force, err)) < 0)
		return rc;
	rc = jyz_decimal_parse(&mb, force.value, 0, 0, NULL, err);
	if (rc < 0)
		return jyz_error_prefix(err, _("setting '%s'"), key->name);
	/* Another program may have set what cannot be. */
	*bytes = mb < 1 || mb > JYZ_ATTACH_MB_MAX ? JYZ_ATTACH_MB_MAX * 1000000
						  : mb * 1000000;
	return JYZ_OK;
}

/*
 * Not even opened: closing it would drop the locks that SQLite holds on the
 * same file in this process.
 */
static int check_file(const struct jyz_cli *cli, const char *path,
		      struct jyz_error *err)
{
	struct stat file, database;

	if (stat(path, &file) || stat(cli->db, &database) ||
	    file.st_dev != database.st_dev || file.st_ino != database.st_ino)
		return JYZ_OK;
	return jyz_error_set(err, JYZ_EINVAL, _("'%s' is the database itself"),
			     path);
}

static int attach_each(struct jyz_cli *cli, const struct jyz_kind *kind,
		       int64_t record, const struct jyz_args *args,
		       int64_t *ids, struct jyz_error *err)
{
	int64_t max = 0;
	int rc = read_limit(cli, &max, err);

	for (size_t i = 2; i < args->n_words && rc >= 0; i++) {
		const char *path = args->words[i];
		bool added;

		if ((rc = check_file(cli, path, err)) < 0)
			return rc;
		rc = jyz_attach_file(&cli->desk, kind, record, path, max,
				     &ids[i - 2], &added, err);
		if (rc >= 0 && !added)
			jyz_desk_note(&cli->desk,
				      _("'%s' is attached already, as number "
					"%lld"), path, (long long)ids[i - 2]);
	}
	return rc;
}

static int list_ids(struct jyz_cli *cli, const int64_t *ids, size_t count,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	struct jyz_attach_put put = { cli, &report };
	int rc = jyz_attach_report(&report, cli, err);

	for (size_t i = 0; i < count && rc >= 0; i++)
		rc = jyz_attach_get(&cli->desk, ids[i], jyz_attach_row, &put,
				    err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

static int attach_all(struct jyz_cli *cli, const struct jyz_args *args,
		      int64_t *ids, struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	const struct jyz_kind *kind;
	int64_t record;
	int rc = find_record(cli, args->words[0], args->words[1], &kind,
			     &record, err);

	jyz_say_notes(cli);
	if (rc < 0 ||
	    (rc = jyz_journal_begin(&journal, cli->store, err)) < 0 ||
	    (rc = attach_each(cli, kind, record, args, ids, err)) < 0 ||
	    (rc = jyz_deed_end(cli, &journal, err)) < 0)
		return rc;
	return cli->dry_run ? JYZ_OK
			    : list_ids(cli, ids, args->n_words - 2, err);
}

static int run_attach(struct jyz_cli *cli, const struct jyz_args *args,
		      struct jyz_error *err)
{
	int64_t *ids = jyz_alloc(args->n_words * sizeof(*ids));
	int rc = attach_all(cli, args, ids, err);

	free(ids);
	return rc;
}

const struct jyz_command jyz_cmd_attach = {
	.name = "attach",
	.zh = "附上",
	.summary = N_("keep files - scans, documents - with a record"),
	.usage = N_("KIND ID FILE..."),
	.min_words = 3,
	.max_words = -1,
	.needs = JYZ_NEEDS_WRITE,
	.run = run_attach,
	.examples = "jyz attach observation 12 notes.pdf\n"
		    "jyz attach meeting 3 minutes.docx photo.jpg",
};

/* --- attachment list ---------------------------------------------------- */

static int run_list(struct jyz_cli *cli, const struct jyz_args *args,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	struct jyz_attach_put put = { cli, &report };
	const struct jyz_kind *kind = NULL;
	int64_t record = 0;
	int rc = JYZ_OK;

	if (args->n_words == 1)
		rc = jyz_filter_kind(cli, args->words[0], "jyz help",
				     &kind, err);
	else if (args->n_words == 2)
		rc = find_record(cli, args->words[0], args->words[1], &kind,
				 &record, err);
	jyz_say_notes(cli);
	if (rc < 0 || (rc = jyz_attach_report(&report, cli, err)) < 0)
		return rc;
	rc = jyz_attach_each(&cli->desk, kind, record, jyz_attach_row, &put,
			     err);
	if (rc < 0)
		return rc;
	if (!report.rows && report.human)
		jyz_say(cli, _("no attachments"));
	return jyz_report_close(&report, err);
}

/* --- attachment remove -------------------------------------------------- */

static int say_going(const struct jyz_attachment *a, void *payload,
		     struct jyz_error *err)
{
	char *word = jyz_word_first(a->kind->word);

	(void)err;
	jyz_say(payload, _("removing '%s' of %s %lld"), a->name, word,
		(long long)a->record);
	free(word);
	return JYZ_OK;
}

static int read_numbers(struct jyz_cli *cli, const struct jyz_args *args,
			int64_t *ids, struct jyz_error *err)
{
	int rc = JYZ_OK;

	for (size_t i = 0; i < args->n_words && rc >= 0; i++) {
		rc = jyz_attach_number(args->words[i], &ids[i], err);
		if (rc >= 0)
			rc = jyz_attach_get(&cli->desk, ids[i], say_going,
					    cli, err);
	}
	return rc;
}

static int remove_all(struct jyz_cli *cli, const struct jyz_args *args,
		      int64_t *ids, struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	bool yes = true;
	int rc = read_numbers(cli, args, ids, err);

	/* It can be undone: scripts need no --yes. */
	if (rc >= 0 && cli->tty_in && !cli->dry_run)
		rc = jyz_confirm(cli, &yes, err, _("remove it?"));
	if (rc < 0)
		return rc;
	if (!yes) {
		jyz_say(cli, _("nothing was removed"));
		return JYZ_OK;
	}
	if ((rc = jyz_journal_begin(&journal, cli->store, err)) < 0)
		return rc;
	for (size_t i = 0; i < args->n_words; i++)
		if ((rc = jyz_attach_remove(&cli->desk, ids[i], err)) < 0)
			return rc;
	return jyz_deed_end(cli, &journal, err);
}

static int run_remove(struct jyz_cli *cli, const struct jyz_args *args,
		      struct jyz_error *err)
{
	int64_t *ids = jyz_alloc(args->n_words * sizeof(*ids));
	int rc = remove_all(cli, args, ids, err);

	free(ids);
	return rc;
}

/* --- attachment purge --------------------------------------------------- */

static int ask_purge(struct jyz_cli *cli, const struct jyz_content_sum *sum,
		     bool *yes, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) size = JYZ_BUF_INIT;

	jyz_attach_size(&size, sum->bytes);
	jyz_say(cli, Q_("%lld file (%s) is attached to nothing any more",
			"%lld files (%s) are attached to nothing any more",
			(unsigned long)sum->count),
		(long long)sum->count, size.data);
	if (cli->dry_run)
		return JYZ_OK;
	return jyz_confirm(cli, yes, err,
			   _("delete it for good? removals of it cannot be "
			     "undone then"));
}

/*
 * No entry of the journal: there would be nothing in it to undo.  The space
 * is given back at once, so that what was deleted can not be read in the
 * file either.
 */
static int run_purge(struct jyz_cli *cli, const struct jyz_args *args,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	struct jyz_content_sum sum;
	bool yes = false;
	int rc = jyz_content_loose(cli->store, &sum, err);

	(void)args;
	if (rc < 0)
		return rc;
	if (!sum.count) {
		jyz_say(cli, _("every stored file is attached to something"));
		return JYZ_OK;
	}
	if ((rc = ask_purge(cli, &sum, &yes, err)) < 0)
		return rc;
	if (!yes) {
		jyz_say(cli, _("nothing was deleted"));
		return JYZ_OK;
	}
	if ((rc = jyz_tx_begin(&tx, cli->store, err)) < 0 ||
	    (rc = jyz_content_purge(cli->store, err)) < 0 ||
	    (rc = jyz_tx_commit(&tx, err)) < 0 ||
	    (rc = jyz_store_exec(cli->store, "VACUUM", err)) < 0)
		return rc;
	jyz_say(cli, _("deleted for good"));
	return JYZ_OK;
}

/* --- the command -------------------------------------------------------- */

static const struct jyz_command verbs[] = {
	{
		.name = "list",
		.zh = "列表",
		.summary = N_("attachments, of all records or of one"),
		.usage = N_("[KIND [ID]]"),
		.max_words = 2,
		.needs = JYZ_NEEDS_READ,
		.run = run_list,
		.examples = "jyz attachment list\n"
			    "jyz attachment list observation 12",
	},
	{
		.name = "export",
		.zh = "导出",
		.summary = N_("write attachments to files"),
		.usage = N_("ID... | --all -o DIR"),
		.options = jyz_attach_export_options,
		.max_words = -1,
		.needs = JYZ_NEEDS_READ,
		.run = jyz_attach_export,
		.examples = "jyz attachment export 4 -o scans\n"
			    "jyz attachment export --all -o scans",
	},
	{
		.name = "remove",
		.zh = "删除",
		.summary = N_("attach them no more; undo brings them back"),
		.usage = N_("ID..."),
		.min_words = 1,
		.max_words = -1,
		.needs = JYZ_NEEDS_WRITE,
		.run = run_remove,
		.examples = "jyz attachment remove 4",
	},
	{
		.name = "purge",
		.zh = "清除",
		.summary = N_("delete for good what is attached to nothing"),
		.max_words = 0,
		.needs = JYZ_NEEDS_WRITE,
		.run = run_purge,
		.examples = "jyz attachment purge --dry-run\n"
			    "jyz attachment purge --yes",
	},
	{ .name = NULL }
};

const struct jyz_command jyz_cmd_attachment = {
	.name = "attachment",
	.zh = "附件",
	.summary = N_("the files that are kept with records"),
	.verbs = verbs,
	.with_kind = &jyz_cmd_attach,
};
