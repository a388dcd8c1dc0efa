/*
 * The heading of a score sheet: which column is what.
 */
#include <stdlib.h>

#include "jyz/base/text.h"
#include "score_room.h"
#include "room.h"

#define TITLES_MAX 9 /* rows above the heading */

/* What the file as a whole says of a column, while it is decided. */
struct plan {
	struct score_layout *layout;
	bool *mapped; /* by --map or --baseline: goes before the others */
};

/* --- --map ---------------------------------------------------------------- */

static bool same_heading(const char *heading, const char *text)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	jyz_text_key(&key, text);
	return key.len ? jyz_text_is(heading, key.data)
		       : strcmp(heading, text) == 0;
}

/* The role that a word names, or the subject, or the item; false: none. */
static bool field_of(struct jyz_scores_inside *in, const char *word,
		     struct jyz_score_column *out)
{
	const char *subject;
	if (jyz_score_role_word(word, &out->role)) {
		out->subject = NULL;
		return true;
	}
	out->role = jyz_score_role_of(in, word, &subject);
	out->subject = jyz_arena_strdup(&in->arena, subject ? subject : word);
	return out->role != JYZ_ROLE_PASSED_OVER;
}

/* An item is called as its column, unless --map has named it. */
static const char *item_of(const struct jyz_score_column *column)
{
	return column->subject ? column->subject : column->heading;
}

/* What one way round, or another, has come to. */
struct attempt {
	bool field;    /* a side is a field, though no column is the other */
	bool no_field; /* a side is a column, the other no field */
};

static bool try_map(struct jyz_scores_inside *in, struct plan *plan,
		    const char *heading, const char *field,
		    struct attempt *attempt)
{
	struct score_layout *l = plan->layout;
	struct jyz_score_column said = { 0 };
	bool found = false, is_field = field_of(in, field, &said);
	attempt->field |= is_field;
	for (size_t i = 0; i < l->count; i++) {
		struct jyz_score_column *column = &l->columns[i];
		if (!same_heading(column->heading, heading))
			continue;
		if (!is_field) {
			attempt->no_field = true;
			continue;
		}
		column->role = said.role;
		column->subject = said.subject;
		if (said.role == JYZ_ROLE_MARK && !said.subject)
			column->subject = jyz_score_subject_word(
				&in->arena, column->heading);
		plan->mapped[i] = true;
		found = true;
	}
	return found;
}

static int map_one(struct jyz_scores_inside *in, struct plan *plan,
		   size_t index, struct jyz_error *err)
{
	const char *text = in->options->map[index];
	struct attempt attempt = { false, false };
	for (const char *p = strchr(text, '='); p; p = strchr(p + 1, '=')) {
		JYZ_AUTO(jyz_buf) left = JYZ_BUF_INIT;
		jyz_buf_add(&left, text, (size_t)(p - text));
		if (try_map(in, plan, left.data, p + 1, &attempt) ||
		    try_map(in, plan, p + 1, left.data, &attempt)) {
			in->mapped[index] = true;
			return JYZ_OK;
		}
	}
	if (attempt.field && !attempt.no_field)
		return JYZ_OK; /* perhaps another sheet has that heading */
	jyz_error_set(err, JYZ_EUSAGE,
		      _("--map: '%s' names no field"), text);
	JYZ_AUTO(jyz_buf) fields = JYZ_BUF_INIT;
	for (int role = 0; role < ROLES; role++)
		jyz_buf_addf(&fields, "%s%s", role ? ", " : "",
			     jyz_word(jyz_role_words(
				     (enum jyz_score_role)role)));
	return jyz_error_hint(err, _("COLUMN=FIELD, and fields are: %s; or a "
				     "subject"),
			      fields.data);
}

static int apply_options(struct jyz_scores_inside *in, struct plan *plan,
			 struct jyz_error *err)
{
	const struct jyz_scores_options *o = in->options;
	int rc = JYZ_OK;
	for (size_t i = 0; rc >= 0 && i < o->n_map; i++)
		rc = map_one(in, plan, i, err);
	for (size_t i = 0; o->baseline && i < plan->layout->count; i++)
		if (same_heading(plan->layout->columns[i].heading,
				 o->baseline)) {
			plan->layout->columns[i].role = JYZ_ROLE_BASELINE;
			plan->layout->columns[i].subject = NULL;
			plan->mapped[i] = true;
			in->based = true;
		}
	return rc;
}

/* --- columns -------------------------------------------------------------- */

