/*
 * Rules of meetings and actions.
 */
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "room.h"

int jyz_meeting_complete(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	char *unit = NULL;
	int rc;
	if (rec->id || jyz_record_has(rec, MEETING_UNIT))
		return JYZ_OK;
	if ((rc = jyz_setting_get(desk->store, "unit", &unit, err)) < 0)
		return rc;
	if (unit)
		rec->words[MEETING_UNIT] = jyz_arena_strdup(&rec->arena, unit);
	free(unit);
	return jyz_record_resolve(desk, rec, MEETING_UNIT, err);
}

/* Nobody is present and absent. */
static int check_attendance(struct jyz_desk *desk, struct jyz_record *rec,
			    struct jyz_error *err)
{
	for (int a = MEETING_PRESENT; a <= MEETING_GUEST; a++)
		for (size_t i = 0; i < rec->parts[a].count; i++)
			for (int b = MEETING_PRESENT; b <= a; b++)
				for (size_t j = 0; j < rec->parts[b].count;
				     j++) {
					size_t na = rec->kind->parts[a].n_fields;
					size_t nb = rec->kind->parts[b].n_fields;
					int64_t who = rec->parts[a].cells[i * na].i;
					char *name;
					if ((a == b && j >= i) ||
					    who != rec->parts[b].cells[j * nb].i)
						continue;
					int rc = jyz_label(desk, &jyz_teacher,
							   who, &name, err);
					if (rc < 0)
						return rc;
					jyz_error_set(
						err, JYZ_EINVAL,
						_("%s stands twice in the "
						  "attendance"),
						name);
					free(name);
					return jyz_record_blame(
						rec,
						(int)rec->kind->n_fields + a,
						err);
				}
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
	return check_attendance(desk, rec, err);
}

static const char SQL_AGREED[] =
	"SELECT coalesce((SELECT date FROM meeting WHERE id = :meeting), "
	"(SELECT date FROM observation WHERE id = :observation), :today) "
	"AS date";

/* An action was agreed at its meeting or lesson, else today. */
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
