/*
 * Errors as values: a code that says what kind of outcome it was, and a text
 * for the user that gathers context on its way up.
 *
 * A function that can fail returns an enum jyz_code and takes a
 * struct jyz_error last.  A lower error is passed on or prefixed, never
 * replaced; outputs are untouched on failure.  Programming errors are
 * asserts, and running out of memory aborts (see mem.h): what was not
 * committed is rolled back by SQLite.
 */
#ifndef JYZ_BASE_ERROR_H
#define JYZ_BASE_ERROR_H

#define JYZ_CHECKED __attribute__((warn_unused_result))
#define JYZ_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/*
 * Declares a local that owns something: JYZ_AUTO(jyz_buf) b = JYZ_BUF_INIT;
 * calls jyz_buf_free(&b) at the end of the scope.  Every type used with it
 * has a "void TYPE_free(struct TYPE *)" that accepts a cleared object.
 */
#define JYZ_AUTO(type) __attribute__((cleanup(type##_free))) struct type

enum jyz_code {
	JYZ_OK = 0,
	JYZ_ROW = 1,         /* a statement has a row (jyz_stmt_step only) */
	JYZ_ENOTFOUND = -1,  /* no such record, file, column, entry */
	JYZ_EEXISTS = -2,    /* the record or file is there already */
	JYZ_EAMBIGUOUS = -3, /* the name fits several records */
	JYZ_EINVAL = -4,     /* a value that cannot be accepted */
	JYZ_EREFERENCED = -5, /* other records still point to it */
	JYZ_EFROZEN = -6,    /* a rubric in use, a sealed term */
	JYZ_ECONFLICT = -7,  /* the row has changed since (undo, redo, merge) */
	JYZ_EUSAGE = -8,     /* the command line itself is wrong */
	JYZ_EBUSY = -9,      /* another program is writing */
	JYZ_ESCHEMA = -10,   /* an older database: upgrade first */
	JYZ_EDATABASE = -11, /* none, not ours, newer, or damaged */
	JYZ_EIO = -12,       /* disk full, not permitted, read error */
	JYZ_EINTERNAL = -13, /* a mistake of ours that can be survived */
};

struct jyz_error {
	enum jyz_code code;
	char *msg;    /* for the user, translated, no full stop */
	char *hint;   /* what to type next, translated; NULL: nothing helps */
	char *detail; /* for us: SQL, result codes, file:line; untranslated */
};

#define JYZ_ERROR_INIT { JYZ_OK, NULL, NULL, NULL }

/* Sets code and message (dropping what was there); returns code. */
int jyz_error_set(struct jyz_error *err, enum jyz_code code, const char *fmt,
		  ...) JYZ_PRINTF(3, 4);

/* Puts "CONTEXT: " before the message; returns the code it already has. */
int jyz_error_prefix(struct jyz_error *err, const char *fmt, ...)
	JYZ_PRINTF(2, 3);

/* Sets what the user can type next; returns the code it already has. */
int jyz_error_hint(struct jyz_error *err, const char *fmt, ...)
	JYZ_PRINTF(2, 3);

/* Sets the text for developers; returns the code it already has. */
int jyz_error_detail(struct jyz_error *err, const char *fmt, ...)
	JYZ_PRINTF(2, 3);

/* Sets JYZ_EIO with "msg: strerror(errnum)"; ENOENT gives JYZ_ENOTFOUND. */
int jyz_error_errno(struct jyz_error *err, int errnum, const char *fmt, ...)
	JYZ_PRINTF(3, 4);

/* Moves src into dst (dst's texts are freed, src is cleared). */
void jyz_error_move(struct jyz_error *dst, struct jyz_error *src);

void jyz_error_free(struct jyz_error *err);

#endif
