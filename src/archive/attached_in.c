/*
 * Attachments on their way in, after the records that they belong to.  One
 * that is not here comes with its uid; the same file of the same record is
 * the same, whatever its uid.  A content is stored once, and is that of its
 * hash: it was compared when the folder was read, and is again when stored.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "intake.h"
#include "jyz/base/i18n.h"
#include "jyz/records/attach.h"

enum { UID, CREATED, KIND, RECORD, RECORD_UID, NAME, SIZE, SHA256, N_COLUMNS };

static const char *const names[N_COLUMNS] = {
	[UID] = "uid", [CREATED] = "created_at", [KIND] = "kind",
	[RECORD] = "record", [RECORD_UID] = "record_uid", [NAME] = "name",
	[SIZE] = "size", [SHA256] = "sha256",
};

struct arrival {
	struct jyz_merger *m;
	const struct jyz_folder *folder;
	bool headed;
	size_t at[N_COLUMNS]; /* column of each, from 1; 0: it has none */
};

/* --- the heading -------------------------------------------------------- */

static int read_heading(struct arrival *r, const struct jyz_sheet_row *row,
			struct jyz_error *err)
{
	r->headed = true;
	for (size_t i = 0; i < row->count; i++) {
		size_t c = 0;

		while (c < N_COLUMNS &&
		       strcmp(names[c], row->cells[i].s) != 0)
			c++;
		if (c == N_COLUMNS)
			return jyz_error_set(
				err, JYZ_EINVAL,
				_("'%s': the column '%s' is not known"),
				JYZ_ARCHIVE_ATTACHED, row->cells[i].s);
		r->at[c] = i + 1;
	}
	for (size_t c = 0; c < N_COLUMNS; c++)
		/* Those are for people. */
		if (!r->at[c] && c != RECORD && c != SIZE)
			return jyz_error_set(
				err, JYZ_EINVAL,
				_("'%s': the column '%s' is missing"),
				JYZ_ARCHIVE_ATTACHED, names[c]);
	return JYZ_OK;
}

static const char *cell(const struct arrival *r,
			const struct jyz_sheet_row *row, int column)
{
	size_t at = r->at[column];

	return at && at <= row->count ? jyz_csv_unguard(row->cells[at - 1].s)
				      : "";
}

/* --- a row -------------------------------------------------------------- */

static int find_record(struct arrival *r, struct jyz_attachment *a,
		       const char *uid, struct jyz_error *err)
{
	int rc = jyz_merger_find(r->m, a->kind, uid, &a->record, err);

	if (rc < 0 || a->record)
		return rc;
	char *word = jyz_word_first(a->kind->word);

	jyz_error_set(err, JYZ_EINVAL,
		      _("no %s has this uid, neither in the folder nor here"),
		      word);
	free(word);
	return err->code;
}

static int read_row(struct arrival *r, const struct jyz_sheet_row *row,
		    struct jyz_attachment *a, int *column,
		    struct jyz_error *err)
{
	const char *kind = cell(r, row, KIND);
	int rc;

	*column = UID;
	a->uid = cell(r, row, UID);
	if (!jyz_archive_uid(a->uid))
		return jyz_error_set(err, JYZ_EINVAL, _("not a uid"));
	*column = CREATED;
	a->created_at = cell(r, row, CREATED);
	if (!jyz_archive_moment(a->created_at))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("not a time like "
				       "2026-10-12T08:30:00Z"));
	*column = KIND;
	a->kind = jyz_kind_of_table(r->m->desk->catalogue, kind);
	if (!a->kind)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is not a kind of record"), kind);
	*column = RECORD_UID;
	if ((rc = find_record(r, a, cell(r, row, RECORD_UID), err)) < 0)
		return rc;
	*column = NAME;
	a->name = cell(r, row, NAME);
	if ((rc = jyz_attach_name(a->name, err)) < 0)
		return rc;
	*column = SHA256;
	a->sha256 = cell(r, row, SHA256);
	return jyz_content_named(a->sha256)
		       ? JYZ_OK
		       : jyz_error_set(err, JYZ_EINVAL,
				       _("not a checksum of SHA-256"));
}

static const char SQL_NAME[] =
	"INSERT INTO content (sha256, size, bytes)"
	" SELECT :sha256, :size, x'' WHERE NOT EXISTS"
	" (SELECT 1 FROM content WHERE sha256 = :sha256)";

/* A row without the bytes: whoever only looks at the folder need not hold
 * them in memory. */
static int name_content(struct arrival *r, int fd, const char *name,
			const char *sha256, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	struct stat file;

	if (fstat(fd, &file))
		return jyz_error_errno(err, errno, _("cannot read '%s/%s'"),
				       r->folder->path, name);
	int rc = jyz_stmt_open(&st, r->m->desk->store, SQL_NAME, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":sha256", sha256);
	jyz_bind_int(&st, ":size", (int64_t)file.st_size);
	return jyz_stmt_run(&st, err);
}

