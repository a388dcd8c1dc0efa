/*
 * Rules of rubrics and observations.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "kinds.h"
#include "room.h"

static int64_t item_sum(const struct jyz_record *rec)
{
	const struct jyz_rows *items = &rec->parts[RUBRIC_ITEM];
	size_t n = rec->kind->parts[RUBRIC_ITEM].n_fields;
	int64_t sum = 0;
	for (size_t i = 0; i < items->count; i++)
		sum += items->cells[i * n + ITEM_MAX].i;
	return sum;
}

static const char SQL_LAST_EDITION[] =
	"SELECT max(edition) AS edition FROM rubric WHERE name = :name";

/* A new rubric takes the next free edition of its name. */
static int next_edition(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_LAST_EDITION, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":name", jyz_record_text(rec, RUBRIC_NAME));
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	jyz_record_default(rec, RUBRIC_EDITION,
			   jyz_int(jyz_col_int(&st, "edition") + 1));
	jyz_stmt_done(&st);
	return JYZ_OK;
}

int jyz_rubric_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err)
{
	/* The items' sum is known once the parts are: parse them here. */
	int rc = jyz_part_parse(desk, rec, RUBRIC_ITEM, err);
	if (rc < 0)
		return jyz_record_blame(
			rec, (int)rec->kind->n_fields + RUBRIC_ITEM, err);
	if (!rec->id && jyz_record_has(rec, RUBRIC_NAME) &&
	    (rc = next_edition(desk, rec, err)) < 0)
		return rc;
	if (rec->parts[RUBRIC_ITEM].count &&
	    (!rec->id || rec->parts[RUBRIC_ITEM].given) &&
	    !rec->given[RUBRIC_FULL_MARKS])
		rec->values[RUBRIC_FULL_MARKS] = jyz_int(item_sum(rec));
	return JYZ_OK;
}

static int check_items(struct jyz_record *rec, struct jyz_error *err)
{
	const struct jyz_rows *items = &rec->parts[RUBRIC_ITEM];
	size_t n = rec->kind->parts[RUBRIC_ITEM].n_fields;
	bool based = strcmp(jyz_record_text(rec, RUBRIC_STYLE), "base") == 0;
	for (size_t i = 0; i < items->count; i++) {
		const struct jyz_value *item = &items->cells[i * n];
		if (based && item[ITEM_BASE].type == JYZ_NULL) {
			jyz_error_set(err, JYZ_EINVAL,
				      _("the item '%s' has no base score"),
				      item[ITEM_NAME].s);
			return jyz_error_hint(err, "--item '%s=10/8'",
					      item[ITEM_NAME].s);
		}
		if (!based && item[ITEM_BASE].type != JYZ_NULL)
			return jyz_error_set(
				err, JYZ_EINVAL,
				_("the item '%s' has a base score, but the "
				  "style is not base"),
				item[ITEM_NAME].s);
		if (based && item[ITEM_BASE].i > item[ITEM_MAX].i)
			return jyz_error_set(
				err, JYZ_EINVAL,
				_("the base of item '%s' is above its "
				  "maximum"),
				item[ITEM_NAME].s);
	}
	return JYZ_OK;
}

static bool same_name(struct jyz_value a, struct jyz_value b)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	if (a.type != JYZ_TEXT || b.type != JYZ_TEXT)
		return false;
	jyz_text_key(&key, a.s);
	return jyz_text_is(b.s, key.data);
}

/*
 * Items, vetoes and bands are named by scores, folded and in either language
 * (the English name is field english): no two may answer to one name.
 */
