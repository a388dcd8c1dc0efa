/*
 * Forms: each field with its label, what it is now, help on "?".
 */
#include "forms.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "jyz/records/resolve.h"

/* How a line is to be taken. */
enum answer { ANSWER_VALUE, ANSWER_KEEP, ANSWER_CLEAR, ANSWER_REST,
	      ANSWER_HELP, ANSWER_END };

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
	struct jyz_error ignored = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_record) expected = { 0 };
	char *label = NULL;
	if (rec->words[field]) {
		jyz_buf_adds(out, rec->words[field]);
		return;
	}
	jyz_record_init(&expected, rec->kind);
	jyz_record_expect(&cli->desk, rec, &expected);
	struct jyz_value value = expected.values[field];
	if (value.type == JYZ_NULL)
		return;
	if (f->type == JYZ_TYPE_REFERENCE &&
	    jyz_label(&cli->desk, f->target, value.i, &label, &ignored) < 0)
		label = NULL;
	jyz_value_shown(out, f, value, jyz_text(label));
	free(label);
	jyz_error_free(&ignored);
}

/* A line without its blanks, and a number without the quotes in which hints
 * show it to a shell; NULL: the input has ended. */
static char *ask_line(const char *prompt,
		      const struct jyz_candidates *candidates)
{
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	char *line = jyz_ask(prompt, candidates);
	if (!line)
		return NULL;
	jyz_text_trim(&trimmed, line);
	free(line);
	size_t len = trimmed.len;
	if (len > 3 && strncmp(trimmed.data, "'#", 2) == 0 &&
	    strspn(trimmed.data + 2, "0123456789") == len - 3 &&
	    trimmed.data[len - 1] == '\'')
		return jyz_strndup(trimmed.data + 1, len - 2);
	return jyz_buf_detach(&trimmed);
}

/*
 * What is wrong with an answer.  Hints speak to those who type commands: here
 * an answer is to be typed.
 */
static void say_wrong(struct jyz_error *why, const struct jyz_field *field)
{
	JYZ_AUTO(jyz_buf) command = JYZ_BUF_INIT;
	const char *hint = why->hint ? why->hint : "";
	if (strncmp(hint, "jyz ", 4) == 0) {
		jyz_example(&command, hint, strlen(hint));
		jyz_error_hint(why,
			       field->type == JYZ_TYPE_REFERENCE &&
					       field->target->names
				       ? _("type another name (TAB offers "
					   "them); a new one is entered first: "
					   "%s")
				       : _("type something else; outside this "
					   "form: %s"),
			       command.data);
	} else if (strncmp(hint, "--", 2) == 0) {
		const char *help = jyz_word(field->help);
		jyz_error_hint(why, "%s", help ? help : _("type something "
							  "else"));
	}
	jyz_say_error(why);
}

static void say_required(const struct jyz_cli *cli,
			 const struct jyz_field *field)
{
	char *label = jyz_word_first(field->label);
	jyz_say(cli, _("%s must be filled in"), label);
	free(label);
}

static char *ask_field(struct jyz_cli *cli, const struct jyz_record *rec,
		       int field, const struct jyz_candidates *candidates)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	JYZ_AUTO(jyz_buf) prompt = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) now = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) cut = JYZ_BUF_INIT;
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
	return ask_line(prompt.data, candidates);
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
		say_wrong(&why, &rec->kind->fields[field]);
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
		say_wrong(&why, field);
	jyz_error_free(&why);
	return rc != JYZ_ENOTFOUND;
}

static enum answer one_field(struct jyz_cli *cli, struct jyz_record *rec,
			     int field, struct jyz_typed *typed, bool more)
{
	const struct jyz_field *f = &rec->kind->fields[field];
	__attribute__((cleanup(jyz_candidates_free)))
	struct jyz_candidates candidates = { NULL, 0, 0 };
	jyz_offer_words(cli, f, &candidates);
	for (;;) {
		char *line = ask_field(cli, rec, field, &candidates);
		enum answer answer = understand(line, more);
		if (answer == ANSWER_HELP)
			say_help(cli, f);
		if (answer == ANSWER_VALUE || answer == ANSWER_CLEAR) {
			const char *text = answer == ANSWER_CLEAR ? "" : line;
			if (known_name(cli, f, text) &&
			    set_field(cli, rec, field, text))
				jyz_typed_add(typed, f->name, false,
					      *text || !rec->id ? text : "-");
			else
				answer = ANSWER_HELP;
			jyz_say_notes(cli);
		}
		free(line);
		if (answer != ANSWER_HELP)
			return answer;
	}
}