static void read_columns(struct jyz_scores_inside *in, struct plan *plan,
			 const struct jyz_sheet_row *row)
{
	struct score_layout *l = plan->layout;
	l->count = row->count;
	l->columns = jyz_arena_alloc(&in->arena, (l->count + 1) *
							 sizeof(*l->columns));
	plan->mapped = jyz_arena_alloc(&in->arena, l->count + 1);
	for (size_t i = 0; i < l->count; i++) {
		struct jyz_score_column *column = &l->columns[i];
		const char *subject;
		column->heading = jyz_score_text(&in->arena, &row->cells[i]);
		column->role = jyz_score_role_of(in, column->heading,
						 &subject);
		column->subject = jyz_arena_strdup(&in->arena, subject);
	}
}

static size_t count_role(const struct score_layout *l,
			 enum jyz_score_role role)
{
	size_t n = 0;
	for (size_t i = 0; i < l->count; i++)
		n += l->columns[i].role == role;
	return n;
}

static void change_role(struct score_layout *l, enum jyz_score_role from,
			enum jyz_score_role to)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->columns[i].role == from)
			l->columns[i].role = to;
}

/* A total is the score where nothing is there that it could be the total of;
 * the one subject beside its items is their score. */
static void settle_total(struct score_layout *l)
{
	bool items = count_role(l, JYZ_ROLE_ITEM) > 0;
	size_t marks = count_role(l, JYZ_ROLE_MARK);
	if (!marks)
		change_role(l, JYZ_ROLE_TOTAL, JYZ_ROLE_SCORE);
	else if (items && marks == 1 && !count_role(l, JYZ_ROLE_TOTAL) &&
		 !count_role(l, JYZ_ROLE_SCORE))
		change_role(l, JYZ_ROLE_MARK, JYZ_ROLE_SCORE);
}

static int twice(const struct score_layout *l, size_t a, size_t b,
		 struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("columns %zu '%s' and %zu '%s' are both '%s'"), a + 1,
		      l->columns[a].heading, b + 1, l->columns[b].heading,
		      l->columns[a].subject
			      ? l->columns[a].subject
			      : jyz_word(jyz_role_words(l->columns[a].role)));
	return jyz_error_hint(err, _("--map '%s=%s' passes one of them over"),
			      l->columns[b].heading,
			      jyz_word(jyz_role_words(JYZ_ROLE_PASSED_OVER)));
}

/* Two say the same; the one that was mapped is meant. */
static bool doubled(const struct jyz_score_column *a,
		    const struct jyz_score_column *b)
{
	if (a->role != b->role || a->role == JYZ_ROLE_PASSED_OVER)
		return false;
	if (a->role == JYZ_ROLE_ITEM)
		return jyz_score_item_same(item_of(a), item_of(b));
	return a->role != JYZ_ROLE_MARK ||
	       same_heading(a->subject, b->subject);
}

/* Numbers and names of pupils may be there in several columns: 学号, 考号. */
static int check_twice(struct plan *plan, struct jyz_error *err)
{
	struct score_layout *l = plan->layout;
	for (size_t b = 0; b < l->count; b++)
		for (size_t a = 0; a < b; a++) {
			enum jyz_score_role role = l->columns[a].role;
			if (!doubled(&l->columns[a], &l->columns[b]) ||
			    role == JYZ_ROLE_STUDENT || role == JYZ_ROLE_NAME)
				continue;
			if (plan->mapped[a] == plan->mapped[b])
				return twice(l, a, b, err);
			l->columns[plan->mapped[a] ? b : a].role =
				JYZ_ROLE_PASSED_OVER;
		}
	return JYZ_OK;
}

static void place_roles(struct plan *plan)
{
	struct score_layout *l = plan->layout;
	for (int role = 0; role < ROLES; role++) {
		int at = -1;
		for (size_t i = 0; i < l->count; i++)
			if (l->columns[i].role == (enum jyz_score_role)role &&
			    (at < 0 ||
			     (plan->mapped[i] && !plan->mapped[at])))
				at = (int)i;
		l->at[role] = at;
	}
}

/* --- what the sheet is ---------------------------------------------------- */

static int no_heading(struct jyz_error *err, const char *what,
		      const char *hint)
{
	jyz_error_set(err, JYZ_EINVAL, "%s", what);
	return jyz_error_hint(err, "%s", hint);
}