static int check_names(struct jyz_record *rec, int part, size_t english,
		       struct jyz_error *err)
{
	const struct jyz_rows *rows = &rec->parts[part];
	size_t n = rec->kind->parts[part].n_fields;
	for (size_t i = 0; i < rows->count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct jyz_value *a = &rows->cells[i * n];
			const struct jyz_value *b = &rows->cells[j * n];
			if (same_name(a[0], b[0]) ||
			    same_name(a[english], b[english]) ||
			    same_name(a[0], b[english]) ||
			    same_name(a[english], b[0]))
				return jyz_error_set(
					err, JYZ_EINVAL,
					_("--%s: '%s' and '%s' are the same "
					  "name"),
					rec->kind->parts[part].name, b[0].s,
					a[0].s);
		}
	return JYZ_OK;
}

/* A total falls into one band. */
static int check_bands(struct jyz_record *rec, struct jyz_error *err)
{
	const struct jyz_rows *bands = &rec->parts[RUBRIC_BAND];
	size_t n = rec->kind->parts[RUBRIC_BAND].n_fields;
	for (size_t i = 0; i < bands->count; i++)
		for (size_t j = 0; j < i; j++)
			if (bands->cells[i * n + BAND_LOWEST].i ==
			    bands->cells[j * n + BAND_LOWEST].i)
				return jyz_error_set(
					err, JYZ_EINVAL,
					_("--band: '%s' and '%s' begin at the "
					  "same total"),
					bands->cells[j * n].s,
					bands->cells[i * n].s);
	return JYZ_OK;
}

int jyz_rubric_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	static const struct {
		int part;
		size_t english;
	} parts[] = { { RUBRIC_ITEM, ITEM_NAME_EN }, { RUBRIC_VETO, 1 },
		      { RUBRIC_BAND, 2 } };
	int64_t full = rec->values[RUBRIC_FULL_MARKS].i;
	int rc;
	(void)desk;
	for (size_t i = 0; i < JYZ_COUNT(parts); i++)
		if ((rc = check_names(rec, parts[i].part, parts[i].english,
				      err)) < 0)
			return jyz_record_blame(
				rec, (int)rec->kind->n_fields + parts[i].part,
				err);
	if ((rc = check_bands(rec, err)) < 0)
		return jyz_record_blame(
			rec, (int)rec->kind->n_fields + RUBRIC_BAND, err);
	if ((rc = check_items(rec, err)) < 0)
		return jyz_record_blame(
			rec, (int)rec->kind->n_fields + RUBRIC_ITEM, err);
	if (rec->parts[RUBRIC_ITEM].count && item_sum(rec) != full) {
		JYZ_AUTO(jyz_buf) sum = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_buf) marks = JYZ_BUF_INIT;
		jyz_decimal_format(&sum, item_sum(rec), JYZ_SCORE_SCALE);
		jyz_decimal_format(&marks, full, JYZ_SCORE_SCALE);
		jyz_error_set(err, JYZ_EINVAL,
			      _("the items sum to %s, the full marks are %s"),
			      sum.data, marks.data);
		return jyz_record_blame(rec, RUBRIC_FULL_MARKS, err);
	}
	if (rec->values[RUBRIC_PASS_MARK].type == JYZ_INT &&
	    rec->values[RUBRIC_PASS_MARK].i > full) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("the pass mark is above the full marks"));
		return jyz_record_blame(rec, RUBRIC_PASS_MARK, err);
	}
	return JYZ_OK;
}

static const char SQL_USED[] =
	"SELECT count(*) AS n FROM observation WHERE rubric = :rubric";

/* Triggers freeze a rubric in use; undo fires none, and here is the reason. */
int jyz_rubric_touched(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_USED, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":rubric", rec->id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	int64_t n = jyz_col_int(&st, "n");
	jyz_stmt_done(&st);
	if (!n)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EFROZEN,
		      _("rubric '%s' is frozen: lessons were scored with it"),
		      jyz_record_text(rec, RUBRIC_NAME));
	return jyz_error_hint(err, _("make a new edition: jyz rubric add "
				     "--name '%s' ..."),
			      jyz_record_text(rec, RUBRIC_NAME));
}

