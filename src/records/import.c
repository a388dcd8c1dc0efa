/*
 * Import: a sheet's headings become fields, its rows records.
 */
#include "jyz/records/import.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "import_reader.h"
#include "room.h"

static int by_word(const struct jyz_kind *kind, const char *heading)
{
	/* Row numbers of a spreadsheet are no more than our own. */
	static const char *const passed[] = { "id", "created_at", "updated_at",
					      "序号", "No.", "no." };
	int found;
	if (*heading == '#' || !*heading)
		return IGNORED;
	if (strcmp(heading, "uid") == 0)
		return UID;
	if ((found = jyz_field_find(kind, heading)) >= 0)
		return jyz_field_read_only(&kind->fields[found]) ? IGNORED
								 : found;
	if ((found = jyz_part_find(kind, heading)) >= 0)
		return jyz_part_read_only(&kind->parts[found])
			       ? IGNORED
			       : (int)kind->n_fields + found;
	for (size_t i = 0; i < JYZ_COUNT(passed); i++)
		if (strcmp(heading, passed[i]) == 0)
			return IGNORED;
	return UNKNOWN;
}

static bool skipped(const struct jyz_import *import, const char *heading)
{
	for (size_t i = 0; i < import->n_skip; i++)
		if (strcmp(import->skip[i], heading) == 0)
			return true;
	return false;
}

/* All that cannot be read are named, so that one go mends them. */
static int unknown_headings(const struct jyz_reader *r, struct jyz_error *err)
{
	const struct jyz_kind *kind = r->kind;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	bool any = false;
	for (size_t i = 0; i < r->import->n_columns; i++) {
		any |= r->columns[i] > UNKNOWN && r->columns[i] != IGNORED;
		if (r->columns[i] != UNKNOWN)
			continue;
		jyz_buf_adds(&text, text.len ? "; " : "");
		jyz_buf_addf(&text, _("column %zu: unknown heading '%s'"),
			     i + 1, r->import->columns[i]);
	}
	if (!text.len)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, "%s", text.data);
	jyz_buf_clear(&text);
	for (size_t i = 0; i < kind->n_fields; i++)
		if (!jyz_field_read_only(&kind->fields[i]))
			jyz_buf_addf(&text, "%s%s", text.len ? ", " : "",
				     jyz_field_word(&arena, &kind->fields[i]));
	for (size_t i = 0; i < kind->n_parts; i++)
		if (!jyz_part_read_only(&kind->parts[i]))
			jyz_buf_addf(&text, ", %s",
				     jyz_part_title(&arena, &kind->parts[i]));
	return any ? jyz_error_hint(err, _("--skip HEADING passes a column "
					   "over; headings are: %s"),
				    text.data)
		   : jyz_error_hint(err, _("the first row must hold the "
					   "headings, which are: %s"),
				    text.data);
}

static int read_heading(struct jyz_reader *r, const struct jyz_sheet_row *row,
			struct jyz_error *err)
{
	struct jyz_import *import = r->import;
	r->columns = jyz_alloc((row->count + 1) * sizeof(int));
	import->columns = jyz_alloc((row->count + 1) * sizeof(char *));
	import->n_columns = row->count;
	for (size_t i = 0; i < row->count; i++) {
		JYZ_AUTO(jyz_buf) heading = JYZ_BUF_INIT;
		jyz_text_trim(&heading, row->cells[i].s);
		import->columns[i] = jyz_strdup(heading.data);
		r->columns[i] = by_word(r->kind, heading.data);
		if (skipped(import, heading.data))
			r->columns[i] = IGNORED;
		if (r->columns[i] == IGNORED && *heading.data &&
		    *heading.data != '#') {
			JYZ_GROW(import->ignored, import->n_ignored,
				 import->ignored_room);
			import->ignored[import->n_ignored++] =
				jyz_strdup(heading.data);
		}
		for (size_t j = 0; r->columns[i] >= UID && j < i &&
				   r->columns[i] != IGNORED; j++)
			if (r->columns[j] == r->columns[i]) {
				jyz_error_set(err, JYZ_EINVAL,
					      _("columns %zu and %zu are both "
						"'%s'"),
					      j + 1, i + 1, heading.data);
				return err->code;
			}
	}
	r->headed = true;
	return unknown_headings(r, err);
}

