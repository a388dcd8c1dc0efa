/*
 * Command lines as the reader would type them: examples are written once, in
 * English, and put into Chinese by what the tables and the catalogue know.
 * The same goes for the commands that hints name.
 */
#include <string.h>

#include "inside.h"

/* How far a line has been read. */
struct reading {
	const struct jyz_kind *kind;
	const struct jyz_command *command; /* or its verb */
	const struct jyz_field *choice;    /* the next word is one of its */
	struct jyz_command verbs[JYZ_VERBS_MAX]; /* of the kind */
	size_t words;                      /* so far, options apart */
	bool value;                        /* the next word is an option's */
	bool kinds;                        /* and names a kind */
	struct jyz_buf *out;
};

/* The first of the Chinese words, else the word itself. */
static void put_word(struct reading *r, const char *zh, const char *word)
{
	if (zh)
		jyz_buf_add(r->out, zh, strcspn(zh, "/"));
	else
		jyz_buf_adds(r->out, word);
}

/* What stands for a word of the reader's, as help calls it: FILE.csv, UID,... */
static const char *placeholder(const char *word, size_t len)
{
	static const char *const known[] = {
		N_("CODE"), N_("COLUMN"), N_("DIR"), N_("FIELDS"), N_("FILE"),
		N_("HEADING"), N_("HEX"), N_("ID"), N_("KEY"), N_("KIND"),
		N_("NAME"), N_("TERM"), N_("TEXT"), N_("UID"), N_("VALUE"),
		N_("YEAR"),
	};
	for (size_t i = 0; i < JYZ_COUNT(known); i++)
		if (strlen(known[i]) == len &&
		    strncmp(known[i], word, len) == 0)
			return _(known[i]);
	return NULL;
}

static bool letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

void jyz_placeholders(struct jyz_buf *out, const char *text)
{
	while (*text) {
		size_t n = 0;
		while (letter(text[n]))
			n++;
		const char *shown = n ? placeholder(text, n) : NULL;
		n += !n;
		if (shown)
			jyz_buf_adds(out, shown);
		else
			jyz_buf_add(out, text, n);
		text += n;
	}
}

static const struct jyz_option *find_option(const struct jyz_option *options,
					    const char *name, char letter)
{
	for (; options && options->name; options++)
		if (letter ? options->letter == letter
			   : strcmp(options->name, name) == 0)
			return options;
	return NULL;
}

static void put_option(struct reading *r, const char *name)
{
	const struct jyz_option *o = NULL;
	const char *zh = NULL;
	int field = r->kind ? jyz_field_named(r->kind, name) : -1;
	int part = r->kind ? jyz_part_named(r->kind, name) : -1;
	if (r->command)
		o = find_option(r->command->options, name, 0);
	if (!o && field < 0 && part < 0)
		o = find_option(jyz_globals, name, 0);
	if (o) {
		zh = o->zh;
		r->value = o->type != JYZ_OPTION_FLAG;
		r->kinds = o->argument && strcmp(o->argument, "KIND") == 0;
	} else if (field >= 0) {
		zh = r->kind->fields[field].label.zh;
		r->value = true;
		if (r->kind->fields[field].type == JYZ_TYPE_CHOICE)
			r->choice = &r->kind->fields[field];
	} else if (part >= 0) {
		zh = r->kind->parts[part].label.zh;
		r->value = true;
	}
	jyz_buf_adds(r->out, "--");
	put_word(r, zh, name);
}

static void put_letter(struct reading *r, const char *word)
{
	const struct jyz_option *o = find_option(jyz_globals, "", word[1]);
	r->value = o && o->type != JYZ_OPTION_FLAG;
	jyz_buf_adds(r->out, word);
}

