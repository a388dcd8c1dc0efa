/*
 * Which language to speak: where it may be named, in what order.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"

static int from_config(const char *key)
{
	struct jyz_error ignored = JYZ_ERROR_INIT;
	char *value = NULL;
	int lang = -1;
	/* A file that cannot be read is reported where it matters. */
	if (jyz_config_get(key, &value, &ignored) == JYZ_OK && value)
		lang = jyz_i18n_parse(value);
	free(value);
	jyz_error_free(&ignored);
	return lang;
}

/* The value of a long option before the options are read in earnest. */
static const char *peek(int argc, char **argv, const char *name)
{
	size_t n = strlen(name);
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], name, n) != 0)
			continue;
		if (argv[i][n] == '=')
			return argv[i] + n + 1;
		if (!argv[i][n] && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}

int jyz_lang_of_store(struct jyz_store *store)
{
	struct jyz_error ignored = JYZ_ERROR_INIT;
	char *value = NULL;
	int lang = -1;
	if (jyz_setting_get(store, "lang", &value, &ignored) == JYZ_OK && value)
		lang = jyz_i18n_parse(value);
	free(value);
	jyz_error_free(&ignored);
	return lang;
}

int jyz_lang_of_database(int argc, char **argv)
{
	struct jyz_error ignored = JYZ_ERROR_INIT;
	struct jyz_store *store = NULL;
	int lang = -1;
	const char *named = peek(argc, argv, "--db");
	char *path = named ? jyz_strdup(named) : jyz_config_db();
	if (access(path, R_OK) == 0) {
		/* The language is not worth waiting for. */
		jyz_store_set_busy(NULL, 0);
		if (jyz_store_open(&store, path, JYZ_OPEN_INSPECT,
				   &jyz_schema_embedded, &ignored) == JYZ_OK)
			lang = jyz_lang_of_store(store);
		jyz_store_close(store);
		jyz_store_set_busy(NULL, JYZ_BUSY_MS);
	}
	free(path);
	jyz_error_free(&ignored);
	return lang;
}

int jyz_lang_pick(int argc, char **argv)
{
	const char *word = peek(argc, argv, "--lang");
	int lang = word ? jyz_i18n_parse(word) : -1;
	if (lang < 0 && getenv("JYZ_LANG"))
		lang = jyz_i18n_parse(getenv("JYZ_LANG"));
	if (lang < 0)
		lang = jyz_i18n_locale_lang();
	if (lang < 0)
		lang = from_config("lang");
	return lang;
}