/* Lines of a part's cell. */
static void set_part(struct jyz_record *rec, int part, const char *text)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	for (const char *s = text; *s;) {
		size_t n = strcspn(s, "\r\n");
		jyz_buf_clear(&line);
		jyz_buf_add(&line, s, n);
		if (strspn(line.data, " \t") < line.len)
			jyz_record_part(rec, part, line.data);
		s += n + (s[n] != 0);
	}
}

/* An empty cell says nothing: neither a value nor that there is none. */
static int set_cells(struct jyz_reader *r, const struct jyz_sheet_row *row,
		     struct jyz_record *rec, struct jyz_error *err)
{
	for (size_t i = 0; i < row->count && i < r->import->n_columns; i++) {
		const char *text = jyz_csv_unguard(row->cells[i].s);
		int column = r->columns[i];
		int rc;
		if (column < 0 || !*text)
			continue;
		if (column >= (int)r->kind->n_fields) {
			set_part(rec, column - (int)r->kind->n_fields, text);
			continue;
		}
		rc = jyz_record_set(r->desk, rec, column, text, err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

static const char *row_uid(const struct jyz_reader *r,
			   const struct jyz_sheet_row *row)
{
	for (size_t i = 0; i < row->count && i < r->import->n_columns; i++)
		if (r->columns[i] == UID && *row->cells[i].s)
			return row->cells[i].s;
	return NULL;
}

static int find_uid(struct jyz_reader *r, const char *uid, int64_t *id,
		    struct jyz_error *err)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	*id = 0;
	if (strlen(uid) != 32 || strspn(uid, "0123456789abcdef") != 32)
		return jyz_error_set(err, JYZ_EINVAL, _("'%s' is not a uid"),
				     uid);
	int rc = jyz_resolve(r->desk, r->kind, uid, NULL, id, &why);
	if (rc == JYZ_ENOTFOUND) {
		jyz_error_free(&why);
		return JYZ_OK;
	}
	if (rc < 0)
		jyz_error_move(err, &why);
	return rc;
}

static bool in_key(const struct jyz_kind *kind, size_t field)
{
	for (size_t i = 0; i < JYZ_KEY_MAX && kind->key[i]; i++)
		if (kind->key[i] == (int)field + 1)
			return true;
	return false;
}

/*
 * Lays what the row says over the record on file.  *differs is the first
 * field or part that says something else, -1: none.  A record that was found
 * by its key has that key, however the row writes it.
 */
static void overlay(struct jyz_record *merged, const struct jyz_record *said,
		    bool by_key, int *differs)
{
	const struct jyz_kind *kind = said->kind;
	*differs = -1;
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (!said->given[i] || kind->fields[i].flags & JYZ_COMPUTED ||
		    (by_key && in_key(kind, i)) ||
		    jyz_value_same(merged->values[i], said->values[i]))
			continue;
		merged->values[i] = said->values[i];
		merged->given[i] = true;
		if (*differs < 0)
			*differs = (int)i;
	}
	for (size_t i = 0; i < kind->n_parts; i++) {
		const struct jyz_rows *rows = &said->parts[i];
		size_t n = rows->count * kind->parts[i].n_fields;
		struct jyz_rows *to = &merged->parts[i];
		if (!rows->given || jyz_rows_same(&kind->parts[i], to, rows))
			continue;
		to->cells = jyz_realloc(to->cells, n + 1, sizeof(*to->cells));
		if (n)
			memcpy(to->cells, rows->cells, n * sizeof(*to->cells));
		to->count = to->room = rows->count;
		if (*differs < 0)
			*differs = (int)(kind->n_fields + i);
	}
}

static int other_values(struct jyz_reader *r, const struct jyz_record *before,
			int field, struct jyz_error *err)
{
	const struct jyz_kind *kind = r->kind;
	JYZ_AUTO(jyz_buf) old = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	const char *name;
	if (field < (int)kind->n_fields) {
		name = jyz_field_word(&arena, &kind->fields[field]);
		jyz_value_shown(&old, &kind->fields[field],
				before->values[field], before->labels[field]);
	} else {
		name = jyz_part_title(
			&arena, &kind->parts[field - (int)kind->n_fields]);
		jyz_part_shown(&old, &kind->parts[field - (int)kind->n_fields],
			       &before->parts[field - (int)kind->n_fields]);
	}
	size_t line = jyz_import_line(r, before->id);
	if (line)
		return jyz_error_set(err, JYZ_EEXISTS,
				     _("line %zu has the same record, with "
				       "another %s: '%s'"),
				     line, name, old.data);
	char *word = jyz_word_first(kind->word);
	jyz_error_set(err, JYZ_EEXISTS,
		      _("%s %lld is there already, with another %s: '%s'"),
		      word, (long long)before->id, name, old.data);
	free(word);
	return jyz_error_hint(err, _("import with --update to take the new "
				     "values"));
}

/* The record is on file: the same, a change, or a reject. */
static int merge_row(struct jyz_reader *r, struct jyz_record *said, int64_t id,
		     bool by_key, int *blamed, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) before = { 0 };
	JYZ_AUTO(jyz_record) merged = { 0 };
	size_t changed = 0;
	int differs;
	jyz_record_init(&before, r->kind);
	jyz_record_init(&merged, r->kind);
	int rc = jyz_record_load(r->desk, r->kind, id, &before, err);
	if (rc < 0)
		return rc;
	jyz_record_copy(&merged, &before);
	overlay(&merged, said, by_key, &differs);
	if (differs < 0) {
		r->import->same++;
		return JYZ_OK;
	}
	*blamed = differs;
	if (!r->import->update)
		return other_values(r, &before, differs, err);
	if ((rc = jyz_record_finish(r->desk, &merged, err)) < 0 ||
	    (rc = jyz_record_update(r->desk, &merged, &before, &changed,
				    err)) < 0)
		return rc;
	r->import->changed++;
	return JYZ_OK;
}

