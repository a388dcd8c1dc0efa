/*
 * Attachments on their way out: attachment.csv says which file of which
 * record, the folder attachments holds the contents by their hashes, each
 * once.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/file.h"
#include "jyz/base/i18n.h"
#include "jyz/records/attach.h"
#include "jyz/render/csv.h"
#include "room.h"

static const char BOM[] = "\xef\xbb\xbf";
static const char HEADING[] =
	"uid,created_at,kind,record,record_uid,name,size,sha256";

struct attached {
	struct jyz_lexicon *lexicon;
	const struct jyz_closure *closure;
	const struct jyz_shelf *shelf;
	struct jyz_export *export;
	struct jyz_attachment *items;
	size_t count, room;
	struct jyz_arena arena;
	struct jyz_sink sink;
};

static void attached_free(struct attached *t)
{
	free(t->items);
	jyz_arena_free(&t->arena);
	jyz_sink_free(&t->sink);
}

/* --- which -------------------------------------------------------------- */

static size_t place_of(const struct jyz_catalogue *catalogue,
		       const struct jyz_kind *kind)
{
	size_t k = 0;

	while (catalogue->kinds[k] != kind)
		k++;
	return k;
}

/* Those of records that go out. */
static int collect(const struct jyz_attachment *a, void *payload,
		   struct jyz_error *err)
{
	struct attached *t = payload;
	struct jyz_export_attached *out = &t->export->attached;
	size_t k = place_of(t->closure->catalogue, a->kind);
	const int64_t *own = jyz_map_get_id(&t->closure->kinds[k].ids,
					    a->record);

	(void)err;
	if (!own)
		return JYZ_OK;
	if (!t->export->private && jyz_attach_private(a->kind)) {
		out->withheld++;
		return JYZ_OK;
	}
	JYZ_GROW(t->items, t->count, t->room);
	t->items[t->count] = *a;
	t->items[t->count].uid = jyz_arena_strdup(&t->arena, a->uid);
	t->items[t->count].created_at = jyz_arena_strdup(&t->arena,
							 a->created_at);
	t->items[t->count].name = jyz_arena_strdup(&t->arena, a->name);
	t->items[t->count].sha256 = jyz_arena_strdup(&t->arena, a->sha256);
	t->count++;
	out->table.own += *own != 0;
	return JYZ_OK;
}

static int by_uid(const void *a, const void *b)
{
	const struct jyz_attachment *x = a, *y = b;

	return strcmp(x->uid, y->uid);
}