static int check_columns(struct jyz_scores_inside *in,
			 const struct score_layout *l, struct jyz_error *err)
{
	size_t marks = count_role(l, JYZ_ROLE_MARK);
	bool score = l->at[JYZ_ROLE_SCORE] >= 0;
	/* numbers alone are a row of pupils, not a heading of items */
	bool items = l->at[JYZ_ROLE_ITEM] >= 0 &&
		     (l->at[JYZ_ROLE_CLASS] >= 0 ||
		      l->at[JYZ_ROLE_STUDENT] >= 0 ||
		      l->at[JYZ_ROLE_NAME] >= 0);
	if (!marks && !score && !items)
		return no_heading(err, _("no column has scores"),
				  _("the first row must hold the headings, "
				    "such as 班级 and 成绩, class and score; "
				    "--map COLUMN=FIELD says what a column is"));
	if (marks && (score || l->at[JYZ_ROLE_SUBJECT] >= 0))
		return no_heading(
			err, _("there are columns of subjects beside a column "
			       "of scores or of subjects"),
			_("--map COLUMN=skip passes a column over"));
	if (marks && items)
		return no_heading(err, _("items belong to one subject, but "
					 "there are columns of subjects"),
				  _("import a sheet for each subject"));
	if (l->at[JYZ_ROLE_CLASS] >= 0 && in->options->class_name)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--class: the column '%s' says the "
				       "classes"),
				     l->columns[l->at[JYZ_ROLE_CLASS]].heading);
	if (in->n_lines && !marks)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--line: lines need a column for each "
				       "subject"));
	return JYZ_OK;
}

/* What is true of one sheet is true of all. */
static int check_alike(struct jyz_scores_inside *in,
		       const struct score_layout *l, struct jyz_error *err)
{
	static const enum jyz_score_role both[] = { JYZ_ROLE_TOTAL,
						    JYZ_ROLE_BASELINE };
	const struct score_layout *last = &in->layout;
	if (!in->sheets_read)
		return JYZ_OK;
	bool alike = (count_role(l, JYZ_ROLE_MARK) > 0) == in->out->wide;
	for (size_t i = 0; i < JYZ_COUNT(both); i++)
		alike &= (l->at[both[i]] < 0) == (last->at[both[i]] < 0);
	if (alike)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL,
		      _("the columns are not those of the sheets before"));
	return jyz_error_hint(err, _("--sheet NAME reads one of them"));
}

static int settle_class(struct jyz_scores_inside *in, struct score_layout *l,
			struct jyz_error *err)
{
	if (l->at[JYZ_ROLE_CLASS] >= 0)
		return JYZ_OK;
	l->class_name = in->options->class_name;
	/* a workbook with a sheet for each class */
	if (!l->class_name && in->book->n_sheets > 1)
		l->class_name = in->book->sheets[in->sheet];
	if (l->class_name && *l->class_name)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EUSAGE, _("no column has the classes"));
	return jyz_error_hint(err, _("--class NAME, or --map COLUMN=class"));
}

/* The subject of a file that has no columns for it. */
static int only_subject(struct jyz_scores_inside *in, struct score_layout *l,
			struct jyz_error *err)
{
	const char *subject = l->at[JYZ_ROLE_SCORE] >= 0
				      ? l->columns[l->at[JYZ_ROLE_SCORE]].subject
				      : NULL;
	const char *sheet = NULL, *name = subject;
	char *of_group = NULL;
	size_t index;
	int rc = JYZ_OK;
	if (in->book->n_sheets > 1)
		jyz_score_role_of(in, in->book->sheets[in->sheet], &sheet);
	name = name ? name : in->options->subject;
	name = name ? name : sheet;
	if (!name) {
		rc = jyz_setting_get(in->desk->store, "subject", &of_group,
				     err);
		name = of_group;
	}
	if (rc >= 0 && (!name || !*name)) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("which subject is the sheet of?"));
		rc = jyz_error_hint(err, "--subject ...");
	}
	if (rc >= 0)
		rc = jyz_score_subject(in, name, &index, err);
	free(of_group);
	if (rc < 0)
		return rc;
	l->subject = (int)index;
	if (in->options->subject &&
	    !same_heading(in->subjects[index].name, in->options->subject))
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--subject: the sheet is of %s"),
				     in->subjects[index].name);
	return JYZ_OK;
}

