/*
 * jyz archive export: a term's records as a folder of open files, a workbook
 * or a page to print; and the table of what else jyz archive does.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "commands.h"
#include "inside.h"
#include "jyz/archive/dossier.h"
#include "jyz/archive/export.h"
#include "jyz/records/resolve.h"
#include "privacy.h"
#include "report.h"
#include "sealing.h"

/* The option -o names the folder; what is said about it goes to stdout. */
static struct jyz_cli to_stdout(const struct jyz_cli *cli)
{
	struct jyz_cli other = *cli;

	other.output = NULL;
	return other;
}

/* --- export ------------------------------------------------------------- */

static const struct jyz_option export_options[] = {
	{ "replace", "覆盖", 0, JYZ_OPTION_FLAG, NULL,
	  N_("an archive that is there may be replaced") },
	{ "private", "含隐私", 0, JYZ_OPTION_FLAG, NULL,
	  N_("private fields, too, and what is attached to "
	     "records that have some") },
	{ 0 }
};

enum { E_KIND, E_OF_TERM, E_REFERRED, N_EXPORT };

static const struct jyz_column export_columns[N_EXPORT] = {
	[E_KIND] = { .key = "kind", .heading = N_("Kind") },
	[E_OF_TERM] = { .key = "of_term", .heading = N_("Of the term"),
			.type = JYZ_CELL_INTEGER, .right = true },
	[E_REFERRED] = { .key = "referred", .heading = N_("Referred to"),
			 .type = JYZ_CELL_INTEGER, .right = true },
};

/* They are no kind, and count like one. */
static int put_attached(struct jyz_report *report,
			const struct jyz_export_kind *table,
			struct jyz_error *err)
{
	struct jyz_cell cells[N_EXPORT] = {
		[E_KIND] = { .value = jyz_text("attachment"),
			     .shown = _("attachment") },
		[E_OF_TERM] = { .value = jyz_int((int64_t)table->own) },
		[E_REFERRED] = { .value = jyz_int((int64_t)(table->rows -
							    table->own)) },
	};

	return table->rows ? jyz_report_row(report, cells, err) : JYZ_OK;
}

static int put_kinds(const struct jyz_cli *cli,
		     const struct jyz_export *export, struct jyz_error *err)
{
	JYZ_AUTO(jyz_report) report = JYZ_REPORT_INIT;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_cli out = to_stdout(cli);
	int rc = jyz_report_open(&report, &out, export_columns, N_EXPORT,
				 NULL, err);

	for (size_t k = 0; k < export->n_kinds && rc >= 0; k++) {
		const struct jyz_export_kind *e = &export->kinds[k];
		struct jyz_cell cells[N_EXPORT] = { { .shown = NULL } };

		if (!e->rows)
			continue;
		cells[E_KIND].value = jyz_text(e->kind->name);
		cells[E_KIND].shown = jyz_kind_shown(&arena, e->kind);
		cells[E_OF_TERM].value = jyz_int((int64_t)e->own);
		cells[E_REFERRED].value = jyz_int((int64_t)(e->rows -
							    e->own));
		rc = jyz_report_row(&report, cells, err);
	}
	if (rc >= 0)
		rc = put_attached(&report, &export->attached.table, err);
	return rc < 0 ? rc : jyz_report_close(&report, err);
}

/* What an inspection would miss. */
static void say_missing(const struct jyz_cli *cli,
			const int64_t fourteen[JYZ_FOURTEEN])
{
	JYZ_AUTO(jyz_buf) missing = JYZ_BUF_INIT;

	for (size_t n = 0; n < JYZ_FOURTEEN; n++)
		if (!fourteen[n])
			jyz_buf_addf(&missing, "%s%s",
				     missing.len ? _(", ") : "",
				     jyz_word(jyz_fourteen[n].word));
	if (missing.len)
		jyz_say(cli, _("no records in this term: %s"), missing.data);
}

static bool has_private(const struct jyz_kind *kind)
{
	bool private = false;

	for (size_t f = 0; f < kind->n_fields; f++)
		private |= (kind->fields[f].flags &
			    (JYZ_PRIVATE | JYZ_COMPUTED)) == JYZ_PRIVATE;
	for (size_t p = 0; p < kind->n_parts; p++)
		private |= (kind->parts[p].flags & JYZ_PRIVATE) != 0;
	return private;
}

