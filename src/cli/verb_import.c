/*
 * Importing a sheet, and the empty sheet to fill in.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"
#include "jyz/base/text.h"
#include "jyz/records/import.h"
#include "jyz/records/scores.h"

/* --- rejects -------------------------------------------------------------- */

static void say_reject(const struct jyz_cli *cli, const char *file,
		       const struct jyz_reject *reject)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) value = JYZ_BUF_INIT;
	jyz_buf_addf(&line, "%s:%zu: ", file, reject->line);
	if (reject->value)
		jyz_text_cut(&value, reject->value, 60);
	if (reject->column && reject->value)
		jyz_buf_addf(&line, "%s '%s': ", reject->column, value.data);
	else if (reject->column)
		jyz_buf_addf(&line, "%s: ", reject->column);
	jyz_buf_adds(&line, reject->reason);
	jyz_say(cli, "%s", line.data);
	if (reject->hint) {
		jyz_buf_clear(&line);
		jyz_hint(&line, reject->hint);
		jyz_say(cli, "  %s", line.data);
	}
}

static const struct jyz_reject *reject_of(const struct jyz_import *import,
					  size_t line)
{
	for (size_t i = 0; i < import->n_rejects; i++)
		if (import->rejects[i].line == line)
			return &import->rejects[i];
	return NULL;
}

/* The rejected rows as they came, with line, column and reason behind. */
static int put_rejects(struct jyz_output *out, const void *payload,
		       struct jyz_error *err)
{
	const struct jyz_import *import = payload;
	size_t n = import->n_columns + 3;
	struct jyz_column *columns = jyz_alloc(n * sizeof(*columns));
	struct jyz_cell *cells = jyz_alloc(n * sizeof(*cells));
	struct jyz_writer *writer = NULL;
	for (size_t i = 0; i < import->n_columns; i++)
		columns[i].key = columns[i].heading = import->columns[i];
	columns[n - 3].key = columns[n - 3].heading = "#line";
	columns[n - 3].type = JYZ_CELL_INTEGER;
	columns[n - 2].key = columns[n - 2].heading = "#column";
	columns[n - 1].key = columns[n - 1].heading = "#reason";
	int rc = jyz_writer_new(&writer, out->format, &out->options, columns,
				n, err);
	for (size_t r = 0; r < import->n_rows && rc >= 0; r++) {
		const struct jyz_reject *reject =
			reject_of(import, import->row_lines[r]);
		for (size_t i = 0; i < import->n_columns; i++)
			cells[i].value = jyz_text(
				import->rows[r * import->n_columns + i]);
		cells[n - 3].value = jyz_int((int64_t)import->row_lines[r]);
		cells[n - 2].value = jyz_text(reject ? reject->column : NULL);
		cells[n - 1].value = jyz_text(reject ? reject->reason : NULL);
		rc = jyz_writer_row(writer, cells, err);
	}
	if (rc >= 0)
		rc = jyz_writer_end(writer, err);
	else
		jyz_writer_drop(writer);
	free(columns);
	free(cells);
	return rc;
}

int jyz_rejects_write(const struct jyz_cli *cli, const char *path,
		      jyz_rejects_fn *put, const void *payload,
		      struct jyz_error *err)
{
	/* A file of its own, whatever format and name the data has. */
	struct jyz_cli other = *cli;
	struct jyz_output out;
	other.format = JYZ_FORMAT_CSV;
	other.output = path;
	other.headings = false;
	int rc = jyz_output_open(&out, &other, err);
	if (rc < 0)
		return rc;
	if ((rc = put(&out, payload, err)) < 0) {
		jyz_output_free(&out);
		return rc;
	}
	return jyz_output_close(&out, err);
}

static int write_rejects(struct jyz_cli *cli, const char *path,
			 const struct jyz_import *import,
			 struct jyz_error *err)
{
	int rc = jyz_rejects_write(cli, path, put_rejects, import, err);
	if (rc >= 0)
		jyz_say(cli, _("'%s' lists the rejected rows, with the "
			       "reasons"), path);
	return rc;
}

/* --- import --------------------------------------------------------------- */

