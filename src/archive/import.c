/*
 * Import: the files of a folder, in the order of the catalogue.  Each row
 * finds its place - a record that is here, or a new one - as soon as it is
 * read; a reference to a record that comes later is set at the end.
 */
#include "jyz/archive/import.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "intake.h"
#include "jyz/base/i18n.h"
#include "jyz/records/bulk.h"
#include "jyz/records/resolve.h"

#define NOTES_MAX 20 /* records known by their key that are named */

struct jyz_intake *jyz_merger_intake(struct jyz_merger *m,
				     const struct jyz_kind *kind)
{
	for (size_t k = 0; k < m->n_intakes; k++)
		if (m->intakes[k].kind == kind)
			return &m->intakes[k];
	return NULL;
}

/* --- finding ------------------------------------------------------------ */

static int find_uid(struct jyz_merger *m, struct jyz_intake *in,
		    const char *uid, int64_t *id, struct jyz_error *err)
{
	int rc = JYZ_OK;

	*id = 0;
	if (in->find.handle)
		jyz_stmt_reset(&in->find);
	else
		rc = jyz_bulk_find(&in->find, m->desk, in->kind, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&in->find, ":uid", uid);
	if ((rc = jyz_stmt_step(&in->find, err)) < 0)
		return rc;
	if (rc == JYZ_ROW) {
		*id = jyz_col_int(&in->find, "id");
		jyz_stmt_done(&in->find);
	}
	return JYZ_OK;
}

int jyz_merger_find(struct jyz_merger *m, const struct jyz_kind *kind,
		    const char *uid, int64_t *id, struct jyz_error *err)
{
	struct jyz_intake *in = jyz_merger_intake(m, kind);
	size_t len = strlen(uid);
	const int64_t *known = jyz_map_get(&in->uids, uid, len);

	if (!known)
		known = jyz_map_get(&in->known, uid, len);
	if (known) {
		*id = *known;
		return JYZ_OK;
	}
	int rc = find_uid(m, in, uid, id, err);

	if (rc == JYZ_OK && *id)
		jyz_map_put(&in->known, uid, len, *id);
	return rc;
}

/* --- rejects ------------------------------------------------------------ */

struct walk {
	struct jyz_merger *m;
	struct jyz_intake *in;
};

static const char *cell_text(const struct jyz_intake *in,
			     const struct jyz_sheet_row *row, size_t column)
{
	return column < in->n_columns && column < row->count
		       ? row->cells[column].s : NULL;
}

/* The first column of a field or part that the check hook blames. */
static size_t blamed_column(const struct jyz_intake *in, int blamed)
{
	int n = (int)in->kind->n_fields;

	for (size_t i = 0; blamed >= 0 && i < in->n_columns; i++) {
		struct jyz_column_of c = in->columns[i];

		if (blamed < n ? c.is == JYZ_IS_FIELD && c.at == blamed
			       : c.is == JYZ_IS_PART && c.at == blamed - n)
			return i;
	}
	return SIZE_MAX;
}

static void reject(struct jyz_merger *m, const struct jyz_intake *in,
		   size_t line, const char *column, const char *value,
		   struct jyz_error *why)
{
	struct jyz_merge *merge = m->merge;
	struct jyz_arena *arena = &merge->arena;

	JYZ_GROW(merge->rejects, merge->n_rejects, merge->rejects_room);
	merge->rejects[merge->n_rejects++] = (struct jyz_merge_reject){
		.file = jyz_arena_printf(arena, "%s.csv", in->kind->name),
		.line = line,
		.column = jyz_arena_strdup(arena, column),
		.value = jyz_arena_strdup(arena, value),
		.reason = jyz_arena_strdup(arena, why->msg),
	};
	jyz_error_free(why);
}

/* --- placing ------------------------------------------------------------ */

/* Two rows of the folder cannot be one record here. */
static int check_claim(const struct jyz_intake *in, int64_t id,
		       struct jyz_error *err)
{
	const int64_t *line = jyz_map_get_id(&in->lines, id);

	if (!line)
		return JYZ_OK;
	return jyz_error_set(err, JYZ_EINVAL,
			     _("the same record as on line %lld"),
			     (long long)*line);
}

/* By its uid, else by its key; *id 0: the record is new. */
static int identify(struct jyz_merger *m, struct jyz_intake *in,
		    const struct jyz_record *rec, int64_t *id, bool *mapped,
		    struct jyz_error *err)
{
	int rc;

