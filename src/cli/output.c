/*
 * Where data goes: the standard output, or a named file that appears when it
 * is complete.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "inside.h"

static const char *ending(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');
	return dot ? dot + 1 : "";
}

/* enum jyz_format, or -1. */
static int format_of_ending(const char *end)
{
	static const char *const endings[] = {
		[JYZ_FORMAT_CSV] = "csv",     [JYZ_FORMAT_TSV] = "tsv",
		[JYZ_FORMAT_JSON] = "json",   [JYZ_FORMAT_JSONL] = "jsonl",
		[JYZ_FORMAT_XLSX] = "xlsx",   [JYZ_FORMAT_HTML] = "html",
	};
	for (int f = JYZ_FORMAT_CSV; f <= JYZ_FORMAT_HTML; f++)
		if (strcasecmp(end, endings[f]) == 0)
			return f;
	return -1;
}

static int pick_format(const struct jyz_cli *cli, enum jyz_format *out,
		       struct jyz_error *err)
{
	if (cli->format >= 0) {
		*out = (enum jyz_format)cli->format;
		return JYZ_OK;
	}
	*out = cli->tty_out && !cli->output ? JYZ_FORMAT_TABLE
					    : JYZ_FORMAT_TSV;
	if (!cli->output)
		return JYZ_OK;
	const char *end = ending(cli->output);
	if (strncasecmp(end, "xls", 3) == 0 && strcasecmp(end, "xlsx") != 0) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("'%s' would be an Excel file of a kind that "
				"jyz does not write"), cli->output);
		return jyz_error_hint(err, "-o %.*s.xlsx",
				      (int)(end - cli->output - 1),
				      cli->output);
	}
	if (strcasecmp(end, "txt") == 0)
		*out = JYZ_FORMAT_TABLE;
	else if (format_of_ending(end) >= 0)
		*out = (enum jyz_format)format_of_ending(end);
	return JYZ_OK;
}

int jyz_folder_there(const char *folder, struct jyz_error *err)
{
	struct stat st;
	if (stat(folder, &st) == 0 || errno != ENOENT)
		return JYZ_OK; /* what else is wrong shows in the attempt */
	char *above = jyz_path_folder(folder);
	int rc = strcmp(above, folder) ? jyz_folder_there(above, err) : JYZ_OK;
	free(above);
	if (rc < 0)
		return rc;
	jyz_error_set(err, JYZ_EIO, _("there is no folder '%s'"), folder);
	return jyz_error_hint(err, _("make it first, or write another name"));
}

/* A name that says another kind of file would open as something else. */
static int check_ending(const struct jyz_cli *cli, struct jyz_error *err)
{
	const char *end = ending(cli->output);
	struct stat st;
	if (!*end || strcasecmp(end, "txt") == 0 ||
	    format_of_ending(end) >= 0 ||
	    (stat(cli->output, &st) == 0 && !S_ISREG(st.st_mode)))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EUSAGE, _("no format is called '.%s'"), end);
	return jyz_error_hint(err, _("a name that ends in .csv, .tsv, .json, "
				     ".jsonl, .xlsx or .txt, or --format"));
}

static int cannot_write(const char *path, struct jyz_error *err)
{
	return jyz_error_errno(err, errno ? errno : EIO,
			       _("cannot write '%s'"), path);
}

/* What is written would take the place of all records. */
static int check_target(const struct jyz_cli *cli, struct jyz_error *err)
{
	struct stat target, database;
	if (stat(cli->output, &target) != 0 || !cli->db ||
	    stat(cli->db, &database) != 0 ||
	    target.st_dev != database.st_dev ||
	    target.st_ino != database.st_ino)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("'%s' is the database itself"),
		      cli->output);
	return jyz_error_hint(err, _("choose another name"));
}

/* A workbook is a file, and a page is made of a whole archive. */
static int check_format(const struct jyz_cli *cli, enum jyz_format format,
			bool named, bool archive, struct jyz_error *err)
{
	struct stat st;

	if (format == JYZ_FORMAT_HTML && !archive) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("html is made of a term's archive only"));
		return jyz_error_hint(err, "jyz archive export TERM --format "
					   "html -o FILE.html");
	}
	if (format != JYZ_FORMAT_XLSX ||
	    (named && (stat(cli->output, &st) != 0 || S_ISREG(st.st_mode))))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EUSAGE,
		      _("a workbook is written to a file only"));
	return jyz_error_hint(err, "-o FILE.xlsx");
}

