/*
 * Rows of a sheet that cannot be taken: what is wrong with them, said by line
 * and column, for those who have the sheet before them.
 */
#include <string.h>

#include "import_reader.h"
#include "room.h"

static void keep_row(struct jyz_reader *r, const struct jyz_sheet_row *row)
{
	struct jyz_import *import = r->import;
	JYZ_GROW(import->row_lines, import->n_rows, import->lines_room);
	import->row_lines[import->n_rows] = row->line;
	import->rows = jyz_realloc(import->rows,
				   (import->n_rows + 1) * import->n_columns,
				   sizeof(char *));
	for (size_t i = 0; i < import->n_columns; i++)
		import->rows[import->n_rows * import->n_columns + i] =
			jyz_strdup(i < row->count ? row->cells[i].s : "");
	import->n_rows++;
}

size_t jyz_import_line(const struct jyz_reader *r, int64_t id)
{
	size_t first = 0, end = r->n_made;
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		if (r->made[middle].id == id)
			return r->made[middle].line;
		if (r->made[middle].id < id)
			first = middle + 1;
		else
			end = middle;
	}
	return 0;
}

void jyz_import_made(struct jyz_reader *r, int64_t id, size_t line)
{
	JYZ_GROW(r->made, r->n_made, r->made_room);
	r->made[r->n_made++] = (struct jyz_made_by){ id, line };
}

static const char *behind(const char *text, const char *word, const char *mark)
{
	size_t n = strlen(word);
	return strncmp(text, word, n) == 0 &&
			       strncmp(text + n, mark, strlen(mark)) == 0
		       ? text + n + strlen(mark)
		       : NULL;
}

/* The reason as it stands beside its column and cell: these need not be said
 * again, and whoever fills in a sheet types no options. */
static const char *beside_cell(const struct jyz_reader *r, int blamed,
			       const char *cell, const char *reason)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	int part = blamed - (int)r->kind->n_fields;
	const char *rest = NULL;
	if (blamed < 0)
		return reason;
	if (part < 0) {
		rest = behind(reason, jyz_field_word(
					      &arena, &r->kind->fields[blamed]),
			      _(": "));
		return rest ? rest : reason;
	}
	if (strncmp(reason, "--", 2) == 0)
		rest = behind(reason + 2, r->kind->parts[part].name, "");
	if (!rest)
		return reason;
	reason = rest + strspn(rest, " ");
	rest = cell ? behind(reason, cell, _(": ")) : NULL;
	return rest ? rest : reason;
}

/* Of a sheet, options of records are no way on; commands are, and so are
 * options of import. */
static const char *hint_for_sheet(const struct jyz_error *why)
{
	bool option = why->hint && strstr(why->hint, "--") &&
		      !strstr(why->hint, "jyz ");
	return option && why->code != JYZ_EEXISTS ? NULL : why->hint;
}

void jyz_import_reject(struct jyz_reader *r, const struct jyz_sheet_row *row,
		       int blamed, size_t line, struct jyz_error *why)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_import *import = r->import;
	struct jyz_reject out = { .line = row->line };
	for (size_t i = 0; i < import->n_columns && i < row->count; i++)
		if (blamed != IGNORED && r->columns[i] == blamed) {
			out.column = jyz_strdup(import->columns[i]);
			if (*row->cells[i].s)
				out.value = jyz_strdup(row->cells[i].s);
		}
	out.reason = jyz_strdup(
		line ? jyz_arena_printf(&arena, _("line %zu has it already"),
					line)
		     : beside_cell(r, blamed, out.value, why->msg));
	out.hint = jyz_strdup(line ? NULL : hint_for_sheet(why));
	JYZ_GROW(import->rejects, import->n_rejects, import->rejects_room);
	import->rejects[import->n_rejects++] = out;
	keep_row(r, row);
	jyz_error_free(why);
}
