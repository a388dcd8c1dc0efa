/*
 * References: names as people type them become ids.
 */
#ifndef JYZ_RECORDS_RESOLVE_H
#define JYZ_RECORDS_RESOLVE_H

#include "jyz/records/desk.h"

/* What narrows the choice: those of another year are not meant. */
struct jyz_scope {
	const char *date; /* of the record; NULL: any */
	int year;         /* school year, 0: any */
	int64_t term;     /* 0: any */
};

/*
 * Finds the record of kind that text names: "#12" is an id (plain "12" for
 * kinds without names), 32 hex digits a uid; else a name, compared by its
 * folded key (jyz_text_key), the name as typed first.  A unique beginning is
 * enough when desk->interactive.
 * JYZ_ENOTFOUND: none; the message has the nearest names.
 * JYZ_EAMBIGUOUS: several; the message lists them.
 */
int jyz_resolve(struct jyz_desk *desk, const struct jyz_kind *kind,
		const char *text, const struct jyz_scope *scope, int64_t *id,
		struct jyz_error *err) JYZ_CHECKED;

/* All records that text names, in any scope, as a JSON array of their ids
 * (for filters: a class in all its years).  JYZ_ENOTFOUND: none. */
int jyz_resolve_all(struct jyz_desk *desk, const struct jyz_kind *kind,
		    const char *text, struct jyz_buf *json,
		    struct jyz_error *err) JYZ_CHECKED;

/* A row of a part of record head, by the names in its first two text
 * fields (rubric items: name and name_en). */
int jyz_resolve_item(struct jyz_desk *desk, const struct jyz_part *part,
		     int64_t head, const char *text, int64_t *id,
		     struct jyz_error *err) JYZ_CHECKED;

/* What a record is called, as fresh text ("#12" when it is gone). */
int jyz_label(struct jyz_desk *desk, const struct jyz_kind *kind, int64_t id,
	      char **out, struct jyz_error *err) JYZ_CHECKED;

/* Names have changed (a record of kind was written): forget what is cached.
 * A NULL kind: everything; to be called when a transaction was rolled back. */
void jyz_resolve_forget(struct jyz_desk *desk, const struct jyz_kind *kind);

#endif