/* Cells that hold nothing: spreadsheets leave rows and columns of them. */
static bool empty_from(const struct jyz_sheet_row *row, size_t first)
{
	for (size_t i = first; i < row->count; i++)
		if (strspn(row->cells[i].s, " \t\r\n") < row->cells[i].len)
			return false;
	return true;
}

static int take_row(struct jyz_reader *r, const struct jyz_sheet_row *row,
		    struct jyz_record *rec, int *blamed, struct jyz_error *err)
{
	const char *uid = row_uid(r, row);
	int64_t id = 0;
	bool by_key;
	int rc;
	if (!empty_from(row, r->import->n_columns))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the row has %zu cells, the heading "
				       "%zu"),
				     row->count, r->import->n_columns);
	*blamed = UID;
	if (uid && (rc = find_uid(r, uid, &id, err)) < 0)
		return rc;
	*blamed = IGNORED;
	if (id) {
		/* the file may hold only some columns: begin with the rest */
		JYZ_AUTO(jyz_record) before = { 0 };
		jyz_record_init(&before, r->kind);
		rc = jyz_record_load(r->desk, r->kind, id, &before, err);
		if (rc < 0)
			return rc;
		jyz_record_copy(rec, &before);
	}
	if ((rc = set_cells(r, row, rec, err)) < 0 ||
	    (rc = jyz_record_finish(r->desk, rec, err)) < 0)
		return rc;
	by_key = !id;
	if (by_key && (rc = jyz_record_twin(r->desk, rec, &id, err)) < 0)
		return rc;
	if (id)
		return merge_row(r, rec, id, by_key, blamed, err);
	rec->uid = jyz_arena_strdup(&rec->arena, uid);
	if ((rc = jyz_record_insert(r->desk, rec, err)) < 0)
		return rc;
	r->import->created++;
	jyz_import_made(r, rec->id, row->line);
	return JYZ_OK;
}

