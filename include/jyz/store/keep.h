/*
 * Keeping the file: upgrade, backup, restore, check.
 */
#ifndef JYZ_STORE_KEEP_H
#define JYZ_STORE_KEEP_H

#include "jyz/store/journal.h"

/*
 * Brings an older file to the schema of the store (opened with
 * JYZ_OPEN_UPGRADE): copies it beside itself first (copy: its path, 0600;
 * NULL when there was nothing to do), then all steps in one transaction,
 * with a foreign key check, user_version, a row in schema_log for each step
 * and a journal entry "upgrade".
 */
int jyz_store_upgrade(struct jyz_store *store, const struct jyz_deed *deed,
		      int *from, int *to, char **copy,
		      struct jyz_error *err) JYZ_CHECKED;

/*
 * Copies the database online into a new file (0600), complete and synced
 * under a temporary name, then renamed.  An existing file is refused
 * (JYZ_EEXISTS) unless replace.  Notes the time in the setting
 * "last_backup" of the source (outside the journal: no record changed).
 */
int jyz_store_backup(struct jyz_store *store, const char *path, bool replace,
		     const char *now, struct jyz_error *err) JYZ_CHECKED;

/*
 * Puts the backup file in the place of the database at path: verifies it
 * (ours, not newer, integrity, foreign keys), keeps the present file beside
 * it (kept: its path, NULL when there was none), copies, syncs, renames.
 * An open writer elsewhere is JYZ_EBUSY.  The restored file gets a journal
 * entry "restore".
 */
int jyz_store_restore(const char *path, const char *backup,
		      const struct jyz_schema *schema,
		      const struct jyz_deed *deed, char **kept,
		      struct jyz_error *err) JYZ_CHECKED;

struct jyz_finding {
	bool bad;         /* false: worth knowing, not wrong */
	const char *what; /* "integrity", "foreign_key", "schema",
			     "permissions", "backup", "journal",
			     "attachment" */
	char *text;       /* for the user, translated */
	char *mend;       /* the command that mends it, or NULL */
};

struct jyz_findings {
	struct jyz_finding *items;
	size_t count, room;
};

#define JYZ_FINDINGS_INIT { NULL, 0, 0 }
void jyz_findings_free(struct jyz_findings *findings);
/* Takes the text out of the buffer. */
void jyz_findings_add(struct jyz_findings *findings, bool bad,
		      const char *what, struct jyz_buf *text,
		      const char *mend);

/*
 * Integrity, foreign keys, schema version, permissions, journal, age of the
 * last backup (older than days: a finding; 0: never asked).  An unhealthy
 * database is not an error of the check: it is in the findings.
 */
int jyz_store_check(struct jyz_store *store, const char *now, int days,
		    struct jyz_findings *out,
		    struct jyz_error *err) JYZ_CHECKED;

#endif
