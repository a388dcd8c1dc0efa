/*
 * Catalogue entries: exams, papers, results of classes.
 * Fields: reading/domain.md, a3.
 */
#include "jyz/analysis/gap.h"
#include "kinds.h"

#define POINTS .type = JYZ_TYPE_DECIMAL, .scale = JYZ_SCORE_SCALE, \
	       .unit = "分", .max = 1000000

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
};

const struct jyz_kind jyz_paper = {
	.name = "paper",
	.word = { "paper", "试卷" },
	.about = { "papers: an exam's subject and grade, who set it",
		   "试卷：考试的科目与年级、命题人" },
	.fields = paper_fields,
	.n_fields = sizeof(paper_fields) / sizeof(paper_fields[0]),
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
	.check = jyz_paper_check,
};

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
	[RESULT_SAT] = { .name = "sat",
			 .label = { "Sat", "实考人数/实考/参考人数" },
			 .type = JYZ_TYPE_INTEGER, .min = 0, .max = 1000000,
			 .unit = "人", .flags = JYZ_LISTED },
	[RESULT_ENTITLED] = { .name = "entitled",
			      .label = { "Entitled", "应考人数/应考" },
			      .type = JYZ_TYPE_INTEGER, .min = 0,
			      .max = 1000000, .unit = "人" },
	[RESULT_PAPER] = { .name = "paper", .label = { "Paper", "试卷" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_paper,
			   .flags = JYZ_REQUIRED | JYZ_FILLED,
			   .help = { "or its exam, subject and grade",
				     "或写考试、科目、年级" } },
	[RESULT_NOTE] = { .name = "note", .label = { "Note", "备注" },
			  .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

const struct jyz_kind jyz_result = {
	.name = "result",
	.word = { "result", "成绩" },
	.about = { "class averages of a paper", "各班的平均分" },
	.fields = result_fields,
	.n_fields = sizeof(result_fields) / sizeof(result_fields[0]),
	.view = "result_detail",
	.label = "(SELECT e.name || ' ' || p.subject FROM paper p JOIN exam e "
		 "ON e.id = p.exam WHERE p.id = $.paper) || ' ' || "
		 "(SELECT c.name FROM class c WHERE c.id = $.class)",
	.order = "v.date DESC, $.paper, $.average DESC",
	.date = RESULT_DATE,
	.key = { RESULT_PAPER + 1, RESULT_CLASS + 1 },
	.term = JYZ_TERM_THROUGH,
	.term_field = RESULT_PAPER,
	.example = "--exam 期中考试 --subject 数学 --class 高一1班 "
		   "--average 83.25 --sat 45",
	.begin = jyz_result_begin,
	.complete = jyz_result_complete,
	.check = jyz_result_check,
};
