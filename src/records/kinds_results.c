/*
 * Catalogue entry: results, the statistics of a class on a paper.
 * Fields: reading/domain.md, a3; what is measured comes from score sheets
 * (records/scores.h), never a pupil's own score.
 */
#include "jyz/analysis/gap.h"
#include "jyz/base/i18n.h"
#include "entries.h"

#define POINTS .type = JYZ_TYPE_DECIMAL, .scale = JYZ_SCORE_SCALE, \
	       .unit = "分", .max = 1000000
#define PUPILS .type = JYZ_TYPE_INTEGER, .max = 1000000
#define COUNTED PUPILS, .unit = "人"
#define SUM .type = JYZ_TYPE_DECIMAL, .scale = JYZ_SCORE_SCALE, \
	    .max = INT64_C(1000000000000)
/* of products: hundredths times hundredths */
#define SQUARES .type = JYZ_TYPE_DECIMAL, .scale = 2 * JYZ_SCORE_SCALE, \
		.max = INT64_C(1000000000000000000)
#define REAL(decimals) .type = JYZ_TYPE_DECIMAL, .scale = decimals
#define PERCENT .type = JYZ_TYPE_DECIMAL, .scale = 1, .unit = "%"
#define LINE .type = JYZ_TYPE_DECIMAL, .scale = 2, .max = 10000
#define DERIVED (JYZ_COMPUTED | JYZ_DERIVED)
#define LISTED (DERIVED | JYZ_LISTED)

#define BAND(from, words)                                             \
	[RESULT_BAND_##from] = { .name = "band_" #from,                \
				 .label = { words " %", words "%段" },    \
				 .type = JYZ_TYPE_INTEGER,             \
				 .flags = LISTED }
#define ITEM_SUM(id, key, en, zh)                                     \
	[id] = { .name = key, .label = { en, zh }, SUM,                \
		 .flags = JYZ_REQUIRED }

