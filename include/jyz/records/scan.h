/*
 * Walks over the records of all kinds: what people wrote (search), and what
 * happened (timeline).  Both follow from the catalogue alone.
 */
#ifndef JYZ_RECORDS_SCAN_H
#define JYZ_RECORDS_SCAN_H

#include "jyz/base/find.h"
#include "jyz/records/desk.h"

/* Which records. */
struct jyz_scan {
	const struct jyz_kind *const *kinds;
	size_t n_kinds;            /* 0: all that there can be */
	int64_t term;              /* 0: any */
	const char *since, *until; /* ISO, or NULL */
};

/* --- search --------------------------------------------------------------- */

struct jyz_search {
	struct jyz_scan scan;
	const char *const *words; /* a record must have them all */
	size_t n_words;
	int64_t limit;            /* of hits; 0: all */
	bool private;             /* private fields, too */
};

/* A field in which words were found. */
struct jyz_hit {
	const struct jyz_kind *kind;
	int64_t id;
	const char *date;             /* NULL: the kind has none */
	const struct jyz_part *part;  /* NULL: a field of the record itself */
	const struct jyz_field *field; /* or jyz_attachment_field */
	const char *context;          /* one line */
	const struct jyz_span *spans; /* the words in it */
	size_t n_spans;
	bool begun, goes_on;          /* there is text before, after it */
};

/*
 * Calls fn with each hit, the latest record first; less than 0 ends the
 * walk.  Texts are compared folded (jyz_text_fold).  JYZ_EUSAGE: no word, too
 * many of them, or a kind that was asked for has no date or term.
 */
typedef int jyz_hit_fn(const struct jyz_hit *hit, void *payload,
		       struct jyz_error *err);
int jyz_search(struct jyz_desk *desk, const struct jyz_search *search,
	       jyz_hit_fn *fn, void *payload,
	       struct jyz_error *err) JYZ_CHECKED;

/* --- timeline ------------------------------------------------------------- */

struct jyz_timeline {
	/* Of a term is what its records tell, and what happened in it. */
	struct jyz_scan scan;
	const char *teacher; /* as typed: records that name one; or NULL */
	bool shown;          /* choices in words, for people */
};

struct jyz_happening {
	const char *date;
	const struct jyz_kind *kind;
	int64_t id;
	const struct jyz_event *event;
	const char *what; /* the record's label, and what is told of it */
	const char *who;  /* the teachers it is about; or NULL */
	bool planned;     /* its day has not come, or all that is known of it
			     is the day */
};

/* Calls fn with each, the first first.  JYZ_ENOTFOUND: there is no such
 * teacher.  JYZ_EUSAGE: a kind that was asked for has no date. */
typedef int jyz_happening_fn(const struct jyz_happening *happening,
			     void *payload, struct jyz_error *err);
int jyz_timeline(struct jyz_desk *desk, const struct jyz_timeline *timeline,
		 jyz_happening_fn *fn, void *payload,
		 struct jyz_error *err) JYZ_CHECKED;

#endif
