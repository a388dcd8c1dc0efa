/*
 * Statements with guard rails.
 *
 *     JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
 *     if ((rc = jyz_stmt_open(&st, store, SQL, err)) < 0) return rc;
 *     jyz_bind_int(&st, ":term", term);
 *     while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
 *             use(jyz_col_text(&st, "name"));
 *     return rc;
 *
 * Errors in every build (JYZ_EINTERNAL): a parameter name that the SQL does
 * not have, a parameter never bound, text after the first statement, a
 * column name that the row does not have, a column of a row that was never
 * read or ignored, a statement left before its last step was looked at
 * (unless jyz_stmt_done said that the rest is not wanted).  Binding returns
 * nothing: its first failure is reported by the next step.  A mistake that
 * is found when a statement is freed is reported by the next commit.
 *
 * Prepared statements are cached per connection by their SQL text.
 */
#ifndef JYZ_STORE_STMT_H
#define JYZ_STORE_STMT_H

#include "jyz/base/value.h"
#include "jyz/store/store.h"

struct sqlite3_stmt;

struct jyz_stmt {
	struct jyz_store *store;
	struct sqlite3_stmt *handle;
	struct jyz_stmt_slot *slot; /* its place in the cache */
	uint64_t bound;             /* parameters bound, a bit each */
	uint64_t seen[4];           /* columns read, a bit each */
	const char *misuse;         /* first mistake, static text */
	char misused[48];           /* and the name it was made with */
	enum { JYZ_STMT_FRESH, JYZ_STMT_IN_ROW, JYZ_STMT_ENDED } state;
};

#define JYZ_STMT_INIT { 0 }

int jyz_stmt_open(struct jyz_stmt *st, struct jyz_store *store,
		  const char *sql, struct jyz_error *err) JYZ_CHECKED;

/* The SQL has this parameter. */
bool jyz_stmt_asks(const struct jyz_stmt *st, const char *name);

/* Bound text must live until the step; NULL binds NULL. */
void jyz_bind_int(struct jyz_stmt *st, const char *name, int64_t value);
void jyz_bind_text(struct jyz_stmt *st, const char *name, const char *value);
void jyz_bind_null(struct jyz_stmt *st, const char *name);
void jyz_bind_blob(struct jyz_stmt *st, const char *name, const void *bytes,
		   size_t len);
void jyz_bind_value(struct jyz_stmt *st, const char *name,
		    struct jyz_value value);

/*
 * JYZ_ROW, JYZ_OK at the end, or an error: JYZ_EEXISTS (a UNIQUE rule),
 * JYZ_EREFERENCED (a foreign key), JYZ_EINVAL (CHECK, NOT NULL, a datatype),
 * JYZ_EFROZEN (a trigger that raised 'jyz:frozen' or 'jyz:sealed'; other
 * 'jyz:...' texts are JYZ_EINVAL), JYZ_EBUSY, JYZ_EIO, JYZ_EDATABASE.
 */
int jyz_stmt_step(struct jyz_stmt *st, struct jyz_error *err) JYZ_CHECKED;

/* Steps a statement that gives no rows to its end. */
int jyz_stmt_run(struct jyz_stmt *st, struct jyz_error *err) JYZ_CHECKED;

/* Ready to be bound and stepped again; bindings are forgotten. */
void jyz_stmt_reset(struct jyz_stmt *st);

/* The rows after this one are not wanted. */
void jyz_stmt_done(struct jyz_stmt *st);

/* Column text is borrowed until the next step, reset or free. */
int64_t jyz_col_int(struct jyz_stmt *st, const char *name);
const char *jyz_col_text(struct jyz_stmt *st, const char *name); /* or NULL */
const void *jyz_col_blob(struct jyz_stmt *st, const char *name, size_t *len);
struct jyz_value jyz_col_value(struct jyz_stmt *st, const char *name);
void jyz_col_ignore(struct jyz_stmt *st, const char *name);

/* By position, for generated SQL whose columns its maker counted. */
struct jyz_value jyz_col_at(struct jyz_stmt *st, int column);
int jyz_col_count(const struct jyz_stmt *st);

void jyz_stmt_free(struct jyz_stmt *st);

#endif
