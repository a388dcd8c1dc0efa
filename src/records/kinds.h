/*
 * Field ids of the kinds, for the files that have rules about them, and the
 * hooks that the entries name.
 */
#ifndef JYZ_KINDS_H
#define JYZ_KINDS_H

#include "jyz/records/catalogue.h"

extern const struct jyz_kind jyz_unit, jyz_teacher, jyz_term, jyz_class;
extern const struct jyz_kind jyz_assignment, jyz_mentorship;
extern const struct jyz_kind jyz_rubric, jyz_observation;
extern const struct jyz_kind jyz_exam, jyz_paper, jyz_result, jyz_finding;
extern const struct jyz_kind jyz_meeting, jyz_action;
extern const struct jyz_kind jyz_plan, jyz_summary, jyz_review, jyz_overtime;
extern const struct jyz_kind jyz_activity, jyz_trial, jyz_achievement;
extern const struct jyz_kind jyz_coaching, jyz_honour, jyz_document;
extern const struct jyz_kind jyz_check, jyz_target, jyz_quota;

enum { UNIT_NAME, UNIT_KIND, UNIT_SUBJECT, UNIT_GRADE, UNIT_PARENT,
       UNIT_LEADER, UNIT_NOTE };

enum { TEACHER_NAME, TEACHER_CODE, TEACHER_UNIT, TEACHER_ROLE, TEACHER_TITLE,
       TEACHER_STARTS, TEACHER_ENDS, TEACHER_NOTE };

enum { TERM_CODE, TERM_STARTS, TERM_ENDS, TERM_NOTE, TERM_SEALED };

enum { CLASS_NAME, CLASS_YEAR, CLASS_GRADE, CLASS_TRACK, CLASS_ADVISER,
       CLASS_SIZE, CLASS_PREVIOUS, CLASS_NOTE };

enum { ASSIGNMENT_TEACHER, ASSIGNMENT_CLASS, ASSIGNMENT_SUBJECT,
       ASSIGNMENT_STARTS, ASSIGNMENT_ENDS, ASSIGNMENT_NOTE,
       ASSIGNMENT_YEAR };

enum { MENTORSHIP_MENTOR, MENTORSHIP_MENTEE, MENTORSHIP_SUBJECT,
       MENTORSHIP_STARTS, MENTORSHIP_ENDS, MENTORSHIP_AIMS,
       MENTORSHIP_NOTE };

enum { RUBRIC_NAME, RUBRIC_NAME_EN, RUBRIC_EDITION, RUBRIC_STYLE,
       RUBRIC_FULL_MARKS, RUBRIC_PASS_MARK, RUBRIC_BONUS_MAX, RUBRIC_NOTE,
       RUBRIC_USED };
enum { RUBRIC_ITEM, RUBRIC_VETO, RUBRIC_BAND };
enum { ITEM_NAME, ITEM_MAX, ITEM_BASE, ITEM_NAME_EN, ITEM_GUIDE };
enum { BAND_NAME, BAND_LOWEST, BAND_NAME_EN };

enum { OBSERVATION_DATE, OBSERVATION_TERM, OBSERVATION_PERIOD,
       OBSERVATION_CLASS, OBSERVATION_SUBJECT, OBSERVATION_TOPIC,
       OBSERVATION_TEACHER, OBSERVATION_OBSERVER, OBSERVATION_VISIT,
       OBSERVATION_PURPOSE, OBSERVATION_LESSON, OBSERVATION_PLACE,
       OBSERVATION_OUTSIDE, OBSERVATION_NOTICE, OBSERVATION_PLAN_SEEN,
       OBSERVATION_AIMS, OBSERVATION_FOCUS, OBSERVATION_QUESTIONS,
       OBSERVATION_TURNS, OBSERVATION_RUBRIC, OBSERVATION_SCORE,
       OBSERVATION_BONUS, OBSERVATION_TOTAL, OBSERVATION_BAND,
       OBSERVATION_PASS, OBSERVATION_MISSING, OBSERVATION_STRENGTHS,
       OBSERVATION_PROBLEMS, OBSERVATION_SUGGESTIONS, OBSERVATION_VERDICT,
       OBSERVATION_FEEDBACK_DATE, OBSERVATION_FEEDBACK_MODE,
       OBSERVATION_ACKNOWLEDGED, OBSERVATION_REPLY, OBSERVATION_FOLLOW_UP,
       OBSERVATION_REFLECTION, OBSERVATION_NOTE, OBSERVATION_LATE };
