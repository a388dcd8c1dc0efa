/*
 * Attachments of records: rows that name a record by its kind and id, a
 * file's name and a content.  There is no foreign key to the record, since
 * it may be of any kind: what a key would do is done here.
 */
#include "jyz/records/attach.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "room.h"

#define COLUMNS                                                               \
	"SELECT a.id AS id, a.uid AS uid, a.created_at AS created_at,"        \
	" a.kind AS kind, a.record AS record, a.name AS name,"                \
	" a.sha256 AS sha256, c.size AS size"                                 \
	" FROM attachment a JOIN content c ON c.sha256 = a.sha256"

static const char SQL_TWIN[] =
	"SELECT id FROM attachment WHERE kind = :kind AND record = :record"
	" AND name = :name AND sha256 = :sha256";
static const char SQL_FIND[] = "SELECT id FROM attachment WHERE uid = :uid";
static const char SQL_INSERT[] =
	"INSERT INTO attachment (uid, created_at, kind, record, name, sha256)"
	" VALUES (coalesce(:uid, lower(hex(randomblob(16)))), :created_at,"
	" :kind, :record, :name, :sha256)";
static const char SQL_ALL[] = COLUMNS " ORDER BY a.id";
static const char SQL_OF_KIND[] =
	COLUMNS " WHERE a.kind = :kind ORDER BY a.id";
static const char SQL_OF_RECORD[] =
	COLUMNS " WHERE a.kind = :kind AND a.record = :record ORDER BY a.id";
static const char SQL_COUNT[] =
	"SELECT count(*) AS id FROM attachment"
	" WHERE kind = :kind AND record = :record";
static const char SQL_ONE[] = COLUMNS " WHERE a.id = :id";
static const char SQL_REMOVE[] = "DELETE FROM attachment WHERE id = :id";
static const char SQL_DROP[] =
	"DELETE FROM attachment WHERE kind = :kind AND record = :record";

static const char SQL_MOVE[] =
	"UPDATE OR IGNORE attachment SET record = :to"
	" WHERE kind = :kind AND record = :record";

const struct jyz_field jyz_attachment_field = {
	.name = "attachment", .label = { "Attachment", "附件" },
};

/* --- names -------------------------------------------------------------- */

int jyz_attach_name(const char *name, struct jyz_error *err)
{
	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	    strchr(name, '/'))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is not the name of a file"),
				     name);
	if (strlen(name) > JYZ_ATTACH_NAME_MAX)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is too long for the name of a "
				       "file"), name);
	if (!jyz_text_valid(name, strlen(name)))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the name of the file is not UTF-8"));
	return JYZ_OK;
}

bool jyz_attach_private(const struct jyz_kind *kind)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].flags & JYZ_PRIVATE)
			return true;
	return false;
}

/* --- finding ------------------------------------------------------------ */

/* The id in the only row; 0: there is none. */
static int step_id(struct jyz_stmt *st, int64_t *id, struct jyz_error *err)
{
	int rc = jyz_stmt_step(st, err);

	if (rc < 0)
		return rc;
	*id = rc == JYZ_ROW ? jyz_col_int(st, "id") : 0;
	jyz_stmt_done(st);
	return JYZ_OK;
}

int jyz_attach_twin(struct jyz_desk *desk, const struct jyz_attachment *a,
		    int64_t *id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TWIN, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":kind", a->kind->name);
	jyz_bind_int(&st, ":record", a->record);
	jyz_bind_text(&st, ":name", a->name);
	jyz_bind_text(&st, ":sha256", a->sha256);
	return step_id(&st, id, err);
}

int jyz_attach_find(struct jyz_desk *desk, const char *uid, int64_t *id,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_FIND, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":uid", uid);
	return step_id(&st, id, err);
}

/* --- attaching ---------------------------------------------------------- */