static const struct jyz_field result_fields[] = {
	[RESULT_EXAM] = { .name = "exam", .label = { "Exam", "考试/考试名称" },
			  .flags = JYZ_COMPUTED | JYZ_ACCEPTED | JYZ_LISTED },
	[RESULT_DATE] = { .name = "date", .label = { "Date", "日期/考试日期" },
			  .type = JYZ_TYPE_DATE,
			  .flags = JYZ_COMPUTED | JYZ_ACCEPTED | JYZ_LISTED },
	[RESULT_TERM] = { .name = "term", .label = { "Term", "学期" },
			  .flags = JYZ_COMPUTED | JYZ_ACCEPTED },
	[RESULT_SUBJECT] = { .name = "subject", .label = { "Subject", "科目/学科" },
			     .flags = JYZ_COMPUTED | JYZ_ACCEPTED |
				      JYZ_LISTED,
			     .help = { "that of the group unless given",
				       "不写则取本组学科" } },
	[RESULT_GRADE] = { .name = "grade", .label = { "Grade", "年级" },
			   .flags = JYZ_COMPUTED | JYZ_ACCEPTED | JYZ_LISTED,
			   .help = { "that of the class unless given",
				     "不写则取班级的年级" } },
	[RESULT_FULL_MARKS] = { .name = "full_marks",
				.label = { "Full marks", "满分" }, POINTS,
				.min = 1,
				.flags = JYZ_COMPUTED | JYZ_ACCEPTED |
					 JYZ_LISTED },
	[RESULT_CLASS] = { .name = "class", .label = { "Class", "班级" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_class,
			   .flags = JYZ_REQUIRED | JYZ_LISTED },
	[RESULT_TEACHER] = { .name = "teacher",
			     .label = { "Teacher", "教师/任课教师" },
			     .flags = JYZ_COMPUTED | JYZ_ACCEPTED | JYZ_LISTED,
			     .help = { "confirms the assignment on the day of "
				       "the exam",
				       "核对考试当日的任课教师" } },
	[RESULT_AVERAGE] = { .name = "average",
			     .label = { "Average", "平均分/均分" },
			     .type = JYZ_TYPE_DECIMAL,
			     .scale = JYZ_AVERAGE_SCALE, .unit = "分",
			     .min = 0, .max = INT64_C(1000000000000),
			     .flags = JYZ_REQUIRED | JYZ_LISTED |
				      JYZ_ROUNDED },
	[RESULT_SD] = { .name = "sd", .label = { "SD", "标准差" }, REAL(2),
			.flags = LISTED },
	[RESULT_MIN] = { .name = "min", .label = { "Lowest", "最低分" }, POINTS,
			 .flags = JYZ_MEASURED },
	[RESULT_Q1] = { .name = "q1", .label = { "Q1", "下四分位/下四分位数" },
			REAL(2), .flags = DERIVED },
	[RESULT_MEDIAN] = { .name = "median", .label = { "Median", "中位数" },
			    REAL(2), .flags = LISTED },
	[RESULT_Q3] = { .name = "q3", .label = { "Q3", "上四分位/上四分位数" },
			REAL(2), .flags = DERIVED },
	[RESULT_MAX] = { .name = "max", .label = { "Highest", "最高分" },
			 POINTS, .flags = JYZ_MEASURED },
	[RESULT_PASS_RATE] = { .name = "pass_rate",
			       .label = { "Pass rate", "及格率" }, PERCENT,
			       .flags = LISTED },
	[RESULT_EXCELLENT_RATE] = { .name = "excellent_rate",
				    .label = { "Excellent rate", "优秀率" },
				    PERCENT, .flags = LISTED },
	[RESULT_LOW_RATE] = { .name = "low_rate",
			      .label = { "Low rate", "低分率" }, PERCENT,
			      .flags = LISTED },
	[RESULT_DISTANCE] = { .name = "distance",
			      .label = { "From the grade", "离均差" }, REAL(2),
			      .flags = LISTED,
			      .help = { "average less that of the grade",
					"班级均分减年级均分" } },
	[RESULT_Z] = { .name = "z", .label = { "Standard score", "标准分" },
		       REAL(2), .flags = DERIVED,
		       .help = { "distance in SDs of the grade",
				 "离均差除以年级标准差" } },
	[RESULT_SAT] = { .name = "sat",
			 .label = { "Sat", "实考人数/实考/参考人数" },
			 .type = JYZ_TYPE_INTEGER, .min = 0, .max = 1000000,
			 .unit = "人", .flags = JYZ_LISTED },
	[RESULT_ENTITLED] = { .name = "entitled",
			      .label = { "Entitled", "应考人数/应考" },
			      .type = JYZ_TYPE_INTEGER, .min = 0,
			      .max = 1000000, .unit = "人" },
	[RESULT_ABSENT] = { .name = "absent",
			    .label = { "Absent", "缺考人数/缺考" }, COUNTED },
	[RESULT_EXEMPT] = { .name = "exempt",
			    .label = { "Exempt", "免考人数/免考" }, COUNTED },
	[RESULT_DEFERRED] = { .name = "deferred",
			      .label = { "Deferred", "缓考人数/缓考" },
			      COUNTED },
	[RESULT_CHEATED] = { .name = "cheated",
			     .label = { "Cheated", "作弊人数/作弊" }, COUNTED },
	[RESULT_BLANK] = { .name = "blank",
			   .label = { "No mark", "空白人数/空白" }, COUNTED },
	[RESULT_TOTAL] = { .name = "total", .label = { "Sum", "总和" }, SUM,
			   .flags = JYZ_MEASURED | JYZ_INNER },
	[RESULT_SQUARES] = { .name = "squares",
			     .label = { "Sum of squares", "平方和" }, SQUARES,
			     .flags = JYZ_MEASURED | JYZ_INNER },
	[RESULT_AT_ZERO] = { .name = "at_zero", .label = { "At 0", "零分人数" },
			     PUPILS, .flags = JYZ_MEASURED },
	[RESULT_AT_FULL] = { .name = "at_full",
			     .label = { "At full marks", "满分人数" }, PUPILS,
			     .flags = JYZ_MEASURED },
	[RESULT_PASS_LINE] = { .name = "pass_line",
			       .label = { "Pass line %", "及格线%" }, LINE,
			       .flags = JYZ_MEASURED },
	[RESULT_EXCELLENT_LINE] = { .name = "excellent_line",
				    .label = { "Excellent line %", "优秀线%" },
				    LINE, .flags = JYZ_MEASURED },
	[RESULT_LOW_LINE] = { .name = "low_line",
			      .label = { "Low line %", "低分线%" }, LINE,
			      .flags = JYZ_MEASURED },
	[RESULT_PASSED] = { .name = "passed", .label = { "Passed", "及格人数" },
			    PUPILS, .flags = JYZ_MEASURED },
	[RESULT_EXCELLENT] = { .name = "excellent",
			       .label = { "Excellent", "优秀人数" }, PUPILS,
			       .flags = JYZ_MEASURED },
	[RESULT_LOW] = { .name = "low", .label = { "Low", "低分人数" }, PUPILS,
			 .flags = JYZ_MEASURED },
	[RESULT_DISTRIBUTION] = { .name = "distribution",
				  .label = { "Distribution", "分数分布" },
				  .type = JYZ_TYPE_NOTE,
				  .flags = JYZ_MEASURED | JYZ_PRIVATE |
			   JYZ_INNER },
	[RESULT_STRATA] = { .name = "strata",
			    .label = { "Groups of the grade", "年级分组" },
			    .type = JYZ_TYPE_NOTE,
			    .flags = JYZ_MEASURED | JYZ_PRIVATE |
			   JYZ_INNER },
	[RESULT_GRADE_SAT] = { .name = "grade_sat",
			       .label = { "Sat, grade", "年级实考" },
			       .type = JYZ_TYPE_INTEGER, .flags = DERIVED },
	[RESULT_GRADE_AVERAGE] = { .name = "grade_average",
				   .label = { "Average, grade", "年级均分" },
				   REAL(2), .flags = DERIVED },
	[RESULT_GRADE_SD] = { .name = "grade_sd",
			      .label = { "SD, grade", "年级标准差" }, REAL(2),
			      .flags = DERIVED },
	BAND(0, "0-9"), BAND(10, "10-19"), BAND(20, "20-29"), BAND(30, "30-39"),
	BAND(40, "40-49"), BAND(50, "50-59"), BAND(60, "60-69"),
	BAND(70, "70-79"), BAND(80, "80-89"), BAND(90, "90-100"),
	[RESULT_LEVEL_A] = { .name = "level_a", .label = { "A", "优秀(A)" },
			     .type = JYZ_TYPE_INTEGER, .flags = LISTED },
	[RESULT_LEVEL_B] = { .name = "level_b", .label = { "B", "合格(B)" },
			     .type = JYZ_TYPE_INTEGER, .flags = LISTED },
	[RESULT_LEVEL_C] = { .name = "level_c", .label = { "C", "待合格(C)" },
			     .type = JYZ_TYPE_INTEGER, .flags = LISTED },
	[RESULT_LEVEL_D] = { .name = "level_d", .label = { "D", "低分(D)" },
			     .type = JYZ_TYPE_INTEGER, .flags = LISTED },
	[RESULT_ADJUSTED_AVERAGE] = { .name = "adjusted_average",
				      .label = { "Adjusted", "校正均分" },
				      REAL(2), .flags = LISTED },
	[RESULT_ADJUSTED_SE] = { .name = "adjusted_se",
				 .label = { "SE", "标准误" }, REAL(2),
				 .flags = LISTED },
	[RESULT_PAPER] = { .name = "paper", .label = { "Paper", "试卷" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_paper,
			   .flags = JYZ_REQUIRED | JYZ_FILLED,
			   .help = { "or its exam, subject and grade",
				     "或写考试、科目、年级" } },
	[RESULT_NOTE] = { .name = "note", .label = { "Note", "备注" },
			  .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

static const struct jyz_field item_fields[] = {
	[RESULT_ITEM_NAME] = { .name = "name", .label = { "Item", "题号" },
			       .flags = JYZ_REQUIRED },
	[RESULT_ITEM_MAX] = { .name = "max", .label = { "Max", "分值" }, POINTS,
			      .min = 1, .flags = JYZ_REQUIRED },
	[RESULT_ITEM_TOTAL] = { .name = "total", .label = { "Sum", "总和" },
				SUM, .flags = JYZ_REQUIRED },
	[RESULT_ITEM_SQUARES] = { .name = "squares",
				  .label = { "Sum of squares", "平方和" },
				  SQUARES, .flags = JYZ_REQUIRED },
	[RESULT_ITEM_CROSSED] = { .name = "crossed",
				  .label = { "Item times total", "与总分积和" },
				  SQUARES, .flags = JYZ_REQUIRED },
	ITEM_SUM(RESULT_ITEM_FIFTH1, "fifth1", "Lowest fifth", "第一组"),
	ITEM_SUM(RESULT_ITEM_FIFTH2, "fifth2", "Second fifth", "第二组"),
	ITEM_SUM(RESULT_ITEM_FIFTH3, "fifth3", "Third fifth", "第三组"),
	ITEM_SUM(RESULT_ITEM_FIFTH4, "fifth4", "Fourth fifth", "第四组"),
	ITEM_SUM(RESULT_ITEM_FIFTH5, "fifth5", "Highest fifth", "第五组"),
	ITEM_SUM(RESULT_ITEM_UPPER, "upper", "Upper group", "高分组"),
	ITEM_SUM(RESULT_ITEM_UPPER_TIED, "upper_tied", "Upper, on the cut",
		 "高分组界上"),
	ITEM_SUM(RESULT_ITEM_LOWER, "lower", "Lower group", "低分组"),
	ITEM_SUM(RESULT_ITEM_LOWER_TIED, "lower_tied", "Lower, on the cut",
		 "低分组界上"),
};

static const struct jyz_choice joint_kinds[] = {
	{ "baseline", { "baseline", "基线/入学成绩" } },
	{ "subject", { "subject", "科目" } },
	{ "total", { "total", "总分" } },
	{ 0 }
};

static const struct jyz_field joint_fields[] = {
	[RESULT_JOINT_KIND] = { .name = "kind", .label = { "Kind", "类别" },
				.type = JYZ_TYPE_CHOICE, .choices = joint_kinds,
				.flags = JYZ_REQUIRED },
	[RESULT_JOINT_NAME] = { .name = "name", .label = { "Column", "列" },
				.flags = JYZ_REQUIRED },
	[RESULT_JOINT_PUPILS] = { .name = "pupils",
				  .label = { "Pupils", "人数" },
				  .type = JYZ_TYPE_INTEGER, .min = 1,
				  .max = 1000000, .flags = JYZ_REQUIRED },
	[RESULT_JOINT_TOTAL] = { .name = "total", .label = { "Sum", "总和" },
				 .type = JYZ_TYPE_DECIMAL,
				 .scale = JYZ_SCORE_SCALE,
				 .min = -INT64_C(1000000000000),
				 .max = INT64_C(1000000000000),
				 .flags = JYZ_REQUIRED },
	[RESULT_JOINT_SQUARES] = { .name = "squares",
				   .label = { "Sum of squares", "平方和" },
				   SQUARES, .flags = JYZ_REQUIRED },
	[RESULT_JOINT_CROSSED] = { .name = "crossed",
				   .label = { "Column times score", "积和" },
				   .type = JYZ_TYPE_DECIMAL,
				   .scale = 2 * JYZ_SCORE_SCALE,
				   .min = -INT64_C(1000000000000000000),
				   .max = INT64_C(1000000000000000000),
				   .flags = JYZ_REQUIRED },
	[RESULT_JOINT_SCORE_TOTAL] = { .name = "score_total",
				       .label = { "Sum of scores", "成绩总和" },
				       SUM, .flags = JYZ_REQUIRED },
	[RESULT_JOINT_SCORE_SQUARES] = { .name = "score_squares",
					 .label = { "Squares of scores",
						    "成绩平方和" },
					 SQUARES, .flags = JYZ_REQUIRED },
};

static const struct jyz_choice definitions[] = {
	{ "effective", { "effective score", "有效分" } },
	{ "top", { "top N of the subject", "单科前N名" } },
	{ "share", { "share of the points", "得分占比" } },
	{ 0 }
};

static const struct jyz_field line_fields[] = {
	[RESULT_LINE_NAME] = { .name = "name", .label = { "Line", "分数线" },
			       .flags = JYZ_REQUIRED },
	[RESULT_LINE_DEFINITION] = { .name = "definition",
				     .label = { "Definition", "口径" },
				     .type = JYZ_TYPE_CHOICE,
				     .choices = definitions,
				     .flags = JYZ_REQUIRED },
	[RESULT_LINE_TOTAL_LINE] = { .name = "total_line",
				     .label = { "Line of the total",
						"总分线" },
				     .type = JYZ_TYPE_DECIMAL,
				     .scale = JYZ_SCORE_SCALE,
				     .max = 100000000,
				     .flags = JYZ_REQUIRED },
	[RESULT_LINE_SUBJECT_LINE] = { .name = "subject_line",
				       .label = { "Line of the subject",
						  "单科线" },
				       POINTS, .flags = JYZ_REQUIRED },
	[RESULT_LINE_ABOVE_TOTAL] = { .name = "above_total",
				      .label = { "Above the total's line",
						 "总分上线" },
				      PUPILS, .flags = JYZ_REQUIRED },
	[RESULT_LINE_ABOVE_SUBJECT] = { .name = "above_subject",
					.label = { "Above the subject's line",
						   "单科上线" },
					PUPILS, .flags = JYZ_REQUIRED },
	[RESULT_LINE_ABOVE_BOTH] = { .name = "above_both",
				     .label = { "Above both", "双上线" },
				     PUPILS, .flags = JYZ_REQUIRED },
	[RESULT_LINE_TOTAL_SUM] = { .name = "total_sum",
				    .label = { "Their totals", "上线者总分和" },
				    .type = JYZ_TYPE_DECIMAL,
				    .scale = JYZ_SCORE_SCALE,
				    .max = INT64_C(100000000000000),
				    .flags = JYZ_REQUIRED },
	[RESULT_LINE_SCORE_SUM] = { .name = "score_sum",
				    .label = { "Their scores",
					       "上线者单科分和" },
				    SUM, .flags = JYZ_REQUIRED },
};

static const struct jyz_part result_parts[] = {
	[RESULT_ITEM] = { .name = "item", .label = { "Items", "题目" },
			  .table = "result_item", .head = "result",
			  .fields = item_fields,
			  .n_fields = sizeof(item_fields) /
				      sizeof(item_fields[0]),
			  .syntax = "=////////////",
			  .flags = JYZ_MEASURED | JYZ_PRIVATE |
			   JYZ_INNER },
	[RESULT_JOINT] = { .name = "joint",
			   .label = { "With other columns", "联合统计" },
			   .table = "result_joint", .head = "result",
			   .fields = joint_fields,
			   .n_fields = sizeof(joint_fields) /
				       sizeof(joint_fields[0]),
			   .syntax = ":=/////", .n_key = 2,
			   .flags = JYZ_MEASURED | JYZ_PRIVATE |
			   JYZ_INNER },
	[RESULT_LINE] = { .name = "line", .label = { "Lines", "上线" },
			  .table = "result_line", .head = "result",
			  .fields = line_fields,
			  .n_fields = sizeof(line_fields) /
				      sizeof(line_fields[0]),
			  .syntax = "=///////",
			  .flags = JYZ_MEASURED },
};

/* What would tell marks. */
static const int marks[] = {
	RESULT_AVERAGE, RESULT_SD, RESULT_MIN, RESULT_Q1, RESULT_MEDIAN,
	RESULT_Q3, RESULT_MAX, RESULT_DISTANCE, RESULT_Z, RESULT_TOTAL,
	RESULT_SQUARES, RESULT_AT_ZERO, RESULT_AT_FULL, RESULT_DISTRIBUTION,
	RESULT_STRATA, RESULT_GRADE_AVERAGE, RESULT_GRADE_SD,
	RESULT_ADJUSTED_AVERAGE, RESULT_ADJUSTED_SE, -1
};

static const struct jyz_lens result_lenses[] = {
	{ "grade", { "grade", "年级对照" }, RESULT_GRADE_SAT, RESULT_GRADE_SD,
	  N_("the grade's figures beside the class's"), NULL },
	{ "bands", { "bands", "分数段" }, RESULT_BAND_0, RESULT_BAND_90,
	  N_("pupils in each tenth of the full marks"), NULL },
	{ "adjusted", { "adjusted", "校正" }, RESULT_ADJUSTED_AVERAGE,
	  RESULT_ADJUSTED_SE, N_("averages adjusted for the intake"), NULL },
	/* Schools may report grades only (domain.md, legal frame). */
	{ "levels", { "levels", "等级" }, RESULT_LEVEL_A, RESULT_LEVEL_D,
	  N_("pupils of each grade A to D, and no marks"), marks },
	{ 0 }
};

const struct jyz_kind jyz_result = {
	.name = "result",
	.word = { "result", "成绩" },
	.many = "results",
	.about = { "results of classes on a paper", "各班成绩：平均分与统计" },
	.fields = result_fields,
	.n_fields = sizeof(result_fields) / sizeof(result_fields[0]),
	.parts = result_parts,
	.n_parts = sizeof(result_parts) / sizeof(result_parts[0]),
	.lenses = result_lenses,
	.view = "result_detail",
	.label = "(SELECT e.name || ' ' || p.subject FROM paper p JOIN exam e "
		 "ON e.id = p.exam WHERE p.id = $.paper) || ' ' || "
		 "(SELECT c.name FROM class c WHERE c.id = $.class)",
	/* By name: whoever wants classes and teachers ranked says --sort. */
	.order = "v.date DESC, $.paper, (SELECT c.name FROM class c "
		 "WHERE c.id = $.class) COLLATE names, $.id",
	.date = RESULT_DATE,
	.key = { RESULT_PAPER + 1, RESULT_CLASS + 1 },
	.term = JYZ_TERM_THROUGH,
	.term_field = RESULT_PAPER,
	ARCHIVE(4),
	.example = "--exam 期中考试 --subject 数学 --class 高一1班 "
		   "--average 83.25 --sat 45",
	.begin = jyz_result_begin,
	.complete = jyz_result_complete,
	.check = jyz_result_check,
	.derive = jyz_result_derive,
};
