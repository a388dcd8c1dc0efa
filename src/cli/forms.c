/*
 * Forms: each field with its label, what it is now, help on "?".
 */
#include "forms.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "jyz/records/resolve.h"

#define NAMES_MAX 2000 /* offered by TAB; more are not looked through */

/* How a line is to be taken. */
enum answer { ANSWER_VALUE, ANSWER_KEEP, ANSWER_CLEAR, ANSWER_REST,
	      ANSWER_HELP, ANSWER_END };

/* --- what was typed ------------------------------------------------------- */

void jyz_typed_free(struct jyz_typed *typed)
{
	for (size_t i = 0; i < typed->count; i++)
		free(typed->items[i].text);
	free(typed->items);
	memset(typed, 0, sizeof(*typed));
}

/* The last answer to a field counts, each row of a part does. */
static void remember(struct jyz_typed *typed, const char *name, bool part,
		     const char *text)
{
	if (!typed)
		return;
	for (size_t i = 0; i < typed->count && !part; i++) {
		struct jyz_answer *a = &typed->items[i];
		if (a->part || strcmp(a->name, name) != 0)
			continue;
		free(a->text);
		a->text = jyz_strdup(text);
		return;
	}
	JYZ_GROW(typed->items, typed->count, typed->room);
	typed->items[typed->count++] =
		(struct jyz_answer){ name, part, jyz_strdup(text) };
}

void jyz_typed_say(const struct jyz_cli *cli, const struct jyz_typed *typed,
		   const struct jyz_kind *kind, const char *verb,
		   const char *word)
{
	char **argv = jyz_alloc((4 + 2 * typed->count) * sizeof(*argv));
	int argc = 0;
	argv[argc++] = jyz_strdup("jyz");
	argv[argc++] = jyz_strdup(kind->name);
	argv[argc++] = jyz_strdup(verb);
	if (word)
		argv[argc++] = jyz_strdup(word);
	for (size_t i = 0; i < typed->count; i++) {
		JYZ_AUTO(jyz_buf) option = JYZ_BUF_INIT;
		jyz_buf_addf(&option, "--%s", typed->items[i].name);
		argv[argc++] = jyz_buf_detach(&option);
		argv[argc++] = jyz_strdup(typed->items[i].text);
	}
	char *line = jyz_command_line(argc, argv);
	jyz_say(cli, _("the same in one line: %s"), line);
	free(line);
	while (argc > 0)
		free(argv[--argc]);
	free(argv);
}

/* --- candidates ----------------------------------------------------------- */

static void offer(struct jyz_candidates *to, const char *word)
{
	JYZ_GROW(to->items, to->count, to->room);
	to->items[to->count++] = jyz_strdup(word);
}

static void candidates_free(struct jyz_candidates *c)
{
	for (size_t i = 0; i < c->count; i++)
		free(c->items[i]);
	free(c->items);
}

struct ids {
	int64_t items[NAMES_MAX];
	size_t count;
};

static int take_id(const struct jyz_record *rec, void *payload,
		   struct jyz_error *err)
{
	struct ids *ids = payload;
	(void)err;
	if (ids->count < NAMES_MAX)
		ids->items[ids->count++] = rec->id;
	return JYZ_OK;
}

/* Completion is a help: if it cannot be had the question is asked anyway. */
static void offer_names(struct jyz_cli *cli, const struct jyz_kind *kind,
			struct jyz_candidates *to)
{
	JYZ_AUTO(jyz_query) query;
	struct jyz_error ignored = JYZ_ERROR_INIT;
	struct ids *ids = jyz_alloc(sizeof(*ids));
	bool *none = jyz_alloc((kind->n_fields + 1) * sizeof(*none));
	jyz_query_init(&query, kind);
	query.fields = none;
	query.limit = NAMES_MAX;
	int rc = jyz_list(&cli->desk, &query, take_id, ids, &ignored);
	for (size_t i = 0; i < ids->count && rc >= 0; i++) {
		char *label = NULL;
		rc = jyz_label(&cli->desk, kind, ids->items[i], &label,
			       &ignored);
		if (rc >= 0)
			offer(to, label);
		free(label);
	}
	jyz_error_free(&ignored);
	free(none);
	free(ids);
}

static void offer_words(struct jyz_cli *cli, const struct jyz_field *field,
			struct jyz_candidates *to)
{
	const struct jyz_choice *c = field->choices;
	switch (field->type) {
	case JYZ_TYPE_CHOICE:
		for (; c->name; c++) {
			offer(to, jyz_choice_shown(field, c->name));
			offer(to, c->name);
		}
		return;
	case JYZ_TYPE_FLAG:
		offer(to, _("yes"));
		offer(to, _("no"));
		return;
	case JYZ_TYPE_REFERENCE:
		if (field->target->names)
			offer_names(cli, field->target, to);
		return;
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_DATE:
	case JYZ_TYPE_TIME:
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
	case JYZ_TYPE_ITEM:
		return;
	}
}