static const char SQL_SUBJECT[] =
	"SELECT s.subject, "
	"(SELECT count(DISTINCT x.subject) FROM assignment x "
	"WHERE x.class = :class AND x.teacher = :teacher "
	"AND ifnull(x.starts, '') <= :date "
	"AND ifnull(x.ends, '9999') >= :date) AS subjects "
	"FROM assignment s WHERE s.class = :class AND s.teacher = :teacher "
	"AND ifnull(s.starts, '') <= :date "
	"AND ifnull(s.ends, '9999') >= :date LIMIT 1";

/* Of the assignment on that day; a missing one is a note, not an error. */
static int assigned_subject(struct jyz_desk *desk, struct jyz_record *rec,
			    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_SUBJECT, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":class", rec->values[OBSERVATION_CLASS].i);
	jyz_bind_int(&st, ":teacher", rec->values[OBSERVATION_TEACHER].i);
	jyz_bind_text(&st, ":date", jyz_record_text(rec, OBSERVATION_DATE));
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc == JYZ_ROW) {
		const char *subject = jyz_col_text(&st, "subject");
		if (jyz_col_int(&st, "subjects") == 1)
			jyz_record_default(rec, OBSERVATION_SUBJECT,
					   jyz_text(subject));
		jyz_stmt_done(&st);
	} else {
		jyz_desk_note(desk, _("no assignment says that this teacher "
				      "has this class (jyz assignment add)"));
	}
	return JYZ_OK;
}

/* The subject: as given, else of the assignment, else of the group. */
static int complete_subject(struct jyz_desk *desk, struct jyz_record *rec,
			    struct jyz_error *err)
{
	int rc = JYZ_OK;
	if (rec->values[OBSERVATION_CLASS].type != JYZ_NULL &&
	    rec->values[OBSERVATION_TEACHER].type != JYZ_NULL)
		rc = assigned_subject(desk, rec, err);
	if (rc < 0 || jyz_record_has(rec, OBSERVATION_SUBJECT))
		return rc;
	return jyz_group_subject(desk, rec, OBSERVATION_SUBJECT, err);
}

/* Item scores without a rubric are of the one that the settings name. */
static int complete_rubric(struct jyz_desk *desk, struct jyz_record *rec,
			   struct jyz_error *err)
{
	bool needed = rec->parts[OBSERVATION_ITEM].n_words ||
		      rec->parts[OBSERVATION_VETO].n_words ||
		      rec->values[OBSERVATION_BONUS].type != JYZ_NULL;
	char *name = NULL;
	int rc;
	if (!needed || jyz_record_has(rec, OBSERVATION_RUBRIC))
		return JYZ_OK;
	rc = jyz_setting_get(desk->store, "rubric", &name, err);
	if (rc < 0)
		return rc;
	rec->words[OBSERVATION_RUBRIC] =
		jyz_arena_strdup(&rec->arena, name ? name : JYZ_RUBRIC_PRESET);
	bool shipped = !name;
	free(name);
	rc = jyz_record_resolve(desk, rec, OBSERVATION_RUBRIC, err);
	if (rc == JYZ_ENOTFOUND && shipped) {
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("no rubric is named, and the one that came "
				"with jyz has been removed"));
		jyz_error_hint(err, _("--rubric NAME, or for all lessons: "
				      "jyz config rubric NAME"));
	}
	if (rc < 0 ||
	    (rc = jyz_label(desk, &jyz_rubric,
			    rec->values[OBSERVATION_RUBRIC].i, &name, err)) < 0)
		return rc;
	jyz_desk_note(desk, _("scored with the rubric %s"), name);
	free(name);
	return JYZ_OK;
}