/* Again while there is no answer to a field that needs one. */
static enum answer ask_needed(struct jyz_cli *cli, struct jyz_record *rec,
			      int field, struct jyz_typed *typed, bool more,
			      bool needed)
{
	for (;;) {
		enum answer answer = one_field(cli, rec, field, typed, more);
		if (!needed || rec->values[field].type != JYZ_NULL ||
		    rec->words[field] ||
		    (answer != ANSWER_KEEP && answer != ANSWER_CLEAR))
			return answer;
		say_required(cli, &rec->kind->fields[field]);
	}
}

bool jyz_form_field(struct jyz_cli *cli, struct jyz_record *rec, int field,
		    struct jyz_typed *typed)
{
	enum answer answer = ask_needed(
		cli, rec, field, typed, true,
		rec->kind->fields[field].flags & JYZ_REQUIRED);
	return answer != ANSWER_END && answer != ANSWER_REST;
}

/* By its name or one of its words; -1: there is none to be changed. */
static int field_called(const struct jyz_kind *kind, const char *word)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (!jyz_field_read_only(&kind->fields[i]) &&
		    (strcmp(kind->fields[i].name, word) == 0 ||
		     jyz_word_is(kind->fields[i].label, word)))
			return (int)i;
	return -1;
}

bool jyz_form_other(struct jyz_cli *cli, const struct jyz_kind *kind,
		    int *field)
{
	__attribute__((cleanup(jyz_candidates_free)))
	struct jyz_candidates candidates = { NULL, 0, 0 };
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (jyz_field_read_only(&kind->fields[i]))
			continue;
		char *label = jyz_word_first(kind->fields[i].label);
		jyz_offer(&candidates, label);
		free(label);
	}
	for (;;) {
		char *line = ask_line(_("field to change (empty: this one "
					"again): "), &candidates);
		enum answer answer = understand(line, true);
		int other = answer == ANSWER_VALUE ? field_called(kind, line)
						   : *field;
		if (other < 0)
			jyz_say(cli, _("there is no field '%s' here"), line);
		free(line);
		if (answer == ANSWER_END || answer == ANSWER_REST)
			return false;
		if (other >= 0) {
			*field = other;
			return true;
		}
	}
}

/* The rows that there are, each on its line. */
static void say_rows(const struct jyz_cli *cli, const struct jyz_record *rec,
		     int part)
{
	JYZ_AUTO(jyz_buf) word = JYZ_BUF_INIT;
	const struct jyz_part *p = &rec->kind->parts[part];
	const struct jyz_rows *rows = &rec->parts[part];
	char *label = jyz_word_first(p->label);
	if (rows->count)
		jyz_say(cli, _("%s, %zu so far (- clears them):"), label,
			rows->count);
	for (size_t i = 0; i < rows->count; i++) {
		jyz_buf_clear(&word);
		jyz_part_word(&word, p, &rows->cells[i * p->n_fields],
			      rows->labels ? &rows->labels[i * p->n_fields]
					   : NULL);
		jyz_say(cli, "  %s", word.data);
	}
	free(label);
}

void jyz_form_wrong(const struct jyz_part *part, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) option = JYZ_BUF_INIT;
	jyz_buf_addf(&option, "--%s", part->name);
	const char *msg = err->msg;
	if (strncmp(msg, option.data, option.len) == 0 &&
	    (msg[option.len] == ' ' || msg[option.len] == ':')) {
		char *rest = jyz_strdup(msg + option.len + 1);
		char *hint = err->hint ? jyz_strdup(err->hint) : NULL;
		enum jyz_code code = err->code;
		jyz_error_free(err);
		jyz_error_set(err, code, "%s", rest + strspn(rest, " "));
		if (hint)
			jyz_error_hint(err, "%s", hint);
		free(rest);
		free(hint);
	}
	say_wrong(err, &part->fields[0]);
}

