/*
 * What the files that read score sheets share.
 *
 * A "place" is where a pupil's mark belongs: a class (as a grade's) has a
 * tally for each subject.  Cells of name and number columns are hashed or
 * compared and never kept.
 */
#ifndef JYZ_SCORE_ROOM_H
#define JYZ_SCORE_ROOM_H

#include <string.h>

#include "jyz/analysis/gap.h"
#include "jyz/base/map.h"
#include "jyz/records/grade.h"
#include "jyz/records/resolve.h"
#include "jyz/records/scores.h"

#define SUBJECTS_MAX 64    /* of a file: bits of a word */
#define SCORE_MAX 1000000  /* hundredths; the schema's limit */
#define PUPILS_MAX 1000000 /* of a class; the schema's limit */
#define ROLES (JYZ_ROLE_STATUS + 1)

/* --- score_cells.c: what a cell says -------------------------------------- */

enum score_kind {
	SCORE_NUMBER,
	SCORE_ABSENCE, /* a word for it, or blank */
	SCORE_FINE,    /* more than two decimals */
	SCORE_OTHER,   /* neither */
};

struct score_cell {
	enum score_kind kind;
	enum jyz_absence absence;
	int64_t value; /* hundredths */
	bool remark;   /* of an absence: it may stand beside a score */
};

/* The words for absences, for people. */
void jyz_score_absence_words(struct jyz_buf *out);
struct score_cell jyz_score_cell(const struct jyz_cell_text *cell);

/* Digits with up to two decimals: all but a few cells of a sheet. */
static inline bool jyz_score_plain(const struct jyz_cell_text *cell,
				   int64_t *out)
{
	const char *s = cell->s, *end = s + cell->len;
	int64_t value = 0;

	if (cell->len - 1 >= 9)
		return false;
	while (s < end && (unsigned char)(*s - '0') < 10)
		value = value * 10 + (*s++ - '0');
	value *= 100;
	if (s < end) {
		size_t decimals = (size_t)(end - s) - 1;

		if (s == cell->s || *s != '.' || decimals - 1 >= 2 ||
		    (unsigned char)(s[1] - '0') >= 10)
			return false;
		value += (s[1] - '0') * 10;
		if (decimals == 2) {
			if ((unsigned char)(s[2] - '0') >= 10)
				return false;
			value += s[2] - '0';
		}
	}
	*out = value;
	return true;
}

/* --- score_tally.c: counting ---------------------------------------------- */

struct score_slot {
	int32_t score;
	uint32_t count; /* 0: free */
};

/* How many have each score; room is 0 or a power of two. */
struct score_counts {
	struct score_slot *slots;
	uint32_t room, used;
	int shift; /* of the hash: 32 - log2(room) */
};

void jyz_score_counts_grow(struct score_counts *counts);

static inline void jyz_score_count(struct score_counts *counts, int32_t score)
{
	if (counts->used * 2 >= counts->room)
		jyz_score_counts_grow(counts);
	uint32_t i = (uint32_t)score * UINT32_C(0x9e3779b1) >> counts->shift;

	while (counts->slots[i].count && counts->slots[i].score != score)
		i = (i + 1) & (counts->room - 1);
	counts->used += !counts->slots[i].count;
	counts->slots[i].score = score;
	counts->slots[i].count++;
}

/* Joint sums; with the limits of scores and pupils within 64 bits. */
struct score_joint {
	int64_t n, x, y, xx, yy, xy;
};

static inline void jyz_score_joint(struct score_joint *j, int64_t x, int64_t y)
{
	if (j->n == PUPILS_MAX) /* the class will be refused */
		return;
	j->n++;
	j->x += x;
	j->y += y;
	j->xx += x * x;
	j->yy += y * y;
	j->xy += x * y;
}

void jyz_score_joint_add(struct score_joint *to,
			 const struct score_joint *more);

struct score_item {
	const char *name;
	int64_t max;     /* of the paper on file; 0: it does not say */
	int64_t largest; /* mark seen */
};

struct score_line {
	const char *name;
	int64_t total; /* hundredths */
};

struct score_paper {
	const char *grade;
	size_t subject;
	int64_t id;        /* 0: to be made */
	int64_t full;      /* 0: not known before all is read */
	bool assumed;      /* full: neither the file nor the caller says it */
	int64_t highest;   /* score above a full that was assumed; 0: none */
	bool items_on_file;
	struct score_item *items; /* n_items of the file */
	bool cut;                 /* strata are known */
	struct jyz_strata strata;
	int64_t *subject_lines;   /* of each line; -1: nobody is above it */
};

struct score_tally {
	struct score_paper *paper;
	int64_t sat, absences[JYZ_ABSENCES];
	struct score_counts counts;
	struct score_joint baseline;
	struct jyz_item_sums *items; /* n_items; or NULL */
	int64_t *both;               /* above both lines, of each line */
};