enum { OBSERVATION_ITEM, OBSERVATION_VETO, OBSERVATION_MINUTE };

enum { EXAM_NAME, EXAM_DATE, EXAM_TERM, EXAM_TYPE, EXAM_SCOPE, EXAM_NOTE };

enum { PAPER_EXAM, PAPER_TERM, PAPER_DATE, PAPER_SUBJECT, PAPER_GRADE,
       PAPER_FULL_MARKS, PAPER_THRESHOLD, PAPER_STAGE, PAPER_SETTER,
       PAPER_SELECTOR, PAPER_REVIEWER, PAPER_SOURCE, PAPER_FILING_NO,
       PAPER_MARKING, PAPER_NOTE, PAPER_CLASSES, PAPER_ENTITLED, PAPER_SAT,
       PAPER_AVERAGE, PAPER_SD, PAPER_MIN, PAPER_Q1, PAPER_MEDIAN, PAPER_Q3,
       PAPER_MAX, PAPER_MEAN_RATE, PAPER_PASS_RATE, PAPER_EXCELLENT_RATE,
       PAPER_LOW_RATE };
enum { PAPER_ITEM, PAPER_TAUGHT };
enum { PAPER_ITEM_NAME, PAPER_ITEM_MAX, PAPER_ITEM_TYPE, PAPER_ITEM_POINT,
       PAPER_ITEM_PREDICTED, PAPER_ITEM_LEVEL, PAPER_ITEM_SOURCE };
enum { TAUGHT_CLASS, TAUGHT_POINT, TAUGHT_DATE };

enum { RESULT_EXAM, RESULT_DATE, RESULT_TERM, RESULT_SUBJECT, RESULT_GRADE,
       RESULT_FULL_MARKS, RESULT_CLASS, RESULT_TEACHER, RESULT_AVERAGE,
       RESULT_SD, RESULT_MIN, RESULT_Q1, RESULT_MEDIAN, RESULT_Q3, RESULT_MAX,
       RESULT_PASS_RATE, RESULT_EXCELLENT_RATE, RESULT_LOW_RATE,
       RESULT_DISTANCE, RESULT_Z, RESULT_SAT, RESULT_ENTITLED, RESULT_ABSENT,
       RESULT_EXEMPT, RESULT_DEFERRED, RESULT_CHEATED, RESULT_BLANK,
       RESULT_TOTAL, RESULT_SQUARES, RESULT_AT_ZERO, RESULT_AT_FULL,
       RESULT_PASS_LINE, RESULT_EXCELLENT_LINE, RESULT_LOW_LINE,
       RESULT_PASSED, RESULT_EXCELLENT, RESULT_LOW, RESULT_DISTRIBUTION,
       RESULT_STRATA, RESULT_GRADE_SAT, RESULT_GRADE_AVERAGE, RESULT_GRADE_SD,
       RESULT_BAND_0, RESULT_BAND_10, RESULT_BAND_20, RESULT_BAND_30,
       RESULT_BAND_40, RESULT_BAND_50, RESULT_BAND_60, RESULT_BAND_70,
       RESULT_BAND_80, RESULT_BAND_90, RESULT_LEVEL_A, RESULT_LEVEL_B,
       RESULT_LEVEL_C, RESULT_LEVEL_D, RESULT_ADJUSTED_AVERAGE,
       RESULT_ADJUSTED_SE, RESULT_PAPER, RESULT_NOTE };
enum { RESULT_ITEM, RESULT_JOINT, RESULT_LINE };
enum { RESULT_ITEM_NAME, RESULT_ITEM_MAX, RESULT_ITEM_TOTAL,
       RESULT_ITEM_SQUARES, RESULT_ITEM_CROSSED, RESULT_ITEM_FIFTH1,
       RESULT_ITEM_FIFTH2, RESULT_ITEM_FIFTH3, RESULT_ITEM_FIFTH4,
       RESULT_ITEM_FIFTH5, RESULT_ITEM_UPPER, RESULT_ITEM_UPPER_TIED,
       RESULT_ITEM_LOWER, RESULT_ITEM_LOWER_TIED };
