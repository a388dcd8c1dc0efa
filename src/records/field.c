/*
 * Values and their texts: what people type becomes a value of the field's
 * type, and values become text again, for files and for people.
 */
#include <string.h>

#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "room.h"

#define TEXT_MAX ((size_t)1000) /* bytes of a one-line text */
#define NOTE_MAX ((size_t)1 << 20)

const char *jyz_field_label(struct jyz_arena *arena,
			    const struct jyz_field *field)
{
	const char *word = jyz_word(field->label);
	return jyz_arena_strndup(arena, word, strcspn(word, "/"));
}

const char *jyz_field_word(struct jyz_arena *arena,
			   const struct jyz_field *field)
{
	return jyz_i18n_lang() == JYZ_LANG_ZH ? jyz_field_label(arena, field)
					      : field->name;
}

const char *jyz_part_title(struct jyz_arena *arena, const struct jyz_part *part)
{
	const char *word = jyz_word(part->label);
	return jyz_i18n_lang() == JYZ_LANG_ZH
		       ? jyz_arena_strndup(arena, word, strcspn(word, "/"))
		       : part->name;
}

static int check(const char *text, size_t max, struct jyz_error *err)
{
	size_t len = strlen(text);
	if (!jyz_text_valid(text, len))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the text is not UTF-8"));
	if (len > max)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the text has %zu bytes, more than %zu"),
				     len, max);
	return JYZ_OK;
}

int jyz_name_valid(const char *text, struct jyz_error *err)
{
	return check(text, TEXT_MAX, err);
}

int jyz_line_valid(const char *text, struct jyz_error *err)
{
	int rc = check(text, TEXT_MAX, err);
	if (rc == JYZ_OK && strpbrk(text, "\n\r"))
		rc = jyz_error_set(err, JYZ_EINVAL,
				   _("the text has more than one line"));
	return rc;
}

int jyz_note_valid(const char *text, struct jyz_error *err)
{
	return check(text, NOTE_MAX, err);
}

/* The beginning must not take the place of the whole text. */
static int check_whole(const struct jyz_buf *text, struct jyz_error *err)
{
	size_t end = strlen(JYZ_TEXT_CUT_OFF);
	if (text->len < end ||
	    strcmp(text->data + text->len - end, JYZ_TEXT_CUT_OFF) != 0)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("the text ends in '%s': a workbook had no room for "
			"all of it"), JYZ_TEXT_CUT_OFF);
	return jyz_error_hint(err, _("csv has texts of any length"));
}

/* Lines end with LF, whatever system they were written on. */
static void plain_lines(struct jyz_buf *out, const char *text)
{
	for (const char *p = text; *p; p++) {
		if (*p != '\r')
			jyz_buf_addc(out, *p);
		else if (p[1] != '\n')
			jyz_buf_addc(out, '\n');
	}
}

static int parse_text(const struct jyz_field *field, const char *text,
		      struct jyz_arena *arena, struct jyz_value *out,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) buf = JYZ_BUF_INIT;
	bool note = field->type == JYZ_TYPE_NOTE;
	if (note && strchr(text, '\r')) {
		JYZ_AUTO(jyz_buf) lines = JYZ_BUF_INIT;
		plain_lines(&lines, text);
		jyz_text_trim(&buf, lines.data);
	} else {
		jyz_text_trim(&buf, text);
	}
	int rc = note ? jyz_note_valid(buf.data, err)
		      : jyz_line_valid(buf.data, err);
	if (rc < 0 || (rc = check_whole(&buf, err)) < 0)
		return rc;
	*out = jyz_text(buf.len ? jyz_arena_strndup(arena, buf.data, buf.len)
				: NULL);
	return JYZ_OK;
}

/* A number's limits, said as they are typed. */
static int out_of_limits(const struct jyz_field *field, const char *text,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) min = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) max = JYZ_BUF_INIT;
	jyz_decimal_format(&min, field->min, field->scale);
	jyz_decimal_format(&max, field->max, field->scale);
	return jyz_error_set(err, JYZ_EINVAL,
			     _("'%s' is not between %s and %s"), text,
			     min.data, max.data);
}