/* Pupils who have marks in the same subjects (one for all pupils, with mask
 * 0, where a column has the totals). */
struct score_cohort {
	uint64_t mask;
	struct score_joint *totals; /* with the total, of each subject */
	/* of those above it: line times SUBJECTS_MAX + subject */
	struct jyz_line_sums *lines;
};

/* A class as one of a grade. */
struct score_group {
	const char *name, *grade;
	int64_t id;          /* 0: to be made */
	size_t number;       /* of the class; the same in another grade */
	const char *problem; /* why its rows are rejects; or NULL */
	uint64_t present;    /* subjects it takes: a cell said something */
	struct score_tally *tallies[SUBJECTS_MAX];
	/* Cells of a wide sheet that say nothing themselves: they count where
	 * the class takes the subject. */
	int64_t pending[SUBJECTS_MAX][JYZ_ABSENCES];
	struct score_joint *pairs; /* subject i with j < i: i (i - 1) / 2 + j */
	size_t n_pairs;
	struct score_cohort *cohorts;
	size_t n_cohorts, cohorts_room;
};

/* --- the whole ------------------------------------------------------------ */

struct score_layout {
	struct jyz_score_column *columns;
	size_t count;
	int at[ROLES]; /* column of a role, the first; -1: none */
	size_t n_marks, n_items;
	int marks[SUBJECTS_MAX];
	uint8_t subjects[SUBJECTS_MAX]; /* of the marks */
	int *items;    /* column of each item of the file */
	int subject;   /* of all rows; -1: a column says it, or the heading */
	const char *class_name; /* of all rows; NULL: a column says it */
};

struct score_subject {
	const char *name, *key;
	int64_t full; /* of an option; 0: none */
	bool used;    /* by the file */
};

/* 52 bits of a pupil's hash, 12 of the subject. */
#define PUPIL_BITS 52

struct score_hashes {
	uint64_t *items; /* numbers while they ascend, else hashes */
	size_t count, room;
	bool ascending;  /* numbers are plain, and each above the last: ... */
	uint64_t last;   /* ... this one */
	size_t subject;  /* of all of them */
};

struct jyz_scores_inside {
	struct jyz_desk *desk;
	struct jyz_book *book;
	const struct jyz_scores_options *options;
	struct jyz_scores *out;
	struct jyz_arena arena;

	int64_t exam; /* 0: to be made */
	char date[JYZ_DATE_SIZE];
	int year;

	struct jyz_map known;       /* folded name of a subject: known_names */
	const char **known_names;
	size_t n_known, known_room;
	struct jyz_map known_items; /* folded names of items on file */
	struct score_subject subjects[SUBJECTS_MAX];
	size_t n_subjects;
	int64_t full; /* of the option without a subject; 0: none */
	struct score_line *lines;
	size_t n_lines;
	const char **items; /* names, in the order of the first sheet */
	size_t n_items;
	bool *mapped;       /* options.map: a sheet has that heading */
	bool based;         /* options.baseline: likewise */

	struct score_paper **papers;
	size_t n_papers, papers_room;
	struct score_group **groups;
	size_t n_groups, groups_room;
	size_t n_class_names;
	struct jyz_map places;     /* cells of class and grade as they stand */
	struct jyz_map class_keys; /* class and grade, understood: groups */
	struct jyz_map names;      /* the same of classes: numbers */

	/* while a sheet is read */
	struct score_layout layout;
	size_t sheet, sheets_read;
	bool headed, second; /* second: of the two passes */
	bool fast;           /* only class and score are to be read */
	bool ours;           /* an error is of what the rows say */
	int (*pupil)(struct jyz_scores_inside *in,
		     const struct jyz_sheet_row *row, struct jyz_error *err);
	struct score_group *group; /* of the last row, and its cells */
	struct jyz_buf place, place_key;
	size_t row_subject;        /* of the last row, and its cell */
	struct jyz_buf subject_cell;
	struct score_tally *tally; /* of group and row_subject; or NULL */
	struct jyz_map subject_cells;
	int64_t *marks;            /* of the items of a row */

	struct score_hashes hashes;
	size_t anonymous; /* pupils without number and name */
	size_t rows_done, bytes_done;
	size_t titles, totals_differ;
	struct jyz_map suspects; /* hash: first of twins, and 1 */
	struct score_twin *twins;
	size_t n_twins, twins_room;
	struct jyz_rate_lines rates;

	size_t footers;              /* rows that are no pupil */
	struct jyz_buf footer_words; /* of them, each once */
	struct jyz_buf class_cell;   /* of the last row that is none */
	uint64_t footer_slots[4];    /* characters that their words begin with */
	struct score_tally **written; /* of out->classes */
	struct score_group **written_groups;
};