static int settle_subjects(struct jyz_scores_inside *in,
			   struct score_layout *l, struct jyz_error *err)
{
	int rc = JYZ_OK;
	bool column = l->at[JYZ_ROLE_SUBJECT] >= 0;
	size_t marks = count_role(l, JYZ_ROLE_MARK);
	l->subject = -1;
	if (!marks && !column)
		return only_subject(in, l, err);
	for (size_t i = 0; rc >= 0 && i < l->count; i++) {
		size_t index = 0;
		if (l->columns[i].role != JYZ_ROLE_MARK)
			continue;
		if (l->n_marks == SUBJECTS_MAX)
			return jyz_error_set(err, JYZ_EINVAL,
					     _("more than %d subjects"),
					     SUBJECTS_MAX);
		rc = jyz_score_subject(in, l->columns[i].subject, &index, err);
		l->marks[l->n_marks] = (int)i;
		l->subjects[l->n_marks++] = (uint8_t)index;
	}
	if (rc >= 0 && in->options->subject &&
	    !(marks == 1 && same_heading(in->subjects[l->subjects[0]].name,
					 in->options->subject)))
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--subject: the sheet itself says the "
				       "subjects"));
	return rc;
}

/* All sheets have the items of the first one. */
static int settle_items(struct jyz_scores_inside *in, struct score_layout *l,
			struct jyz_error *err)
{
	size_t n = count_role(l, JYZ_ROLE_ITEM), at = 0;
	l->items = jyz_arena_alloc(&in->arena, (n + 1) * sizeof(int));
	if (!in->sheets_read) {
		in->n_items = n;
		in->items = jyz_arena_alloc(&in->arena,
					    (n + 1) * sizeof(*in->items));
		in->marks = jyz_arena_alloc(&in->arena,
					    (n + 1) * sizeof(*in->marks));
		for (size_t i = 0; i < l->count; i++)
			if (l->columns[i].role == JYZ_ROLE_ITEM)
				in->items[at++] = item_of(&l->columns[i]);
	}
	if (n != in->n_items)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("the sheets do not have the same "
				       "items"));
	for (size_t k = 0; k < n; k++) {
		l->items[k] = -1;
		for (size_t i = 0; i < l->count; i++)
			if (l->columns[i].role == JYZ_ROLE_ITEM &&
			    jyz_score_item_same(item_of(&l->columns[i]),
						in->items[k]))
				l->items[k] = (int)i;
		if (l->items[k] < 0)
			return jyz_error_set(err, JYZ_EINVAL,
					     _("the sheet has no item '%s'"),
					     in->items[k]);
	}
	l->n_items = n;
	return JYZ_OK;
}

/* A row above the heading: one cell that says what the sheet is about. */
static bool is_title(struct jyz_scores_inside *in,
		     const struct jyz_sheet_row *row)
{
	size_t filled = 0, last = 0;
	const char *subject;
	for (size_t i = 0; i < row->count; i++) {
		struct jyz_sheet_row one = { row->line, &row->cells[i], 1 };
		if (jyz_score_blank_row(&one, 0))
			continue;
		filled++;
		last = i;
	}
	if (filled > 1 || in->titles >= TITLES_MAX)
		return false;
	if (!filled)
		return true;
	char *heading = jyz_score_text(&in->arena, &row->cells[last]);
	for (size_t i = 0; i < in->options->n_map; i++)
		if (strstr(in->options->map[i], heading))
			return false;
	return jyz_score_role_of(in, heading, &subject) ==
	       JYZ_ROLE_PASSED_OVER;
}

int jyz_score_heading(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row, bool *taken,
		      struct jyz_error *err)
{
	struct score_layout layout = { 0 };
	struct plan plan = { &layout, NULL };
	int rc;
	*taken = !is_title(in, row);
	in->titles += !*taken;
	if (!*taken)
		return JYZ_OK;
	read_columns(in, &plan, row);
	if ((rc = apply_options(in, &plan, err)) < 0)
		return rc;
	settle_total(&layout);
	if ((rc = check_twice(&plan, err)) < 0)
		return rc;
	place_roles(&plan);
	if ((rc = check_columns(in, &layout, err)) < 0 ||
	    (rc = check_alike(in, &layout, err)) < 0 ||
	    (rc = settle_class(in, &layout, err)) < 0 ||
	    (rc = settle_subjects(in, &layout, err)) < 0 ||
	    (rc = settle_items(in, &layout, err)) < 0)
		return rc;
	in->layout = layout;
	if (!in->out->columns) {
		in->out->columns = layout.columns;
		in->out->n_columns = layout.count;
		in->out->wide = layout.n_marks > 0;
	}
	in->headed = true;
	return JYZ_OK;
}