static int put_content(struct arrival *r, int fd, const char *name,
		       const char *sha256, struct jyz_error *err)
{
	struct jyz_content content;
	bool stored = false;
	int rc = jyz_content_hash(fd, name, 0, &content, err);

	if (rc == JYZ_OK && strcmp(content.sha256, sha256) != 0)
		rc = jyz_error_set(err, JYZ_ECONFLICT,
				   _("'%s' was changed while it was read"),
				   name);
	if (rc == JYZ_OK)
		rc = jyz_content_put(r->m->desk->store, fd, name, &content,
				     &stored, err);
	r->m->merge->attached.stored += stored;
	return rc;
}

/* What SHA256SUMS names was compared when the folder was read. */
static int store_content(struct arrival *r, const char *sha256,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	jyz_buf_addf(&name, JYZ_ARCHIVE_CONTENTS "/%s", sha256);
	if (!jyz_map_get(&r->folder->sums, name.data, name.len))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s': the file '%s' is not in %s"),
				     r->folder->path, name.data,
				     JYZ_ARCHIVE_SUMS);
	int fd = openat(r->folder->fd, name.data,
			O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s/%s'"),
				       r->folder->path, name.data);
	int rc = r->m->merge->named
			 ? name_content(r, fd, name.data, sha256, err)
			 : put_content(r, fd, name.data, sha256, err);

	close(fd);
	return rc;
}

/* It is here; its content may have been taken away by another program. */
static int put_back(struct arrival *r, const char *sha256,
		    struct jyz_error *err)
{
	bool held;
	int rc = jyz_content_held(r->m->desk->store, sha256, &held, err);

	if (rc < 0 || held || (rc = store_content(r, sha256, err)) < 0)
		return rc;
	r->m->desk->put_back = true;
	return JYZ_OK;
}

static int settle(struct arrival *r, struct jyz_attachment *a,
		  struct jyz_error *err)
{
	struct jyz_merge_attached *count = &r->m->merge->attached;
	int64_t twin = 0;
	int rc = jyz_attach_twin(r->m->desk, a, &twin, err);

	if (rc < 0)
		return rc;
	count->rows++;
	if (twin) {
		count->same++;
		return put_back(r, a->sha256, err);
	}
	/* Its record was moved or merged here: the one here stays. */
	if ((rc = jyz_attach_find(r->m->desk, a->uid, &twin, err)) < 0)
		return rc;
	if (twin) {
		count->conflicts++;
		jyz_desk_note(r->m->desk,
			      _("the attachment '%s' is here as number %lld, "
				"of another record or file; it is left as it "
				"is"), a->name, (long long)twin);
		return JYZ_OK;
	}
	if ((rc = store_content(r, a->sha256, err)) < 0)
		return rc;
	count->created++;
	return jyz_attach_insert(r->m->desk, a, err);
}

static void reject(struct arrival *r, const struct jyz_sheet_row *row,
		   int column, struct jyz_error *why)
{
	struct jyz_merge *merge = r->m->merge;
	struct jyz_arena *arena = &merge->arena;

	JYZ_GROW(merge->rejects, merge->n_rejects, merge->rejects_room);
	merge->rejects[merge->n_rejects++] = (struct jyz_merge_reject){
		.file = JYZ_ARCHIVE_ATTACHED,
		.line = row->line,
		.column = names[column],
		.value = jyz_arena_strdup(arena, cell(r, row, column)),
		.reason = jyz_arena_strdup(arena, why->msg),
	};
	jyz_error_free(why);
}

static int on_row(const struct jyz_sheet_row *row, void *payload,
		  struct jyz_error *err)
{
	struct arrival *r = payload;
	struct jyz_error why = JYZ_ERROR_INIT;
	struct jyz_attachment a = { .id = 0 };
	int column = UID;

	if (!r->headed)
		return read_heading(r, row, err);
	int rc = read_row(r, row, &a, &column, &why);

	if (rc >= 0)
		rc = settle(r, &a, &why);
	if (rc >= 0)
		return JYZ_OK;
	if (rc <= JYZ_EBUSY) {
		jyz_error_move(err, &why);
		return jyz_error_prefix(err, _("'%s', line %zu"),
					JYZ_ARCHIVE_ATTACHED, row->line);
	}
	reject(r, row, column, &why);
	return JYZ_OK;
}

int jyz_attached_merge(struct jyz_merger *m, struct jyz_folder *folder,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_source) source = JYZ_SOURCE_INIT;
	struct arrival r = { .m = m, .folder = folder };

	if (!folder->attached_there)
		return JYZ_OK;
	int rc = jyz_source_decode(&source, JYZ_ARCHIVE_ATTACHED,
				   folder->attached.data,
				   folder->attached.len, "UTF-8", err);

	return rc < 0 ? rc : jyz_csv_read(&source, on_row, &r, err);
}