	*mapped = false;
	if (jyz_map_get(&in->uids, rec->uid, strlen(rec->uid)))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the uid %s is there twice"),
				     rec->uid);
	if ((rc = find_uid(m, in, rec->uid, id, err)) < 0)
		return rc;
	if (!*id && in->kind->key[0]) {
		rc = jyz_record_twin(m->desk, rec, id, err);
		if (rc < 0)
			return rc;
		*mapped = *id != 0;
	}
	return *id ? check_claim(in, *id, err) : JYZ_OK;
}

/* Which record here that one of the folder is. */
static int note_mapped(struct jyz_merger *m, struct jyz_intake *in,
		       const char *uid, int64_t id, struct jyz_error *err)
{
	char *label = NULL;

	if (in->count->mapped++ >= NOTES_MAX)
		return JYZ_OK;
	int rc = jyz_label(m->desk, in->kind, id, &label, err);

	if (rc >= 0) {
		char *word = jyz_word_first(in->kind->word);

		jyz_desk_note(m->desk, _("%s %lld, %s, is the same record as "
					 "%s in the folder; it keeps its own "
					 "uid"), word, (long long)id, label,
			      uid);
		free(word);
	}
	free(label);
	return rc;
}

/* What the checks say of a record that was accepted long ago is no news. */
static int check(struct jyz_merger *m, struct jyz_record *rec,
		 struct jyz_error *err)
{
	struct jyz_notes *notes = &m->desk->notes;
	size_t count = notes->count;
	int rc = rec->kind->check ? rec->kind->check(m->desk, rec, err)
				  : JYZ_OK;

	while (notes->count > count)
		free(notes->items[--notes->count]);
	return rc;
}

static int create(struct jyz_merger *m, struct jyz_intake *in,
		  struct jyz_record *rec, size_t line, struct jyz_error *err)
{
	int rc = check(m, rec, err);

	/* identify has found none with its key */
	if (rc < 0 || (rc = jyz_record_insert_new(m->desk, rec, err)) < 0)
		return rc;
	in->count->created++;
	for (size_t i = 0; i < in->kind->n_fields; i++) {
		if (!rec->words[i])
			continue;
		JYZ_GROW(m->later, m->n_later, m->later_room);
		m->later[m->n_later++] = (struct jyz_later){
			in, rec->id, (int)i,
			jyz_arena_strdup(&m->merge->arena, rec->words[i]),
			line
		};
	}
	return JYZ_OK;
}

static bool is_waiting(const struct jyz_record *rec)
{
	for (size_t i = 0; i < rec->kind->n_fields; i++)
		if (rec->words[i])
			return true;
	return false;
}

static int place(struct jyz_merger *m, struct jyz_intake *in,
		 struct jyz_record *rec, size_t line, struct jyz_error *err)
{
	bool mapped;
	int64_t id = 0;
	int rc = identify(m, in, rec, &id, &mapped, err);

	if (rc < 0)
		return rc;
	bool new = !id;

	if (new) {
		if ((rc = create(m, in, rec, line, err)) < 0)
			return rc;
		id = rec->id;
	}
	jyz_map_put(&in->uids, rec->uid, strlen(rec->uid), id);
	jyz_map_put_id(&in->lines, id, (int64_t)line);
	if (new)
		return JYZ_OK;
	if (mapped &&
	    (rc = note_mapped(m, in, rec->uid, id, err)) < 0)
		return rc;
	if (is_waiting(rec)) {
		jyz_map_put_id(&in->waiting, (int64_t)line, id);
		return JYZ_OK;
	}
	return jyz_intake_settle(m, in, rec, id, err);
}

/* --- rows --------------------------------------------------------------- */

static int take_row(struct walk *w, const struct jyz_sheet_row *row,
		    struct jyz_record *rec, size_t *column,
		    struct jyz_error *err)
{
	const int64_t *id = jyz_map_get_id(&w->in->waiting,
					   (int64_t)row->line);

	if (w->m->last && !id)
		return JYZ_OK;
	int rc = jyz_intake_row(w->m, w->in, row, rec, column, err);

	if (rc < 0)
		return rc;
	if (w->m->last)
		return jyz_intake_settle(w->m, w->in, rec, *id, err);
	w->in->count->rows++;
	for (size_t i = 0; i < w->m->merge->n_uids; i++)
		w->m->found[i] += jyz_uid_meant(w->m->merge->uids[i],
						rec->uid);
	return place(w->m, w->in, rec, row->line, err);
}

