/*
 * The catalogue: every kind of record described once.
 *
 * Adding, listing, editing, forms, CSV and JSON columns, import, archive,
 * help, completion and history all read this description; a meta test
 * compares it with the schema.  A new kind is one migration, one entry here
 * and nothing else.  Templates of SQL in an entry name the row as "$".
 */
#ifndef JYZ_RECORDS_CATALOGUE_H
#define JYZ_RECORDS_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "jyz/base/error.h"
#include "jyz/base/i18n.h"

/* The rubric that lessons are scored with where the settings name none: by
 * its uid (migrations/0006), since ids are given anew. */
#define JYZ_RUBRIC_PRESET "6a797a72756272696300000000000001"

struct jyz_desk;
struct jyz_kind;
struct jyz_record;

enum jyz_type {
	JYZ_TYPE_TEXT,      /* one line */
	JYZ_TYPE_NOTE,      /* any number of lines */
	JYZ_TYPE_DATE,      /* ISO text */
	JYZ_TYPE_TIME,      /* HH:MM text */
	JYZ_TYPE_INTEGER,
	JYZ_TYPE_DECIMAL,   /* integer scaled by field.scale */
	JYZ_TYPE_CHOICE,    /* text: the choice's name */
	JYZ_TYPE_FLAG,      /* 0 or 1 */
	JYZ_TYPE_REFERENCE, /* id of a record of field.target */
	JYZ_TYPE_ITEM,      /* in a part: id of a row of part .item of the
			       record that field .via of the head names */
};

enum jyz_field_flags {
	JYZ_REQUIRED = 1 << 0,
	JYZ_SEARCH = 1 << 1,   /* searched by text */
	JYZ_COMPUTED = 1 << 2, /* not a column: field.sql or the kind's view */
	JYZ_ACCEPTED = 1 << 3, /* computed, yet taken on input: the complete
				  hook makes something of it */
	JYZ_PRIVATE = 1 << 4,  /* left out of exports unless asked for */
	JYZ_OPEN = 1 << 5,     /* may change in a sealed term */
	JYZ_LISTED = 1 << 6,   /* a default column of list */
	JYZ_ROUNDED = 1 << 7,  /* more decimals than the scale are rounded */
	JYZ_FILLED = 1 << 8,   /* required, but a hook finds it out: people
				  need not give it */
	JYZ_FIXED = 1 << 9,    /* does not change while others name the
				  record: what they say hangs on it */
	JYZ_MEASURED = 1 << 10, /* a column that comes from a score sheet:
				  nobody types it in */
	JYZ_DERIVED = 1 << 11, /* computed by the kind's derive hook, not in
				  SQL: neither sorted nor filtered by */
	JYZ_INNER = 1 << 12,   /* what other figures are made of: cards for
				  people leave it out */
	JYZ_UNRANKED = 1 << 13, /* people are never ranked by it: lists are
				  not sorted by it */
};

struct jyz_choice {
	const char *name; /* stored, JSON, CSV */
	/* Shown; alternatives after "/" are accepted too: "推门课/随堂课". */
	struct jyz_words word;
};

struct jyz_field {
	const char *name;       /* column, option, JSON key, CSV heading */
	struct jyz_words label; /* accepted as option and heading too */
	enum jyz_type type;
	unsigned flags;
	int scale;
	int64_t min, max;       /* of numbers, scaled; equal: no limit */
	const char *unit;       /* suffix that may follow a number: "分" */
	const struct jyz_choice *choices; /* ended by a NULL name */
	const struct jyz_kind *target;
	int item, via;          /* of JYZ_TYPE_ITEM */
	const char *preset;     /* what an absent value is set to on add:
				   "today" for a date, "current" for a year */
	const char *sql;        /* of a computed field */
	struct jyz_words help;
};

/*
 * A part: child rows that live and die with their record.  Each part is an
 * option that repeats, a CSV column with a line for each row, a JSON array.
 */
struct jyz_part {
	const char *name;
	struct jyz_words label;
	const char *table;
	const char *head;   /* its column that references the record */
	const char *fixed;  /* a column that this part holds constant, */
	const char *value;  /* at this value (NULL: none) */
	const struct jyz_field *fields;
	size_t n_fields;
	/*
	 * How a row is written in one word: one separator less than fields,
	 * "=/" means FIELD=FIELD/FIELD.  Fields at the end may be left out;
	 * the last takes the rest.  A separator within a field is written
	 * with a backslash.
	 */
	const char *syntax;
	size_t n_key;   /* so many fields at the front tell a row from the
			   others; 0: the first alone */
	unsigned flags; /* JYZ_MEASURED, JYZ_PRIVATE, JYZ_INNER */
	struct jyz_words help;
};

/* Fields that lists show together, and only when asked: --adjusted. */
struct jyz_lens {
	const char *name;
	struct jyz_words word;
	int first, last; /* field ids */
	const char *help; /* N_() */
	const int *hides; /* fields, ended by -1: shown instead of them */
};

/* How a record belongs to a term. */
enum jyz_term_rule {
	JYZ_TERM_NONE,    /* people, classes, rubrics: included when named */
	JYZ_TERM_DATE,    /* by the date in .term_field */
	JYZ_TERM_SPAN,    /* overlaps: fields .term_field to .term_field + 1 */
	JYZ_TERM_FIELD,   /* .term_field references the term */
	JYZ_TERM_THROUGH, /* as the record that .term_field references */
};

#define JYZ_KEY_MAX 7

/* Which of the fourteen kinds of record that a term's archive asks for are
 * met (fourteen.h): by all records of a kind, or those with a value. */