static inline const struct jyz_cell_text *
jyz_score_at(const struct jyz_sheet_row *row, int column)
{
	static const struct jyz_cell_text absent = { "", 0, false };

	return column >= 0 && (size_t)column < row->count ? &row->cells[column]
							  : &absent;
}

/* As memcmp says it; cells are short, and the same as the row before's. */
static inline bool jyz_score_same(const char *a, const char *b, size_t len)
{
	uint64_t x, y, differ = 0;

	if (len < 8)
		return memcmp(a, b, len) == 0;
	for (size_t i = 0; i < len; i += 8) {
		size_t at = i + 8 <= len ? i : len - 8;

		memcpy(&x, a + at, 8);
		memcpy(&y, b + at, 8);
		differ |= x ^ y;
	}
	return differ == 0;
}

/* A cell as fresh text without the blanks around it. */
char *jyz_score_text(struct jyz_arena *arena,
		     const struct jyz_cell_text *cell);
bool jyz_score_blank_row(const struct jyz_sheet_row *row, size_t from);

/* score_headings.c: reads the heading; *taken false: the row is a title. */
int jyz_score_heading(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row, bool *taken,
		      struct jyz_error *err) JYZ_CHECKED;
/* score_words.c: what a heading is by itself; *subject: of a MARK, in the
 * spelling on file. */
enum jyz_score_role jyz_score_role_of(struct jyz_scores_inside *in,
				      const char *heading,
				      const char **subject);
/* "数学成绩" and "数学(150)" are 数学. */
char *jyz_score_subject_word(struct jyz_arena *arena, const char *heading);
bool jyz_score_is_item(const char *heading);
bool jyz_score_item_same(const char *a, const char *b);
void jyz_score_known_presets(struct jyz_scores_inside *in);
void jyz_score_know(struct jyz_scores_inside *in, const char *name);

/* score_exam.c: exam, papers, classes. */
int jyz_score_exam(struct jyz_scores_inside *in,
		   struct jyz_error *err) JYZ_CHECKED;
int jyz_score_subject(struct jyz_scores_inside *in, const char *name,
		      size_t *index, struct jyz_error *err) JYZ_CHECKED;
int jyz_score_paper(struct jyz_scores_inside *in, size_t subject,
		    const char *grade, struct score_paper **out,
		    struct jyz_error *err) JYZ_CHECKED;
/* score_bare.c: what a class that is a bare number may be called on file,
 * BARE_NAMES of them into names, the last as it stands; the name of a new one.
 * *made NULL: it is no bare number, or the grade is not known. */
#define BARE_NAMES 3
int jyz_score_bare_class(struct jyz_scores_inside *in, const char *text,
			 const char *grade, const char **names,
			 const char **made, struct jyz_error *err) JYZ_CHECKED;
bool jyz_score_same_grade(const char *a, const char *b);
/* score_places.c: the group that a row's cells name; its problem may be set. */
int jyz_score_place(struct jyz_scores_inside *in,
		    const struct jyz_sheet_row *row, struct score_group **out,
		    struct jyz_error *err) JYZ_CHECKED;
/* The same for the cell that alone decides; false: it was not seen before. */
bool jyz_score_seen_place(struct jyz_scores_inside *in,
			  const struct jyz_cell_text *cell);

/* Likewise; mostly it is that of the row before. */
static inline bool jyz_score_known_place(struct jyz_scores_inside *in,
					 const struct jyz_cell_text *cell)
{
	return (in->group && in->place.len == cell->len &&
		jyz_score_same(in->place.data, cell->s, cell->len)) ||
	       jyz_score_seen_place(in, cell);
}

int jyz_score_tally(struct jyz_scores_inside *in, struct score_group *group,
		    size_t subject, struct score_tally **out,
		    struct jyz_error *err) JYZ_CHECKED;

/* score_footers.c: rows of averages and sums, which are no pupils. */
void jyz_score_footers(struct jyz_scores_inside *in);
bool jyz_score_footer(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row);
/* The same where the class is known to be one. */
bool jyz_score_footer_pupil(struct jyz_scores_inside *in,
			    const struct jyz_sheet_row *row,
			    const char **word);
void jyz_score_note_footers(struct jyz_scores_inside *in);

/* Most rows: a number is a pupil's. */
static inline bool jyz_score_numbered(const struct jyz_scores_inside *in,
				      const struct jyz_sheet_row *row)
{
	const struct jyz_cell_text *cell =
		jyz_score_at(row, in->layout.at[JYZ_ROLE_STUDENT]);

	return cell->len && (unsigned char)(*cell->s - '0') < 10;
}

/* score_options.c */
int jyz_score_options(struct jyz_scores_inside *in,
		      struct jyz_error *err) JYZ_CHECKED;