static int64_t whole(int scale)
{
	int64_t one = 1;
	while (scale-- > 0)
		one *= 10;
	return one;
}

static bool drop_percent(struct jyz_buf *text)
{
	if (!text->len || text->data[text->len - 1] != '%')
		return false;
	text->data[--text->len] = '\0';
	return true;
}

static int parse_number(const struct jyz_field *field, const char *text,
			struct jyz_value *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) plain = JYZ_BUF_INIT;
	jyz_text_plain(&plain, text);
	const char *p = plain.data;
	/* 第3节 is a third period */
	if (field->type == JYZ_TYPE_INTEGER && strncmp(p, "第", 3) == 0)
		p += 3;
	int64_t value;
	int scale = field->scale;
	/* 65% of one whole is 0.65, the same digits two places lower */
	if (scale >= 2 && !field->unit && field->max == whole(scale) &&
	    drop_percent(&plain))
		scale -= 2;
	int rc = jyz_decimal_parse(&value, p, scale,
				   field->flags & JYZ_ROUNDED
					   ? JYZ_DECIMAL_ROUND
					   : 0,
				   field->unit, err);
	if (rc < 0)
		return rc;
	if (field->min != field->max &&
	    (value < field->min || value > field->max))
		return out_of_limits(field, text, err);
	*out = jyz_int(value);
	return JYZ_OK;
}

/* The only choice that begins so, on a terminal: as with names. */
static const struct jyz_choice *begun(struct jyz_desk *desk,
				      const struct jyz_field *field,
				      const char *text)
{
	const struct jyz_choice *found = NULL;
	for (const struct jyz_choice *c = field->choices;
	     desk->interactive && *text && c->name; c++) {
		const char *shown = jyz_choice_shown(field, c->name);
		if (strncmp(c->name, text, strlen(text)) != 0 &&
		    strncmp(shown, text, strlen(text)) != 0)
			continue;
		if (found)
			return NULL;
		found = c;
	}
	if (found)
		jyz_desk_note(desk, _("'%s' is understood as %s"), text,
			      jyz_choice_shown(field, found->name));
	return found;
}

/* Typed as its key, or as the word that is shown in either language, or the
 * beginning of one. */
static bool is_main_word(const struct jyz_choice *choice, const char *text)
{
	const char *const words[] = { choice->name, choice->word.en,
				      choice->word.zh };
	JYZ_AUTO(jyz_buf) typed = JYZ_BUF_INIT;
	jyz_text_key(&typed, text);
	for (size_t i = 0; i < JYZ_COUNT(words); i++) {
		JYZ_AUTO(jyz_buf) first = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
		jyz_buf_add(&first, words[i], strcspn(words[i], "/"));
		jyz_text_key(&key, first.data);
		if (strncmp(key.data, typed.data, typed.len) == 0)
			return true;
	}
	return false;
}

static int parse_choice(struct jyz_desk *desk, const struct jyz_field *field,
			const char *text, struct jyz_value *out,
			struct jyz_error *err)
{
	const struct jyz_choice *c = jyz_choice_find(field, text);
	if (c && !is_main_word(c, text))
		jyz_desk_note(desk, _("'%s' is understood as %s"), text,
			      jyz_choice_shown(field, c->name));
	if (c || (c = begun(desk, field, text))) {
		*out = jyz_text(c->name);
		return JYZ_OK;
	}
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
	bool zh = jyz_i18n_lang() == JYZ_LANG_ZH;
	for (c = field->choices; c->name; c++) {
		const char *shown = jyz_choice_shown(field, c->name);
		jyz_buf_addf(&all, "%s%s (%s)", all.len ? ", " : "",
			     zh ? shown : c->name, zh ? c->name : shown);
	}
	return jyz_error_set(err, JYZ_EINVAL, _("'%s' is none of: %s"), text,
			     all.data);
}

static int parse_flag(const char *text, struct jyz_value *out,
		      struct jyz_error *err)
{
	static const struct jyz_words no = { "no/false/0/n", "否/不/无/没有" };
	static const struct jyz_words yes = { "yes/true/1/y", "是/有/√" };
	if (jyz_word_is(yes, text))
		*out = jyz_int(1);
	else if (jyz_word_is(no, text))
		*out = jyz_int(0);
	else
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' is neither yes nor no"), text);
	return JYZ_OK;
}