static int on_row(const struct jyz_sheet_row *row, void *payload,
		  struct jyz_error *err)
{
	struct walk *w = payload;
	struct jyz_error why = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_record) rec = { 0 };
	size_t column = SIZE_MAX;

	if (!w->in->headed)
		return jyz_intake_headings(w->in, row, err);
	jyz_record_init(&rec, w->in->kind);
	int rc = take_row(w, row, &rec, &column, &why);

	if (rc >= 0)
		return JYZ_OK;
	/* Mistakes of the row are rejects; a disk that is full is not. */
	if (rc <= JYZ_EBUSY) {
		jyz_error_move(err, &why);
		return jyz_error_prefix(err, _("'%s.csv', line %zu"),
					w->in->kind->name, row->line);
	}
	if (column == SIZE_MAX)
		column = blamed_column(w->in, rec.blamed);
	reject(w->m, w->in, row->line,
	       column < w->in->n_columns ? w->in->headings[column] : NULL,
	       cell_text(w->in, row, column), &why);
	return JYZ_OK;
}

static int read_kind(struct jyz_merger *m, struct jyz_intake *in,
		     struct jyz_error *err)
{
	struct walk w = { m, in };
	int rc = jyz_csv_read(&in->source, on_row, &w, err);

	if (rc < 0)
		return rc;
	if (!in->headed)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s.csv' has no heading"),
				     in->kind->name);
	return JYZ_OK;
}

/* --- the end ------------------------------------------------------------ */

static int point_later(struct jyz_merger *m, const struct jyz_later *later,
		       struct jyz_error *err)
{
	const struct jyz_field *f = &later->in->kind->fields[later->field];
	JYZ_AUTO(jyz_buf) column = JYZ_BUF_INIT;
	struct jyz_error why = JYZ_ERROR_INIT;
	int64_t to = 0;
	int rc = jyz_merger_find(m, f->target, later->uid, &to, err);

	if (rc < 0)
		return rc;
	if (to)
		return jyz_bulk_point(m->desk, later->in->kind, later->id,
				      later->field, to, err);
	char *word = jyz_word_first(f->target->word);

	jyz_error_set(&why, JYZ_EINVAL,
		      _("no %s has this uid, neither in the folder nor here"),
		      word);
	free(word);
	jyz_buf_addf(&column, "%s_uid", f->name);
	reject(m, later->in, later->line, column.data, later->uid, &why);
	return JYZ_OK;
}

/* References to what came later, and the rows that waited for them. */
static int finish(struct jyz_merger *m, struct jyz_error *err)
{
	int rc;

	for (size_t i = 0; i < m->n_later; i++)
		if ((rc = point_later(m, &m->later[i], err)) < 0)
			return rc;
	m->last = true;
	for (size_t k = 0; k < m->n_intakes && !m->merge->n_rejects; k++)
		if (m->intakes[k].waiting.count &&
		    (rc = read_kind(m, &m->intakes[k], err)) < 0)
			return rc;
	return JYZ_OK;
}

/* Answers of summaries whose plans have come otherwise. */
static int note_answers(struct jyz_merger *m, struct jyz_error *err)
{
	size_t news = 0;

	for (size_t k = 0; k < m->n_intakes; k++)
		if (strcmp(m->intakes[k].kind->name, "plan") == 0 ||
		    strcmp(m->intakes[k].kind->name, "summary") == 0)
			news += m->intakes[k].count->created +
				m->intakes[k].count->changed;
	return news ? jyz_bulk_note_answers(m->desk, err) : JYZ_OK;
}

static int take_school(struct jyz_merger *m, struct jyz_error *err)
{
	char *school = NULL;
	const char *theirs = m->merge->school;
	int rc = jyz_setting_get(m->desk->store, "school", &school, err);

	if (rc == JYZ_OK && theirs && jyz_line_valid(theirs, err) < 0)
		rc = jyz_error_prefix(err, "school");
	if (rc < 0 || !theirs)
		;
	else if (!school)
		rc = jyz_setting_set(m->desk->store, "school", theirs, err);
	else if (strcmp(school, theirs) != 0)
		jyz_desk_note(m->desk, _("the archive is of '%s', this "
					 "database of '%s'"), theirs, school);
	free(school);
	return rc;
}

static void sum_up(struct jyz_merge *merge)
{
	for (size_t k = 0; k < merge->n_kinds; k++) {
		const struct jyz_merge_kind *c = &merge->kinds[k];

		merge->all.rows += c->rows;
		merge->all.created += c->created;
		merge->all.changed += c->changed;
		merge->all.same += c->same;
		merge->all.conflicts += c->conflicts;
		merge->all.mapped += c->mapped;
	}
}

/* A record that was asked for must be there, and be the only one. */
static int check_wanted(const struct jyz_merger *m, const char *path,
			struct jyz_error *err)
{
	const struct jyz_merge *merge = m->merge;
	size_t i = 0;