enum { RESULT_JOINT_KIND, RESULT_JOINT_NAME, RESULT_JOINT_PUPILS,
       RESULT_JOINT_TOTAL, RESULT_JOINT_SQUARES, RESULT_JOINT_CROSSED,
       RESULT_JOINT_SCORE_TOTAL, RESULT_JOINT_SCORE_SQUARES };
enum { RESULT_LINE_NAME, RESULT_LINE_DEFINITION, RESULT_LINE_TOTAL_LINE,
       RESULT_LINE_SUBJECT_LINE, RESULT_LINE_ABOVE_TOTAL,
       RESULT_LINE_ABOVE_SUBJECT, RESULT_LINE_ABOVE_BOTH,
       RESULT_LINE_TOTAL_SUM, RESULT_LINE_SCORE_SUM };

enum { FINDING_DATE, FINDING_TERM, FINDING_PAPER, FINDING_EXAM,
       FINDING_SUBJECT, FINDING_GRADE, FINDING_CLASS_A, FINDING_CLASS_B,
       FINDING_GAP, FINDING_STATE, FINDING_CAUSE, FINDING_DECISION,
       FINDING_HARMLESS, FINDING_OWNER, FINDING_DUE, FINDING_CLOSED,
       FINDING_EVIDENCE, FINDING_NEXT_EXAM, FINDING_NEXT_GAP, FINDING_NOTE };

enum { MEETING_DATE, MEETING_TERM, MEETING_KIND, MEETING_UNIT, MEETING_TOPIC,
       MEETING_STARTS, MEETING_ENDS, MEETING_PLACE, MEETING_CHAIR,
       MEETING_KEEPER, MEETING_SPEAKER, MEETING_LESSON, MEETING_MATERIALS,
       MEETING_MODE, MEETING_HOURS, MEETING_CONTENT, MEETING_VIEWS,
       MEETING_NEXT, MEETING_NOTE, MEETING_ATTENDED, MEETING_LATE };
enum { MEETING_PRESENT, MEETING_CAME_LATE, MEETING_ABSENT, MEETING_GUEST,
       MEETING_DECISION };

enum { ACTION_WHAT, ACTION_OWNER, ACTION_DUE, ACTION_STATE, ACTION_DATE,
       ACTION_TERM, ACTION_MEETING, ACTION_OBSERVATION, ACTION_FINDING,
       ACTION_CHECK, ACTION_REPORT, ACTION_DONE, ACTION_NOTE };

enum { PLAN_TERM, PLAN_UNIT, PLAN_TITLE, PLAN_DATE, PLAN_KEEPER, PLAN_AIM,
       PLAN_MEASURES, PLAN_NOTE, PLAN_TARGETS };
enum { PLAN_TARGET, PLAN_WEEK };
enum { PLAN_TARGET_WHAT, PLAN_TARGET_OWNER, PLAN_TARGET_DUE,
       PLAN_TARGET_MEASURE };
enum { PLAN_WEEK_WEEK, PLAN_WEEK_WHAT };

enum { SUMMARY_TERM, SUMMARY_UNIT, SUMMARY_TITLE, SUMMARY_DATE,
       SUMMARY_KEEPER, SUMMARY_PLAN, SUMMARY_DONE, SUMMARY_PROBLEMS,
       SUMMARY_NEXT, SUMMARY_NOTE, SUMMARY_OPEN_TARGETS };
enum { SUMMARY_ANSWER };
enum { ANSWER_TARGET, ANSWER_STATE, ANSWER_HOW };

enum { REVIEW_DATE, REVIEW_TERM, REVIEW_UNIT, REVIEW_TEACHER, REVIEW_POST,
       REVIEW_ENTITLED, REVIEW_PRESENT, REVIEW_BALLOTS, REVIEW_EXCELLENT,
       REVIEW_COMPETENT, REVIEW_BASIC, REVIEW_INCOMPETENT, REVIEW_ABSTAINED,
       REVIEW_REMARKS, REVIEW_TELLER, REVIEW_NOTE, REVIEW_LATE };