static void put_value(struct reading *r, const char *word)
{
	int field = r->kind && *word == '-'
			    ? jyz_field_named(r->kind, word + 1)
			    : -1;
	if (field >= 0) { /* --sort -date */
		jyz_buf_addc(r->out, '-');
		put_word(r, r->kind->fields[field].label.zh, word);
	} else if (strcmp(word, "now") == 0) {
		jyz_buf_adds(r->out, "本学期");
	} else if (r->kinds && jyz_kind_of_table(&jyz_catalogue, word)) {
		put_word(r, jyz_kind_of_table(&jyz_catalogue, word)->word.zh,
			 word);
	} else if (r->choice) {
		jyz_buf_adds(r->out, jyz_choice_shown(r->choice, word));
	} else {
		jyz_placeholders(r->out, word);
	}
	r->choice = NULL;
	r->value = r->kinds = false;
}

/* What stands where a command or a kind may stand. */
static void put_command(struct reading *r, const char *word)
{
	const struct jyz_kind *kind = jyz_kind_of_table(&jyz_catalogue, word);
	const struct jyz_command *command =
		kind ? NULL : jyz_command_find(word);
	put_word(r, kind ? kind->word.zh : command ? command->zh : NULL, word);
	/* "help observation add" goes on like "observation add". */
	if (command == &jyz_cmd_help) {
		r->words--;
		return;
	}
	r->kind = kind;
	r->command = command;
}

static void put_verb(struct reading *r, const char *word)
{
	const struct jyz_command *verbs = r->command ? r->command->verbs : NULL;
	if (r->kind) {
		jyz_kind_verbs(r->kind, r->verbs);
		verbs = r->verbs;
	}
	const struct jyz_command *verb =
		verbs ? jyz_verb_find(verbs, word) : NULL;
	const struct jyz_kind *kind =
		verb || r->kind ? NULL
				: jyz_kind_of_table(&jyz_catalogue, word);
	if (verb)
		r->command = verb;
	/* "history observation 1" names a kind here. */
	if (verb || kind)
		put_word(r, verb ? verb->zh : kind->word.zh, word);
	else
		jyz_placeholders(r->out, word);
}

/* "attachment list observation 1" names one here. */
static void put_rest(struct reading *r, const char *word)
{
	const char *usage = r->command ? r->command->usage : NULL;
	const struct jyz_kind *kind = jyz_kind_of_table(&jyz_catalogue, word);
	if (kind && usage && strstr(usage, "KIND"))
		put_word(r, kind->word.zh, word);
	else
		jyz_placeholders(r->out, word);
}

static void put_token(struct reading *r, const char *word)
{
	if (strcmp(word, "|") == 0) { /* one command or the other */
		struct jyz_buf *out = r->out;
		jyz_buf_adds(out, word);
		*r = (struct reading){ .out = out };
	} else if (!*word) {
		return;
	} else if (r->value) {
		put_value(r, word);
	} else if (strncmp(word, "--", 2) == 0 && word[2]) {
		put_option(r, word + 2);
	} else if (word[0] == '-' && word[1]) {
		put_letter(r, word);
	} else {
		switch (r->words++) {
		case 1:
			put_command(r, word);
			return;
		case 2:
			put_verb(r, word);
			return;
		}
		if (r->words > 3)
			put_rest(r, word);
		else
			jyz_buf_adds(r->out, word);
	}
}

void jyz_example(struct jyz_buf *out, const char *line, size_t len)
{
	JYZ_AUTO(jyz_buf) token = JYZ_BUF_INIT;
	struct reading r = { .out = out };
	if (jyz_i18n_lang() != JYZ_LANG_ZH) {
		jyz_buf_add(out, line, len);
		return;
	}
	for (const char *end = line + len; line < end;) {
		size_t n = 0;
		/* Blanks within quotes are the word's. */
		for (bool quoted = false;
		     line + n < end && (quoted || line[n] != ' '); n++)
			quoted = quoted != (line[n] == '\'');
		jyz_buf_clear(&token);
		jyz_buf_add(&token, line, n);
		put_token(&r, token.data);
		line += n;
		if (line < end) {
			jyz_buf_addc(out, ' ');
			line++;
		}
	}
}