static int by_hash(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* --- attachment.csv ----------------------------------------------------- */

static int add_row(struct attached *t, const struct jyz_attachment *a,
		   struct jyz_error *err)
{
	struct jyz_buf *out = &t->sink.out;
	struct jyz_names_of *names;
	struct jyz_name name;
	/* What could not come back is no archive. */
	int rc = jyz_attach_name(a->name, err);

	if (rc < 0 ||
	    (rc = jyz_lexicon_open(&names, t->lexicon, a->kind, NULL,
				   err)) < 0 ||
	    (rc = jyz_names_get(&name, names, a->record, err)) < 0)
		return rc;
	const char *cells[] = { a->uid,   a->created_at, a->kind->name,
				name.text, name.uid,      a->name };

	for (size_t i = 0; i < JYZ_COUNT(cells); i++) {
		jyz_csv_text(out, cells[i]);
		jyz_buf_addc(out, ',');
	}
	jyz_buf_addf(out, "%lld,%s\r\n", (long long)a->size, a->sha256);
	return jyz_sink_drain(&t->sink, err);
}

static int write_table(struct attached *t, struct jyz_error *err)
{
	struct jyz_export_attached *out = &t->export->attached;
	int rc = jyz_sink_open(&t->sink, t->shelf, JYZ_ARCHIVE_ATTACHED, err);

	if (rc < 0)
		return rc;
	jyz_buf_addf(&t->sink.out, "%s%s\r\n", BOM, HEADING);
	for (size_t i = 0; i < t->count; i++)
		if ((rc = add_row(t, &t->items[i], err)) < 0)
			return rc;
	out->table.heading = jyz_strdup(HEADING);
	out->table.rows = t->count;
	rc = jyz_sink_close(&t->sink, out->table.sha256, err);
	jyz_sink_free(&t->sink);
	return rc;
}

/* --- contents ----------------------------------------------------------- */

static int on_piece(const void *bytes, size_t len, void *payload,
		    struct jyz_error *err)
{
	struct jyz_sink *sink = payload;

	jyz_buf_add(&sink->out, bytes, len);
	return jyz_sink_drain(sink, err);
}

static int write_content(struct attached *t, const char *sha256,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	char written[JYZ_HEX_SIZE];

	jyz_buf_addf(&name, JYZ_ARCHIVE_CONTENTS "/%s", sha256);
	int rc = jyz_sink_open(&t->sink, t->shelf, name.data, err);

	if (rc < 0 ||
	    (rc = jyz_content_read(t->lexicon->desk->store, sha256, on_piece,
				   &t->sink, err)) < 0)
		return rc;
	rc = jyz_sink_close(&t->sink, written, err);
	jyz_sink_free(&t->sink);
	return rc;
}

static int sync_contents(const struct attached *t, const char *path,
			 struct jyz_error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot use '%s'"),
				       t->shelf->temp);
	int rc = jyz_sync(fd, path, err);

	close(fd);
	return rc;
}

static int write_contents(struct attached *t, struct jyz_error *err)
{
	struct jyz_export_attached *out = &t->export->attached;
	JYZ_AUTO(jyz_buf) path = JYZ_BUF_INIT;

	jyz_buf_addf(&path, "%s/" JYZ_ARCHIVE_CONTENTS, t->shelf->temp_path);
	if (mkdir(path.data, 0700))
		return jyz_error_errno(err, errno,
				       _("cannot make the folder '%s'"),
				       t->shelf->path);
	for (size_t i = 0; i < out->n_contents; i++) {
		int rc = write_content(t, out->contents[i], err);

		if (rc < 0)
			return rc;
	}
	return sync_contents(t, path.data, err);
}

/* Each once, in the order of the hashes. */
static void list_contents(struct attached *t)
{
	struct jyz_export_attached *out = &t->export->attached;
	size_t n = 0;

	out->contents = jyz_alloc((t->count + 1) * sizeof(*out->contents));
	for (size_t i = 0; i < t->count; i++)
		out->contents[i] = jyz_arena_strdup(&out->arena,
						    t->items[i].sha256);
	qsort(out->contents, t->count, sizeof(*out->contents), by_hash);
	for (size_t i = 0; i < t->count; i++)
		if (!n || strcmp(out->contents[n - 1], out->contents[i]) != 0)
			out->contents[n++] = out->contents[i];
	out->n_contents = n;
}

int jyz_attached_export(struct jyz_export *export,
			const struct jyz_closure *closure,
			struct jyz_lexicon *lexicon,
			const struct jyz_shelf *shelf, struct jyz_error *err)
{
	__attribute__((cleanup(attached_free))) struct attached t = {
		.lexicon = lexicon, .closure = closure, .shelf = shelf,
		.export = export, .arena = JYZ_ARENA_INIT,
		.sink = { .fd = -1, .out = JYZ_BUF_INIT },
	};
	int rc = jyz_attach_each(lexicon->desk, NULL, 0, collect, &t, err);

	if (rc < 0 || !t.count)
		return rc;
	qsort(t.items, t.count, sizeof(*t.items), by_uid);
	list_contents(&t);
	if ((rc = write_table(&t, err)) < 0)
		return rc;
	export->files += 1 + export->attached.n_contents;
	return write_contents(&t, err);
}
