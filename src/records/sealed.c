/*
 * Who is refused by a seal learns of which term, and what to type next.
 */
#include <stdlib.h>
#include <string.h>

#include "room.h"

/* The sealed terms that may be meant: that of the date, if there is one. */
static const char SQL_TERMS[] =
	"SELECT code FROM sealed_term WHERE :date IS NULL "
	"OR (starts <= :date AND :date < until) ORDER BY starts DESC";

static const char *date_of(const struct jyz_record *rec)
{
	if (!rec || rec->kind->term != JYZ_TERM_DATE)
		return NULL;
	return jyz_record_text(rec, rec->kind->term_field);
}

/* The one term that can be meant, as fresh text; or NULL. */
static int one_term(struct jyz_desk *desk, const char *date, char **code,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERMS, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":date", date);
	if ((rc = jyz_stmt_step(&st, err)) != JYZ_ROW)
		return rc;
	*code = jyz_strdup(jyz_col_text(&st, "code"));
	if ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		jyz_col_ignore(&st, "code");
		jyz_stmt_done(&st);
		free(*code);
		*code = NULL;
	}
	return rc;
}

int jyz_record_sealed(struct jyz_desk *desk, const struct jyz_record *rec,
		      struct jyz_error *err)
{
	struct jyz_error why = JYZ_ERROR_INIT;
	char *code = NULL;
	int rc = err->code;
	const struct jyz_kind *kind = rec->kind;
	if (rc != JYZ_EFROZEN || (kind->term == JYZ_TERM_NONE &&
				  strcmp(kind->name, "term") != 0))
		return rc;
	if (one_term(desk, date_of(rec), &code, &why) >= 0 && !code)
		/* it is the record before the change that is sealed */
		(void)!one_term(desk, NULL, &code, &why);
	if (code) {
		jyz_error_set(err, JYZ_EFROZEN, _("term %s is sealed"), code);
		if (kind->term == JYZ_TERM_SPAN && !rec->id)
			jyz_error_hint(err, _("--%s, a day after that term; "
					      "or jyz archive unseal %s "
					      "--reason ..."),
				       kind->fields[kind->term_field].name,
				       code);
		else
			jyz_error_hint(err, "jyz archive unseal %s --reason "
					    "...", code);
	}
	free(code);
	jyz_error_free(&why);
	return rc;
}

int jyz_kind_sealed(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	struct jyz_error why = JYZ_ERROR_INIT;
	jyz_record_init(&rec, kind);
	(void)!jyz_bulk_load(desk, kind, id, &rec, &why);
	jyz_error_free(&why);
	rec.id = id;
	return jyz_record_sealed(desk, &rec, err);
}
