/*
 * Which class and grade a row is of.  A class is looked up once for each way
 * in which the file writes it; all other rows compare bytes.
 */
#include <stdlib.h>

#include "jyz/base/text.h"
#include "kinds.h"
#include "score_room.h"
#include "room.h"

static const char SQL_CLASS[] =
	"SELECT name, grade FROM class WHERE id = :class";

/* A name of a class as it was understood. */
struct found {
	const char *name, *grade; /* grade NULL: not on file */
	int64_t id;               /* 0: to be made */
	const char *problem;
};

static int class_on_file(struct jyz_scores_inside *in, struct found *out,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, in->desk->store, SQL_CLASS, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":class", out->id);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	out->name = jyz_arena_strdup(&in->arena, jyz_col_text(&st, "name"));
	out->grade = jyz_arena_strdup(&in->arena, jyz_col_text(&st, "grade"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/* A class that is not on file: to be made, or the reason of rejects. */
static void new_class(struct jyz_scores_inside *in, struct found *out,
		      struct jyz_error *why)
{
	JYZ_AUTO(jyz_record) class = { 0 };
	bool unknown = why->code == JYZ_ENOTFOUND;
	if (!unknown || !in->options->create_missing || *out->name == '#') {
		out->problem = jyz_arena_strdup(
			&in->arena, unknown && !in->options->create_missing
					    ? _("unknown class")
					    : why->msg);
		return;
	}
	jyz_error_free(why);
	jyz_record_init(&class, &jyz_class);
	if (jyz_record_set(in->desk, &class, CLASS_NAME, out->name, why) < 0)
		out->problem = jyz_arena_strdup(&in->arena, why->msg);
}

/* As jyz_resolve: a file's word is no beginning that somebody types. */
static int resolve(struct jyz_scores_inside *in, const char *text, int64_t *id,
		   struct jyz_error *why)
{
	struct jyz_scope scope = { in->date, in->year, 0 };
	bool interactive = in->desk->interactive;
	in->desk->interactive = false;
	int rc = jyz_resolve(in->desk, &jyz_class, text, &scope, id, why);
	in->desk->interactive = interactive;
	return rc;
}

/* names: what it may be called on file, the first that is there; wanted: the
 * grade that it must be of, or NULL. */
static int find_names(struct jyz_scores_inside *in, const char *const *names,
		      const char *const *wanted, struct found *out,
		      struct jyz_error *why, struct jyz_error *err)
{
	int rc = JYZ_ENOTFOUND;
	for (size_t i = 0; names[i] && rc == JYZ_ENOTFOUND; i++) {
		jyz_error_free(why);
		rc = resolve(in, names[i], &out->id, why);
		if (rc < 0)
			continue;
		if ((rc = class_on_file(in, out, err)) < 0)
			return rc;
		if (!wanted[i] || jyz_score_same_grade(wanted[i], out->grade))
			return JYZ_OK;
		rc = jyz_error_set(why, JYZ_ENOTFOUND, _("unknown class"));
	}
	if (rc <= JYZ_EBUSY)
		jyz_error_move(err, why);
	return rc;
}

/* grade: what the row or the caller says; "". */
static int find_class(struct jyz_scores_inside *in, const char *text,
		      const char *grade, struct found *out,
		      struct jyz_error *err)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	const char *names[BARE_NAMES + 1] = { text };
	const char *wanted[BARE_NAMES + 1] = { NULL };
	*out = (struct found){ .name = text };
	if (!*text) {
		out->problem = _("the class is missing");
		return JYZ_OK;
	}
	const char *made;
	int rc = jyz_score_bare_class(in, text, grade, names, &made, err);
	if (rc < 0)
		return rc;
	if (made)
		wanted[BARE_NAMES - 1] = grade;
	rc = find_names(in, names, wanted, out, &why, err);
	if (rc >= 0 || rc <= JYZ_EBUSY)
		return rc;
	*out = (struct found){ .name = made ? made : text };
	new_class(in, out, &why);
	jyz_error_free(&why);
	return JYZ_OK;
}

/* --- the grade ------------------------------------------------------------ */

/* 高一(1)班 is of 高一, 七年级(2)班 of 七年级. */
static const char *grade_of_name(struct jyz_scores_inside *in,
				 const char *name)
{
	static const char *const stages[] = { "高", "初" };
	static const char *const digits[] = { "一", "二", "三", "四", "五",
					      "六", "七", "八", "九" };
	static const char year[] = "年级";
	for (size_t i = 0; i < JYZ_COUNT(digits); i++) {
		size_t n = strlen(digits[i]);
		for (size_t s = 0; i < 4 && s < JYZ_COUNT(stages); s++)
			if (strncmp(name, stages[s], strlen(stages[s])) == 0 &&
			    strncmp(name + strlen(stages[s]), digits[i], n) ==
				    0)
				return jyz_arena_strndup(
					&in->arena, name,
					strlen(stages[s]) + n);
		if (strncmp(name, digits[i], n) == 0 &&
		    strncmp(name + n, year, strlen(year)) == 0)
			return jyz_arena_strndup(&in->arena, name,
						 n + strlen(year));
	}
	return NULL;
}

static int grade_unknown(const char *name, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EUSAGE, _("the grade of class '%s' is not known"),
		      name);
	return jyz_error_hint(err, "--grade ...");
}