/* Those rows that were typed as they are now, to be typed in one line. */
static void retype(struct jyz_typed *typed, const struct jyz_record *rec,
		   int part)
{
	const char *name = rec->kind->parts[part].name;
	jyz_typed_drop(typed, name);
	for (size_t i = 0; i < rec->parts[part].n_words; i++)
		jyz_typed_add(typed, name, true, rec->parts[part].words[i]);
}

/* A row that can be understood; what cannot is said. */
static void take_row(struct jyz_cli *cli, struct jyz_record *rec, int part,
		     const char *line, struct jyz_typed *typed)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	struct jyz_error why = JYZ_ERROR_INIT;
	bool off;
	if (jyz_record_part_type(&cli->desk, rec, part, line, &off, &why) >=
	    0) {
		if (off) {
			jyz_typed_add(typed, p->name, true, line);
			jyz_typed_stay(typed);
		}
		retype(typed, rec, part);
		jyz_say_notes(cli);
	} else {
		jyz_form_wrong(p, &why);
	}
	jyz_error_free(&why);
}

/* Rows of a part until an empty line. */
static enum answer ask_part(struct jyz_cli *cli, struct jyz_record *rec,
			    int part, struct jyz_typed *typed)
{
	const struct jyz_part *p = &rec->kind->parts[part];
	__attribute__((cleanup(jyz_candidates_free)))
	struct jyz_candidates candidates = { NULL, 0, 0 };
	JYZ_AUTO(jyz_buf) prompt = JYZ_BUF_INIT;
	char *label = jyz_word_first(p->label);
	jyz_buf_addf(&prompt, "%s (%s): ", label, jyz_word(p->help));
	free(label);
	jyz_offer_words(cli, &p->fields[0], &candidates);
	for (;;) {
		char *line = ask_line(prompt.data, &candidates);
		enum answer answer = understand(line, true);
		if (answer == ANSWER_VALUE) {
			take_row(cli, rec, part, line, typed);
		} else if (answer == ANSWER_CLEAR) {
			jyz_record_part_none(rec, part);
			retype(typed, rec, part);
			if (rec->id) {
				jyz_typed_add(typed, p->name, true, "-");
				jyz_typed_stay(typed);
			}
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

bool jyz_form_part(struct jyz_cli *cli, struct jyz_record *rec, int part,
		   struct jyz_typed *typed)
{
	char *label = jyz_word_first(rec->kind->parts[part].label);
	const struct jyz_rows *rows = &rec->parts[part];
	jyz_say(cli, _("%s, as typed (-NAME takes one off, - clears all, "
		       ". ends):"), label);
	free(label);
	for (size_t i = 0; i < rows->n_words; i++)
		jyz_say(cli, "  %s", rows->words[i]);
	enum answer answer = ask_part(cli, rec, part, typed);
	return answer != ANSWER_END && answer != ANSWER_REST;
}

bool jyz_form_record(struct jyz_cli *cli, struct jyz_record *rec,
		     const struct jyz_record *before, struct jyz_typed *typed)
{
	const struct jyz_kind *kind = rec->kind;
	enum answer answer = ANSWER_KEEP;
	jyz_say(cli, "%s", jyz_word(kind->about));
	jyz_say(cli, _("Enter keeps what is in brackets, - clears, ? helps, "
		       ". leaves the rest as it is; * must be filled in"));
	for (size_t i = 0; i < kind->n_fields; i++) {
		if (jyz_field_read_only(&kind->fields[i]))
			continue;
		answer = ask_needed(cli, rec, (int)i, typed, true,
				    jyz_field_needed(&kind->fields[i]));
		if (answer == ANSWER_REST || answer == ANSWER_END)
			break;
	}
	for (size_t i = 0; i < kind->n_parts && answer != ANSWER_REST &&
			   answer != ANSWER_END;
	     i++) {
		if (jyz_part_read_only(&kind->parts[i]))
			continue;
		if (before)
			say_rows(cli, before, (int)i);
		answer = ask_part(cli, rec, (int)i, typed);
	}
	return answer != ANSWER_END;
}
