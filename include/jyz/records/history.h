/*
 * The versions of a record, field by field, from the journal's changesets.
 */
#ifndef JYZ_RECORDS_HISTORY_H
#define JYZ_RECORDS_HISTORY_H

#include "jyz/records/desk.h"
#include "jyz/store/journal.h"
#include "jyz/store/undo.h"

/* One changed field (or a row of a part) of a record in one entry. */
struct jyz_version {
	const struct jyz_entry *entry; /* NULL: of jyz_history_entry */
	const char *table;  /* of the record: its kind's name, or "setting" */
	int64_t id;         /* of the record; 0: a setting */
	char op;            /* '+' added, '~' changed, '-' removed */
	const char *name;   /* field, part, or column if unknown */
	const char *label;  /* in the language set */
	const char *before; /* as people read it; NULL: absent */
	const char *after;
	const char *raw_before; /* in data, whatever the language; NULL: */
	const char *raw_after;  /* the same as people read it */
};

/* Calls fn with each, oldest entry first; borrowed for the call. */
typedef int jyz_version_fn(const struct jyz_version *version, void *payload,
			   struct jyz_error *err);
int jyz_history(struct jyz_desk *desk, const struct jyz_kind *kind,
		int64_t id, jyz_version_fn *fn, void *payload,
		struct jyz_error *err) JYZ_CHECKED;

/*
 * Calls fn with what one entry changed, record by record; settings by their
 * key.  JYZ_ENOTFOUND: no such entry.
 */
int jyz_history_entry(struct jyz_desk *desk, int64_t entry, jyz_version_fn *fn,
		      void *payload, struct jyz_error *err) JYZ_CHECKED;

/* A clash in words: what it is about and the three values. */
struct jyz_clash_text {
	char *record;   /* "observation #12 2026-10-12 ..." */
	char *field;    /* label, or "" for the row as a whole */
	char *expected, *found, *wanted;
};
int jyz_clash_words(struct jyz_desk *desk, const struct jyz_clash *clash,
		    struct jyz_clash_text *out,
		    struct jyz_error *err) JYZ_CHECKED;
void jyz_clash_text_free(struct jyz_clash_text *text);

#endif