/* Distributions of scores and names of pupils: who takes the folder over will
 * miss them. */
static void say_private(const struct jyz_cli *cli,
			const struct jyz_export *export)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	JYZ_AUTO(jyz_buf) kinds = JYZ_BUF_INIT;

	for (size_t k = 0; k < export->n_kinds; k++)
		if (export->kinds[k].rows && has_private(export->kinds[k].kind))
			jyz_buf_addf(&kinds, "%s%s", kinds.len ? _(", ") : "",
				     jyz_kind_shown(&arena,
						    export->kinds[k].kind));
	if (kinds.len)
		jyz_say(cli, _("private fields stay here (--private): %s"),
			kinds.data);
}

/* Whoever names a document wants no folder of that name. */
static int check_folder(const char *name, struct jyz_error *err)
{
	static const char *const endings[] = { ".doc", ".docx", ".pdf", ".xls",
					       ".csv", ".tsv",  ".txt", ".json",
					       ".jsonl", ".zip" };
	const char *end = strrchr(name, '.');

	for (size_t i = 0; end && i < JYZ_COUNT(endings); i++) {
		if (strcasecmp(end, endings[i]) != 0)
			continue;
		jyz_error_set(err, JYZ_EUSAGE,
			      _("an archive is a folder of CSV files: '%s' is "
				"the name of a document"), name);
		return jyz_error_hint(err, _("-o DIR, -o FILE.xlsx (a "
					     "workbook) or -o FILE.html (a "
					     "page to print)"));
	}
	return JYZ_OK;
}

/* By the format or the name's ending; but a folder that is there is one. */
static int is_dossier(const struct jyz_cli *cli, bool *dossier,
		      struct jyz_error *err)
{
	enum jyz_format format;
	struct stat st;

	*dossier = false;
	if (cli->format < 0 && stat(cli->output, &st) == 0 &&
	    S_ISDIR(st.st_mode))
		return JYZ_OK;
	int rc = jyz_output_picked(cli, &format, err);

	if (rc >= 0)
		*dossier = format == JYZ_FORMAT_XLSX ||
			   format == JYZ_FORMAT_HTML;
	return rc;
}

static int write_dossier(struct jyz_cli *cli, struct jyz_output *out,
			 int64_t term, struct jyz_dossier *dossier,
			 struct jyz_error *err)
{
	int rc = out->format == JYZ_FORMAT_XLSX
			 ? jyz_dossier_workbook(&cli->desk, term,
						out->temp.path, dossier, err)
			 : jyz_dossier_page(&cli->desk, term, out->file,
					    dossier, err);

	return rc < 0 ? rc : jyz_output_close(out, err);
}

static int export_dossier(struct jyz_cli *cli, const struct jyz_args *args,
			  int64_t term, struct jyz_error *err)
{
	struct jyz_dossier dossier = {
		.private = jyz_args_has(args, "private"),
	};
	struct jyz_output out;
	int rc = jyz_output_dossier(&out, cli, err);

	if (rc < 0)
		return rc;
	rc = write_dossier(cli, &out, term, &dossier, err);
	jyz_output_free(&out);
	if (rc < 0)
		return rc;
	say_missing(cli, dossier.fourteen);
	jyz_say_notes(cli);
	jyz_say_small(cli, dossier.hidden);
	jyz_say(cli, _("the archive is in '%s': %zu records"), cli->output,
		dossier.rows);
	return JYZ_OK;
}

