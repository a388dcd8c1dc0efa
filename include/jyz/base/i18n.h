/*
 * Two languages.  Messages are English in the source and translated by
 * gettext; labels of the catalogue carry both words.
 *
 * The language is one setting of the process, made once at start-up.
 */
#ifndef JYZ_BASE_I18N_H
#define JYZ_BASE_I18N_H

#include <libintl.h>

#define JYZ_DOMAIN "jyz"
#define _(text) dgettext(JYZ_DOMAIN, text)
#define Q_(one, many, n) dngettext(JYZ_DOMAIN, one, many, n)
#define N_(text) text

enum jyz_lang { JYZ_LANG_EN, JYZ_LANG_ZH };

/* One word in both languages. */
struct jyz_words {
	const char *en;
	const char *zh;
};

/*
 * Takes the locale of the environment for characters, and UTF-8 whatever it
 * says; numbers stay in the C locale.  localedir holds zh_CN/LC_MESSAGES.
 */
void jyz_i18n_init(const char *localedir);

/* The language that the locale names ("zh_CN.UTF-8"); -1: it names none. */
int jyz_i18n_locale_lang(void);

/* "zh", "zh_CN", "中文", "en", "english"...: the language, or -1. */
int jyz_i18n_parse(const char *text);

void jyz_i18n_set(enum jyz_lang lang);
enum jyz_lang jyz_i18n_lang(void);

/* The word in the language set. */
const char *jyz_word(struct jyz_words words);

#endif