enum { OVERTIME_DATE, OVERTIME_TERM, OVERTIME_TEACHER, OVERTIME_WHAT,
       OVERTIME_HOURS, OVERTIME_PLACE, OVERTIME_WITNESS, OVERTIME_NOTE,
       OVERTIME_LATE };

enum { ACTIVITY_DATE, ACTIVITY_TERM, ACTIVITY_UNIT, ACTIVITY_WHAT,
       ACTIVITY_KIND, ACTIVITY_PLACE, ACTIVITY_ORGANISER, ACTIVITY_OUTCOME,
       ACTIVITY_CONTENT, ACTIVITY_NOTE, ACTIVITY_JOINED, ACTIVITY_LATE };
enum { ACTIVITY_PARTICIPANT };

enum { TRIAL_DATE, TRIAL_TERM, TRIAL_UNIT, TRIAL_TITLE, TRIAL_TEACHER,
       TRIAL_SUBJECT, TRIAL_PROBLEM, TRIAL_METHOD, TRIAL_EVIDENCE,
       TRIAL_CONCLUSION, TRIAL_GROUNDS, TRIAL_CLOSED, TRIAL_NOTE };

enum { ACHIEVEMENT_DATE, ACHIEVEMENT_TERM, ACHIEVEMENT_TEACHER,
       ACHIEVEMENT_KIND, ACHIEVEMENT_TITLE, ACHIEVEMENT_LEVEL,
       ACHIEVEMENT_RANK, ACHIEVEMENT_CERTIFICATE, ACHIEVEMENT_ISSUER,
       ACHIEVEMENT_NOTE };
enum { ACHIEVEMENT_WITH };

enum { COACHING_DATE, COACHING_TERM, COACHING_TEACHER, COACHING_WHAT,
       COACHING_CONTEST, COACHING_LEVEL, COACHING_AWARD, COACHING_SIZE,
       COACHING_PUPILS, COACHING_NOTE, COACHING_LATE };

enum { HONOUR_DATE, HONOUR_TERM, HONOUR_UNIT, HONOUR_TITLE, HONOUR_LEVEL,
       HONOUR_ISSUER, HONOUR_NUMBER, HONOUR_NOTE, HONOUR_KEPT };
enum { HONOUR_RECIPIENT };

enum { DOCUMENT_DATE, DOCUMENT_TERM, DOCUMENT_UNIT, DOCUMENT_TITLE,
       DOCUMENT_KIND, DOCUMENT_ISSUER, DOCUMENT_NUMBER, DOCUMENT_CONTENT,
       DOCUMENT_NOTE };

enum { CHECK_DATE, CHECK_TERM, CHECK_KIND, CHECK_UNIT, CHECK_CHECKER,
       CHECK_SCOPE, CHECK_FINDINGS, CHECK_FEEDBACK_DATE, CHECK_FOLLOW_UP,
       CHECK_OUTCOME, CHECK_NOTE, CHECK_CHECKED, CHECK_LATE };
enum { CHECK_TEACHER };

enum { TARGET_TERM, TARGET_DATE, TARGET_UNIT, TARGET_TEACHER, TARGET_CLASS,
       TARGET_MEASURE, TARGET_SUBJECT, TARGET_WHAT, TARGET_VALUE, TARGET_DUE,
       TARGET_REACHED, TARGET_DONE, TARGET_NOTE };

enum { QUOTA_ROLE, QUOTA_KIND, QUOTA_VISIT, QUOTA_PERIOD, QUOTA_MINIMUM,
       QUOTA_MAXIMUM, QUOTA_COVERAGE, QUOTA_UNIT, QUOTA_STARTS, QUOTA_ENDS,
       QUOTA_NOTE };

int jyz_teacher_complete(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err);
int jyz_term_check(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err);
int jyz_term_touched(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err);
int jyz_term_remove(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err);
int jyz_mentorship_check(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err);
int jyz_rubric_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err);
int jyz_rubric_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err);
int jyz_rubric_touched(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err);
int jyz_observation_complete(struct jyz_desk *desk, struct jyz_record *rec,
			     struct jyz_error *err);
