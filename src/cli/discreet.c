/*
 * Command lines without what private fields were given: the journal is read
 * by whoever may read the file, and its changesets hold the values that undo
 * needs.
 */
#include <ctype.h>
#include <string.h>

#include "inside.h"

#define KEPT_BACK "..."

/* Options are written "home-address" for home_address and Home address. */
static char option_letter(char c)
{
	return c == '_' || c == ' ' ? '-' : (char)tolower((unsigned char)c);
}

static bool begins(const char *word, const char *typed, size_t n)
{
	while (n && option_letter(*word) == option_letter(*typed)) {
		word++;
		typed++;
		n--;
	}
	return !n;
}

/* The alternatives of "a/b"; getopt takes the beginning of one, too. */
static bool begins_one(const char *words, const char *typed, size_t n)
{
	for (; words && *words; words += *words == '/') {
		if (begins(words, typed, n))
			return true;
		words += strcspn(words, "/");
	}
	return false;
}

static bool spelled(const char *name, struct jyz_words label,
		    const char *typed, size_t n)
{
	return begins_one(name, typed, n) || begins_one(label.en, typed, n) ||
	       begins_one(label.zh, typed, n);
}

static bool private_option(const struct jyz_kind *kind, const char *typed,
			   size_t n)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].flags & JYZ_PRIVATE &&
		    spelled(kind->fields[i].name, kind->fields[i].label, typed,
			    n))
			return true;
	for (size_t i = 0; i < kind->n_parts; i++)
		if (kind->parts[i].flags & JYZ_PRIVATE &&
		    spelled(kind->parts[i].name, kind->parts[i].label, typed,
			    n))
			return true;
	return false;
}

/* The length of a word as jyz_shell_word writes it. */
static size_t word_length(const char *s)
{
	bool quoted = false;
	size_t n = 0;
	for (; s[n] && (quoted || s[n] != ' '); n++) {
		if (s[n] == '\'')
			quoted = !quoted;
		else if (s[n] == '\\' && !quoted && s[n + 1])
			n++;
	}
	return n;
}

/* The first word that names a kind: before it stand global options only. */
static const struct jyz_kind *kind_in(const char *line)
{
	JYZ_AUTO(jyz_buf) word = JYZ_BUF_INIT;
	const struct jyz_kind *kind = NULL;
	while (*line && !kind) {
		size_t n = word_length(line);
		jyz_buf_clear(&word);
		jyz_buf_add(&word, line, n);
		if (*word.data && *word.data != '-')
			kind = jyz_kind_find(&jyz_catalogue, word.data);
		line += n + (line[n] == ' ');
	}
	return kind;
}

void jyz_discreet(struct jyz_buf *out, const char *line)
{
	const struct jyz_kind *kind = kind_in(line);
	bool value = false; /* of a private option */
	if (!kind) {
		jyz_buf_adds(out, line);
		return;
	}
	while (*line) {
		size_t n = word_length(line);
		size_t name = n > 2 ? strcspn(line + 2, "= ") : 0;
		bool private = strncmp(line, "--", 2) == 0 && name &&
			       private_option(kind, line + 2, name);
		if (value)
			jyz_buf_adds(out, KEPT_BACK);
		else if (private && line[2 + name] == '=')
			jyz_buf_addf(out, "%.*s" KEPT_BACK, (int)name + 3,
				     line);
		else
			jyz_buf_add(out, line, n);
		value = !value && private && line[2 + name] != '=';
		line += n;
		if (*line) {
			jyz_buf_addc(out, ' ');
			line++;
		}
	}
}
