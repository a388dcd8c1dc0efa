/*
 * Checks, files and folders of the tests.  Knows of jyz only its errors.
 */
#include "jt.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* cmocka's print_error cuts at 1024 bytes; outputs are often longer. */
void jt_say(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
}

void jt_fail_at(const char *file, int line, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	_fail(file, line);
	abort(); /* _fail jumps, its declaration does not say so */
}

void jt_clear(struct jyz_error *err)
{
	if (err)
		jyz_error_free(err);
}

static const char *shown(const char *s)
{
	return s ? s : "(null)";
}

void jt_code_at(int rc, int code, const struct jyz_error *err,
		const char *expr, const char *file, int line)
{
	if (rc != code) {
		if (err && err->msg)
			jt_say("message: %s\nhint:    %s\ndetail:  %s\n",
			       err->msg, shown(err->hint),
			       shown(err->detail));
		jt_fail_at(file, line, "%s\ngives %d, not %d", expr, rc, code);
	}
	if (!err)
		return;
	if (code < 0 && ((int)err->code != code || !err->msg || !*err->msg))
		jt_fail_at(file, line,
			   "%s\ngives %d, but the error has %d: %s", expr, rc,
			   (int)err->code, shown(err->msg));
	if (code >= 0 && err->msg)
		jt_fail_at(file, line, "%s\ngives %d and leaves an error: %s",
			   expr, rc, err->msg);
}

void jt_int_eq_at(intmax_t a, intmax_t b, const char *expr, const char *file,
		  int line)
{
	if (a != b)
		jt_fail_at(file, line, "%s is %jd, not %jd", expr, a, b);
}

void jt_str_eq_at(const char *a, const char *b, const char *expr,
		  const char *file, int line)
{
	if (a == b || (a && b && strcmp(a, b) == 0))
		return;
	jt_say("%s is\n    %s%s%s\n", expr, a ? "'" : "", shown(a),
	       a ? "'" : "");
	jt_fail_at(file, line, "not\n    %s%s%s", b ? "'" : "", shown(b),
		   b ? "'" : "");
}

void jt_has_at(const char *text, const char *part, bool wanted,
	       const char *expr, const char *file, int line)
{
	bool found = text && strstr(text, part);

	if (found == wanted)
		return;
	jt_say("%s is\n%s\n", expr, shown(text));
	jt_fail_at(file, line, "it %s '%s'", wanted ? "lacks" : "has", part);
}

/* --- memory and folders that live until the program ends --------------- */

static char **kept;
static size_t n_kept;

static char **folders;
static size_t n_folders;
static pid_t owner;

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	/* A test may have taken the permissions away. */
	if (type == FTW_DNR)
		chmod(path, 0700);
	return remove(path) < 0 && errno != ENOENT ? -1 : 0;
}

static int open_one(const char *path, const struct stat *st, int type,
		    struct FTW *ftw)
{
	(void)ftw;
	if (type == FTW_DNR || (type == FTW_D && !(st->st_mode & 0200)))
		chmod(path, 0700);
	return 0;
}

static void clean_up(void)
{
	if (getpid() == owner) {
		for (size_t i = 0; i < n_folders; i++) {
			nftw(folders[i], open_one, 16, FTW_PHYS);
			nftw(folders[i], remove_one, 16, FTW_PHYS | FTW_DEPTH);
		}
	}
	for (size_t i = 0; i < n_folders; i++)
		free(folders[i]);
	free(folders);
	for (size_t i = 0; i < n_kept; i++)
		free(kept[i]);
	free(kept);
}

static void *must(void *p)
{
	if (!p) {
		perror("jt");
		abort();
	}
	return p;
}

static void append(char ***list, size_t *count, char *item)
{
	if (!owner) {
		owner = getpid();
		atexit(clean_up);
	}
	*list = must(realloc(*list, (*count + 1) * sizeof(**list)));
	(*list)[(*count)++] = item;
}

char *jt_keep(char *malloced)
{
	append(&kept, &n_kept, must(malloced));
	return malloced;
}

const char *jt_tmpdir(void)
{
	const char *base = getenv("TMPDIR");
	char *path = NULL;

	if (asprintf(&path, "%s/jyz-test-XXXXXX",
		     base && *base ? base : "/tmp") < 0)
		abort();
	if (!mkdtemp(path))
		jt_fail("mkdtemp '%s': %s", path, strerror(errno));
	append(&folders, &n_folders, path);
	return path;
}

const char *jt_path(const char *dir, const char *name)
{
	char *path = NULL;

	if (asprintf(&path, "%s/%s", dir, name) < 0)
		abort();
	return jt_keep(path);
}

const char *jt_data(const char *name)
{
	const char *source = getenv("JYZ_SOURCE");

	if (!source)
		jt_fail("JYZ_SOURCE is not set: run the test through ctest");
	return jt_path(jt_path(source, "tests/data"), name);
}

void jt_write_file(const char *path, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (!f)
		jt_fail("'%s': %s", path, strerror(errno));
	size_t written = fwrite(bytes, 1, len, f);
	if (fclose(f) != 0 || written != len)
		jt_fail("'%s': %s", path, strerror(errno));
}

void jt_write_text(const char *path, const char *text)
{
	jt_write_file(path, text, strlen(text));
}

char *jt_read_file(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	size_t room = 4096, used = 0;
	char *data = must(malloc(room));

	if (!f) {
		free(data);
		jt_fail("'%s': %s", path, strerror(errno));
	}
	for (;;) {
		size_t n = fread(data + used, 1, room - used - 1, f);

		used += n;
		if (n == 0)
			break;
		if (room - used < 2) {
			room *= 2;
			data = must(realloc(data, room));
		}
	}
	bool bad = ferror(f);
	fclose(f);
	data[used] = '\0';
	jt_keep(data);
	if (bad)
		jt_fail("'%s': read error", path);
	if (len)
		*len = used;
	return data;
}
