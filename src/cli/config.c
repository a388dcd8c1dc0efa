/*
 * What belongs to the one who types: where the database is, the user's file
 * of settings, the login name, where translations are.
 */
#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"
#include "jyz/base/text.h"

static const char *variable(const char *name)
{
	const char *value = getenv(name);
	return value && *value ? value : NULL;
}

static const char *home(void)
{
	const char *dir = variable("HOME");
	const struct passwd *user = dir ? NULL : getpwuid(geteuid());
	return user ? user->pw_dir : dir;
}

/* "$NAME/REST" if the variable is an absolute path, else "~/DEFAULT/REST". */
static char *xdg(const char *name, const char *instead, const char *rest)
{
	JYZ_AUTO(jyz_buf) path = JYZ_BUF_INIT;
	const char *dir = variable(name);
	if (dir && *dir == '/')
		jyz_buf_addf(&path, "%s/%s", dir, rest);
	else if (home())
		jyz_buf_addf(&path, "%s/%s/%s", home(), instead, rest);
	else
		return NULL;
	return jyz_buf_detach(&path);
}

static char *usual_db(void)
{
	char *path = xdg("XDG_DATA_HOME", ".local/share", "jyz/jyz.db");
	return path ? path : jyz_strdup("jyz.db");
}

char *jyz_config_db(void)
{
	const char *db = variable("JYZ_DB");
	return db ? jyz_strdup(db) : usual_db();
}

int jyz_config_place(const char *db, struct jyz_error *err)
{
	char *usual = usual_db();
	char *folder = jyz_path_folder(db);
	int rc = strcmp(db, usual) == 0 ? JYZ_OK : jyz_folder_there(folder, err);
	free(folder);
	free(usual);
	return rc;
}

char *jyz_config_path(void)
{
	return xdg("XDG_CONFIG_HOME", ".config", "jyz/config");
}

char *jyz_config_login(void)
{
	const struct passwd *user = getpwuid(geteuid());
	JYZ_AUTO(jyz_buf) number = JYZ_BUF_INIT;
	if (user && jyz_text_valid(user->pw_name, strlen(user->pw_name)))
		return jyz_strdup(user->pw_name);
	jyz_buf_addf(&number, "%ld", (long)geteuid());
	return jyz_buf_detach(&number);
}

/* Beside the program in the build tree, below the same prefix once it is
 * installed: wherever that has been moved to. */
char *jyz_config_localedir(void)
{
	static const char *const places[] = { "locale", "../share/locale" };
	char program[PATH_MAX];
	JYZ_AUTO(jyz_buf) dir = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) messages = JYZ_BUF_INIT;
	if (variable("JYZ_LOCALEDIR"))
		return jyz_strdup(variable("JYZ_LOCALEDIR"));
	ssize_t len = readlink("/proc/self/exe", program, sizeof(program));
	while (len > 0 && program[len - 1] != '/')
		len--;
	for (size_t i = 0; len > 0 && i < JYZ_COUNT(places); i++) {
		jyz_buf_clear(&dir);
		jyz_buf_add(&dir, program, (size_t)len);
		jyz_buf_adds(&dir, places[i]);
		jyz_buf_clear(&messages);
		jyz_buf_addf(&messages, "%s/zh_CN/LC_MESSAGES/jyz.mo",
			     dir.data);
		if (access(messages.data, R_OK) == 0)
			return jyz_buf_detach(&dir);
	}
	return jyz_strdup(JYZ_LOCALEDIR);
}

/* --- the user's file: "key = value" lines, # begins a comment ------------- */

/* The value of a line if it is about key; else NULL. */
static char *value_of(const char *line, const char *key)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) value = JYZ_BUF_INIT;
	jyz_text_trim(&text, line);
	size_t n = strlen(key);
	if (strncmp(text.data, key, n) != 0)
		return NULL;
	const char *p = text.data + n + strspn(text.data + n, " \t");
	if (*p != '=')
		return NULL;
	jyz_text_trim(&value, p + 1);
	return jyz_buf_detach(&value);
}

typedef int line_fn(const char *line, void *payload);

/* A file that is not there has no lines. */
static int each_line(const char *path, line_fn *fn, void *payload,
		     struct jyz_error *err)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	if (!file && (errno == ENOENT || errno == ENOTDIR))
		return JYZ_OK;
	if (!file)
		return jyz_error_errno(err, errno, _("cannot read '%s'"),
				       path);
	errno = 0;
	while (getline(&line, &room, file) >= 0) {
		line[strcspn(line, "\r\n")] = '\0';
		fn(line, payload);
	}
	int rc = ferror(file) ? jyz_error_errno(err, errno ? errno : EIO,
						_("cannot read '%s'"), path)
			      : JYZ_OK;
	free(line);
	fclose(file);
	return rc;
}

struct search {
	const char *key;
	char *value;
};

static int look(const char *line, void *payload)
{
	struct search *search = payload;
	char *value = value_of(line, search->key);
	if (value) {
		free(search->value);
		search->value = value;
	}
	return 0;
}

int jyz_config_get(const char *key, char **out, struct jyz_error *err)
{
	struct search search = { key, NULL };
	char *path = jyz_config_path();
	int rc = path ? each_line(path, look, &search, err) : JYZ_OK;
	free(path);
	if (rc < 0) {
		free(search.value);
		return rc;
	}
	/* An empty value, or bytes that are no text, are no setting. */
	if (search.value && (!*search.value ||
			     !jyz_text_valid(search.value,
					     strlen(search.value)))) {
		free(search.value);
		search.value = NULL;
	}
	*out = search.value;
	return JYZ_OK;
}

struct rewrite {
	const char *key;
	struct jyz_buf text;
};

static int keep_others(const char *line, void *payload)
{
	struct rewrite *rewrite = payload;
	char *value = value_of(line, rewrite->key);
	if (!value)
		jyz_buf_addf(&rewrite->text, "%s\n", line);
	free(value);
	return 0;
}

static int replace_file(const char *path, const struct jyz_buf *text,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_temp) temp = JYZ_TEMP_INIT;
	int rc = jyz_temp_make(&temp, path, err);
	if (rc < 0)
		return rc;
	errno = 0;
	FILE *file = fopen(temp.path, "we");
	bool good = file &&
		    fwrite(text->data, 1, text->len, file) == text->len;
	good = file && fclose(file) == 0 && good;
	if (!good)
		return jyz_error_errno(err, errno ? errno : EIO,
				       _("cannot write '%s'"), path);
	return jyz_temp_place(&temp, path, true, err);
}

int jyz_config_set(const char *key, const char *value, struct jyz_error *err)
{
	struct rewrite rewrite = { key, JYZ_BUF_INIT };
	char *path = jyz_config_path();
	if (!path)
		return jyz_error_set(err, JYZ_EIO,
				     _("there is no home folder"));
	char *folder = jyz_path_folder(path);
	int rc = jyz_folder_make(folder, err);
	free(folder);
	if (rc == JYZ_OK)
		rc = each_line(path, keep_others, &rewrite, err);
	if (rc == JYZ_OK && value)
		jyz_buf_addf(&rewrite.text, "%s = %s\n", key, value);
	if (rc == JYZ_OK)
		rc = replace_file(path, &rewrite.text, err);
	jyz_buf_free(&rewrite.text);
	free(path);
	return rc;
}
