/*
 * Records: made from words, checked, written, read.
 *
 * Writing functions run inside the caller's transaction and begin none.
 */
#ifndef JYZ_RECORDS_RECORD_H
#define JYZ_RECORDS_RECORD_H

#include "jyz/base/value.h"
#include "jyz/records/desk.h"

/* Rows of one part, row by row, n_fields values each. */
struct jyz_rows {
	struct jyz_value *cells;
	struct jyz_value *labels; /* of reference cells, when loaded */
	size_t count, room;       /* in rows */
	const char **words;       /* as given, until finished */
	size_t n_words, words_room;
	bool given;
	bool joins;               /* given rows are added to those kept: */
	struct jyz_value *kept;
	size_t n_kept;
	bool *fresh;              /* by row: given, not kept; NULL: all are */
};

struct jyz_record {
	const struct jyz_kind *kind;
	int64_t id;             /* 0: new */
	const char *uid;        /* NULL: to be made */
	const char *created_at; /* NULL: now */
	const char *updated_at;
	struct jyz_value *values; /* by field id; computed ones when loaded */
	struct jyz_value *labels; /* of references, when loaded */
	const char **words;     /* references as typed, until finished */
	bool *given;            /* by who types or imports a sheet: no default,
				   nor what an archive has */
	struct jyz_rows *parts; /* by part id */
	int blamed;             /* field id that the last error is about, -1;
				   parts count on from n_fields */
	int64_t twin;           /* of JYZ_EEXISTS: the record in the way */
	struct jyz_arena arena; /* of all texts above */
};

void jyz_record_init(struct jyz_record *rec, const struct jyz_kind *kind);
void jyz_record_free(struct jyz_record *rec);

/*
 * Gives a field its value as text; an empty text means absent.  References
 * are understood by jyz_record_finish.  JYZ_EINVAL names the field, the
 * value and what would be right.
 */
int jyz_record_set(struct jyz_desk *desk, struct jyz_record *rec, int field,
		   const char *text, struct jyz_error *err) JYZ_CHECKED;

/* Gives a part one more row, in the part's syntax.  The first one replaces
 * what the record had. */
void jyz_record_part(struct jyz_record *rec, int part, const char *text);
/* The same, beside the rows that the record has: it takes the place of the one
 * with the same key (struct jyz_part.n_key), here or in a part of the same
 * table. */
void jyz_record_part_join(struct jyz_record *rec, int part, const char *text);
/* The part is given, with no rows; those given so far are dropped. */
void jyz_record_part_none(struct jyz_record *rec, int part);

/*
 * Dates, terms, references, parts, defaults, then all rules: after this the
 * record can be written.
 */
int jyz_record_finish(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err) JYZ_CHECKED;

/* What rec would become now: its values with defaults and references, as far
 * as it can be told; nothing is said, and rec stays as it is.  out is fresh,
 * of the same kind, and borrows from rec. */
void jyz_record_expect(struct jyz_desk *desk, const struct jyz_record *rec,
		       struct jyz_record *out);
/* Can this row of a part be understood?  rec stays as it is; what hangs on
 * fields that are not known yet is not looked at. */
int jyz_record_part_try(struct jyz_desk *desk, const struct jyz_record *rec,
			int part, const char *text,
			struct jyz_error *err) JYZ_CHECKED;

/* A line typed into a form: it joins, and takes the place of a typed one of the
 * same key; "-KEY" takes that row off instead, *off: also one that was there
 * before. */
int jyz_record_part_type(struct jyz_desk *desk, struct jyz_record *rec,
			 int part, const char *text, bool *off,
			 struct jyz_error *err) JYZ_CHECKED;
/* JYZ_EFROZEN: no edit can change it, for it is of a sealed term. */
int jyz_record_open(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t id, struct jyz_error *err) JYZ_CHECKED;

/* The id of the record with the same natural key, or 0. */
int jyz_record_twin(struct jyz_desk *desk, const struct jyz_record *rec,
		    int64_t *id, struct jyz_error *err) JYZ_CHECKED;

/* Writes a finished new record.  JYZ_EEXISTS names the record that has the
 * same key. */
int jyz_record_insert(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err) JYZ_CHECKED;

/* The same when jyz_record_twin has found none: looking again takes longer
 * than writing. */
int jyz_record_insert_new(struct jyz_desk *desk, struct jyz_record *rec,
			  struct jyz_error *err) JYZ_CHECKED;

/* Writes what differs from before (as loaded); *changed: fields and parts. */
int jyz_record_update(struct jyz_desk *desk, struct jyz_record *rec,
		      const struct jyz_record *before, size_t *changed,
		      struct jyz_error *err) JYZ_CHECKED;

/* Two parts have the same rows, in the same order. */
bool jyz_rows_same(const struct jyz_part *part, const struct jyz_rows *a,
		   const struct jyz_rows *b);
/* The stored fields and parts of two loaded records are equal. */
bool jyz_record_same(const struct jyz_record *a, const struct jyz_record *b);

/* JYZ_EREFERENCED names what still points to it.  JYZ_ENOTFOUND. */
int jyz_record_remove(struct jyz_desk *desk, const struct jyz_kind *kind,
		      int64_t id, struct jyz_error *err) JYZ_CHECKED;

/* Reads one record with labels and computed fields.  JYZ_ENOTFOUND. */
int jyz_record_load(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t id, struct jyz_record *out,
		    struct jyz_error *err) JYZ_CHECKED;

/* What the kind computes of a loaded record, for showing it: not before an
 * edit. */
int jyz_record_derive(struct jyz_desk *desk, struct jyz_record *rec,
		      const bool *wanted, struct jyz_error *err) JYZ_CHECKED;

/* A loaded record as the start of an edit: values and parts are copied, those
 * computed ones too that say how names are to be understood. */
void jyz_record_copy(struct jyz_record *to, const struct jyz_record *from);

/* A part's row in its one-word syntax, as jyz_record_part takes it. */
void jyz_part_word(struct jyz_buf *out, const struct jyz_part *part,
		   const struct jyz_value *cells,
		   const struct jyz_value *labels);
/* The text of a field, off the front of such a word as it stands; true: its
 * separator was there, so more follows. */
bool jyz_part_take(struct jyz_buf *out, const struct jyz_part *part,
		   size_t field, const char **p);
/* All rows, a line each, as a CSV cell holds them. */
void jyz_part_lines(struct jyz_buf *out, const struct jyz_part *part,
		    const struct jyz_rows *rows);
/* The same for people: choices in words. */
void jyz_part_shown(struct jyz_buf *out, const struct jyz_part *part,
		    const struct jyz_rows *rows);

/* What every text that is kept must be: UTF-8 of a limited length; a line has
 * no end of a line in it.  JYZ_EINVAL. */
int jyz_line_valid(const char *text, struct jyz_error *err) JYZ_CHECKED;
int jyz_note_valid(const char *text, struct jyz_error *err) JYZ_CHECKED;

/* A value as it is typed in and exported: dates, decimals, choice names. */
void jyz_value_word(struct jyz_buf *out, const struct jyz_field *field,
		    struct jyz_value value, struct jyz_value label);
/* A value as it is shown to people: choice words, yes and no. */
void jyz_value_shown(struct jyz_buf *out, const struct jyz_field *field,
		     struct jyz_value value, struct jyz_value label);

/* The check hook of undo: the rules across fields still hold. */
int jyz_record_touched(const char *table, int64_t row, bool held, void *desk,
		       struct jyz_error *err);

#endif