static size_t taken(const struct jyz_import *import)
{
	return import->created + import->changed + import->same;
}

static void say_counts(const struct jyz_cli *cli,
		       const struct jyz_import *import)
{
	for (size_t i = 0; i < import->n_ignored; i++)
		jyz_say(cli, _("column '%s' was passed over"),
			import->ignored[i]);
	/* Nothing is new when nothing is taken. */
	if (import->n_rows) {
		jyz_say(cli, Q_("%zu row is right, %zu rejected",
				"%zu rows are right, %zu rejected",
				taken(import)),
			taken(import), import->n_rows);
		return;
	}
	jyz_say(cli, _("%zu new, %zu changed, %zu unchanged, %zu rejected"),
		import->created, import->changed, import->same,
		import->n_rows);
}

/* What --create-missing made, a line a kind; sheets name hundreds. */
static void say_made(const struct jyz_cli *cli)
{
	for (size_t i = 0; i < cli->desk.n_made; i++) {
		const struct jyz_made *made = &cli->desk.made[i];
		char *word = jyz_word_first(made->kind->word);
		if (made->names.len)
			jyz_say(cli, _("made on the way: %s %zu (%s)"), word,
				made->count, made->names.data);
		else
			jyz_say(cli, _("made on the way: %s %zu"), word,
				made->count);
		free(word);
	}
}

static int refused(struct jyz_cli *cli, const char *file, const char *rejects,
		   const struct jyz_import *import, struct jyz_error *err)
{
	for (size_t i = 0; i < import->n_rejects; i++)
		say_reject(cli, file, &import->rejects[i]);
	if (rejects) {
		int rc = write_rejects(cli, rejects, import, err);
		if (rc < 0)
			return rc;
	}
	jyz_error_set(err, JYZ_EINVAL,
		      Q_("%zu row was rejected, nothing was imported",
			 "%zu rows were rejected, nothing was imported",
			 import->n_rows), import->n_rows);
	/* The rows that are right are in that file only: whoever imported
	 * the mended rejects alone would miss them. */
	if (rejects)
		return jyz_error_hint(err, _("mend them in '%s', then import "
					     "it again as a whole"), file);
	return jyz_error_hint(err, _("mend them in '%s', then import it again "
				     "as a whole; --rejects FILE.csv lists "
				     "them with the reasons"), file);
}

/* The headings given with --skip, as many as there are options at most. */
static size_t skipped(const struct jyz_args *args, const char **skip)
{
	size_t n = 0;
	for (size_t i = 0; i < args->n_given; i++)
		if (strcmp(args->given[i].name, "skip") == 0)
			skip[n++] = args->given[i].value;
	return n;
}

static void say_read(const struct jyz_cli *cli, const struct jyz_book *book,
		     size_t sheet)
{
	if (strcmp(book->encoding, "xlsx") == 0)
		jyz_say(cli, _("%s: workbook, sheet '%s'"), book->name,
			book->sheets[sheet]);
	else if (book->guessed && strcmp(book->encoding, "UTF-8") != 0)
		jyz_say(cli, _("%s: taken for %s (--encoding NAME overrides)"),
			book->name, book->encoding);
	else
		jyz_say(cli, _("%s: read as %s"), book->name, book->encoding);
}

/* A heading of pupils' numbers in the first rows: 考号, student. */
static int see_pupils(const struct jyz_sheet_row *row, void *payload,
		      struct jyz_error *err)
{
	enum jyz_score_role role;
	for (size_t i = 0; i < row->count; i++)
		if (jyz_score_role_word(row->cells[i].s, &role) &&
		    role == JYZ_ROLE_STUDENT)
			*(bool *)payload = true;
	/* The headings are enough. */
	return jyz_error_set(err, JYZ_EINTERNAL, "enough");
}

/* What people try first with a score sheet. */
static int not_records(struct jyz_book *book, size_t sheet,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) enough = JYZ_ERROR_INIT;
	bool pupils = false;
	int rc = jyz_book_read(book, sheet, see_pupils, &pupils, &enough);
	if (rc >= 0 || !pupils)
		return err->code;
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is a score sheet: a row for each pupil"),
		      book->name);
	return jyz_error_hint(err, "jyz exam import %s --exam %s", book->name,
			      _("NAME"));
}