/* --- questions ------------------------------------------------------------ */

static enum answer understand(const char *line, bool more)
{
	if (!line)
		return ANSWER_END;
	if (strcmp(line, "?") == 0 || strcmp(line, "？") == 0)
		return ANSWER_HELP;
	if (more && (strcmp(line, ".") == 0 || strcmp(line, "。") == 0))
		return ANSWER_REST;
	if (strcmp(line, "-") == 0)
		return ANSWER_CLEAR;
	return *line ? ANSWER_VALUE : ANSWER_KEEP;
}

static void say_help(const struct jyz_cli *cli, const struct jyz_field *field)
{
	JYZ_AUTO(jyz_buf) words = JYZ_BUF_INIT;
	const struct jyz_choice *c = field->choices;
	const char *help = jyz_word(field->help);
	if (help)
		jyz_say(cli, "  %s", help);
	for (; field->type == JYZ_TYPE_CHOICE && c->name; c++)
		jyz_buf_addf(&words, "%s%s", words.len ? ", " : "",
			     jyz_choice_shown(field, c->name));
	if (words.len)
		jyz_say(cli, "  %s", words.data);
	if (field->type == JYZ_TYPE_DATE)
		jyz_say(cli, "  %s", _("such as 2026-10-12, 10-12, 10月12日, "
				       "today, 昨天"));
	if (field->type == JYZ_TYPE_REFERENCE)
		jyz_say(cli, "  %s", _("a name; TAB completes it"));
}

/* What an absent value becomes is not known before the rest is. */
static bool by_rule(const struct jyz_field *field)
{
	return field->flags & JYZ_FILLED ||
	       (field->preset && strcmp(field->preset, "current") == 0);
}

/* What the field holds if nothing is typed. */
static void present_value(struct jyz_cli *cli, const struct jyz_record *rec,
			  int field, struct jyz_buf *out)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	struct jyz_value value = rec->values[field];
	struct jyz_error ignored = JYZ_ERROR_INIT;
	char *label = NULL;
	if (rec->words[field]) {
		jyz_buf_adds(out, rec->words[field]);
		return;
	}
	if (value.type == JYZ_NULL) {
		if (rec->id || !f->preset || by_rule(f))
			return;
		if (f->type == JYZ_TYPE_DATE)
			jyz_buf_adds(out, cli->desk.clock.today);
		else if (f->type == JYZ_TYPE_CHOICE)
			jyz_buf_adds(out, jyz_choice_shown(f, f->preset));
		else
			jyz_buf_adds(out, f->preset);
		return;
	}
	if (f->type == JYZ_TYPE_REFERENCE &&
	    jyz_label(&cli->desk, f->target, value.i, &label, &ignored) < 0)
		label = NULL;
	jyz_value_shown(out, f, value, jyz_text(label));
	free(label);
	jyz_error_free(&ignored);
}

static char *ask_field(struct jyz_cli *cli, const struct jyz_record *rec,
		       int field, const struct jyz_candidates *candidates)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	JYZ_AUTO(jyz_buf) prompt = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) now = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) cut = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	char *label = jyz_word_first(f->label);
	present_value(cli, rec, field, &now);
	jyz_text_cut(&cut, now.data, 40);
	jyz_buf_addf(&prompt, "%s%s", label,
		     jyz_field_needed(f) ? " *" : "");
	const char *help = jyz_word(f->help);
	if (cut.len)
		jyz_buf_addf(&prompt, " [%s]", cut.data);
	else if (!rec->id && by_rule(f) && help)
		jyz_buf_addf(&prompt, " (%s)", help);
	jyz_buf_adds(&prompt, ": ");
	free(label);
	char *line = jyz_ask(prompt.data, candidates);
	if (!line)
		return NULL;
	jyz_text_trim(&trimmed, line);
	free(line);
	return jyz_buf_detach(&trimmed);
}

/* Sets the field, or leaves it as it was and says why. */
static bool set_field(struct jyz_cli *cli, struct jyz_record *rec, int field,
		      const char *text)
{
	struct jyz_value value = rec->values[field];
	const char *word = rec->words[field];
	bool given = rec->given[field];
	struct jyz_error why = JYZ_ERROR_INIT;
	int rc = jyz_record_set(&cli->desk, rec, field, text, &why);
	if (rc < 0) {
		rec->values[field] = value;
		rec->words[field] = word;
		rec->given[field] = given;
		jyz_say_error(&why);
	}
	jyz_error_free(&why);
	return rc >= 0;
}