	while (i < merge->n_uids && m->found[i] == 1)
		i++;
	if (i == merge->n_uids)
		return JYZ_OK;
	if (m->found[i])
		return jyz_error_set(err, JYZ_EAMBIGUOUS,
				     _("the uids of %zu records of the folder "
				       "begin with '%s'"), m->found[i],
				     merge->uids[i]);
	jyz_error_set(err, JYZ_ENOTFOUND,
		      _("no record of the folder has the uid '%s'"),
		      merge->uids[i]);
	return jyz_error_hint(err, "jyz archive import %s --dry-run", path);
}

/* --- all ---------------------------------------------------------------- */

static void merger_free(struct jyz_merger *m)
{
	for (size_t k = 0; k < m->n_intakes; k++)
		jyz_intake_free(&m->intakes[k]);
	free(m->intakes);
	free(m->later);
	jyz_map_free(&m->items);
	free(m->found);
}

static void begin(struct jyz_merger *m)
{
	const struct jyz_catalogue *catalogue = m->desk->catalogue;
	struct jyz_merge *merge = m->merge;

	m->n_intakes = merge->n_kinds = catalogue->count;
	m->intakes = jyz_alloc(m->n_intakes * sizeof(*m->intakes));
	merge->kinds = jyz_alloc(merge->n_kinds * sizeof(*merge->kinds));
	for (size_t k = 0; k < m->n_intakes; k++) {
		struct jyz_intake *in = &m->intakes[k];

		merge->kinds[k].kind = in->kind = catalogue->kinds[k];
		in->order = k;
		in->count = &merge->kinds[k];
		in->source = (struct jyz_source)JYZ_SOURCE_INIT;
	}
	m->found = jyz_alloc((merge->n_uids + 1) * sizeof(*m->found));
}

/* The raw bytes go as soon as they are text. */
static int open_files(struct jyz_merger *m, struct jyz_folder *folder,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	for (size_t k = 0; k < m->n_intakes; k++) {
		struct jyz_intake *in = &m->intakes[k];
		struct jyz_buf *raw = &folder->texts[k];

		in->there = folder->there[k];
		if (!in->there)
			continue;
		jyz_buf_clear(&name);
		jyz_buf_addf(&name, "%s.csv", in->kind->name);
		int rc = jyz_source_decode(&in->source, name.data, raw->data,
					   raw->len, "UTF-8", err);

		jyz_buf_free(raw);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

static int merge_all(struct jyz_merger *m, struct jyz_folder *folder,
		     struct jyz_error *err)
{
	int rc;

	for (size_t k = 0; k < m->n_intakes; k++) {
		if (m->intakes[k].there &&
		    (rc = read_kind(m, &m->intakes[k], err)) < 0)
			return rc;
		/* What follows would only miss what was rejected. */
		if (m->merge->n_rejects)
			return JYZ_OK;
	}
	if ((rc = finish(m, err)) < 0)
		return rc;
	if (!m->merge->n_rejects &&
	    ((rc = note_answers(m, err)) < 0 ||
	     (rc = jyz_attached_merge(m, folder, err)) < 0))
		return rc;
	return take_school(m, err);
}

int jyz_folder_merge(struct jyz_desk *desk, struct jyz_folder *folder,
		     struct jyz_merge *merge, struct jyz_error *err)
{
	__attribute__((cleanup(merger_free))) struct jyz_merger m = {
		.desk = desk, .merge = merge
	};
	int rc;

	merge->term = jyz_arena_strdup(&merge->arena, folder->term);
	merge->school = jyz_arena_strdup(&merge->arena, folder->school);
	begin(&m);
	if ((rc = open_files(&m, folder, err)) < 0 ||
	    (rc = merge_all(&m, folder, err)) < 0)
		return jyz_error_prefix(err, "%s", folder->path);
	if (!merge->n_rejects &&
	    (rc = check_wanted(&m, folder->path, err)) < 0)
		return rc;
	sum_up(merge);
	return JYZ_OK;
}

int jyz_archive_merge(struct jyz_desk *desk, const char *dir,
		      struct jyz_merge *merge, struct jyz_error *err)
{
	JYZ_AUTO(jyz_folder) folder = { 0 };
	int rc = jyz_folder_read(&folder, desk, dir, err);

	return rc < 0 ? rc : jyz_folder_merge(desk, &folder, merge, err);
}

void jyz_merge_free(struct jyz_merge *merge)
{
	free(merge->kinds);
	free(merge->differences);
	free(merge->rejects);
	jyz_arena_free(&merge->arena);
	*merge = (struct jyz_merge)JYZ_MERGE_INIT;
}
