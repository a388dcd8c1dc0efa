/*
 * The desk: what every record operation needs at hand - the open store, the
 * catalogue, the clock, who is working, and a place for notes.
 */
#ifndef JYZ_RECORDS_DESK_H
#define JYZ_RECORDS_DESK_H

#include "jyz/base/calendar.h"
#include "jyz/base/mem.h"
#include "jyz/records/catalogue.h"
#include "jyz/store/store.h"

/* Things worth saying that are no error: for stderr. */
struct jyz_notes {
	char **items;
	size_t count, room;
};

/* Records of a kind that were made because others named them. */
struct jyz_made {
	const struct jyz_kind *kind;
	size_t count;
	struct jyz_buf names; /* of the first few */
};

struct jyz_desk {
	struct jyz_store *store;                /* borrowed */
	const struct jyz_catalogue *catalogue;  /* borrowed */
	struct jyz_clock clock;
	const char *person;   /* who works here: --as or configured; or NULL */
	bool interactive;     /* a unique beginning of a name is enough */
	bool create_missing;  /* import may make what a row names */
	struct jyz_made *made; /* a kind each, in the order of the first */
	size_t n_made, made_room;
	bool put_back; /* the content of something attached was missing, and
			  is stored again: that is in no entry */
	struct jyz_notes notes;
	struct jyz_names *names; /* cache of resolve.c */
	struct jyz_grade *grade; /* cache of derive.c */
	struct jyz_sql_kept *kept; /* cache of sql_kept.c */
};

void jyz_desk_init(struct jyz_desk *desk, struct jyz_store *store,
		   const struct jyz_catalogue *catalogue,
		   const struct jyz_clock *clock);
void jyz_desk_free(struct jyz_desk *desk);

/* Adds a note unless the same one is there already. */
void jyz_desk_note(struct jyz_desk *desk, const char *fmt, ...)
	JYZ_PRINTF(2, 3);

/* Notes that a workbook has only the beginning of a field. */
void jyz_desk_note_cut(struct jyz_desk *desk, const struct jyz_kind *kind,
		       int64_t id, const char *label);

/* Counts a record that was made on the way; name may be NULL. */
void jyz_desk_made(struct jyz_desk *desk, const struct jyz_kind *kind,
		   const char *name);

/* The term of a date: id and code (code may be NULL).  JYZ_ENOTFOUND: the
 * date is before the first term, or there is none; the hint has the term add
 * line. */
int jyz_desk_term(struct jyz_desk *desk, const char *date, int64_t *id,
		  char **code, struct jyz_error *err) JYZ_CHECKED;

#endif
