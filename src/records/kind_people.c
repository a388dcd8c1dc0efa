/*
 * Rules of terms and mentorships, and which school year is the current one.
 */
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "room.h"

static const char SQL_NAMESAKES[] =
	"SELECT count(*) AS people, count(code) AS coded, max(code) AS code "
	"FROM teacher WHERE name = :name";

static const char SQL_OTHERS[] =
	"SELECT id, code FROM teacher t WHERE name = :name "
	"AND (code IS NULL OR code <> :code) "
	"AND NOT EXISTS (SELECT 1 FROM teacher s"
	" WHERE s.name = t.name AND s.code = :code) ORDER BY id LIMIT 1";

/*
 * A second one of a name may well be the first, entered before there were
 * codes; from then on the name alone says nobody.
 */
static int note_namesake(struct jyz_desk *desk, const struct jyz_record *rec,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	const char *name = jyz_record_text(rec, TEACHER_NAME);
	int rc = jyz_stmt_open(&st, desk->store, SQL_OTHERS, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":name", name);
	jyz_bind_text(&st, ":code", jyz_record_text(rec, TEACHER_CODE));
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	long long id = jyz_col_int(&st, "id");
	const char *code = jyz_col_text(&st, "code");
	if (code)
		jyz_desk_note(desk, _("there is another '%s' (#%lld, code %s); "
				      "the same person: jyz teacher merge"),
			      name, id, code);
	else
		jyz_desk_note(desk, _("there is another '%s' (#%lld) without a "
				      "code; the same person: jyz teacher "
				      "merge; another one: jyz teacher edit "
				      "%lld --code ..."),
			      name, id, id);
	jyz_stmt_done(&st);
	return JYZ_OK;
}

/*
 * Who is named without a code is the only one of that name, even if that one
 * has a code on file: a list of names does not make people a second time.
 */
int jyz_teacher_complete(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	const char *name = jyz_record_text(rec, TEACHER_NAME);
	int rc;
	if (rec->id || !name)
		return JYZ_OK;
	if (jyz_record_has(rec, TEACHER_CODE))
		return note_namesake(desk, rec, err);
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_NAMESAKES, err)) < 0)
		return rc;
	jyz_bind_text(&st, ":name", name);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	int64_t people = jyz_col_int(&st, "people");
	int64_t coded = jyz_col_int(&st, "coded");
	const char *code = jyz_col_text(&st, "code");
	if (people == 1 && coded == 1)
		jyz_record_default(rec, TEACHER_CODE, jyz_text(code));
	jyz_stmt_done(&st);
	if (people < 2 || coded < people)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EAMBIGUOUS,
		      _("several teachers are called '%s': only a code says "
			"which is meant"),
		      name);
	jyz_error_hint(err, "--code ...");
	return jyz_record_blame(rec, TEACHER_NAME, err);
}

static const char SQL_TERM_OVERLAP[] =
	"SELECT code FROM term WHERE id <> :id AND code <> :code "
	"AND starts <= :ends AND ends >= :starts LIMIT 1";

/*
 * Records belong to a term by their date alone: no foreign key holds a term
 * that they would fall out of.  Names those of the days from..until.
 */
static int held(struct jyz_desk *desk, const char *from, const char *until,
		struct jyz_buf *who, struct jyz_error *err)
{
	for (size_t k = 0; k < desk->catalogue->count; k++) {
		const struct jyz_kind *kind = desk->catalogue->kinds[k];
		JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
		JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
		if (kind->term != JYZ_TERM_DATE)
			continue;
		jyz_sql_dated(&sql, kind);
		int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
		if (rc < 0)
			return rc;
		jyz_bind_text(&st, ":from", from);
		jyz_bind_text(&st, ":until", until);
		if ((rc = jyz_stmt_step(&st, err)) < 0)
			return rc;
		int64_t n = jyz_col_int(&st, "n");
		int64_t first = jyz_col_int(&st, "first");
		jyz_stmt_done(&st);
		if (!n)
			continue;
		char *word = jyz_word_first(kind->word);
		jyz_buf_addf(who, "%s%s %lld (#%lld%s)", who->len ? ", " : "",
			     word, (long long)n, (long long)first,
			     n > 1 ? " ..." : "");
		free(word);
	}
	return JYZ_OK;
}

static const char SQL_TERM_NEXT[] =
	"SELECT ifnull(min(starts), '9999-12-31') AS next FROM term "
	"WHERE starts > :starts";