struct jyz_archive_of {
	int number;        /* 1 to 14; 0 ends the list */
	int field;         /* -1: all */
	const char *value;
};

/* What other records say of one (timeline_told.c). */
enum jyz_told {
	JYZ_TOLD_NOTHING,
	JYZ_TOLD_RESULTS, /* of an exam: classes, averages, gaps */
	JYZ_TOLD_REACHED, /* of a target: what was measured */
};

/* What the timeline tells of a record: on which of its days, in a word or
 * without one, and with what of it. */
struct jyz_event {
	int field;              /* the day; -1 ends the list */
	struct jyz_words word;  /* "closed" */
	struct jyz_words ahead; /* while that is only planned; or NULL */
	int needs;              /* field id + 1: without it that is only
				   planned, too; or 0 */
	const int *fields;      /* values, ended by -1; or NULL */
	const int *parts;       /* all rows of them, ended by -1; or NULL */
	bool tally;             /* before its rows: how many of each choice */
	const int *people;      /* parts whose teachers it is about, too */
	enum jyz_told told;
};

struct jyz_kind {
	const char *name;       /* table, command word, file name */
	struct jyz_words word;  /* the Chinese word is a command word too */
	const char *many;       /* the English word for several */
	struct jyz_words about; /* one line of help */
	const struct jyz_field *fields;
	size_t n_fields;
	const struct jyz_part *parts;
	size_t n_parts;
	const char *view;       /* computed fields: v.FIELD, v.KIND = $.id */
	const char *label;      /* SQL: what a record is called; "{field}"
				   is a choice, a word for people */
	const char *exact;      /* SQL: the same for archives, whatever other
				   records there are; NULL: as label */
	const char *const *names; /* SQL: names it may be referenced by, ended
				     by NULL; NULL: by id only */
	const char *scope_year; /* SQL: school year it is of, or NULL */
	const char *scope_term; /* SQL: id of the term it is of, or NULL */
	const char *scope_end;  /* SQL: last day it is offered, or NULL */
	const char *order;      /* SQL: default order of lists */
	int date;               /* field id of the event's date, or -1 */
	int year;               /* field id + 1 of the school year in which
				   its classes are looked up, or 0 */
	int key[JYZ_KEY_MAX];   /* natural key: field ids + 1, ended by 0 */
	int pair[2];            /* two of them that name a pair, never the same
				   twice, in whatever order; or 0 */
	enum jyz_term_rule term;
	int term_field;
	const struct jyz_archive_of *archive; /* NULL: none of the fourteen */
	bool makable;           /* import --create-missing may make one from
				   its name */
	const char *example;    /* arguments of add, for the help */
	const struct jyz_lens *lenses; /* ended by a NULL name; or NULL */
	const struct jyz_event *events; /* NULL: it happens on its date, if
				     that is its own */
	const char *persons;    /* SQL: "SELECT ... AS teacher", whom it is
				   about beside those that it names; or NULL */

	/* Before references are understood: what they are looked up by. */
	int (*begin)(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err);
	/* Fills defaults once dates and references are understood. */
	int (*complete)(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err);
	/* Rows of a part as they were typed become what they mean, before they
	 * join others. */
	int (*settle)(struct jyz_desk *desk, struct jyz_record *rec, int part,
		      struct jyz_error *err);
	/* Rules across fields; after complete, and again after undo. */
	int (*check)(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err);
	/* May undo and redo, which fire no trigger, change this record?  Of
	 * one that is gone by them there is only the id. */
	int (*touched)(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err);
	/* May it go?  Asked before it is removed. */
	int (*remove)(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err);
	/* Sets what is JYZ_DERIVED of a loaded record that is to be shown;
	 * wanted: by field id, NULL all. */
	int (*derive)(struct jyz_desk *desk, struct jyz_record *rec,
		      const bool *wanted, struct jyz_error *err);
};

struct jyz_catalogue {
	const struct jyz_kind *const *kinds; /* in archive order */
	size_t count;
};

extern const struct jyz_catalogue jyz_catalogue;

/* By English name, either word (folded); NULL: none. */
const struct jyz_kind *jyz_kind_find(const struct jyz_catalogue *catalogue,
				     const char *word);
/* By table name exactly. */
const struct jyz_kind *jyz_kind_of_table(const struct jyz_catalogue *catalogue,
					 const char *table);
/* Field or part by name or either label (folded); -1: none. */
int jyz_field_find(const struct jyz_kind *kind, const char *word);
int jyz_part_find(const struct jyz_kind *kind, const char *word);
/* By name, letter by letter: for our own words, and cheap. */
int jyz_field_named(const struct jyz_kind *kind, const char *name);
int jyz_part_named(const struct jyz_kind *kind, const char *name);

/* A word of which alternatives stand after "/": the first, as fresh text. */
char *jyz_word_first(struct jyz_words words);
/* text is, folded, one of the alternatives in either language. */
bool jyz_word_is(struct jyz_words words, const char *text);

/* The word that is shown for a choice's name; the name if unknown. */
const char *jyz_choice_shown(const struct jyz_field *field, const char *name);

/* Computed and not accepted, or measured: never given by anybody. */
bool jyz_field_read_only(const struct jyz_field *field);
bool jyz_part_read_only(const struct jyz_part *part);
/* The lens that shows a field only when asked for, or NULL. */
const struct jyz_lens *jyz_lens_of(const struct jyz_kind *kind, int field);
/* Required, and nothing but the one who types knows it. */
bool jyz_field_needed(const struct jyz_field *field);

#endif