static int take_or_reject(struct jyz_reader *r, const struct jyz_sheet_row *row,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	struct jyz_error why = JYZ_ERROR_INIT;
	int blamed = IGNORED;
	jyz_record_init(&rec, r->kind);
	int rc = take_row(r, row, &rec, &blamed, &why);
	if (rc >= 0)
		return JYZ_OK;
	/* Mistakes of the row are rejects; a disk that is full is not. */
	if (rc <= JYZ_EBUSY) {
		jyz_error_move(err, &why);
		return jyz_error_prefix(err, _("line %zu"), row->line);
	}
	jyz_import_reject(r, row, rec.blamed >= 0 ? rec.blamed : blamed,
	       why.code == JYZ_EEXISTS ? jyz_import_line(r, rec.twin) : 0, &why);
	return JYZ_OK;
}

static int read_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct jyz_reader *r = payload;
	int rc = JYZ_OK;
	if (!r->headed)
		rc = read_heading(r, row, err);
	else if (!empty_from(row, 0))
		rc = take_or_reject(r, row, err);
	r->ours = rc < 0;
	return rc;
}

static size_t made_so_far(const struct jyz_desk *desk)
{
	size_t n = 0;
	for (size_t i = 0; i < desk->n_made; i++)
		n += desk->made[i].count;
	return n;
}

static int name_file(const struct jyz_book *book, size_t sheet,
		     struct jyz_error *err)
{
	if (book->n_sheets > 1)
		return jyz_error_prefix(err, _("%s, sheet '%s'"), book->name,
					book->sheets[sheet]);
	return jyz_error_prefix(err, "%s", book->name);
}

int jyz_import_sheet(struct jyz_desk *desk, const struct jyz_kind *kind,
		     struct jyz_book *book, size_t sheet,
		     struct jyz_import *import, struct jyz_error *err)
{
	struct jyz_reader r = { .desk = desk, .kind = kind, .import = import };
	size_t before = made_so_far(desk);
	int rc = jyz_book_read(book, sheet, read_row, &r, err);
	free(r.columns);
	free(r.made);
	import->made = made_so_far(desk) - before;
	if (rc < 0 && !r.ours)
		return rc; /* the reader has named the file */
	if (rc >= 0 && !r.headed) {
		jyz_error_set(err, JYZ_EINVAL, _("the file has no rows"));
		rc = jyz_error_hint(err, "jyz %s template -o %s.csv",
				    kind->name, kind->name);
	}
	return rc < 0 ? name_file(book, sheet, err) : JYZ_OK;
}

void jyz_import_free(struct jyz_import *import)
{
	for (size_t i = 0; i < import->n_rejects; i++) {
		free(import->rejects[i].column);
		free(import->rejects[i].value);
		free(import->rejects[i].reason);
		free(import->rejects[i].hint);
	}
	for (size_t i = 0; i < import->n_rows * import->n_columns; i++)
		free(import->rows[i]);
	for (size_t i = 0; i < import->n_columns; i++)
		free(import->columns[i]);
	for (size_t i = 0; i < import->n_ignored; i++)
		free(import->ignored[i]);
	free(import->rejects);
	free(import->rows);
	free(import->row_lines);
	free(import->columns);
	free(import->ignored);
	memset(import, 0, sizeof(*import));
}

void jyz_import_template(const struct jyz_kind *kind,
			 void (*fn)(const char *name, const char *label,
				    void *payload),
			 void *payload)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	for (size_t i = 0; i < kind->n_fields; i++)
		if (!jyz_field_read_only(&kind->fields[i]))
			fn(kind->fields[i].name,
			   jyz_field_label(&arena, &kind->fields[i]), payload);
	for (size_t i = 0; i < kind->n_parts; i++) {
		const char *label = jyz_word(kind->parts[i].label);
		if (jyz_part_read_only(&kind->parts[i]))
			continue;
		fn(kind->parts[i].name,
		   jyz_arena_strndup(&arena, label, strcspn(label, "/")),
		   payload);
	}
}