int jyz_observation_check(struct jyz_desk *desk, struct jyz_record *rec,
			  struct jyz_error *err);
int jyz_exam_complete(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err);
int jyz_exam_check(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err);
int jyz_paper_begin(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err);
int jyz_paper_derive(struct jyz_desk *desk, struct jyz_record *rec,
		     const bool *wanted, struct jyz_error *err);
int jyz_result_derive(struct jyz_desk *desk, struct jyz_record *rec,
		      const bool *wanted, struct jyz_error *err);
int jyz_paper_check(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err);
int jyz_result_begin(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err);
int jyz_result_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err);
int jyz_result_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err);
int jyz_finding_begin(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err);
int jyz_finding_complete(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err);
int jyz_finding_check(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err);
int jyz_meeting_check(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err);
int jyz_action_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err);

/* kind_archive.c, kind_oversight.c */
int jyz_unit_complete(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err);
int jyz_term_complete(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err);
int jyz_term_unit_complete(struct jyz_desk *desk, struct jyz_record *rec,
			   struct jyz_error *err);
int jyz_plan_check(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err);
/* answers.c: of a plan whose targets were typed: is one gone that a summary
 * answers? */
int jyz_plan_answered(struct jyz_desk *desk, struct jyz_record *plan,
		      struct jyz_error *err);
int jyz_plan_touched(struct jyz_desk *desk, struct jyz_record *plan,
		     struct jyz_error *err);
int jyz_summary_complete(struct jyz_desk *desk, struct jyz_record *rec,
			 struct jyz_error *err);
int jyz_summary_settle(struct jyz_desk *desk, struct jyz_record *rec, int part,
		       struct jyz_error *err);
int jyz_summary_check(struct jyz_desk *desk, struct jyz_record *rec,
		      struct jyz_error *err);
int jyz_review_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err);
int jyz_trial_check(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err);
int jyz_achievement_complete(struct jyz_desk *desk, struct jyz_record *rec,
			     struct jyz_error *err);
int jyz_check_complete(struct jyz_desk *desk, struct jyz_record *rec,
		       struct jyz_error *err);
int jyz_check_dates(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err);
int jyz_target_check(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err);
int jyz_quota_check(struct jyz_desk *desk, struct jyz_record *rec,
		    struct jyz_error *err);

/* The line of gaps of a paper, "p", and of papers that have none: as the views
 * in migrations/0007 have it. */
#define JYZ_SQL_THRESHOLD                                              \
	"ifnull((SELECT CAST(round(value * 100) AS INTEGER) "          \
	"FROM setting WHERE key = 'threshold'), 500)"
#define JYZ_SQL_PAPER_THRESHOLD                                        \
	"ifnull(p.threshold, " JYZ_SQL_THRESHOLD ")"

/* Who is of a group, also through the groups below it: member(unit, teacher,
 * name, starts, ends), behind WITH RECURSIVE. */
#define JYZ_SQL_MEMBERS                                                \
	"below(head, id) AS (SELECT id, id FROM unit UNION "           \
	"SELECT b.head, u.id FROM below b JOIN unit u "                \
	"ON u.parent = b.id), member(unit, teacher, name, starts, "    \
	"ends) AS (SELECT b.head, t.id, t.name, ifnull(t.starts, ''), " \
	"ifnull(t.ends, '9999') FROM below b JOIN teacher t "          \
	"ON t.unit = b.id) "
/* A lesson-prep meeting that is written under a whole group is of some of it:
 * nobody can tell of whom. */
#define JYZ_SQL_CALLS_ALL(kind, unit)                                  \
	"(" kind " <> 'prep' OR (SELECT kind FROM unit WHERE id = "    \
	unit ") = 'prep')"

/* Term code of the date in a column, for computed fields. */
#define JYZ_SQL_TERM_OF(column)                                        \
	"(SELECT m.code FROM term m WHERE m.starts <= " column         \
	" ORDER BY m.starts DESC LIMIT 1)"

#endif