/* score_rejects.c */
void jyz_score_reject(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row, int column,
		      const char *reason);
void jyz_score_preview(struct jyz_scores_inside *in,
		       const struct jyz_sheet_row *row);
void jyz_score_rejects_sort(struct jyz_scores_inside *in);

/* score_twins.c: pupils who are there twice. */
void jyz_score_pupil(struct jyz_scores_inside *in,
		     const struct jyz_sheet_row *row, size_t number,
		     size_t subject);
int jyz_score_twins(struct jyz_scores_inside *in,
		    struct jyz_error *err) JYZ_CHECKED;

/* score_long.c, score_wide.c: a row of a pupil. */
bool jyz_score_fast_row(struct jyz_scores_inside *in,
			const struct jyz_sheet_row *row);
int jyz_score_row_subject(struct jyz_scores_inside *in,
			  const struct jyz_sheet_row *row, size_t *subject,
			  struct jyz_error *err) JYZ_CHECKED;
/* A score within 0 and most, else the row is rejected. */
bool jyz_score_number(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row, int column,
		      int64_t least, int64_t most, struct score_cell *out);
/* The number in the column of a role (total, baseline) beside the score, if
 * there is one; false: the row is rejected. */
bool jyz_score_beside(struct jyz_scores_inside *in,
		      const struct jyz_sheet_row *row,
		      enum jyz_score_role role, int64_t least, int64_t *value,
		      bool *has);
/* Remembers a score above full marks that were only assumed. */
void jyz_score_above(struct score_paper *paper, const struct score_cell *cell);
/* score_exam.c: says which full marks would be enough for them. */
void jyz_score_note_full(struct jyz_scores_inside *in);
/* The status column's word for an absence; JYZ_BLANK: none.  *against: it
 * cannot stand beside a score. */
enum jyz_absence jyz_score_status(struct jyz_scores_inside *in,
				  const struct jyz_sheet_row *row,
				  bool *against);
int jyz_score_long_row(struct jyz_scores_inside *in,
		       const struct jyz_sheet_row *row,
		       struct jyz_error *err) JYZ_CHECKED;
int jyz_score_wide_row(struct jyz_scores_inside *in,
		       const struct jyz_sheet_row *row,
		       struct jyz_error *err) JYZ_CHECKED;

/* score_read.c: every row of every sheet to fn; headings are taken off. */
int jyz_score_sheets(struct jyz_scores_inside *in,
		     int (*fn)(struct jyz_scores_inside *in,
			       const struct jyz_sheet_row *row,
			       struct jyz_error *err),
		     struct jyz_error *err) JYZ_CHECKED;

/* score_tally.c: what is known when all is read. */
int jyz_score_finish(struct jyz_scores_inside *in,
		     struct jyz_error *err) JYZ_CHECKED;
void jyz_score_distribution(struct jyz_distribution *out,
			    const struct score_counts *counts);
/* The sums of subject a as y with b as x. */
struct score_joint jyz_score_pair(const struct score_group *group, size_t a,
				  size_t b);
/* The cohort whose totals are those of the class; NULL: none. */
const struct score_cohort *
jyz_score_cohort_of(const struct jyz_scores_inside *in,
		    const struct score_group *group);

/* score_cuts.c: the second pass. */
int jyz_score_cuts(struct jyz_scores_inside *in,
		   struct jyz_error *err) JYZ_CHECKED;

/* score_changes.c: a result on file against the sheet's; what differs is said
 * once, and a replacement's losses are gathered over all classes. */
enum score_change_kind {
	SCORE_LOST_LINE,
	SCORE_LOST_BASELINE,
	SCORE_LOST_SUBJECT, /* or total: joint sums */
	SCORE_LOST_ITEMS,
	SCORE_NEW_AVERAGE,
	SCORE_CHANGES
};

struct score_change {
	size_t classes;
	bool *seen;           /* by number of the class */
	struct jyz_buf names; /* of what is lost, each once */
	struct jyz_map known;
};

struct score_changes {
	struct score_change kinds[SCORE_CHANGES];
};

void jyz_score_changes_free(struct score_changes *changes);
void jyz_score_differs(struct jyz_buf *out, const struct jyz_record *before,
		       const struct jyz_record *rec);
void jyz_score_changed(struct score_changes *changes,
		       const struct jyz_scores_inside *in, size_t at,
		       const struct jyz_record *before,
		       const struct jyz_record *rec);
void jyz_score_changes_note(struct jyz_desk *desk,
			    const struct score_changes *changes);

/* score_rows.c: statistics into the fields and parts of a result. */
void jyz_score_fill(struct jyz_scores_inside *in, size_t at,
		    struct jyz_record *rec);

#endif
