/*
 * Who is refused by a seal learns of which term, and what to type next.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "room.h"

/* The sealed terms that may be meant: that of the date, if there is one. */
static const char SQL_TERMS[] =
	"SELECT code, ends FROM sealed_term WHERE :date IS NULL "
	"OR (starts <= :date AND :date < until) ORDER BY starts DESC";

/* A date, or the first day of a span. */
static int day_of(const struct jyz_kind *kind)
{
	return kind->term == JYZ_TERM_DATE || kind->term == JYZ_TERM_SPAN
		       ? kind->term_field : -1;
}

struct sealed_one {
	char *code;
	char ends[JYZ_DATE_SIZE];
};

static void sealed_one_free(struct sealed_one *s)
{
	free(s->code);
}

/* The one term that can be meant; else code NULL. */
static int one_term(struct jyz_desk *desk, const char *date,
		    struct sealed_one *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERMS, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":date", date);
	if ((rc = jyz_stmt_step(&st, err)) != JYZ_ROW)
		return rc;
	out->code = jyz_strdup(jyz_col_text(&st, "code"));
	snprintf(out->ends, sizeof(out->ends), "%s",
		 jyz_col_text(&st, "ends"));
	if ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		jyz_col_ignore(&st, "code");
		jyz_col_ignore(&st, "ends");
		jyz_stmt_done(&st);
		free(out->code);
		out->code = NULL;
	}
	return rc;
}

/*
 * A day after the term belongs to it only until the next one is entered: that
 * is what helps then.  What goes on, and what takes its day from elsewhere,
 * may be given another one.
 */
static int what_helps(const struct jyz_record *rec,
		      const struct sealed_one *term, struct jyz_error *err)
{
	int day = day_of(rec->kind);
	const char *date = day >= 0 ? jyz_record_text(rec, day) : NULL;
	if (date && strcmp(date, term->ends) > 0)
		return jyz_term_wanted(date, err);
	if (day >= 0 && !rec->id && !(date && rec->given[day]))
		return jyz_error_hint(err, _("--%s, a day after that term; or "
					     "jyz archive unseal %s "
					     "--reason ..."),
				      rec->kind->fields[day].name, term->code);
	return jyz_error_hint(err, "jyz archive unseal %s --reason ...",
			      term->code);
}

int jyz_record_sealed(struct jyz_desk *desk, const struct jyz_record *rec,
		      struct jyz_error *err)
{
	JYZ_AUTO(sealed_one) term = { .code = NULL };
	struct jyz_error why = JYZ_ERROR_INIT;
	int rc = err->code;
	const struct jyz_kind *kind = rec->kind;
	int day = day_of(kind);
	if (rc != JYZ_EFROZEN || (kind->term == JYZ_TERM_NONE &&
				  strcmp(kind->name, "term") != 0))
		return rc;
	if (one_term(desk, day >= 0 ? jyz_record_text(rec, day) : NULL, &term,
		     &why) >= 0 && !term.code)
		/* it is the record before the change that is sealed */
		(void)!one_term(desk, NULL, &term, &why);
	if (term.code) {
		jyz_error_set(err, JYZ_EFROZEN, _("term %s is sealed"),
			      term.code);
		what_helps(rec, &term, err);
	}
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

static const char SQL_SEALED[] =
	"SELECT EXISTS (SELECT 1 FROM seal_record r JOIN seal s "
	"ON s.term = r.term WHERE r.kind = :kind AND r.record = :id) AS sealed";

/* Something of it may change: what goes on, and what is open. */
static bool may_change(const struct jyz_kind *kind)
{
	bool open = kind->term == JYZ_TERM_SPAN;
	for (size_t i = 0; i < kind->n_fields; i++)
		open |= (kind->fields[i].flags & JYZ_OPEN) != 0;
	return open;
}

int jyz_record_open(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = may_change(kind) ? JYZ_OK
				  : jyz_stmt_open(&st, desk->store, SQL_SEALED,
						  err);
	if (rc < 0 || may_change(kind))
		return rc;
	jyz_bind_text(&st, ":kind", kind->name);
	jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	bool sealed = jyz_col_int(&st, "sealed") != 0;
	jyz_stmt_done(&st);
	if (!sealed)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EFROZEN, _("the term is sealed"));
	return jyz_kind_sealed(desk, kind, id, err);
}
