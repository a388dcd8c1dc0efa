/*
 * Result codes of SQLite become ours, here and nowhere else.  The text for
 * the user says what happened in his terms; SQLite's own text, the extended
 * code and the SQL go into the detail.
 */
#include <string.h>

#include "private.h"

struct failure {
	sqlite3 *db;
	const char *path;
	int rc; /* extended */
};

static const char *reason(const struct failure *f)
{
	int errnum = f->db ? sqlite3_system_errno(f->db) : 0;

	return errnum ? _(strerror(errnum)) : sqlite3_errstr(f->rc & 0xff);
}

/* A trigger said no; its text is "jyz:" and a slug. */
static int fail_raise(const char *text, struct jyz_error *err)
{
	if (strcmp(text, "jyz:frozen") == 0)
		return jyz_error_set(err, JYZ_EFROZEN,
				     _("the record is frozen"));
	if (strcmp(text, "jyz:sealed") == 0) {
		jyz_error_set(err, JYZ_EFROZEN, _("the term is sealed"));
		return jyz_error_hint(err, "jyz archive unseal TERM --reason "
					   "...");
	}
	if (strcmp(text, "jyz:content") == 0) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("the content of an attached file cannot be "
				"replaced or deleted"));
		return jyz_error_hint(err, "jyz check --full");
	}
	return jyz_error_set(err, JYZ_EINVAL,
			     _("the database does not allow this change "
			       "('%s')"), text);
}

static int fail_constraint(const struct failure *f, const char *text,
			   struct jyz_error *err)
{
	switch (f->rc) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return jyz_error_set(err, JYZ_EEXISTS,
				     _("the record is there already"));
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return jyz_error_set(err, JYZ_EREFERENCED,
				     _("a reference would point to a record "
				       "that is not there"));
	case SQLITE_CONSTRAINT_TRIGGER:
		return fail_raise(text, err);
	case SQLITE_CONSTRAINT_NOTNULL:
		return jyz_error_set(err, JYZ_EINVAL,
				     _("a value is missing that must be "
				       "given"));
	case SQLITE_CONSTRAINT_DATATYPE:
		return jyz_error_set(err, JYZ_EINVAL,
				     _("a value is of the wrong type"));
	case SQLITE_CONSTRAINT_COMMITHOOK:
		return jyz_error_set(err, JYZ_EINTERNAL,
				     _("a transaction was ended from "
				       "outside"));
	default:
		return jyz_error_set(err, JYZ_EINVAL,
				     _("a value is outside of what is "
				       "allowed"));
	}
}

static int fail_file(const struct failure *f, struct jyz_error *err)
{
	const char *path = f->path ? f->path : ":memory:";

	switch (f->rc & 0xff) {
	case SQLITE_FULL:
		return jyz_error_set(err, JYZ_EIO, _("the disk of '%s' is full"),
				     path);
	case SQLITE_READONLY:
		return jyz_error_set(err, JYZ_EIO, _("'%s' is read-only"),
				     path);
	case SQLITE_CANTOPEN:
		return jyz_error_set(err, JYZ_EIO, _("cannot open '%s': %s"),
				     path, reason(f));
	default:
		return jyz_error_set(err, JYZ_EIO,
				     _("cannot read or write '%s': %s"), path,
				     reason(f));
	}
}

static int fail_busy(const struct failure *f, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EBUSY, _("another program is writing to '%s'"),
		      f->path ? f->path : ":memory:");
	return jyz_error_hint(err, _("try again in a moment"));
}

static int fail_damaged(const struct failure *f, struct jyz_error *err)
{
	const char *path = f->path ? f->path : ":memory:";

	if ((f->rc & 0xff) == SQLITE_NOTADB) {
		jyz_error_set(err, JYZ_EDATABASE,
			      _("'%s' is not a database"), path);
		return jyz_error_hint(err,
				      _("is it the right file? (--db FILE)"));
	}
	jyz_error_set(err, JYZ_EDATABASE, _("the database '%s' is damaged"),
		      path);
	return jyz_error_hint(err, "jyz check");
}

static int fail_code(const struct failure *f, const char *text,
		     struct jyz_error *err)
{
	/* Another program has put another file in the place of this one. */
	if (f->rc == SQLITE_READONLY_DBMOVED) {
		jyz_error_set(err, JYZ_EBUSY,
			      _("'%s' was replaced by another file just now"),
			      f->path);
		return jyz_error_hint(err, _("run the command again"));
	}
	switch (f->rc & 0xff) {
	case SQLITE_CONSTRAINT:
		return fail_constraint(f, text, err);
	case SQLITE_BUSY:
	case SQLITE_PROTOCOL:
		return fail_busy(f, err);
	case SQLITE_FULL:
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
	case SQLITE_PERM:
	case SQLITE_NOLFS:
		return fail_file(f, err);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_FORMAT:
		return fail_damaged(f, err);
	case SQLITE_NOMEM:
		return jyz_error_set(err, JYZ_EIO, _("out of memory"));
	case SQLITE_TOOBIG:
		return jyz_error_set(err, JYZ_EINVAL,
				     _("a value is too long"));
	case SQLITE_MISMATCH:
		return jyz_error_set(err, JYZ_EINVAL,
				     _("a value is of the wrong type"));
	default:
		/* Perhaps its tables were changed by another program. */
		jyz_error_set(err, JYZ_EINTERNAL,
			      _("the database did not understand the "
				"program"));
		return jyz_error_hint(err, "jyz check");
	}
}

int jyz_sqlite_fail(sqlite3 *db, const char *path, int rc, const char *sql,
		    struct jyz_error *err)
{
	/* The connection knows the extended code of its last failure. */
	int last = db ? sqlite3_extended_errcode(db) : rc;
	bool fits = (last & 0xff) == (rc & 0xff);
	struct failure f = { db, path, fits && rc < 256 ? last : rc };
	struct jyz_own text = { jyz_strdup(db && fits ? sqlite3_errmsg(db)
						       : sqlite3_errstr(rc)) };

	fail_code(&f, text.s, err);
	jyz_error_detail(err, "%s; SQLite %d; %s", text.s, f.rc,
			 sql ? sql : "no statement");
	jyz_own_free(&text);
	return err->code;
}

int jyz_store_fail(struct jyz_store *store, int rc, const char *sql,
		   struct jyz_error *err)
{
	return jyz_sqlite_fail(store->db, store->path, rc, sql, err);
}

/* A mistake of ours; what is an English text for us. */
int jyz_store_bug(struct jyz_error *err, const char *what, const char *detail)
{
	jyz_error_set(err, JYZ_EINTERNAL, _("mistake in the program: %s"),
		      what);
	return jyz_error_detail(err, "%s", detail);
}