int jyz_attach_insert(struct jyz_desk *desk, struct jyz_attachment *a,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_attach_name(a->name, err);

	if (rc < 0 ||
	    (rc = jyz_stmt_open(&st, desk->store, SQL_INSERT, err)) < 0)
		return rc;
	jyz_bind_text(&st, ":uid", a->uid);
	jyz_bind_text(&st, ":created_at",
		      a->created_at ? a->created_at : desk->clock.now);
	jyz_bind_text(&st, ":kind", a->kind->name);
	jyz_bind_int(&st, ":record", a->record);
	jyz_bind_text(&st, ":name", a->name);
	jyz_bind_text(&st, ":sha256", a->sha256);
	if ((rc = jyz_stmt_run(&st, err)) < 0)
		return rc;
	a->id = jyz_store_last_id(desk->store);
	return JYZ_OK;
}

static int attach_open(struct jyz_desk *desk, struct jyz_attachment *a,
		       int fd, const char *path, int64_t max, bool *added,
		       struct jyz_error *err)
{
	struct jyz_content content;
	bool stored;
	int64_t twin;
	int rc = jyz_content_hash(fd, path, max, &content, err);

	if (rc < 0)
		return rc;
	a->sha256 = content.sha256;
	if ((rc = jyz_attach_twin(desk, a, &twin, err)) < 0 ||
	    (rc = jyz_content_put(desk->store, fd, path, &content, &stored,
				  err)) < 0)
		return rc;
	*added = !twin;
	a->id = twin;
	if (twin) {
		desk->put_back |= stored;
		return JYZ_OK;
	}
	return jyz_attach_insert(desk, a, err);
}

int jyz_attach_file(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t record, const char *path, int64_t max,
		    int64_t *id, bool *added, struct jyz_error *err)
{
	const char *slash = strrchr(path, '/');
	struct jyz_attachment a = { .kind = kind, .record = record,
				    .name = slash ? slash + 1 : path };
	int rc = jyz_attach_name(a.name, err);

	if (rc < 0)
		return rc;
	/* Not to wait for the other end of a pipe. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot open '%s'"),
				       path);
	rc = attach_open(desk, &a, fd, path, max, added, err);
	close(fd);
	if (rc == JYZ_OK)
		*id = a.id;
	return rc;
}

/* --- reading ------------------------------------------------------------ */

static int call(struct jyz_desk *desk, struct jyz_stmt *st,
		jyz_attachment_fn *fn, void *payload, struct jyz_error *err)
{
	struct jyz_attachment a = {
		.id = jyz_col_int(st, "id"),
		.uid = jyz_col_text(st, "uid"),
		.created_at = jyz_col_text(st, "created_at"),
		.kind = jyz_kind_of_table(desk->catalogue,
					  jyz_col_text(st, "kind")),
		.record = jyz_col_int(st, "record"),
		.name = jyz_col_text(st, "name"),
		.sha256 = jyz_col_text(st, "sha256"),
		.size = jyz_col_int(st, "size"),
	};

	return a.kind ? fn(&a, payload, err) : JYZ_OK;
}

int jyz_attach_each(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t record, jyz_attachment_fn *fn, void *payload,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store,
			       !kind ? SQL_ALL
			       : record ? SQL_OF_RECORD : SQL_OF_KIND, err);

	if (rc < 0)
		return rc;
	if (kind)
		jyz_bind_text(&st, ":kind", kind->name);
	if (kind && record)
		jyz_bind_int(&st, ":record", record);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		if ((rc = call(desk, &st, fn, payload, err)) < 0)
			break;
	if (rc < 0)
		jyz_stmt_done(&st);
	return rc;
}

static int gone(int64_t id, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_ENOTFOUND, _("there is no attachment %lld"),
		      (long long)id);
	return jyz_error_hint(err, "jyz attachment list");
}

int jyz_attach_get(struct jyz_desk *desk, int64_t id, jyz_attachment_fn *fn,
		   void *payload, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_ONE, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return gone(id, err);
	rc = call(desk, &st, fn, payload, err);
	jyz_stmt_done(&st);
	return rc;
}

/* --- removing ----------------------------------------------------------- */

int jyz_attach_remove(struct jyz_desk *desk, int64_t id,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_REMOVE, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	return jyz_stmt_run(&st, err);
}