/*
 * A name that nobody has is better said now than after the last question.
 * Which of several is meant may depend on answers still to come.
 */
static bool known_name(struct jyz_cli *cli, const struct jyz_field *field,
		       const char *text)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	int64_t id;
	if (field->type != JYZ_TYPE_REFERENCE || !*text)
		return true;
	int rc = jyz_resolve(&cli->desk, field->target, text, NULL, &id, &why);
	if (rc == JYZ_ENOTFOUND)
		jyz_say_error(&why);
	jyz_error_free(&why);
	return rc != JYZ_ENOTFOUND;
}

static bool still_needed(const struct jyz_record *rec, int field)
{
	return jyz_field_needed(&rec->kind->fields[field]) &&
	       rec->values[field].type == JYZ_NULL && !rec->words[field];
}

static enum answer one_field(struct jyz_cli *cli, struct jyz_record *rec,
			     int field, struct jyz_typed *typed, bool more)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	__attribute__((cleanup(candidates_free)))
	struct jyz_candidates candidates = { NULL, 0, 0 };
	offer_words(cli, f, &candidates);
	for (;;) {
		char *line = ask_field(cli, rec, field, &candidates);
		enum answer answer = understand(line, more);
		if (answer == ANSWER_HELP)
			say_help(cli, f);
		if (answer == ANSWER_VALUE || answer == ANSWER_CLEAR) {
			const char *text = answer == ANSWER_CLEAR ? "" : line;
			if (known_name(cli, f, text) &&
			    set_field(cli, rec, field, text))
				remember(typed, f->name, false, text);
			else
				answer = ANSWER_HELP;
			jyz_say_notes(cli);
		}
		free(line);
		if (answer != ANSWER_HELP)
			return answer;
	}
}

bool jyz_form_field(struct jyz_cli *cli, struct jyz_record *rec, int field,
		    struct jyz_typed *typed)
{
	enum answer answer;
	do
		answer = one_field(cli, rec, field, typed, false);
	while (answer == ANSWER_KEEP &&
	       rec->kind->fields[field].flags & JYZ_REQUIRED &&
	       rec->values[field].type == JYZ_NULL && !rec->words[field]);
	return answer != ANSWER_END;
}

/* Rows of a part until an empty line. */
static enum answer ask_part(struct jyz_cli *cli, struct jyz_record *rec,
			    int part, struct jyz_typed *typed)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	JYZ_AUTO(jyz_buf) prompt = JYZ_BUF_INIT;
	char *label = jyz_word_first(p->label);
	jyz_buf_addf(&prompt, "%s (%s): ", label, jyz_word(p->help));
	free(label);
	for (;;) {
		char *line = jyz_ask(prompt.data, NULL);
		enum answer answer = understand(line, true);
		if (answer == ANSWER_VALUE) {
			jyz_record_part(rec, part, line);
			remember(typed, p->name, true, line);
		} else if (answer == ANSWER_CLEAR) {
			jyz_record_part_none(rec, part);
			remember(typed, p->name, true, "");
		} else if (answer == ANSWER_HELP) {
			jyz_say(cli, "  %s", _("one row a line; an empty line "
					       "goes on"));
		}
		free(line);
		if (answer == ANSWER_KEEP || answer == ANSWER_REST ||
		    answer == ANSWER_END)
			return answer;
	}
}

bool jyz_form_record(struct jyz_cli *cli, struct jyz_record *rec,
		     struct jyz_typed *typed)
{
	const struct jyz_kind *kind = rec->kind;
	enum answer answer = ANSWER_KEEP;
	jyz_say(cli, "%s", jyz_word(kind->about));
	jyz_say(cli, _("Enter keeps what is in brackets, - clears, ? helps, "
		       ". leaves the rest as it is; * must be filled in"));
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (jyz_field_read_only(&kind->fields[i]))
			continue;
		do
			answer = one_field(cli, rec, (int)i, typed, true);
		while ((answer == ANSWER_KEEP || answer == ANSWER_CLEAR) &&
		       still_needed(rec, (int)i));
		if (answer == ANSWER_REST || answer == ANSWER_END)
			break;
	}
	for (size_t i = 0; i < kind->n_parts && answer != ANSWER_REST &&
			   answer != ANSWER_END;
	     i++)
		if (!jyz_part_read_only(&kind->parts[i]))
			answer = ask_part(cli, rec, (int)i, typed);
	return answer != ANSWER_END;
}
