/*
 * Export of a term: one reading transaction over everything, one unfinished
 * folder that appears when all of it is on disk.
 */
#include "jyz/archive/export.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/store/tx.h"
#include "room.h"

/* Rows are sorted in memory, not in files under /var/tmp. */
static const char SQL_IN_MEMORY[] = "PRAGMA temp_store=MEMORY";

static int export_kinds(struct jyz_export *export,
			const struct jyz_closure *closure,
			struct jyz_lexicon *lexicon,
			const struct jyz_shelf *shelf, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) ids = JYZ_BUF_INIT;

	for (size_t k = 0; k < export->n_kinds; k++) {
		const struct jyz_kept *kept = &closure->kinds[k];

		if (!kept->ids.count)
			continue;
		jyz_buf_clear(&ids);
		jyz_kept_json(&ids, kept);
		int rc = jyz_table_export(&export->kinds[k], lexicon, shelf,
					  export->private, ids.data, err);

		if (rc < 0)
			return rc;
		export->kinds[k].own = kept->own;
		export->rows += export->kinds[k].rows;
		export->files++;
	}
	return JYZ_OK;
}

static int write_manifest(struct jyz_export *export, struct jyz_desk *desk,
			  const struct jyz_closure *closure, int64_t term,
			  const struct jyz_shelf *shelf,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) units = JYZ_BUF_INIT;

	for (size_t k = 0; k < export->n_kinds; k++)
		if (strcmp(export->kinds[k].kind->name, "unit") == 0)
			jyz_kept_json(&units, &closure->kinds[k]);
	return jyz_manifest_write(desk, shelf, export, term, units.data, err);
}

static int write_all(struct jyz_export *export, struct jyz_desk *desk,
		     int64_t term, const struct jyz_shelf *shelf,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_closure) closure = JYZ_CLOSURE_INIT;
	JYZ_AUTO(jyz_lexicon) lexicon = { desk, NULL };
	int rc = jyz_closure_make(&closure, desk, term, err);

	if (rc < 0 || (rc = export_kinds(export, &closure, &lexicon, shelf,
					 err)) < 0 ||
	    (rc = jyz_attached_export(export, &closure, &lexicon, shelf,
				      err)) < 0)
		return rc;
	if ((rc = jyz_fourteen_count(desk, term, export->fourteen, err)) < 0)
		return rc;
	return write_manifest(export, desk, &closure, term, shelf, err);
}

static void begin(struct jyz_export *export, const struct jyz_desk *desk)
{
	size_t n = desk->catalogue->count;

	export->kinds = jyz_alloc(n * sizeof(*export->kinds));
	export->n_kinds = n;
	export->rows = export->files = 0;
	for (size_t k = 0; k < n; k++)
		export->kinds[k].kind = desk->catalogue->kinds[k];
}

int jyz_archive_export(struct jyz_desk *desk, int64_t term, const char *dir,
		       struct jyz_export *export, struct jyz_error *err)
{
	JYZ_AUTO(jyz_shelf) shelf = JYZ_SHELF_INIT;
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	int rc;

	begin(export, desk);
	if ((rc = jyz_shelf_open(&shelf, desk->catalogue, dir,
				 export->replace, err)) < 0 ||
	    (rc = jyz_store_exec(desk->store, SQL_IN_MEMORY, err)) < 0 ||
	    (rc = jyz_tx_begin_read(&tx, desk->store, err)) < 0 ||
	    (rc = write_all(export, desk, term, &shelf, err)) < 0 ||
	    (rc = jyz_tx_commit(&tx, err)) < 0)
		return rc;
	return jyz_shelf_publish(&shelf, err);
}

void jyz_export_free(struct jyz_export *export)
{
	for (size_t k = 0; k < export->n_kinds; k++)
		free(export->kinds[k].heading);
	free(export->kinds);
	free(export->attached.table.heading);
	free(export->attached.contents);
	jyz_arena_free(&export->attached.arena);
	*export = (struct jyz_export)JYZ_EXPORT_INIT;
}
