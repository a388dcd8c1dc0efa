/*
 * Catalogue entry: findings, the gaps that the group looks into.
 */
#include "jyz/analysis/gap.h"
#include "entries.h"

static const struct jyz_choice states[] = {
	{ "open", { "open", "未结" } },
	{ "overdue", { "overdue", "已逾期" } },
	{ "harmless", { "harmless", "不需处理" } },
	{ "closed", { "closed", "已结" } },
	{ 0 }
};

/* reading/domain.md, c4: the two causes of the source and five more. */
static const struct jyz_choice causes[] = {
	{ "chance", { "chance", "偶然" } },
	{ "intake", { "intake", "生源/生源差异" } },
	{ "paper", { "paper", "命题/试卷" } },
	{ "not_taught", { "not taught yet", "未授/进度" } },
	{ "marking", { "marking", "阅卷" } },
	{ "teaching", { "teaching", "教学" } },
	{ "unclear", { "cannot tell", "无法判断" } },
	{ 0 }
};

static const struct jyz_field finding_fields[] = {
	[FINDING_DATE] = { .name = "date", .label = { "Date", "日期" },
			   .type = JYZ_TYPE_DATE, .preset = "today",
			   .flags = JYZ_REQUIRED | JYZ_LISTED },
	[FINDING_TERM] = { .name = "term", .label = { "Term", "学期" },
			   .flags = JYZ_COMPUTED,
			   /* that of the exam: so the archive of a term has
			    * what became of its gaps */
			   .sql = "(SELECT m.code FROM paper p JOIN exam e ON "
				  "e.id = p.exam JOIN term m ON m.id = e.term "
				  "WHERE p.id = $.paper)" },
	[FINDING_PAPER] = { .name = "paper", .label = { "Paper", "试卷" },
			    .type = JYZ_TYPE_REFERENCE, .target = &jyz_paper,
			    .flags = JYZ_REQUIRED | JYZ_LISTED },
	[FINDING_EXAM] = { .name = "exam", .label = { "Exam", "考试" },
			   .flags = JYZ_COMPUTED },
	[FINDING_SUBJECT] = { .name = "subject", .label = { "Subject", "科目" },
			      .flags = JYZ_COMPUTED },
	[FINDING_GRADE] = { .name = "grade", .label = { "Grade", "年级" },
			    .flags = JYZ_COMPUTED },
	[FINDING_CLASS_A] = { .name = "class_a",
			      .label = { "Higher class", "高分班/班级A" },
			      .type = JYZ_TYPE_REFERENCE, .target = &jyz_class,
			      .flags = JYZ_REQUIRED | JYZ_LISTED },
	[FINDING_CLASS_B] = { .name = "class_b",
			      .label = { "Lower class", "低分班/班级B" },
			      .type = JYZ_TYPE_REFERENCE, .target = &jyz_class,
			      .flags = JYZ_REQUIRED | JYZ_LISTED },
	[FINDING_GAP] = { .name = "gap", .label = { "Gap", "分差" },
			  .type = JYZ_TYPE_DECIMAL, .scale = JYZ_GAP_SCALE,
			  .unit = "分", .max = 100000000, .flags = JYZ_LISTED,
			  .help = { "that of the results unless given",
				    "不写则取两班成绩之差" } },
	[FINDING_STATE] = { .name = "state", .label = { "State", "状态" },
			    .type = JYZ_TYPE_CHOICE, .choices = states,
			    .flags = JYZ_COMPUTED | JYZ_LISTED,
			    .sql = "CASE WHEN $.closed IS NOT NULL THEN "
				   "'closed' WHEN $.harmless THEN 'harmless' "
				   "WHEN $.due < :today THEN 'overdue' "
				   "ELSE 'open' END" },
	[FINDING_CAUSE] = { .name = "cause", .label = { "Cause", "原因" },
			    .type = JYZ_TYPE_CHOICE, .choices = causes,
			    .flags = JYZ_LISTED,
			    .help = { "as the group decided", "由教研组认定" } },
	[FINDING_DECISION] = { .name = "decision",
			       .label = { "Decision", "决定/处理意见" },
			       .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[FINDING_HARMLESS] = { .name = "harmless",
			       .label = { "Harmless", "不需处理" },
			       .type = JYZ_TYPE_FLAG,
			       .help = { "looked at; does not come up again",
					 "已研究，不再提示" } },
	[FINDING_OWNER] = { .name = "owner", .label = { "Owner", "责任人/负责人" },
			    .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher,
			    .flags = JYZ_LISTED,
			    .help = { "the lesson-prep leader unless given",
				      "不写则为备课组长" } },
	[FINDING_DUE] = { .name = "due", .label = { "Due", "期限/截止日期" },
			  .type = JYZ_TYPE_DATE, .flags = JYZ_LISTED },
	[FINDING_CLOSED] = { .name = "closed",
			     .label = { "Closed on", "结案日期/已结" },
			     .type = JYZ_TYPE_DATE, .flags = JYZ_OPEN },
	[FINDING_EVIDENCE] = { .name = "evidence",
			       .label = { "Evidence", "结案依据/依据" },
			       .type = JYZ_TYPE_NOTE,
			       .flags = JYZ_SEARCH | JYZ_OPEN },
	[FINDING_NEXT_EXAM] = { .name = "next_exam",
				.label = { "Next exam", "下次考试" },
				.flags = JYZ_COMPUTED },
	[FINDING_NEXT_GAP] = { .name = "next_gap",
			       .label = { "Next gap", "下次分差" },
			       .type = JYZ_TYPE_DECIMAL,
			       .scale = JYZ_GAP_SCALE,
			       .flags = JYZ_COMPUTED | JYZ_LISTED,
			       .help = { "of the same classes, the higher one "
					 "of then less the lower",
					 "同两班下次考试之差" } },
	[FINDING_NOTE] = { .name = "note", .label = { "Note", "备注" },
			   .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

const struct jyz_kind jyz_finding = {
	.name = "finding",
	.word = { "finding", "问题" },
	.many = "findings",
	.about = { "gaps looked into: cause, decision, owner, evidence",
		   "分差问题：原因、决定、责任人、结案依据" },
	.fields = finding_fields,
	.n_fields = sizeof(finding_fields) / sizeof(finding_fields[0]),
	.view = "finding_detail",
	.label = "(SELECT e.name || ' ' || p.subject FROM paper p JOIN exam e "
		 "ON e.id = p.exam WHERE p.id = $.paper) || ' ' || "
		 "(SELECT c.name FROM class c WHERE c.id = $.class_a) || "
		 "' – ' || "
		 "(SELECT c.name FROM class c WHERE c.id = $.class_b)",
	.order = "$.date DESC, $.id DESC",
	.date = FINDING_DATE,
	.key = { FINDING_PAPER + 1, FINDING_CLASS_A + 1, FINDING_CLASS_B + 1 },
	/* Corrected results may have turned it in one file only. */
	.pair = { FINDING_CLASS_A + 1, FINDING_CLASS_B + 1 },
	.term = JYZ_TERM_THROUGH,
	.term_field = FINDING_PAPER,
	EVENTS({ .field = FINDING_DATE, .word = { "found", "立项" },
		 .fields = TOLD(FINDING_GAP) },
	       { .field = FINDING_CLOSED, .word = { "closed", "结案" },
		 .fields = TOLD(FINDING_CAUSE, FINDING_EVIDENCE) }),
	.persons = "SELECT a.teacher AS teacher FROM paper p "
		   "JOIN exam e ON e.id = p.exam "
		   "JOIN assignment a ON a.class IN ($.class_a, $.class_b) "
		   "AND a.subject = p.subject "
		   "AND ifnull(a.starts, '') <= e.date "
		   "AND ifnull(a.ends, '9999') >= e.date "
		   "WHERE p.id = $.paper",
	.example = "--paper 期中考试数学高一 --class_a 高一1班 --class_b 高一2班 "
		   "--cause teaching --due 2026-12-01",
	.begin = jyz_finding_begin,
	.complete = jyz_finding_complete,
	.check = jyz_finding_check,
};