/* Pipes and devices are written to; a file is made beside and renamed. */
static int open_named(struct jyz_output *out, const char *path,
		      struct jyz_error *err)
{
	struct stat st;
	errno = 0;
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		out->file = fopen(path, "we");
		if (!out->file)
			return cannot_write(path, err);
		out->path = jyz_strdup(path);
		return JYZ_OK;
	}
	int rc = jyz_temp_make(&out->temp, path, err);
	if (rc < 0)
		return jyz_error_prefix(err, _("cannot write '%s'"), path);
	out->path = jyz_strdup(path);
	out->file = fopen(out->temp.path, "we");
	return out->file ? JYZ_OK : cannot_write(path, err);
}

static int open_any(struct jyz_output *out, const struct jyz_cli *cli,
		    bool archive, struct jyz_error *err)
{
	struct jyz_output made = { 0 };
	bool named = cli->output && strcmp(cli->output, "-") != 0;
	int rc = pick_format(cli, &made.format, err);
	if (rc < 0)
		return rc;
	if ((rc = check_format(cli, made.format, named, archive, err)) < 0)
		return rc;
	if (cli->encoding && made.format != JYZ_FORMAT_CSV) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("--encoding is for csv, other formats are "
				"UTF-8"));
		return jyz_error_hint(err, "--format csv");
	}
	made.file = stdout;
	if (named && ((rc = check_target(cli, err)) < 0 ||
		      (cli->format < 0 && (rc = check_ending(cli, err)) < 0)))
		return rc;
	if (named && (rc = open_named(&made, cli->output, err)) < 0) {
		jyz_output_free(&made);
		return rc;
	}
	made.options = (struct jyz_writer_options){
		.out = made.file,
		.color = cli->color && !named,
		.terminal = cli->tty_out && !named,
		.width = named ? 0 : cli->width,
		.headings = cli->headings,
		.excel = named && made.format == JYZ_FORMAT_CSV,
		.encoding = cli->encoding,
		.path = made.temp.path,
	};
	*out = made;
	return JYZ_OK;
}

int jyz_output_open(struct jyz_output *out, const struct jyz_cli *cli,
		    struct jyz_error *err)
{
	return open_any(out, cli, false, err);
}

int jyz_output_dossier(struct jyz_output *out, const struct jyz_cli *cli,
		       struct jyz_error *err)
{
	return open_any(out, cli, true, err);
}

int jyz_output_picked(const struct jyz_cli *cli, enum jyz_format *format,
		      struct jyz_error *err)
{
	return pick_format(cli, format, err);
}

int jyz_output_close(struct jyz_output *out, struct jyz_error *err)
{
	int rc = JYZ_OK;
	errno = 0;
	if (!out->path) {
		if (fflush(out->file) != 0 || ferror(out->file))
			rc = jyz_error_errno(err, errno ? errno : EIO,
					     _("cannot write the output"));
		jyz_output_free(out);
		return rc;
	}
	bool good = fflush(out->file) == 0 && !ferror(out->file);
	good = fclose(out->file) == 0 && good;
	out->file = NULL;
	if (!good)
		rc = cannot_write(out->path, err);
	else if (out->temp.path)
		rc = jyz_temp_place(&out->temp, out->path, true, err);
	jyz_output_free(out);
	return rc;
}

void jyz_output_free(struct jyz_output *out)
{
	if (out->path && out->file)
		fclose(out->file);
	jyz_temp_free(&out->temp);
	free(out->path);
	memset(out, 0, sizeof(*out));
}

bool jyz_output_human(const struct jyz_output *out)
{
	return out->format == JYZ_FORMAT_TABLE;
}

bool jyz_output_words(const struct jyz_output *out)
{
	return out->format == JYZ_FORMAT_TABLE ||
	       out->format == JYZ_FORMAT_XLSX;
}