/* One spelling of a grade: that of the first who said it. */
static const char *one_grade(struct jyz_scores_inside *in, const char *grade)
{
	for (size_t i = 0; i < in->n_groups; i++)
		if (in->groups[i]->grade &&
		    jyz_score_same_grade(grade, in->groups[i]->grade))
			return in->groups[i]->grade;
	return grade;
}

static int settle_grade(struct jyz_scores_inside *in, struct found *found,
			const char *said, struct jyz_error *err)
{
	int rc;
	if (found->problem)
		return JYZ_OK;
	if (*said) {
		if ((rc = jyz_line_valid(said, err)) < 0)
			return rc;
		found->grade = jyz_arena_strdup(&in->arena, said);
	}
	if (!found->grade)
		found->grade = grade_of_name(in, found->name);
	if (!found->grade)
		return grade_unknown(found->name, err);
	found->grade = one_grade(in, found->grade);
	return JYZ_OK;
}

/* --- groups --------------------------------------------------------------- */

/* The same number for the same class, whatever its grade. */
static size_t class_number(struct jyz_scores_inside *in,
			   const struct found *found, const char *key)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	if (found->id)
		jyz_buf_addf(&name, "#%lld", (long long)found->id);
	else
		jyz_buf_adds(&name, key);
	return (size_t)*jyz_map_put(&in->names, name.data, name.len,
				    (int64_t)in->names.count);
}

static struct score_group *new_group(struct jyz_scores_inside *in,
				     const struct found *found, size_t number)
{
	struct score_group *group = jyz_alloc(sizeof(*group));
	*group = (struct score_group){
		.name = found->name,
		.grade = found->grade,
		.id = found->id,
		.number = number,
		.problem = found->problem,
	};
	JYZ_GROW(in->groups, in->n_groups, in->groups_room);
	in->groups[in->n_groups++] = group;
	return group;
}

static int make_group(struct jyz_scores_inside *in, const char *class_text,
		      const char *grade_text, size_t *out,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) said = JYZ_BUF_INIT;
	struct found found;
	jyz_text_trim(&said, in->options->grade ? in->options->grade
						: grade_text);
	int rc = find_class(in, class_text, said.data, &found, err);
	if (rc < 0 ||
	    (rc = settle_grade(in, &found, said.data, err)) < 0)
		return rc;
	jyz_text_key(&key, found.name);
	if (!key.len) /* a name that folds to nothing is only itself */
		jyz_buf_adds(&key, found.name);
	size_t before = in->names.count;
	size_t number = class_number(in, &found, key.data);
	if (in->names.count > before && !found.id && !found.problem)
		in->out->new_classes++;
	jyz_buf_clear(&key);
	jyz_buf_addf(&key, "%zu %d %s", number, found.problem != NULL,
		     found.grade ? found.grade : "");
	int64_t *at = jyz_map_put(&in->class_keys, key.data, key.len,
				  (int64_t)in->n_groups);
	*out = (size_t)*at;
	if (*out == in->n_groups)
		new_group(in, &found, number);
	return JYZ_OK;
}

