/*
 * What the caller says about a score sheet: full marks, lines.
 */
#include <stdlib.h>

#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "score_room.h"

/* "NAME=NUMBER", the last '=' divides; *name NULL: there is none. */
static int read_number(struct jyz_scores_inside *in, const char *option,
		       const char *text, const char **name, int64_t *value,
		       struct jyz_error *err)
{
	const char *equals = strrchr(text, '=');
	JYZ_AUTO(jyz_buf) before = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	*name = NULL;
	if (equals) {
		jyz_buf_add(&before, text, (size_t)(equals - text));
		jyz_text_trim(&trimmed, before.data);
		*name = jyz_arena_strdup(&in->arena, trimmed.data);
	}
	int rc = jyz_decimal_parse(value, equals ? equals + 1 : text,
				   JYZ_SCORE_SCALE, 0, "分", err);
	if (rc >= 0 && *value >= 0 && !(equals && !**name))
		return JYZ_OK;
	jyz_error_set(err, JYZ_EUSAGE, _("--%s: '%s' cannot be read"), option,
		      text);
	return JYZ_EUSAGE;
}

static int read_full_marks(struct jyz_scores_inside *in, const char *text,
			   struct jyz_error *err)
{
	const char *name;
	int64_t value;
	int rc = read_number(in, "full-marks", text, &name, &value, err);
	if (rc < 0)
		return jyz_error_hint(err, "--full-marks 150  |  "
					   "--full-marks 数学=150");
	if (value < 1 || value > SCORE_MAX)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--full-marks: '%s' is not between 0 "
				       "and 10000"),
				     text);
	if (!name) {
		in->full = value;
		return JYZ_OK;
	}
	size_t subject;
	if ((rc = jyz_score_subject(in, name, &subject, err)) < 0)
		return rc;
	in->subjects[subject].full = value;
	return JYZ_OK;
}

static int read_line(struct jyz_scores_inside *in, const char *text,
		     struct jyz_error *err)
{
	struct score_line *line = &in->lines[in->n_lines];
	int rc = read_number(in, "line", text, &line->name, &line->total, err);
	if (rc < 0 || !line->name) {
		if (rc >= 0)
			jyz_error_set(err, JYZ_EUSAGE,
				      _("--line: '%s' has no name"), text);
		return jyz_error_hint(err, "--line 一本线=520");
	}
	if (line->total > INT64_C(100000000))
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--line: '%s' is too large"), text);
	for (size_t i = 0; i < in->n_lines; i++)
		if (strcmp(in->lines[i].name, line->name) == 0)
			return jyz_error_set(err, JYZ_EUSAGE,
					     _("--line: '%s' is named twice"),
					     line->name);
	in->n_lines++;
	return JYZ_OK;
}

int jyz_score_options(struct jyz_scores_inside *in, struct jyz_error *err)
{
	const struct jyz_scores_options *o = in->options;
	int rc = JYZ_OK;
	in->lines = jyz_arena_alloc(&in->arena,
				    (o->n_lines + 1) * sizeof(*in->lines));
	in->mapped = jyz_arena_alloc(&in->arena,
				     (o->n_map + 1) * sizeof(*in->mapped));
	for (size_t i = 0; rc >= 0 && i < o->n_full_marks; i++)
		rc = read_full_marks(in, o->full_marks[i], err);
	for (size_t i = 0; rc >= 0 && i < o->n_lines; i++)
		rc = read_line(in, o->lines[i], err);
	if (rc < 0 || (rc = jyz_rate_lines(in->desk, &in->rates, err)) < 0)
		return rc;
	return jyz_rate_lines_check(&in->rates, err);
}