int jyz_import_book(struct jyz_cli *cli, const struct jyz_kind *kind,
		    const struct jyz_args *args, struct jyz_book *book,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_import) import = JYZ_IMPORT_INIT;
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	size_t sheet;
	int rc = jyz_book_pick(book, jyz_args_get(args, "sheet"), &sheet, err);
	if (rc < 0)
		return rc;
	say_read(cli, book, sheet);
	cli->desk.create_missing = jyz_args_has(args, "create-missing");
	import.update = jyz_args_has(args, "update");
	if ((rc = jyz_journal_begin(&journal, cli->store, err)) < 0)
		return rc;
	const char **skip = jyz_alloc((args->n_given + 1) * sizeof(*skip));
	import.n_skip = skipped(args, skip);
	import.skip = skip;
	rc = jyz_import_sheet(&cli->desk, kind, book, sheet, &import, err);
	free(skip);
	if (rc == JYZ_EINVAL)
		return not_records(book, sheet, err);
	if (rc < 0)
		return rc;
	say_counts(cli, &import);
	if (import.n_rejects) {
		jyz_journal_free(&journal);
		return refused(cli, book->name, jyz_args_get(args, "rejects"),
			       &import, err);
	}
	say_made(cli);
	return jyz_deed_end(cli, &journal, err);
}

int jyz_verb_import(struct jyz_cli *cli, const struct jyz_kind *kind,
		    const struct jyz_args *args, struct jyz_error *err)
{
	JYZ_AUTO(jyz_book) book = JYZ_BOOK_INIT;
	int rc = jyz_book_open(&book, args->words[0], cli->encoding, err);
	if (rc < 0)
		return rc;
	return jyz_import_book(cli, kind, args, &book, err);
}

/* --- template ------------------------------------------------------------- */

struct headings {
	struct jyz_column *items;
	size_t count, room;
	struct jyz_arena arena;
};

static void add_heading(const char *name, const char *label, void *payload)
{
	struct headings *h = payload;
	JYZ_GROW(h->items, h->count, h->room);
	h->items[h->count++] = (struct jyz_column){
		.key = jyz_arena_strdup(&h->arena, name),
		.heading = jyz_arena_strdup(&h->arena, label),
	};
}

int jyz_verb_template(struct jyz_cli *cli, const struct jyz_kind *kind,
		      const struct jyz_args *args, struct jyz_error *err)
{
	(void)args;
	struct headings h = { NULL, 0, 0, JYZ_ARENA_INIT };
	struct jyz_cli csv = *cli;
	struct jyz_output out;
	struct jyz_writer *writer = NULL;
	if (csv.format < 0)
		csv.format = JYZ_FORMAT_CSV;
	/* Who fills it in reads the headings, and reads Chinese. */
	if (jyz_i18n_lang() == JYZ_LANG_ZH && !cli->keys)
		csv.headings = true;
	if (csv.format != JYZ_FORMAT_CSV && csv.format != JYZ_FORMAT_TSV) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("a template is csv or tsv"));
		return jyz_error_hint(err, "--format csv");
	}
	/* A sheet of that name may have been filled in. */
	if (cli->output && !cli->yes && access(cli->output, F_OK) == 0) {
		jyz_error_set(err, JYZ_EEXISTS, _("'%s' exists already"),
			      cli->output);
		return jyz_error_hint(err, _("another name, or --yes to "
					     "replace it"));
	}
	int rc = jyz_output_open(&out, &csv, err);
	if (rc < 0)
		return rc;
	jyz_import_template(kind, add_heading, &h);
	rc = jyz_writer_new(&writer, out.format, &out.options, h.items,
			    h.count, err);
	if (rc >= 0)
		rc = jyz_writer_end(writer, err);
	if (rc >= 0)
		rc = jyz_output_close(&out, err);
	else
		jyz_output_free(&out);
	free(h.items);
	jyz_arena_free(&h.arena);
	return rc;
}
