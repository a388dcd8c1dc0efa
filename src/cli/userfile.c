/*
 * The user's own file: read whole, written under a temporary name.
 */
#include "userfile.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

#define SIZE_MAX_OF_FILE (1 << 20)

char *jyz_userfile_path(void)
{
	JYZ_AUTO(jyz_buf) path = JYZ_BUF_INIT;
	const char *folder = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	/* The specification says that a relative path does not count. */
	if (folder && *folder == '/')
		jyz_buf_adds(&path, folder);
	else if (home && *home)
		jyz_buf_addf(&path, "%s/.config", home);
	else
		return NULL;
	jyz_buf_adds(&path, "/jyz/config");
	return jyz_buf_detach(&path);
}

/* A file that is not there is empty. */
static int read_all(struct jyz_buf *out, const char *path,
		    struct jyz_error *err)
{
	FILE *file = fopen(path, "re");
	char bytes[4096];
	size_t n;

	if (!file && (errno == ENOENT || errno == ENOTDIR))
		return JYZ_OK;
	if (!file)
		return jyz_error_errno(err, errno, _("cannot open '%s'"),
				       path);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0 &&
	       out->len < SIZE_MAX_OF_FILE)
		jyz_buf_add(out, bytes, n);
	int failed = ferror(file) ? errno : 0;

	fclose(file);
	if (failed)
		return jyz_error_errno(err, failed, _("cannot read '%s'"),
				       path);
	if (!jyz_text_valid(out->data, out->len))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is not UTF-8 text"), path);
	return JYZ_OK;
}

/* The value when the line is the key's, as fresh text; else NULL. */
static char *value_of(const char *line, size_t len, const char *key)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) value = JYZ_BUF_INIT;
	char *copy = jyz_strndup(line, len);
	char *equals = strchr(copy, '=');
	char *found = NULL;

	if (equals) {
		*equals = '\0';
		jyz_text_trim(&name, copy);
		jyz_text_trim(&value, equals + 1);
		if (strcmp(name.data, key) == 0)
			found = jyz_buf_detach(&value);
	}
	free(copy);
	return found;
}

int jyz_userfile_get(const char *key, char **out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	char *path = jyz_userfile_path();
	char *found = NULL;
	int rc = path ? read_all(&text, path, err) : JYZ_OK;

	free(path);
	if (rc < 0)
		return rc;
	for (const char *p = text.data; *p && !found;) {
		size_t len = strcspn(p, "\n");

		found = value_of(p, len, key);
		p += len + (p[len] == '\n');
	}
	*out = found && !*found ? NULL : found;
	if (!*out)
		free(found);
	return JYZ_OK;
}

/* The text with the key's line put in its place, or at the end. */
static void replace(struct jyz_buf *out, const char *text, const char *key,
		    const char *value)
{
	bool written = !value;

	for (const char *p = text; *p;) {
		size_t len = strcspn(p, "\n");
		char *old = value_of(p, len, key);

		if (!old) {
			jyz_buf_add(out, p, len);
			jyz_buf_addc(out, '\n');
		} else if (!written) {
			jyz_buf_addf(out, "%s = %s\n", key, value);
			written = true;
		}
		free(old);
		p += len + (p[len] == '\n');
	}
	if (!written)
		jyz_buf_addf(out, "%s = %s\n", key, value);
}

static int make_folders(const char *path, struct jyz_error *err)
{
	char *folder = jyz_strdup(path);
	int rc = JYZ_OK;

	for (char *p = strchr(folder + 1, '/'); p && rc == JYZ_OK;
	     p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(folder, 0700) && errno != EEXIST)
			rc = jyz_error_errno(err, errno,
					     _("cannot make the folder '%s'"),
					     folder);
		*p = '/';
	}
	free(folder);
	return rc;
}

static int write_all(const char *path, const struct jyz_buf *text,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	jyz_buf_addf(&name, "%s.XXXXXX", path);
	int fd = mkstemp(name.data); /* 0600 */
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	bool done = file && fwrite(text->data, 1, text->len, file) ==
				    text->len &&
		    fflush(file) == 0 && fsync(fd) == 0;
	int failed = done ? 0 : errno;

	if (file && fclose(file) && done)
		failed = errno;
	if (!failed && rename(name.data, path))
		failed = errno;
	if (!failed)
		return JYZ_OK;
	if (fd >= 0)
		unlink(name.data);
	return jyz_error_errno(err, failed, _("cannot write '%s'"), path);
}

int jyz_userfile_set(const char *key, const char *value,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) made = JYZ_BUF_INIT;
	char *path = jyz_userfile_path();
	int rc;

	if (!path) {
		jyz_error_set(err, JYZ_EIO,
			      _("there is no folder for your own settings"));
		return jyz_error_hint(err, _("set HOME or XDG_CONFIG_HOME"));
	}
	rc = read_all(&text, path, err);
	replace(&made, text.data, key, value);
	if (rc == JYZ_OK)
		rc = make_folders(path, err);
	if (rc == JYZ_OK)
		rc = write_all(path, &made, err);
	free(path);
	return rc;
}
