/*
 * What the files of progress share, and what rules about targets ask of them.
 * Private to src/records.
 */
#ifndef JYZ_RECORDS_PROGRESS_ROOM_H
#define JYZ_RECORDS_PROGRESS_ROOM_H

#include "jyz/records/progress.h"
#include "jyz/records/record.h"
#include "jyz/store/stmt.h"

struct progress {
	struct jyz_desk *desk;
	const struct jyz_progress_query *query;
	jyz_progress_fn *fn;
	void *payload;
	/* Days of the term: from its first up to, not including, the next
	 * one's; the first day of the term before ("": there is none). */
	const char *from, *ends, *until, *before;
	int year; /* its school year */
	struct jyz_arena arena;
};

/* Units below :unit, and whoever is of it, of :teacher, or anybody; in the
 * school at some time from :from up to :until. */
#define JYZ_PROGRESS_PEOPLE                                                  \
	"WITH RECURSIVE tree(id) AS (SELECT id FROM unit WHERE id = :unit "  \
	"UNION SELECT u.id FROM unit u JOIN tree ON u.parent = tree.id), "   \
	"people AS (SELECT t.id, CASE WHEN EXISTS (SELECT 1 FROM teacher d " \
	"WHERE d.name = t.name AND d.id <> t.id) THEN t.name || '(' || "     \
	"ifnull(t.code, '#' || t.id) || ')' ELSE t.name END AS name, "       \
	"t.role, t.unit, ifnull(t.starts, '') AS starts, "                   \
	"ifnull(t.ends, '9999') AS ends FROM teacher t "                     \
	"WHERE (:teacher IS NULL OR t.id = :teacher) "                       \
	"AND (:unit IS NULL OR t.unit IN tree) "                             \
	"AND ifnull(t.starts, '') < :until "                                 \
	"AND ifnull(t.ends, '9999') >= :from) "

/* Opens, and binds those of :from :until :today :unit :teacher :term :before
 * that the statement has. */
int jyz_progress_open(struct jyz_stmt *st, const struct progress *p,
		      const char *sql, struct jyz_error *err) JYZ_CHECKED;

struct jyz_value jyz_progress_amount(int64_t n);

/* The days of the query's term. */
int jyz_progress_term(struct progress *p, struct jyz_error *err) JYZ_CHECKED;
/* How much of a target is reached by what the records say; null: they cannot
 * tell.  The record need not be written yet. */
int jyz_progress_reached(struct progress *p, const struct jyz_record *target,
			 struct jyz_value *out,
			 struct jyz_error *err) JYZ_CHECKED;

int jyz_progress_quotas(struct progress *p, bool exams,
			struct jyz_error *err) JYZ_CHECKED;
int jyz_progress_targets(struct progress *p,
			 struct jyz_error *err) JYZ_CHECKED;

#endif
