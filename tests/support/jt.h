/*
 * What all tests share: cmocka with its includes in the right order, checks
 * that say what was wrong in our own words, files, folders, and running the
 * built program.
 *
 * A check that fails ends the test.
 */
#ifndef JT_H
#define JT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "jyz/base/error.h"

/*
 * The call gives JYZ_OK; else message, hint and detail are printed.
 * jt_code: it gives that code; an error (code < 0) must also be in *err,
 * with a message.  err is cleared before the call and stays readable after.
 * For calls without an error, err is NULL.
 */
#define jt_ok(expr, err) jt_code(expr, JYZ_OK, err)
#define jt_code(expr, code, err)                                             \
	jt_code_at((jt_clear(err), (expr)), code, err, #expr, __FILE__,      \
		   __LINE__)

/* Integers, printed as signed decimal numbers. */
#define jt_int_eq(a, b)                                                      \
	jt_int_eq_at((intmax_t)(a), (intmax_t)(b), #a, __FILE__, __LINE__)

/* Texts; NULL equals NULL only. */
#define jt_str_eq(a, b) jt_str_eq_at(a, b, #a, __FILE__, __LINE__)

/* The text has this part in it; or has not. */
#define jt_has(text, part)                                                   \
	jt_has_at(text, part, true, #text, __FILE__, __LINE__)
#define jt_lacks(text, part)                                                 \
	jt_has_at(text, part, false, #text, __FILE__, __LINE__)

/* Ends the test with this text. */
#define jt_fail(...) jt_fail_at(__FILE__, __LINE__, __VA_ARGS__)

/* The number of elements of an array, for tables of cases. */
#define JT_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * A fresh, empty folder, removed with all it holds when the test program
 * ends.  The path is the caller's to read, not to free.
 */
const char *jt_tmpdir(void);

/* "DIR/NAME" in memory that lives until the program ends. */
const char *jt_path(const char *dir, const char *name);

/* A file of tests/data. */
const char *jt_data(const char *name);

void jt_write_file(const char *path, const void *bytes, size_t len);
void jt_write_text(const char *path, const char *text);

/*
 * The whole file, with a NUL byte after it; len may be NULL.  The memory
 * lives until the program ends.
 */
char *jt_read_file(const char *path, size_t *len);

/* Memory that lives until the program ends. */
char *jt_keep(char *malloced);

/* --- the program ------------------------------------------------------ */

struct jt_command {
	/* Arguments without the program's name, ended by NULL. */
	const char *const *argv;
	/*
	 * "NAME=value" added to a small fixed environment (an own HOME,
	 * C.UTF-8, Asia/Shanghai), "NAME" takes it out; NULL: no change.
	 */
	const char *const *env;
	const char *input;  /* standard input; NULL: empty */
	size_t input_len;   /* 0: strlen(input) */
	const char *cwd;    /* NULL: the HOME of the environment */
	const char *program; /* NULL: the built jyz; else looked up in PATH */
	long kill_us;        /* SIGKILL so many microseconds after its start,
				if it still runs; 0: never */
};

struct jt_result {
	int status; /* exit code; 128 + N: ended by signal N */
	char *out;  /* NUL-terminated, valid until the program ends */
	size_t out_len;
	char *err;
	size_t err_len;
};

#define JT_LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

/*
 * Runs the built program (JYZ_PROGRAM; ctest sets it) and waits for it; it
 * is killed after 60 s.  A sanitizer's report fails the test.
 *     struct jt_result r = jt_run(&(struct jt_command){
 *             .argv = JT_LIST("teacher", "list") });
 */
struct jt_result jt_run(const struct jt_command *command);

/* The short form: one argument or more, nothing else. */
#define jt_jyz(...)                                                          \
	jt_run(&(struct jt_command){ .argv = JT_LIST(__VA_ARGS__) })

/* The exit code; else both outputs are printed and the test fails. */
#define jt_exit(result, code) jt_exit_at(result, code, __FILE__, __LINE__)

/* The HOME that jt_run gives to the program. */
const char *jt_home(void);

/* --- behind the macros ------------------------------------------------ */

void jt_say(const char *fmt, ...) JYZ_PRINTF(1, 2);
void jt_clear(struct jyz_error *err);
void jt_code_at(int rc, int code, const struct jyz_error *err,
		const char *expr, const char *file, int line);
void jt_int_eq_at(intmax_t a, intmax_t b, const char *expr, const char *file,
		  int line);
void jt_str_eq_at(const char *a, const char *b, const char *expr,
		  const char *file, int line);
void jt_has_at(const char *text, const char *part, bool wanted,
	       const char *expr, const char *file, int line);
void jt_exit_at(const struct jt_result *result, int code, const char *file,
		int line);
_Noreturn void jt_fail_at(const char *file, int line, const char *fmt, ...)
	JYZ_PRINTF(3, 4);

#endif
