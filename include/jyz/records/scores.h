/*
 * Score sheets: rows of pupils become the statistics of their classes.
 *
 * Two passes over the file at most, and no memory a pupil but eight bytes for
 * finding duplicates: the first pass counts how many pupils of a class have
 * each score, and everything else of a score follows from these counts; the
 * second, only where there are items or lines, knows the cuts of the grade.
 * Nothing that names a pupil leaves the file: neither the database, nor the
 * journal, nor the rejects hold a cell of a name or number column.
 *
 *     open -> (look at columns, counts, rejects, preview) -> write
 */
#ifndef JYZ_RECORDS_SCORES_H
#define JYZ_RECORDS_SCORES_H

#include "jyz/analysis/items.h"
#include "jyz/analysis/lines.h"
#include "jyz/input/book.h"
#include "jyz/records/record.h"

/* What a column holds. */
enum jyz_score_role {
	JYZ_ROLE_PASSED_OVER, /* rank, seat, sex...: said, not read */
	JYZ_ROLE_STUDENT,     /* number: 学号 考号 准考证号 student id */
	JYZ_ROLE_NAME,        /* 姓名 name */
	JYZ_ROLE_CLASS,       /* 班级 class */
	JYZ_ROLE_GRADE,       /* 年级 grade */
	JYZ_ROLE_SUBJECT,     /* 科目 subject: a row a pupil and paper */
	JYZ_ROLE_SCORE,       /* 成绩 分数 得分 score; 总分 where there are
				 items or no subjects */
	JYZ_ROLE_MARK,        /* score of the subject that is the heading */
	JYZ_ROLE_ITEM,        /* Q01 第1题 1. 题1 */
	JYZ_ROLE_TOTAL,       /* 总分 beside columns of subjects */
	JYZ_ROLE_BASELINE,    /* 入学成绩 基线 baseline */
	JYZ_ROLE_STATUS,      /* 备注 状态: 缺考 免考 缓考 作弊 */
};

/* Words of a role for --map and for people: "class", 班级. */
struct jyz_words jyz_role_words(enum jyz_score_role role);
/* What a heading says by itself; false: nothing. */
bool jyz_score_role_word(const char *heading, enum jyz_score_role *out);

struct jyz_score_column {
	char *heading;
	enum jyz_score_role role;
	char *subject;  /* of a MARK */
	int64_t max;    /* of an ITEM: from the paper, else the largest mark */
	bool max_known; /* the paper or the caller says so */
};

/* Why a pupil has no score. */
enum jyz_absence {
	JYZ_ABSENT,   /* 缺考 absent */
	JYZ_EXEMPT,   /* 免考 exempt */
	JYZ_DEFERRED, /* 缓考 deferred */
	JYZ_CHEATED,  /* 作弊 违纪 cheated */
	JYZ_BLANK,    /* nothing there */
	JYZ_ABSENCES
};

/* What the caller says; texts are borrowed. */
struct jyz_scores_options {
	const char *exam;        /* name; required */
	const char *date;        /* as typed; NULL: that of the exam, else
				    today for a new exam */
	const char *subject;     /* NULL: the group's; of files without
				    columns of subjects */
	const char *grade;       /* NULL: that of the class */
	const char *class_name;  /* of files without a column of classes */
	const char *const *full_marks; /* "100", "数学=150" */
	size_t n_full_marks;
	const char *const *map;  /* "COLUMN=FIELD", either way round */
	size_t n_map;
	const char *baseline;    /* heading */
	const char *const *lines; /* "NAME=TOTAL" */
	size_t n_lines;
	enum jyz_contribution contribution;
	const char *sheet;       /* of a workbook; NULL: all that have rows */
	bool namesakes;          /* two of one name in a class are two */
	bool create_missing;
	bool replace;            /* classes that have statistics of this paper
				    get new ones; typed averages, too */
	bool keep_rows;          /* of rejects, for --rejects-with-names */
	/* Called now and then with bytes done, of both passes, and all bytes
	 * (0: not known); NULL: not. */
	void (*progress)(size_t done, size_t all, void *payload);
	void *payload;
};

struct jyz_score_reject {
	const char *sheet; /* "" of text */
	size_t sheet_at, line;
	const char *column; /* heading; or NULL */
	const char *value;  /* the cell; NULL where it would name a pupil */
	const char *reason;
	const char *row;    /* the whole row as CSV, with keep_rows; or NULL */
};

/* A class on a paper as it will be written. */
struct jyz_score_class {
	const char *subject, *grade, *class_name;
	int64_t class_id;  /* 0: to be made */
	int64_t entitled, sat, absences[JYZ_ABSENCES];
	struct jyz_distribution distribution;
};

#define JYZ_PREVIEW 5

struct jyz_scores {
	struct jyz_score_column *columns; /* of the first sheet read */
	size_t n_columns;
	bool wide;            /* a column a subject */
	size_t pupils, rows;  /* rows of data; pupils: each once */
	struct jyz_score_class *classes; /* by subject, grade, class */
	size_t n_classes;
	struct jyz_score_reject *rejects; /* the first JYZ_REJECTS_KEPT */
	size_t n_rejects, n_rejected;     /* kept; all */
	size_t rows_rejected; /* a row may be rejected for two reasons */
	char **preview;       /* JYZ_PREVIEW rows, n_columns cells each */
	size_t n_preview;
	const char *exam, *date; /* as they will be written */
	bool new_exam;
	size_t new_classes, new_papers;
	size_t written, unchanged, replaced; /* by jyz_scores_write */
	bool no_duplicates;   /* could not be looked for: neither number nor
				 name */
	struct jyz_scores_inside *inside;
};

#define JYZ_REJECTS_KEPT 10000

/*
 * Reads the book; writes nothing.  Rejected rows are no error of the call.
 * JYZ_EINVAL, JYZ_ENOTFOUND, JYZ_EUSAGE: the file as a whole (no heading, no
 * column of scores, a subject that is not known), the exam, an option.
 */
int jyz_scores_read(struct jyz_desk *desk, struct jyz_book *book,
		    const struct jyz_scores_options *options,
		    struct jyz_scores *out, struct jyz_error *err) JYZ_CHECKED;

/*
 * Writes exam, papers, classes (what is missing, with create_missing) and
 * results, inside the caller's transaction.  Only of a read without rejects.
 * A class that has the same statistics already is unchanged; one that has
 * others is JYZ_EEXISTS (the hint: --replace) unless options.replace.
 */
int jyz_scores_write(struct jyz_desk *desk, struct jyz_scores *scores,
		     const struct jyz_scores_options *options,
		     struct jyz_error *err) JYZ_CHECKED;

void jyz_scores_free(struct jyz_scores *scores);

#endif