int jyz_term_remove(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err)
{
	const char *starts = jyz_record_text(rec, TERM_STARTS);
	JYZ_AUTO(jyz_buf) who = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERM_NEXT, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":starts", starts);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	rc = held(desk, starts, jyz_col_text(&st, "next"), &who, err);
	jyz_stmt_done(&st);
	if (rc < 0 || !who.len)
		return rc;
	jyz_error_set(err, JYZ_EREFERENCED,
		      _("these belong to term %s by their date: %s"),
		      jyz_record_text(rec, TERM_CODE), who.data);
	return jyz_error_hint(err, _("change or remove those first"));
}

static const char SQL_TERM_FIRST[] =
	"SELECT ifnull(min(starts), '9999-12-31') AS first FROM term";

/* Taking back a term, or its first day, puts no record out of all terms. */
int jyz_term_touched(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) who = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERM_FIRST, err);
	(void)rec;
	if (rc < 0 || (rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	rc = held(desk, "", jyz_col_text(&st, "first"), &who, err);
	jyz_stmt_done(&st);
	if (rc < 0 || !who.len)
		return rc;
	jyz_error_set(err, JYZ_EREFERENCED,
		      _("these would belong to no term: %s"), who.data);
	return jyz_error_hint(err, _("change or remove those first"));
}

static const char SQL_TERM_BEFORE[] =
	"SELECT starts FROM term WHERE id = :id AND starts < :starts";

/* A later first day would put earlier records out of the term. */
static int check_start(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err)
{
	const char *starts = jyz_record_text(rec, TERM_STARTS);
	JYZ_AUTO(jyz_buf) who = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERM_BEFORE, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", rec->id);
	jyz_bind_text(&st, ":starts", starts);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	rc = held(desk, jyz_col_text(&st, "starts"), starts, &who, err);
	jyz_stmt_done(&st);
	if (rc < 0 || !who.len)
		return rc;
	jyz_error_set(err, JYZ_EINVAL,
		      _("these would be before its first day: %s"), who.data);
	return jyz_record_blame(rec, TERM_STARTS, err);
}

int jyz_term_check(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err)
{
	const char *starts = jyz_record_text(rec, TERM_STARTS);
	const char *ends = jyz_record_text(rec, TERM_ENDS);
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc;
	if (strcmp(ends, starts) <= 0) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("the term ends on %s, before it begins on %s"),
			      ends, starts);
		return jyz_record_blame(rec, TERM_ENDS, err);
	}
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_TERM_OVERLAP, err)) < 0)
		return rc;
	jyz_bind_int(&st, ":id", rec->id);
	/* a sheet may hold this very term: the key will tell */
	jyz_bind_text(&st, ":code", jyz_record_text(rec, TERM_CODE));
	jyz_bind_text(&st, ":starts", starts);
	jyz_bind_text(&st, ":ends", ends);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return check_start(desk, rec, err);
	jyz_error_set(err, JYZ_EINVAL, _("the term overlaps term %s"),
		      jyz_col_text(&st, "code"));
	jyz_stmt_done(&st);
	return jyz_record_blame(rec, TERM_STARTS, err);
}

int jyz_mentorship_check(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err)
{
	(void)desk;
	if (rec->values[MENTORSHIP_MENTOR].i !=
	    rec->values[MENTORSHIP_MENTEE].i)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("mentor and mentee are the same "
					 "person"));
	return jyz_record_blame(rec, MENTORSHIP_MENTEE, err);
}

static const char SQL_TERM_NOW[] =
	"SELECT starts FROM term WHERE starts <= :today "
	"ORDER BY starts DESC LIMIT 1";

int jyz_current_year(struct jyz_desk *desk, int *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERM_NOW, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":today", desk->clock.today);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	*out = jyz_date_school_year(rc == JYZ_ROW
					    ? jyz_col_text(&st, "starts")
					    : desk->clock.today);
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static const char SQL_GROUP_SUBJECT[] =
	"SELECT coalesce((SELECT value FROM setting WHERE key = 'subject'), "
	"(SELECT u.subject FROM unit u JOIN setting s ON s.key = 'unit' "
	"AND s.value = u.name)) AS subject";

int jyz_group_subject(struct jyz_desk *desk, struct jyz_record *rec, int field,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_GROUP_SUBJECT, err);
	if (rc < 0)
		return rc;
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	jyz_record_default(rec, field, jyz_text(jyz_col_text(&st, "subject")));
	jyz_stmt_done(&st);
	return JYZ_OK;
}