static int look_up(struct jyz_scores_inside *in,
		   const struct jyz_sheet_row *row, const char *key, size_t len,
		   struct score_group **out, struct jyz_error *err)
{
	const struct score_layout *l = &in->layout;
	int64_t *known = jyz_map_get(&in->places, key, len);
	size_t at;
	if (known) {
		*out = in->groups[*known];
		return JYZ_OK;
	}
	const char *text =
		l->class_name ? l->class_name
			      : jyz_score_text(&in->arena,
					       jyz_score_at(
						       row,
						       l->at[JYZ_ROLE_CLASS]));
	const char *grade =
		jyz_score_text(&in->arena,
			       jyz_score_at(row, l->at[JYZ_ROLE_GRADE]));
	int rc = make_group(in, text, grade, &at, err);
	if (rc < 0)
		return rc;
	jyz_map_put(&in->places, key, len, (int64_t)at);
	*out = in->groups[at];
	return JYZ_OK;
}

/* The cells that decide, as they stand; where it is one cell, that cell. */
static const char *place_key(struct jyz_scores_inside *in,
			     const struct jyz_sheet_row *row, size_t *len)
{
	const struct score_layout *l = &in->layout;
	const struct jyz_cell_text *cell =
		jyz_score_at(row, l->at[JYZ_ROLE_CLASS]);
	if (l->at[JYZ_ROLE_GRADE] < 0 && !l->class_name) {
		*len = cell->len;
		return cell->s;
	}
	jyz_buf_clear(&in->place_key);
	if (l->class_name)
		jyz_buf_adds(&in->place_key, l->class_name);
	else
		jyz_buf_add(&in->place_key, cell->s, cell->len);
	jyz_buf_addc(&in->place_key, '\n');
	cell = jyz_score_at(row, l->at[JYZ_ROLE_GRADE]);
	jyz_buf_add(&in->place_key, cell->s, cell->len);
	*len = in->place_key.len;
	return in->place_key.data;
}

static void at_place(struct jyz_scores_inside *in, struct score_group *group,
		     const char *key, size_t len)
{
	in->group = group;
	in->tally = NULL;
	jyz_buf_clear(&in->place);
	jyz_buf_add(&in->place, key, len);
}

bool jyz_score_seen_place(struct jyz_scores_inside *in,
			  const struct jyz_cell_text *cell)
{
	int64_t *seen = jyz_map_get(&in->places, cell->s, cell->len);
	if (seen)
		at_place(in, in->groups[*seen], cell->s, cell->len);
	return seen != NULL;
}

int jyz_score_place(struct jyz_scores_inside *in,
		    const struct jyz_sheet_row *row, struct score_group **out,
		    struct jyz_error *err)
{
	size_t len;
	const char *key = place_key(in, row, &len);
	int rc;
	if (!in->group || in->place.len != len ||
	    memcmp(in->place.data, key, len) != 0) {
		struct score_group *group;
		if ((rc = look_up(in, row, key, len, &group, err)) < 0)
			return rc;
		at_place(in, group, key, len);
	}
	*out = in->group;
	return JYZ_OK;
}

int jyz_score_tally(struct jyz_scores_inside *in, struct score_group *group,
		    size_t subject, struct score_tally **out,
		    struct jyz_error *err)
{
	if (!group->tallies[subject]) {
		struct score_paper *paper;
		int rc = jyz_score_paper(in, subject, group->grade, &paper,
					 err);
		if (rc < 0)
			return rc;
		struct score_tally *tally = jyz_alloc(sizeof(*tally));
		tally->paper = paper;
		if (in->n_items)
			tally->items = jyz_alloc(in->n_items *
						 sizeof(*tally->items));
		tally->both = jyz_alloc((in->n_lines + 1) *
					sizeof(*tally->both));
		group->tallies[subject] = tally;
	}
	*out = group->tallies[subject];
	return JYZ_OK;
}
