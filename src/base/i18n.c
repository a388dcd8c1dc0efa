/*
 * The language of the process.  Owns the process's locale and the variable
 * LANGUAGE; nothing else in jyz touches either.
 */
#include "jyz/base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "jyz/base/mem.h"
#include "jyz/base/text.h"

#define UNKNOWN (-1)
#define NOT_READ (-2)

static enum jyz_lang current = JYZ_LANG_EN;

/* What the environment named before we put LANGUAGE there. */
static int named = NOT_READ;

void jyz_i18n_init(const char *localedir)
{
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C");
	/* Data and messages are UTF-8; wcwidth and readline go by this. */
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	bindtextdomain(JYZ_DOMAIN, localedir);
	bind_textdomain_codeset(JYZ_DOMAIN, "UTF-8");
	jyz_i18n_set(current);
}

static bool begins(const char *text, const char *lang)
{
	size_t len = strlen(lang);

	return strncasecmp(text, lang, len) == 0 &&
	       (text[len] == '\0' || strchr("_-.@:", text[len]));
}

static int lang_of(const char *locale)
{
	if (begins(locale, "zh"))
		return JYZ_LANG_ZH;
	if (begins(locale, "en"))
		return JYZ_LANG_EN;
	return UNKNOWN;
}

static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static int read_environment(void)
{
	const char *locale = variable("LC_ALL");
	const char *wishes = variable("LANGUAGE");

	if (!locale)
		locale = variable("LC_MESSAGES");
	if (!locale)
		locale = variable("LANG");
	/* LANGUAGE does not count in the C locale: gettext's rule. */
	if (!locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX"))
		return UNKNOWN;
	for (; wishes; wishes = strchr(wishes, ':')) {
		wishes += *wishes == ':';
		if (lang_of(wishes) != UNKNOWN)
			return lang_of(wishes);
	}
	return lang_of(locale);
}

int jyz_i18n_locale_lang(void)
{
	return named == NOT_READ ? read_environment() : named;
}

int jyz_i18n_parse(const char *text)
{
	static const struct {
		const char *key;
		enum jyz_lang lang;
	} names[] = {
		{ "中文", JYZ_LANG_ZH },    { "汉语", JYZ_LANG_ZH },
		{ "chinese", JYZ_LANG_ZH }, { "英文", JYZ_LANG_EN },
		{ "英语", JYZ_LANG_EN },    { "english", JYZ_LANG_EN },
	};
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	jyz_text_key(&key, text);
	for (size_t i = 0; i < JYZ_COUNT(names); i++)
		if (!strcmp(key.data, names[i].key))
			return names[i].lang;
	return lang_of(key.data);
}

static bool set_messages(const char *locale)
{
	const char *name = setlocale(LC_MESSAGES, locale);

	/* In these gettext translates nothing (C.UTF-8: from glibc 2.39). */
	return name && strcmp(name, "C") != 0 && strcmp(name, "POSIX") != 0 &&
	       strncmp(name, "C.", 2) != 0;
}

void jyz_i18n_set(enum jyz_lang lang)
{
	current = lang;
	if (named == NOT_READ)
		named = read_environment();
	/* By way of C, so that gettext forgets what it has looked up. */
	setlocale(LC_MESSAGES, "C");
	switch (lang) {
	case JYZ_LANG_EN:
		return;
	case JYZ_LANG_ZH:
		setenv("LANGUAGE", "zh_CN", 1);
		if (!set_messages("") && !set_messages("zh_CN.UTF-8") &&
		    !set_messages("en_US.UTF-8"))
			setlocale(LC_MESSAGES, "C.UTF-8");
		return;
	}
}

enum jyz_lang jyz_i18n_lang(void)
{
	return current;
}

const char *jyz_word(struct jyz_words words)
{
	return current == JYZ_LANG_ZH && words.zh ? words.zh : words.en;
}