int jyz_observation_complete(struct jyz_desk *desk, struct jyz_record *rec,
			     struct jyz_error *err)
{
	int rc;
	if (!rec->id && !jyz_record_has(rec, OBSERVATION_OBSERVER) &&
	    desk->person) {
		rec->words[OBSERVATION_OBSERVER] =
			jyz_arena_strdup(&rec->arena, desk->person);
		rc = jyz_record_resolve(desk, rec, OBSERVATION_OBSERVER, err);
		if (rc < 0)
			return rc;
	}
	if (!rec->id && (rc = complete_subject(desk, rec, err)) < 0)
		return rc;
	const char *date = jyz_record_text(rec, OBSERVATION_DATE);
	if (date && strcmp(date, desk->clock.today) > 0)
		jyz_desk_note(desk, _("%s is still to come"), date);
	if ((rc = complete_rubric(desk, rec, err)) < 0)
		return rc;
	if (jyz_record_has(rec, OBSERVATION_CLASS) ||
	    rec->values[OBSERVATION_OUTSIDE].i == 1)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("%s (%s) is missing"), "class",
		      jyz_field_label(&rec->arena,
				      &rec->kind->fields[OBSERVATION_CLASS]));
	jyz_error_hint(err, _("--class NAME, or --outside yes for a lesson in "
			      "another school"));
	return jyz_record_blame(rec, OBSERVATION_CLASS, err);
}

static int other_rubric(struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL, _("the scores are of another rubric"));
	return jyz_error_hint(err, _("give the scores anew with the rubric "
				     "(--item NAME=SCORE), or keep both"));
}

static const char SQL_ITEM[] =
	"SELECT i.name, i.max, ifnull(i.base, 0) AS base, "
	"r.style = 'base' AS based FROM rubric_item i "
	"JOIN rubric r ON r.id = i.rubric WHERE i.id = :item "
	"AND r.id = :rubric";

static int check_item(struct jyz_desk *desk, struct jyz_value rubric,
		      const struct jyz_value *cells, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) score = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) low = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) high = JYZ_BUF_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_ITEM, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":item", cells[0].i);
	jyz_bind_value(&st, ":rubric", rubric);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return other_rubric(err);
	int64_t max = jyz_col_int(&st, "max") - jyz_col_int(&st, "base");
	int64_t min = jyz_col_int(&st, "based") ? -max : 0;
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;
	jyz_buf_adds(&name, jyz_col_text(&st, "name"));
	jyz_stmt_done(&st);
	if (cells[1].i >= min && cells[1].i <= max)
		return JYZ_OK;
	jyz_decimal_format(&score, cells[1].i, JYZ_SCORE_SCALE);
	jyz_decimal_format(&low, min, JYZ_SCORE_SCALE);
	jyz_decimal_format(&high, max, JYZ_SCORE_SCALE);
	return jyz_error_set(err, JYZ_EINVAL,
			     _("%s is not a score of '%s': %s to %s"),
			     score.data, name.data, low.data, high.data);
}

static const char SQL_VETO[] =
	"SELECT 1 AS fits FROM rubric_veto WHERE id = :veto "
	"AND rubric = :rubric";

static int check_veto(struct jyz_desk *desk, struct jyz_value rubric,
		      struct jyz_value veto, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_VETO, err);
	if (rc < 0)
		return rc;
	jyz_bind_value(&st, ":veto", veto);
	jyz_bind_value(&st, ":rubric", rubric);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return other_rubric(err);
	jyz_col_ignore(&st, "fits");
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static const char SQL_RUBRIC[] =
	"SELECT full_marks, bonus_max, (SELECT count(*) FROM rubric_item i "
	"WHERE i.rubric = r.id) AS items FROM rubric r WHERE r.id = :rubric";

