/*
 * jyz archive seal, verify, unseal: a term that is closed, and the proof that
 * it is what it was.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "inside.h"
#include "jyz/archive/seal.h"
#include "jyz/base/calendar.h"
#include "report.h"
#include "sealing.h"

/* --- seal, unseal ----------------------------------------------------------- */

enum { S_TERM, S_AT, S_RECORDS, S_DIGEST, N_SEAL };

static const struct jyz_column seal_columns[N_SEAL] = {
	[S_TERM] = { .key = "term", .heading = N_("Term") },
	[S_AT] = { .key = "sealed_at", .heading = N_("Sealed at") },
	[S_RECORDS] = { .key = "records", .heading = N_("Records"),
			.type = JYZ_CELL_INTEGER, .right = true },
	[S_DIGEST] = { .key = "digest", .heading = N_("Digest") },
};

/* For people a card: a digest that is broken in two is hard to compare. */
static int put_seal_card(const struct jyz_cli *cli,
			 const struct jyz_cell *cells, struct jyz_error *err)
{
	struct jyz_column columns[N_SEAL];
	struct jyz_output out;
	int rc = jyz_output_open(&out, cli, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < N_SEAL; i++) {
		columns[i] = seal_columns[i];
		columns[i].heading = _(columns[i].heading);
	}
	rc = jyz_card_write(&out.options, columns, N_SEAL, cells, err);
	if (rc >= 0)
		rc = jyz_output_close(&out, err);
	jyz_output_free(&out);
	return rc;
}

static int put_seal_row(const struct jyz_cli *cli,
			const struct jyz_cell *cells, struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	int rc = jyz_report_open(&report, cli, seal_columns, N_SEAL, NULL,
				 err);

	if (rc < 0 || (rc = jyz_report_row(&report, cells, err)) < 0)
		return rc;
	return jyz_report_close(&report, err);
}

static int put_seal(const struct jyz_cli *cli, const char *term,
		    const struct jyz_seal *seal, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) local = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) records = JYZ_BUF_INIT;
	enum jyz_format format;
	int rc = jyz_output_picked(cli, &format, err);

	if (rc < 0)
		return rc;
	jyz_moment_local(&local, seal->sealed_at);
	struct jyz_cell cells[N_SEAL] = {
		[S_TERM] = { .value = jyz_text(term) },
		[S_AT] = { .value = jyz_text(seal->sealed_at),
			   .shown = local.data },
		[S_RECORDS] = { .value = jyz_int(seal->records) },
		[S_DIGEST] = { .value = jyz_text(seal->digest) },
	};
	if (format != JYZ_FORMAT_TABLE)
		return put_seal_row(cli, cells, err);
	jyz_buf_addf(&records, _("%lld and the term itself"),
		     (long long)seal->records - 1);
	cells[S_RECORDS].shown = records.data;
	return put_seal_card(cli, cells, err);
}

/* An entry of the journal that holds no change and that undo stops at. */
static int finish(struct jyz_cli *cli, struct jyz_journal *journal,
		  const char *action, struct jyz_error *err)
{
	struct jyz_deed deed;
	int64_t entry;

	if (cli->dry_run) {
		jyz_journal_free(journal);
		jyz_say(cli, _("dry run: nothing was saved"));
		return JYZ_OK;
	}
	jyz_deed_init(&deed, cli, action);
	int rc = jyz_journal_commit(journal, &deed, true, &entry, err);

	if (rc >= 0)
		jyz_say(cli, _("saved as entry %lld"), (long long)entry);
	return rc;
}

/* The code of a term as it is written. */
static int code_of(struct jyz_cli *cli, int64_t term, char **out,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	const struct jyz_kind *kind = jyz_kind_of_table(cli->desk.catalogue,
							"term");

	jyz_record_init(&rec, kind);
	int rc = jyz_record_load(&cli->desk, kind, term, &rec, err);

	if (rc >= 0)
		*out = jyz_strdup(rec.values[jyz_field_named(kind, "code")].s);
	return rc;
}

static int open_term(struct jyz_cli *cli, const char *word,
		     struct jyz_journal *journal, int64_t *term, char **code,
		     struct jyz_error *err)
{
	int rc = jyz_journal_begin(journal, cli->store, err);

