/*
 * Rules of meetings and actions.
 */
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "room.h"

static int64_t person_at(const struct jyz_record *rec, int part, size_t row)
{
	size_t n = rec->kind->parts[part].n_fields;
	return rec->parts[part].cells[row * n].i;
}

/* The person of a row stands in an earlier one, of this part or another. */
static bool stands_before(const struct jyz_record *rec, int part, size_t row)
{
	int64_t who = person_at(rec, part, row);
	for (int p = MEETING_PRESENT; p <= part; p++) {
		size_t count = p == part ? row : rec->parts[p].count;
		for (size_t i = 0; i < count; i++)
			if (person_at(rec, p, i) == who)
				return true;
	}
	return false;
}

static int stands_twice(struct jyz_desk *desk, struct jyz_record *rec,
			int part, size_t row, struct jyz_error *err)
{
	char *name;
	int rc = jyz_label(desk, &jyz_teacher, person_at(rec, part, row),
			   &name, err);
	if (rc < 0)
		return rc;
	jyz_error_set(err, JYZ_EINVAL, _("%s stands twice in the attendance"),
		      name);
	free(name);
	return jyz_record_blame(rec, (int)rec->kind->n_fields + part, err);
}

/* Nobody is present and absent. */
static int check_attendance(struct jyz_desk *desk, struct jyz_record *rec,
			    struct jyz_error *err)
{
	for (int p = MEETING_PRESENT; p <= MEETING_GUEST; p++)
		for (size_t i = 0; i < rec->parts[p].count; i++)
			if (stands_before(rec, p, i))
				return stands_twice(desk, rec, p, i, err);
	return JYZ_OK;
}

static const char SQL_CALLED[] =
	"WITH RECURSIVE " JYZ_SQL_MEMBERS
	"SELECT teacher, name FROM member WHERE unit = :unit "
	"AND starts <= :date AND ends >= :date "
	"AND " JYZ_SQL_CALLS_ALL(":kind", ":unit")
	" ORDER BY name COLLATE names, teacher";

#define NAMED 8 /* of those who stand nowhere */

static bool stands(const struct jyz_record *rec, int64_t who)
{
	for (int p = MEETING_PRESENT; p <= MEETING_GUEST; p++)
		for (size_t i = 0; i < rec->parts[p].count; i++)
			if (person_at(rec, p, i) == who)
				return true;
	return false;
}

static bool attendance_typed(const struct jyz_record *rec)
{
	for (int p = MEETING_PRESENT; p <= MEETING_GUEST; p++)
		if (rec->parts[p].n_words)
			return true;
	return false;
}

/* Once there is a list, whoever is in none may have been forgotten. */
static int note_forgotten(struct jyz_desk *desk, const struct jyz_record *rec,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;
	const char *date = jyz_record_text(rec, MEETING_DATE);
	size_t n = 0;
	int rc;
	if (!attendance_typed(rec) || !jyz_record_has(rec, MEETING_UNIT))
		return JYZ_OK;
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_CALLED, err)) < 0)
		return rc;
	jyz_bind_value(&st, ":unit", rec->values[MEETING_UNIT]);
	jyz_bind_text(&st, ":date", date);
	jyz_bind_text(&st, ":kind", jyz_record_text(rec, MEETING_KIND));
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		const char *name = jyz_col_text(&st, "name");
		if (!stands(rec, jyz_col_int(&st, "teacher")) && n++ < NAMED)
			jyz_buf_addf(&names, "%s%s", names.len ? _(", ") : "",
				     name);
	}
	if (rc < 0 || !n)
		return rc;
	if (n > NAMED)
		jyz_desk_note(desk,
			      _("meeting on %s: nobody says whether %s and "
				"%zu others were there"),
			      date, names.data, n - NAMED);
	else
		jyz_desk_note(desk,
			      Q_("meeting on %s: nobody says whether %s was "
				 "there",
				 "meeting on %s: nobody says whether %s were "
				 "there", (unsigned long)n),
			      date, names.data);
	return JYZ_OK;
}

int jyz_meeting_check(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err)
{
	const char *starts = jyz_record_text(rec, MEETING_STARTS);
	const char *ends = jyz_record_text(rec, MEETING_ENDS);
	if (starts && ends && strcmp(ends, starts) <= 0) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("the meeting ends at %s, before it begins at "
				"%s"),
			      ends, starts);
		return jyz_record_blame(rec, MEETING_ENDS, err);
	}
	int rc = check_attendance(desk, rec, err);
	return rc < 0 ? rc : note_forgotten(desk, rec, err);
}

static const char SQL_AGREED[] =
	"SELECT coalesce((SELECT date FROM meeting WHERE id = :meeting), "
	"(SELECT date FROM observation WHERE id = :observation), "
	"(SELECT date FROM finding WHERE id = :finding), "
	"(SELECT date FROM \"check\" WHERE id = :check), :today) AS date";

/* An action was agreed at its meeting or lesson, with its finding or check,
 * else today. */
int jyz_action_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int64_t term;
	int rc;
	if (!jyz_record_has(rec, ACTION_DATE)) {
		rc = jyz_stmt_open(&st, desk->store, SQL_AGREED, err);
		if (rc < 0)
			return rc;
		jyz_bind_value(&st, ":meeting", rec->values[ACTION_MEETING]);
		jyz_bind_value(&st, ":observation",
			       rec->values[ACTION_OBSERVATION]);
		jyz_bind_value(&st, ":finding", rec->values[ACTION_FINDING]);
		jyz_bind_value(&st, ":check", rec->values[ACTION_CHECK]);
		jyz_bind_text(&st, ":today", desk->clock.today);
		if ((rc = jyz_stmt_step(&st, err)) < 0)
			return rc;
		jyz_record_default(rec, ACTION_DATE,
				   jyz_text(jyz_col_text(&st, "date")));
		jyz_stmt_done(&st);
	}
	if (jyz_desk_term(desk, jyz_record_text(rec, ACTION_DATE), &term, NULL,
			  err) < 0)
		return jyz_record_blame(rec, ACTION_DATE, err);
	return JYZ_OK;
}
