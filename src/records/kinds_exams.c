/*
 * Catalogue entries: exams and their papers.
 * Fields: reading/domain.md, a3.
 */
#include "jyz/analysis/gap.h"
#include "entries.h"

#define POINTS .type = JYZ_TYPE_DECIMAL, .scale = JYZ_SCORE_SCALE, \
	       .unit = "分", .max = 1000000
#define REAL(decimals) .type = JYZ_TYPE_DECIMAL, .scale = decimals
#define PERCENT .type = JYZ_TYPE_DECIMAL, .scale = 1, .unit = "%"
#define DERIVED (JYZ_COMPUTED | JYZ_DERIVED)
#define LISTED (DERIVED | JYZ_LISTED)

static const struct jyz_choice exam_types[] = {
	{ "midterm", { "midterm", "期中/期中考试" } },
	{ "final", { "final", "期末/期末考试" } },
	{ "unit", { "unit test/unit", "单元/单元测试" } },
	{ "monthly", { "monthly", "月考" } },
	{ "mock", { "mock", "模拟/模拟考试" } },
	{ "entrance", { "entrance", "入学/摸底" } },
	{ "other", { "other", "其他" } },
	{ 0 }
};

static const struct jyz_field exam_fields[] = {
	[EXAM_NAME] = { .name = "name", .label = { "Name", "考试/考试名称/名称" },
			.flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[EXAM_DATE] = { .name = "date", .label = { "Date", "日期/考试日期" },
			.type = JYZ_TYPE_DATE, .preset = "today",
			.flags = JYZ_REQUIRED | JYZ_LISTED },
	[EXAM_TERM] = { .name = "term", .label = { "Term", "学期" },
			.type = JYZ_TYPE_REFERENCE, .target = &jyz_term,
			.flags = JYZ_REQUIRED | JYZ_LISTED | JYZ_FILLED,
			.help = { "that of the date", "由日期决定" } },
	[EXAM_TYPE] = { .name = "type", .label = { "Type", "类型/考试类型" },
			.type = JYZ_TYPE_CHOICE, .choices = exam_types,
			.flags = JYZ_LISTED },
	[EXAM_SCOPE] = { .name = "scope", .label = { "Scope", "范围/考试范围" },
			 .flags = JYZ_SEARCH },
	[EXAM_NOTE] = { .name = "note", .label = { "Note", "备注" },
			.type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

const struct jyz_kind jyz_exam = {
	.name = "exam",
	.makable = true,
	.word = { "exam", "考试" },
	.many = "exams",
	.about = { "exams of a term", "各学期的考试" },
	.fields = exam_fields,
	.n_fields = sizeof(exam_fields) / sizeof(exam_fields[0]),
	.label = "$.name",
	.names = (const char *const[]){
		"$.name",
		"(SELECT t.code FROM term t WHERE t.id = $.term) || $.name",
		0 },
	.scope_term = "$.term",
	.order = "$.date DESC, $.id DESC",
	.date = EXAM_DATE,
	.key = { EXAM_TERM + 1, EXAM_NAME + 1 },
	.term = JYZ_TERM_FIELD,
	.term_field = EXAM_TERM,
	EVENTS({ .field = EXAM_DATE, .told = JYZ_TOLD_RESULTS }),
	.persons = "SELECT a.teacher AS teacher FROM paper p "
		   "JOIN result s ON s.paper = p.id "
		   "JOIN assignment a ON a.class = s.class "
		   "AND a.subject = p.subject "
		   "AND ifnull(a.starts, '') <= $.date "
		   "AND ifnull(a.ends, '9999') >= $.date "
		   "WHERE p.exam = $.id",
	.example = "--name 期中考试 --date 2026-11-10 --type midterm",
	.complete = jyz_exam_complete,
	.check = jyz_exam_check,
};

static const struct jyz_choice stages[] = {
	{ "new", { "new lessons/new", "新授/新课" } },
	{ "first", { "first review round/first", "一轮/一轮复习" } },
	{ "second", { "second review round/second", "二轮/二轮复习" } },
	{ "third", { "third review round/third", "三轮/三轮复习" } },
	{ 0 }
};

static const struct jyz_choice sources[] = {
	{ "own", { "own", "自编" } },
	{ "adapted", { "adapted", "改编" } },
	{ "selected", { "selected", "选用" } },
	{ 0 }
};

static const struct jyz_choice markings[] = {
	{ "pooled", { "pooled", "流水/流水阅卷" } },
	{ "own_class", { "each own class/own class", "各改各班" } },
	{ 0 }
};

#define OF_EXAM(column) \
	"(SELECT e." column " FROM exam e WHERE e.id = $.exam)"

static const struct jyz_field paper_fields[] = {
	[PAPER_EXAM] = { .name = "exam", .label = { "Exam", "考试" },
			 .type = JYZ_TYPE_REFERENCE, .target = &jyz_exam,
			 .flags = JYZ_REQUIRED | JYZ_LISTED },
	[PAPER_TERM] = { .name = "term", .label = { "Term", "学期" },
			 .flags = JYZ_COMPUTED | JYZ_ACCEPTED | JYZ_LISTED,
			 .sql = "(SELECT t.code FROM exam e JOIN term t "
				"ON t.id = e.term WHERE e.id = $.exam)",
			 .help = { "tells exams of the same name apart",
				   "用来区分同名考试" } },
	[PAPER_DATE] = { .name = "date", .label = { "Date", "日期/考试日期" },
			 .type = JYZ_TYPE_DATE,
			 .flags = JYZ_COMPUTED | JYZ_ACCEPTED | JYZ_LISTED,
			 .sql = OF_EXAM("date") },
	[PAPER_SUBJECT] = { .name = "subject", .label = { "Subject", "科目/学科" },
			    .flags = JYZ_REQUIRED | JYZ_LISTED },
	[PAPER_GRADE] = { .name = "grade", .label = { "Grade", "年级" },
			  .flags = JYZ_REQUIRED | JYZ_LISTED },
	[PAPER_FULL_MARKS] = { .name = "full_marks",
			       .label = { "Full marks", "满分" }, POINTS,
			       .min = 1, .preset = "100",
			       .flags = JYZ_REQUIRED | JYZ_LISTED },
	[PAPER_THRESHOLD] = { .name = "threshold",
			      .label = { "Gap threshold", "分差线" }, POINTS,
			      .help = { "the setting threshold (5) unless given",
					"不写则用设置中的分差线（5 分）" } },
	[PAPER_STAGE] = { .name = "stage", .label = { "Stage", "教学阶段/阶段" },
			  .type = JYZ_TYPE_CHOICE, .choices = stages },
	[PAPER_SETTER] = { .name = "setter", .label = { "Setter", "命题人/命制者" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher,
			   .flags = JYZ_LISTED },
	[PAPER_SELECTOR] = { .name = "selector", .label = { "Selector", "选用者" },
			     .type = JYZ_TYPE_REFERENCE,
			     .target = &jyz_teacher },
	[PAPER_REVIEWER] = { .name = "reviewer",
			     .label = { "Reviewer", "审核者/审题人" },
			     .type = JYZ_TYPE_REFERENCE,
			     .target = &jyz_teacher },
	[PAPER_SOURCE] = { .name = "source", .label = { "Source", "来源" },
			   .type = JYZ_TYPE_CHOICE, .choices = sources },
	[PAPER_FILING_NO] = { .name = "filing_no",
			      .label = { "Filing no.", "备案号" } },
	[PAPER_MARKING] = { .name = "marking", .label = { "Marking", "阅卷方式" },
			    .type = JYZ_TYPE_CHOICE, .choices = markings },
	[PAPER_NOTE] = { .name = "note", .label = { "Note", "备注" },
			 .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	/* The grade: all classes that have statistics. */
	[PAPER_CLASSES] = { .name = "classes", .label = { "Classes", "班数" },
			    .type = JYZ_TYPE_INTEGER, .flags = DERIVED },
	[PAPER_ENTITLED] = { .name = "entitled",
			     .label = { "Entitled", "应考人数/应考" },
			     .type = JYZ_TYPE_INTEGER, .flags = DERIVED },
	[PAPER_SAT] = { .name = "sat", .label = { "Sat", "实考人数/实考" },
			.type = JYZ_TYPE_INTEGER, .flags = LISTED },
	[PAPER_AVERAGE] = { .name = "average",
			    .label = { "Average", "平均分/均分" }, REAL(2),
			    .flags = LISTED },
	[PAPER_SD] = { .name = "sd", .label = { "SD", "标准差" }, REAL(2),
		       .flags = LISTED },
	[PAPER_MIN] = { .name = "min", .label = { "Lowest", "最低分" },
			REAL(2), .flags = DERIVED },
	[PAPER_Q1] = { .name = "q1", .label = { "Q1", "下四分位/下四分位数" },
		       REAL(2), .flags = DERIVED },
	[PAPER_MEDIAN] = { .name = "median",
			   .label = { "Median", "中位数" }, REAL(2),
			   .flags = DERIVED },
	[PAPER_Q3] = { .name = "q3", .label = { "Q3", "上四分位/上四分位数" },
		       REAL(2), .flags = DERIVED },
	[PAPER_MAX] = { .name = "max", .label = { "Highest", "最高分" },
			REAL(2), .flags = DERIVED },
	[PAPER_MEAN_RATE] = { .name = "mean_rate",
			      .label = { "Mean rate", "得分率" }, PERCENT,
			      .flags = DERIVED },
	[PAPER_PASS_RATE] = { .name = "pass_rate",
			      .label = { "Pass rate", "及格率" }, PERCENT,
			      .flags = DERIVED },
	[PAPER_EXCELLENT_RATE] = { .name = "excellent_rate",
				   .label = { "Excellent rate", "优秀率" },
				   PERCENT, .flags = DERIVED },
	[PAPER_LOW_RATE] = { .name = "low_rate",
			     .label = { "Low rate", "低分率" }, PERCENT,
			     .flags = DERIVED },
};

static const struct jyz_field item_fields[] = {
	[PAPER_ITEM_NAME] = { .name = "name", .label = { "Item", "题号" },
			      .flags = JYZ_REQUIRED },
	[PAPER_ITEM_MAX] = { .name = "max", .label = { "Max", "满分/分值" },
			     POINTS, .min = 1, .flags = JYZ_REQUIRED },
	[PAPER_ITEM_TYPE] = { .name = "type", .label = { "Type", "题型" } },
	[PAPER_ITEM_POINT] = { .name = "point",
			       .label = { "Knowledge point", "知识点" } },
	[PAPER_ITEM_PREDICTED] = { .name = "predicted",
				   .label = { "Predicted difficulty",
					      "预估难度" },
				   .type = JYZ_TYPE_DECIMAL, .scale = 2,
				   .max = 100 },
	[PAPER_ITEM_LEVEL] = { .name = "level",
			       .label = { "Level", "能力层次" } },
	[PAPER_ITEM_SOURCE] = { .name = "source",
				.label = { "In the textbook", "教材出处" } },
};

static const struct jyz_field taught_fields[] = {
	[TAUGHT_CLASS] = { .name = "class", .label = { "Class", "班级" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_class,
			   .flags = JYZ_REQUIRED },
	[TAUGHT_POINT] = { .name = "point",
			   .label = { "Knowledge point", "知识点" },
			   .flags = JYZ_REQUIRED },
	[TAUGHT_DATE] = { .name = "date", .label = { "Taught on", "授课日期" },
			  .type = JYZ_TYPE_DATE },
};

static const struct jyz_part paper_parts[] = {
	[PAPER_ITEM] = { .name = "item", .label = { "Items", "题目/试题" },
			 .table = "paper_item", .head = "paper",
			 .fields = item_fields,
			 .n_fields = sizeof(item_fields) /
				     sizeof(item_fields[0]),
			 .syntax = "=/////",
			 .help = { "NAME=MAX/TYPE/POINT/PREDICTED/LEVEL/SOURCE",
				   "题号=分值/题型/知识点/预估难度/能力层次/教材出处" } },
	[PAPER_TAUGHT] = { .name = "taught",
			   .label = { "Taught", "授课进度" },
			   .table = "paper_taught", .head = "paper",
			   .fields = taught_fields,
			   .n_fields = sizeof(taught_fields) /
				       sizeof(taught_fields[0]),
			   .syntax = "=/", .n_key = 2,
			   .help = { "CLASS=POINT/DATE", "班级=知识点/日期" } },
};

const struct jyz_kind jyz_paper = {
	.name = "paper",
	.word = { "paper", "试卷" },
	.many = "papers",
	.about = { "papers: an exam's subject and grade, who set it",
		   "试卷：考试的科目与年级、命题人" },
	.fields = paper_fields,
	.n_fields = sizeof(paper_fields) / sizeof(paper_fields[0]),
	.parts = paper_parts,
	.n_parts = sizeof(paper_parts) / sizeof(paper_parts[0]),
	.label = OF_EXAM("name") " || ' ' || $.subject || ' ' || $.grade",
	.names = (const char *const[]){
		OF_EXAM("name") " || $.subject || $.grade",
		"(SELECT t.code || e.name FROM exam e JOIN term t "
		"ON t.id = e.term WHERE e.id = $.exam) "
		"|| $.subject || $.grade", 0 },
	.scope_term = OF_EXAM("term"),
	.order = OF_EXAM("date") " DESC, $.subject, $.grade",
	.date = PAPER_DATE,
	.key = { PAPER_EXAM + 1, PAPER_SUBJECT + 1, PAPER_GRADE + 1 },
	.term = JYZ_TERM_THROUGH,
	.term_field = PAPER_EXAM,
	.example = "--exam 期中考试 --subject 数学 --grade 高一 "
		   "--full_marks 150 --setter 王芳",
	.begin = jyz_paper_begin,
	.check = jyz_paper_check,
	.derive = jyz_paper_derive,
};