	if (rc < 0)
		return rc;
	rc = jyz_term_named(cli, word, term, err);
	jyz_say_notes(cli);
	return rc < 0 ? rc : code_of(cli, *term, code, err);
}

static int seal(struct jyz_cli *cli, const char *word, char **code,
		struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	struct jyz_seal seal;
	int64_t term;
	int rc = open_term(cli, word, &journal, &term, code, err);

	if (rc < 0 || (rc = jyz_archive_seal(&cli->desk, term, cli->reason,
					     &seal, err)) < 0 ||
	    (rc = finish(cli, &journal, "seal", err)) < 0 ||
	    (rc = put_seal(cli, *code, &seal, err)) < 0)
		return rc;
	if (cli->dry_run) {
		jyz_say(cli, _("term %s would be sealed with this digest"),
			*code);
		return JYZ_OK;
	}
	jyz_say(cli, _("term %s is sealed: print the digest and keep it "
		       "elsewhere; later: jyz archive verify %s --digest ..."),
		*code, *code);
	return JYZ_OK;
}

int jyz_run_seal(struct jyz_cli *cli, const struct jyz_args *args,
		 struct jyz_error *err)
{
	char *code = NULL;
	int rc = seal(cli, args->words[0], &code, err);

	free(code);
	return rc;
}

static int unseal(struct jyz_cli *cli, const char *word, char **code,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	struct jyz_seal seal;
	int64_t term;
	int rc = open_term(cli, word, &journal, &term, code, err);

	if (rc < 0 || (rc = jyz_archive_unseal(&cli->desk, term, &seal,
					       err)) < 0 ||
	    (rc = finish(cli, &journal, "unseal", err)) < 0)
		return rc;
	if (cli->dry_run) {
		jyz_say(cli, _("the seal of term %s would be taken off, its "
			       "digest is %s"), *code, seal.digest);
		return JYZ_OK;
	}
	jyz_say(cli, _("the seal of term %s is off, its digest was %s"), *code,
		seal.digest);
	return JYZ_OK;
}

int jyz_run_unseal(struct jyz_cli *cli, const struct jyz_args *args,
		   struct jyz_error *err)
{
	char *code = NULL;

	if (!cli->reason || !*cli->reason) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("a seal is not taken off without a reason"));
		return jyz_error_hint(err, _("jyz archive unseal %s --reason "
					     "TEXT"), args->words[0]);
	}
	int rc = unseal(cli, args->words[0], &code, err);

	free(code);
	return rc;
}

/* --- verify ----------------------------------------------------------------- */

const struct jyz_option jyz_verify_options[] = {
	{ "digest", "摘要", 0, JYZ_OPTION_TEXT, N_("HEX"),
	  N_("the digest that was printed when the term was sealed") },
	{ 0 }
};

enum { V_KIND, V_ID, V_UID, V_NAME, V_ATTACHMENT, V_STATE, N_VERIFY };

static const struct jyz_column verify_columns[N_VERIFY] = {
	[V_KIND] = { .key = "kind", .heading = N_("Kind") },
	[V_ID] = { .key = "id", .heading = N_("No."),
		   .type = JYZ_CELL_INTEGER, .right = true },
	[V_UID] = { .key = "uid", .heading = N_("Uid") },
	[V_NAME] = { .key = "record", .heading = N_("Record"), .wrap = true },
	/* whose content is not what was attached */
	[V_ATTACHMENT] = { .key = "attachment", .heading = N_("Attachment"),
			   .wrap = true },
	[V_STATE] = { .key = "state", .heading = N_("Since the seal") },
};

static const char *state_words(const char *state)
{
	if (strcmp(state, "changed") == 0)
		return _("changed");
	return strcmp(state, "missing") == 0 ? _("missing") : _("added");
}