static int run_export(struct jyz_cli *cli, const struct jyz_args *args,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_export) export = JYZ_EXPORT_INIT;
	bool dossier;
	int64_t term;

	if (cli->dry_run)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("'%s' cannot be tried with --dry-run"),
				     "archive export");
	if (!cli->output || strcmp(cli->output, "-") == 0) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("the folder of the archive is not named"));
		return jyz_error_hint(err, "jyz archive export %s -o DIR",
				      args->words[0]);
	}
	int rc = jyz_term_named(cli, args->words[0], &term, err);

	jyz_say_notes(cli);
	if (rc < 0)
		return rc;
	if ((rc = is_dossier(cli, &dossier, err)) < 0)
		return rc;
	if (dossier)
		return export_dossier(cli, args, term, err);
	if ((rc = check_folder(cli->output, err)) < 0)
		return rc;
	export.replace = jyz_args_has(args, "replace");
	export.private = jyz_args_has(args, "private");
	rc = jyz_archive_export(&cli->desk, term, cli->output, &export, err);
	if (rc < 0 || (rc = put_kinds(cli, &export, err)) < 0)
		return rc;
	say_missing(cli, export.fourteen);
	if (!export.private)
		say_private(cli, &export);
	if (export.attached.withheld)
		jyz_say(cli, Q_("%zu file stays here: it is attached to a "
				"record with private fields (--private)",
				"%zu files stay here: they are attached to "
				"records with private fields (--private)",
				(unsigned long)export.attached.withheld),
			export.attached.withheld);
	jyz_say(cli, _("the archive is in '%s': %zu records in %zu files; to "
		       "check it: sha256sum -c SHA256SUMS"), cli->output,
		export.rows, export.files);
	return JYZ_OK;
}

static const struct jyz_command verbs[] = {
	{
		.name = "export",
		.zh = "导出",
		.summary = N_("write a term's records to a folder of CSV "
			      "files, a workbook or a page to print"),
		.usage = N_("TERM -o DIR|FILE.xlsx|FILE.html"),
		.options = export_options,
		.min_words = 1,
		.max_words = 1,
		.needs = JYZ_NEEDS_READ,
		.run = run_export,
		.examples = "jyz archive export 2026-1 -o 2026-1\n"
			    "jyz archive export 2026-1 -o 2026-1 --replace\n"
			    "jyz archive export 2026-1 -o 2026-1.xlsx\n"
			    "jyz archive export 2026-1 -o 2026-1.html",
	},
	{
		.name = "import",
		.zh = "导入",
		.summary = N_("merge such a folder into this database"),
		.usage = N_("DIR"),
		.options = jyz_archive_import_options,
		.min_words = 1,
		.max_words = 1,
		.needs = JYZ_NEEDS_WRITE,
		.run = jyz_archive_import,
		.examples = "jyz archive import 2026-1 --dry-run\n"
			    "jyz archive import 2026-1\n"
			    "jyz archive import 2026-1 --theirs",
	},
	{
		.name = "seal",
		.zh = "封存",
		.summary = N_("make a term's records read-only and print "
			      "their digest"),
		.usage = N_("TERM"),
		.min_words = 1,
		.max_words = 1,
		.needs = JYZ_NEEDS_WRITE,
		.run = jyz_run_seal,
		.examples = "jyz archive seal 2026-1\n"
			    "jyz archive seal 2026-1 --reason "
			    "本学期没有义务加班",
	},
	{
		.name = "verify",
		.zh = "验证",
		.summary = N_("is a sealed term, or its folder, as it was "
			      "sealed?"),
		.usage = N_("TERM|DIR"),
		.options = jyz_verify_options,
		.min_words = 1,
		.max_words = 1,
		.needs = JYZ_NEEDS_READ,
		.run = jyz_run_verify,
		.examples = "jyz archive verify 2026-1\n"
			    "jyz archive verify ./2026-1 --digest HEX",
	},
	{
		.name = "unseal",
		.zh = "启封",
		.summary = N_("let a sealed term be changed again"),
		.usage = N_("TERM --reason TEXT"),
		.min_words = 1,
		.max_words = 1,
		.needs = JYZ_NEEDS_WRITE,
		.run = jyz_run_unseal,
		.examples = "jyz archive unseal 2026-1 --reason 补录两次听课",
	},
	{
		.name = "status",
		.zh = "状态",
		.summary = N_("which of the fourteen kinds a term has, and "
			      "what is missing"),
		.usage = N_("[TERM]"),
		.min_words = 0,
		.max_words = 1,
		.needs = JYZ_NEEDS_READ,
		.run = jyz_archive_status,
		.examples = "jyz archive status 2026-1\n"
			    "jyz archive status now --format csv -o "
			    "status.csv",
	},
	{ .name = NULL }
};

const struct jyz_command jyz_cmd_archive = {
	.name = "archive",
	.zh = "档案/存档/归档",
	.summary = N_("a term's records as a folder of open files; seals"),
	.verbs = verbs,
};