/* A score of the whole and a bonus within what the rubric allows. */
static int check_whole(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err)
{
	int64_t full = 10000, most = 0, items = 0;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) limit = JYZ_BUF_INIT;
	int rc;
	if (rec->values[OBSERVATION_RUBRIC].type == JYZ_INT) {
		rc = jyz_stmt_open(&st, desk->store, SQL_RUBRIC, err);
		if (rc < 0)
			return rc;
		jyz_bind_int(&st, ":rubric",
			     rec->values[OBSERVATION_RUBRIC].i);
		if ((rc = jyz_stmt_step(&st, err)) < 0)
			return rc;
		full = jyz_col_int(&st, "full_marks");
		most = jyz_col_int(&st, "bonus_max");
		items = jyz_col_int(&st, "items");
		jyz_stmt_done(&st);
	}
	if (rec->values[OBSERVATION_SCORE].i > full) {
		jyz_decimal_format(&limit, full, JYZ_SCORE_SCALE);
		jyz_error_set(err, JYZ_EINVAL,
			      _("the score is above the full marks, %s"),
			      limit.data);
		return jyz_record_blame(rec, OBSERVATION_SCORE, err);
	}
	if (rec->values[OBSERVATION_BONUS].i > most) {
		jyz_decimal_format(&limit, most, JYZ_SCORE_SCALE);
		jyz_error_set(err, JYZ_EINVAL,
			      _("the rubric allows a bonus of %s at most"),
			      limit.data);
		return jyz_record_blame(rec, OBSERVATION_BONUS, err);
	}
	size_t given = rec->parts[OBSERVATION_ITEM].count;
	if (given && (int64_t)given < items)
		jyz_desk_note(desk,
			      _("%lld of %lld items have no score: there is "
				"no total"),
			      (long long)(items - (int64_t)given),
			      (long long)items);
	return JYZ_OK;
}

static int check_minutes(struct jyz_record *rec, struct jyz_error *err)
{
	const struct jyz_rows *rows = &rec->parts[OBSERVATION_MINUTE];
	size_t n = rec->kind->parts[OBSERVATION_MINUTE].n_fields;
	for (size_t i = 0; i < rows->count; i++)
		if (rows->cells[i * n].i > rows->cells[i * n + 1].i) {
			jyz_error_set(err, JYZ_EINVAL,
				      _("minute %lld comes after minute %lld"),
				      (long long)rows->cells[i * n].i,
				      (long long)rows->cells[i * n + 1].i);
			return jyz_record_blame(
				rec,
				(int)rec->kind->n_fields + OBSERVATION_MINUTE,
				err);
		}
	return JYZ_OK;
}

int jyz_observation_check(struct jyz_desk *desk, struct jyz_record *rec,
			  struct jyz_error *err)
{
	const struct jyz_rows *items = &rec->parts[OBSERVATION_ITEM];
	const struct jyz_rows *vetoes = &rec->parts[OBSERVATION_VETO];
	struct jyz_value rubric = rec->values[OBSERVATION_RUBRIC];
	int rc;
	if (rec->values[OBSERVATION_OBSERVER].i ==
	    rec->values[OBSERVATION_TEACHER].i) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("the observer is the teacher observed"));
		return jyz_record_blame(rec, OBSERVATION_OBSERVER, err);
	}
	if (items->count && rec->values[OBSERVATION_SCORE].type != JYZ_NULL) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("a score of the whole and item scores are "
				"both given"));
		jyz_error_hint(err, _("leave one out: --score, or --item"));
		return jyz_record_blame(rec, OBSERVATION_SCORE, err);
	}
	for (size_t i = 0; i < items->count; i++)
		if ((rc = check_item(desk, rubric, &items->cells[i * 2],
				     err)) < 0)
			return jyz_record_blame(
				rec,
				(int)rec->kind->n_fields + OBSERVATION_ITEM,
				err);
	for (size_t i = 0; i < vetoes->count; i++)
		if ((rc = check_veto(desk, rubric, vetoes->cells[i], err)) < 0)
			return jyz_record_blame(
				rec,
				(int)rec->kind->n_fields + OBSERVATION_VETO,
				err);
	if ((rc = check_minutes(rec, err)) < 0)
		return rc;
	return check_whole(desk, rec, err);
}
