/*
 * Lists: filters, order and columns of a kind, streamed row by row.
 */
#ifndef JYZ_RECORDS_LIST_H
#define JYZ_RECORDS_LIST_H

#include "jyz/records/record.h"

struct jyz_filter {
	int field;        /* id */
	const char *text; /* as typed; "" asks for absent values */
};

struct jyz_query {
	const struct jyz_kind *kind;
	struct jyz_filter *filters;
	size_t n_filters, room;
	const char *since, *until; /* ISO, of the kind's date; or NULL */
	int64_t term;              /* 0: any */
	int sort;                  /* field id, -1: the kind's order */
	bool descending;
	int64_t limit;             /* 0: all */
	const bool *fields;        /* wanted, by id; NULL: all */
	bool parts;                /* read the parts too */
	bool derived;              /* what the kind computes, for showing */
};

void jyz_query_init(struct jyz_query *query, const struct jyz_kind *kind);
void jyz_query_free(struct jyz_query *query);

/* Adds a filter.  Texts match as a part (folding ASCII case), all else as a
 * whole; filters on different fields all hold, on the same field any. */
void jyz_query_filter(struct jyz_query *query, int field, const char *text);

/*
 * Calls fn with each record, in order; the record is borrowed for the call.
 * Less than 0 ends the walk.
 * JYZ_EINVAL, JYZ_ENOTFOUND, JYZ_EAMBIGUOUS: a filter's value.  JYZ_EUSAGE: a
 * filter or order by what is derived.
 */
typedef int jyz_record_fn(const struct jyz_record *rec, void *payload,
			  struct jyz_error *err);
int jyz_list(struct jyz_desk *desk, const struct jyz_query *query,
	     jyz_record_fn *fn, void *payload,
	     struct jyz_error *err) JYZ_CHECKED;

#endif
