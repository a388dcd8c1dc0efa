/*
 * The contents of a term's attachments, read and compared with their hashes:
 * the digests hold the hashes alone, and another program may have changed the
 * bytes.  A content that is attached many times is read once.
 */
#include <string.h>

#include "digest.h"
#include "jyz/records/bulk.h"
#include "jyz/store/content.h"

struct looking {
	struct jyz_digests *all;
	struct jyz_desk *desk;
	struct jyz_map known; /* of a hash: its state */
};

static void looking_free(struct looking *l)
{
	jyz_map_free(&l->known);
}

static int look(struct looking *l, const char *sha256, bool *whole,
		struct jyz_error *err)
{
	size_t len = strlen(sha256);
	int64_t *known = jyz_map_get(&l->known, sha256, len);
	enum jyz_content_state state;
	int rc = JYZ_OK;

	if (!known) {
		rc = jyz_content_look(l->desk->store, sha256, &state, err);
		if (rc < 0)
			return rc;
		known = jyz_map_put(&l->known, sha256, len, (int64_t)state);
	}
	*whole = *known == JYZ_CONTENT_WHOLE;
	return JYZ_OK;
}

/* There are few of them. */
static void mark(struct jyz_digests *all, const struct jyz_kind *kind,
		 int64_t record, const char *name)
{
	for (size_t i = 0; i < all->count; i++) {
		struct jyz_digest *d = &all->items[i];

		if (d->id == record && strcmp(d->table, kind->name) == 0 &&
		    !d->damaged)
			d->damaged = jyz_arena_strdup(&all->arena, name);
	}
}

static int look_at_kind(struct looking *l, const struct jyz_kind *kind,
			int64_t term, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_bulk_digest_attached(&st, l->desk, kind, term, 0, err);

	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_value row[6];
		bool whole = false;

		for (int i = 0; i < 6; i++)
			row[i] = jyz_col_at(&st, i);
		rc = look(l, row[4].s ? row[4].s : "", &whole, err);
		if (rc >= 0 && !whole)
			mark(l->all, kind, row[0].i,
			     row[3].s ? row[3].s : "");
		if (rc < 0)
			jyz_stmt_done(&st);
	}
	return rc;
}

int jyz_digest_contents(struct jyz_digests *all, struct jyz_desk *desk,
			int64_t term, struct jyz_error *err)
{
	JYZ_AUTO(looking) l = { .all = all, .desk = desk,
				.known = JYZ_MAP_INIT };
	const struct jyz_catalogue *catalogue = desk->catalogue;
	int rc = JYZ_OK;

	for (size_t k = 0; k < catalogue->count && rc >= 0; k++)
		if (jyz_digest_has(catalogue->kinds[k]))
			rc = look_at_kind(&l, catalogue->kinds[k], term, err);
	return rc;
}