static int put_broken(struct jyz_report *report, const struct jyz_broken *b,
		      bool folder, struct jyz_error *err)
{
	char *word = b->kind ? jyz_word_first(b->kind->word)
			     : jyz_strdup(b->table);
	struct jyz_cell cells[N_VERIFY] = {
		[V_KIND] = { .value = jyz_text(b->table), .shown = word },
		/* a folder has no numbers */
		[V_ID] = { .value = b->id && !folder ? jyz_int(b->id)
						     : jyz_null() },
		[V_UID] = { .value = jyz_text(b->uid) },
		[V_NAME] = { .value = jyz_text(*b->name ? b->name : NULL) },
		[V_ATTACHMENT] = { .value = jyz_text(b->attachment) },
		[V_STATE] = { .value = jyz_text(b->state),
			      .shown = state_words(b->state), .alert = true },
	};
	int rc = jyz_report_row(report, cells, err);

	free(word);
	return rc;
}

static int put_verdict(const struct jyz_cli *cli,
		       const struct jyz_verdict *verdict, bool folder,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;

	if (!verdict->n_broken && cli->format < 0 && !cli->output)
		return JYZ_OK;
	int rc = jyz_report_open(&report, cli, verify_columns, N_VERIFY, NULL,
				 err);

	for (size_t i = 0; i < verdict->n_broken && rc >= 0; i++)
		rc = put_broken(&report, &verdict->broken[i], folder, err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

/* What is wrong with the seal itself comes before what is wrong with the
 * records: they were compared with it. */
static int judge(const struct jyz_cli *cli, const struct jyz_verdict *v,
		 const char *what, struct jyz_error *err)
{
	if (v->other)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the digest is not the same: the seal "
				       "of '%s' has %s"), what, v->seal.digest);
	if (v->forged)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the seal of '%s' was changed: its "
				       "digests do not give %s"), what,
				     v->seal.digest);
	if (v->n_broken)
		return jyz_error_set(err, JYZ_EINVAL,
				     Q_("%zu record of term %s is not as it "
					"was sealed",
					"%zu records of term %s are not as "
					"they were sealed", v->n_broken),
				     v->n_broken, v->term);
	jyz_say(cli, Q_("term %s and its %lld record are as they were sealed, "
			"digest %s",
			"term %s and its %lld records are as they were sealed, "
			"digest %s", (unsigned long)v->seal.records - 1),
		v->term, (long long)v->seal.records - 1, v->seal.digest);
	return JYZ_OK;
}

static bool is_folder(const char *word)
{
	struct stat st;

	return strchr(word, '/') ||
	       (stat(word, &st) == 0 && S_ISDIR(st.st_mode));
}

static int check_digest(const char *digest, struct jyz_error *err)
{
	if (!digest || (strlen(digest) == JYZ_DIGEST_SIZE - 1 &&
			strspn(digest, "0123456789abcdefABCDEF") ==
				JYZ_DIGEST_SIZE - 1))
		return JYZ_OK;
	return jyz_error_set(err, JYZ_EUSAGE,
			     _("'%s' is no digest: 64 digits 0-9 a-f"),
			     digest);
}

/* A term is meant unless the word can only be a folder: "./2026-1". */
static int verify(struct jyz_cli *cli, const char *word, const char *digest,
		  struct jyz_verdict *out, bool *folder,
		  struct jyz_error *err)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	int64_t term;
	int rc = JYZ_ENOTFOUND;

	*folder = strchr(word, '/') != NULL;
	if (!*folder && (rc = jyz_term_named(cli, word, &term, &why)) < 0 &&
	    is_folder(word))
		*folder = true;
	if (*folder) {
		jyz_error_free(&why);
		return jyz_folder_verify(&cli->desk, word, digest, out, err);
	}
	if (rc < 0) {
		jyz_error_move(err, &why);
		return rc;
	}
	return jyz_archive_verify(&cli->desk, term, digest, out, err);
}

int jyz_run_verify(struct jyz_cli *cli, const struct jyz_args *args,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_verdict) verdict = JYZ_VERDICT_INIT;
	const char *digest = jyz_args_get(args, "digest");
	bool folder;
	int rc = check_digest(digest, err);

	if (rc < 0 || (rc = verify(cli, args->words[0], digest, &verdict,
				   &folder, err)) < 0)
		return rc;
	jyz_say_notes(cli);
	if ((rc = put_verdict(cli, &verdict, folder, err)) < 0)
		return rc;
	return judge(cli, &verdict, args->words[0], err);
}