int jyz_attach_drop(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t record, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_DROP, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":kind", kind->name);
	jyz_bind_int(&st, ":record", record);
	return jyz_stmt_run(&st, err);
}

int jyz_attach_move(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t from, int64_t to, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_MOVE, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":kind", kind->name);
	jyz_bind_int(&st, ":record", from);
	jyz_bind_int(&st, ":to", to);
	return jyz_stmt_run(&st, err);
}

/* --- what a foreign key would see to ------------------------------------- */

static int count_of(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t record, int64_t *n, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_COUNT, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":kind", kind->name);
	jyz_bind_int(&st, ":record", record);
	return step_id(&st, n, err);
}

static int record_there(struct jyz_desk *desk, const struct jyz_kind *kind,
			int64_t id, bool *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int64_t found;

	jyz_sql_find(&sql, kind, false);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if ((rc = step_id(&st, &found, err)) == JYZ_OK)
		*out = found != 0;
	return rc;
}

static int still_attached(const struct jyz_kind *kind, int64_t record,
			  int64_t n, struct jyz_error *err)
{
	char *word = jyz_word_first(kind->word);

	jyz_error_set(err, JYZ_EREFERENCED,
		      Q_("%lld file is attached to %s %lld",
			 "%lld files are attached to %s %lld",
			 (unsigned long)n),
		      (long long)n, word, (long long)record);
	free(word);
	return jyz_error_hint(err, "jyz attachment list %s %lld", kind->name,
			      (long long)record);
}

static int orphan(const struct jyz_attachment *a, void *payload,
		  struct jyz_error *err)
{
	struct jyz_desk *desk = payload;
	bool there = false;
	int rc = record_there(desk, a->kind, a->record, &there, err);

	if (rc < 0 || there)
		return rc;
	char *word = jyz_word_first(a->kind->word);

	jyz_error_set(err, JYZ_EREFERENCED,
		      _("'%s' was attached to %s %lld, which is not there"),
		      a->name, word, (long long)a->record);
	free(word);
	return err->code;
}

int jyz_attach_touched(struct jyz_desk *desk, const char *table, int64_t row,
		       struct jyz_error *err)
{
	const struct jyz_kind *kind = jyz_kind_of_table(desk->catalogue,
							table);
	struct jyz_error why = JYZ_ERROR_INIT;
	int64_t n = 0;
	bool there = false;
	int rc;

	if (strcmp(table, "attachment") == 0) {
		rc = jyz_attach_get(desk, row, orphan, desk, &why);
		if (rc < 0 && rc != JYZ_ENOTFOUND) {
			jyz_error_move(err, &why);
			return rc;
		}
		jyz_error_free(&why);
		return JYZ_OK;
	}
	if (!kind)
		return JYZ_OK;
	if ((rc = count_of(desk, kind, row, &n, err)) < 0 || !n)
		return rc;
	if ((rc = record_there(desk, kind, row, &there, err)) < 0 || there)
		return rc;
	return still_attached(kind, row, n, err);
}

int jyz_attach_check(struct jyz_desk *desk, struct jyz_findings *findings,
		     struct jyz_error *err)
{
	for (size_t k = 0; k < desk->catalogue->count; k++) {
		const struct jyz_kind *kind = desk->catalogue->kinds[k];
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;

		jyz_sql_orphans(&sql, kind);
		int rc = jyz_stmt_open(&st, desk->store, sql.data, err);

		if (rc < 0)
			return rc;
		jyz_bind_text(&st, ":kind", kind->name);
		if ((rc = jyz_stmt_step(&st, err)) < 0)
			return rc;
		int64_t n = jyz_col_int(&st, "n");

		jyz_stmt_done(&st);
		if (!n)
			continue;
		char *word = jyz_word_first(kind->word);

		jyz_buf_addf(&text,
			     Q_("%lld file is attached to a %s that is not "
				"there",
				"%lld files are attached to a %s that is not "
				"there", (unsigned long)n),
			     (long long)n, word);
		free(word);
		jyz_findings_add(findings, true, "attachment", &text,
				 "jyz attachment list");
	}
	return JYZ_OK;
}