static int parse_date(struct jyz_desk *desk, const char *text,
		      struct jyz_arena *arena, struct jyz_value *out,
		      struct jyz_error *err)
{
	char date[JYZ_DATE_SIZE];
	int rc = jyz_date_parse(date, text, desk->clock.today, err);
	if (rc < 0)
		return rc;
	*out = jyz_text(jyz_arena_strdup(arena, date));
	/* What was understood is said where it had to be guessed: the year. */
	if (strspn(text, "0123456789") < 4)
		jyz_desk_note(desk, _("'%s' is understood as %s"), text, date);
	return JYZ_OK;
}

int jyz_field_parse(struct jyz_desk *desk, const struct jyz_field *field,
		    const char *text, struct jyz_arena *arena,
		    struct jyz_value *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	char time[JYZ_TIME_SIZE];
	int rc;
	jyz_text_trim(&trimmed, text);
	if (trimmed.len == 0) {
		*out = jyz_null();
		return JYZ_OK;
	}
	switch (field->type) {
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
		return parse_text(field, text, arena, out, err);
	case JYZ_TYPE_DATE:
		return parse_date(desk, trimmed.data, arena, out, err);
	case JYZ_TYPE_TIME:
		if ((rc = jyz_time_parse(time, trimmed.data, err)) < 0)
			return rc;
		*out = jyz_text(jyz_arena_strdup(arena, time));
		return JYZ_OK;
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
		return parse_number(field, trimmed.data, out, err);
	case JYZ_TYPE_CHOICE:
		return parse_choice(desk, field, trimmed.data, out, err);
	case JYZ_TYPE_FLAG:
		return parse_flag(trimmed.data, out, err);
	case JYZ_TYPE_REFERENCE:
	case JYZ_TYPE_ITEM:
		break;
	}
	return jyz_error_set(err, JYZ_EINTERNAL,
			     "field '%s' is not of a plain type", field->name);
}

void jyz_value_word(struct jyz_buf *out, const struct jyz_field *field,
		    struct jyz_value value, struct jyz_value label)
{
	if (value.type == JYZ_NULL)
		return;
	/* The journal remembers values of columns as they once were: a text
	 * stays a text, and a number a number, whatever the field is now. */
	if (value.type == JYZ_TEXT) {
		jyz_buf_adds(out, value.s);
		return;
	}
	if (value.type == JYZ_REAL) {
		jyz_real_format(out, value.r);
		return;
	}
	switch (field->type) {
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_DATE:
	case JYZ_TYPE_TIME:
	case JYZ_TYPE_CHOICE:
		jyz_buf_addf(out, "%lld", (long long)value.i);
		break;
	case JYZ_TYPE_INTEGER:
	case JYZ_TYPE_DECIMAL:
		jyz_decimal_format(out, value.i, field->scale);
		break;
	case JYZ_TYPE_FLAG:
		jyz_buf_adds(out, value.i ? "yes" : "no");
		break;
	case JYZ_TYPE_REFERENCE:
	case JYZ_TYPE_ITEM:
		/* what has no name is named by its number */
		if (label.type == JYZ_TEXT &&
		    (field->type == JYZ_TYPE_ITEM || field->target->names))
			jyz_buf_adds(out, label.s);
		else
			jyz_buf_addf(out, "#%lld", (long long)value.i);
		break;
	}
}

void jyz_value_shown(struct jyz_buf *out, const struct jyz_field *field,
		     struct jyz_value value, struct jyz_value label)
{
	if (value.type == JYZ_TEXT && field->type == JYZ_TYPE_CHOICE)
		jyz_buf_adds(out, jyz_choice_shown(field, value.s));
	else if (value.type == JYZ_INT && field->type == JYZ_TYPE_FLAG)
		jyz_buf_adds(out, value.i ? _("yes") : _("no"));
	else if (value.type == JYZ_INT && field->type == JYZ_TYPE_REFERENCE &&
		 !field->target->names && label.type == JYZ_TEXT)
		jyz_buf_addf(out, "#%lld %s", (long long)value.i, label.s);
	else
		jyz_value_word(out, field, value, label);
}
