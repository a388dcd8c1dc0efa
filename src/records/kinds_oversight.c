/*
 * Catalogue entries: checks, targets, quotas.
 * Fields: reading/domain.md, section 0 and a2 (quotas), a4.
 */
#include "entries.h"

static const struct jyz_choice check_kinds[] = {
	{ "lesson_plan", { "lesson plans/lesson plan", "教案" } },
	{ "observation_notes", { "observation notes", "听课本/听课记录" } },
	{ "marking", { "marking", "批改/作业批改" } },
	{ "computer_study", { "computer study", "电脑学习" } },
	{ "other", { "other", "其他" } },
	{ 0 }
};

static const struct jyz_field check_fields[] = {
	[CHECK_DATE] = DATE_FIELD("Date", "日期/检查日期"),
	[CHECK_TERM] = TERM_OF_DATE,
	[CHECK_KIND] = { .name = "kind", .label = { "Kind", "类别/检查内容" },
			 .type = JYZ_TYPE_CHOICE, .choices = check_kinds,
			 .preset = "lesson_plan",
			 .flags = JYZ_REQUIRED | JYZ_LISTED },
	[CHECK_UNIT] = UNIT_FIELD,
	[CHECK_CHECKER] = { .name = "checker",
			    .label = { "Checked by", "检查人" },
			    OF(jyz_teacher), .flags = JYZ_LISTED,
			    .help = { "the person who works here unless given",
				      "不写则为当前使用者" } },
	[CHECK_SCOPE] = { .name = "scope", .label = { "Scope", "范围" },
			  .flags = JYZ_SEARCH },
	[CHECK_FINDINGS] = { .name = "findings",
			     .label = { "Findings", "检查情况/情况" }, LINES },
	[CHECK_FEEDBACK_DATE] = { .name = "feedback_date",
				  .label = { "Feedback on", "反馈日期" }, DAY,
				  .flags = JYZ_LISTED | JYZ_OPEN },
	[CHECK_FOLLOW_UP] = { .name = "follow_up",
			      .label = { "Follow-up", "复查日期/跟进日期" },
			      DAY, .flags = JYZ_LISTED | JYZ_OPEN },
	[CHECK_OUTCOME] = { .name = "outcome",
			    .label = { "Outcome", "整改情况/复查结果" },
			    .type = JYZ_TYPE_NOTE,
			    .flags = JYZ_SEARCH | JYZ_OPEN },
	[CHECK_NOTE] = NOTE_FIELD,
	[CHECK_CHECKED] = { .name = "checked",
			    .label = { "Teachers checked", "被查人数" },
			    .type = JYZ_TYPE_INTEGER,
			    .flags = JYZ_COMPUTED | JYZ_LISTED,
			    .sql = "(SELECT count(*) FROM check_teacher k "
				   "WHERE k.\"check\" = $.id)" },
	[CHECK_LATE] = LATE_FIELD,
};

static const struct jyz_field checked_fields[] = {
	{ .name = "teacher", .label = { "Teacher", "教师" }, OF(jyz_teacher),
	  .flags = JYZ_REQUIRED },
	{ .name = "finding", .label = { "Finding", "情况" } },
};

static const struct jyz_part check_parts[] = {
	[CHECK_TEACHER] = {
	  .name = "teacher", .label = { "Of whom", "教师/被查教师" },
	  .table = "check_teacher", .head = "check", FIELDS(checked_fields),
	  .syntax = ":", .help = { "NAME[:FINDING]", "姓名[:情况]" } },
};

const struct jyz_kind jyz_check = {
	.name = "check",
	.word = { "check", "检查" },
	.many = "checks",
	.about = { "checks of lesson plans, notes, marking; with feedback",
		   "检查教案、听课本、批改等，及反馈" },
	FIELDS(check_fields),
	PARTS(check_parts),
	.label = "$.date || ' ' || ifnull((SELECT t.name FROM teacher t "
		 "WHERE t.id = $.checker), {kind})",
	.order = "$.date DESC, $.id DESC",
	.date = CHECK_DATE,
	.key = { CHECK_DATE + 1, CHECK_KIND + 1, CHECK_UNIT + 1,
		 CHECK_CHECKER + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = CHECK_DATE,
	EVENTS({ .field = CHECK_DATE,
		 .fields = TOLD(CHECK_KIND, CHECK_SCOPE, CHECK_FINDINGS),
		 .parts = TOLD(CHECK_TEACHER),
		 .people = TOLD(CHECK_TEACHER) },
	       { .field = CHECK_FOLLOW_UP, .word = { "followed up", "复查" },
		 .ahead = { "follow-up planned", "计划复查" },
		 .needs = CHECK_OUTCOME + 1, .fields = TOLD(CHECK_OUTCOME) }),
	.example = "--kind lesson_plan --checker 王芳 --teacher 李强:缺教后反思 "
		   "--findings 总体规范 --feedback_date 2026-12-01",
	.complete = jyz_check_complete,
	.check = jyz_check_dates,
};

static const struct jyz_choice measures[] = {
	{ "lessons_heard", { "lessons heard", "听课节数/听课" } },
	{ "open_lessons", { "open lessons", "公开课/公开课节数" } },
	{ "attendance", { "attendance", "出勤率/出勤" } },
	{ "pass_rate", { "pass rate", "及格率" } },
	{ "average", { "average", "平均分/均分" } },
	{ "papers", { "papers published/papers", "论文/论文篇数" } },
	{ "other", { "other", "其他" } },
	{ 0 }
};

#define AMOUNT                                                           \
	.type = JYZ_TYPE_DECIMAL, .scale = 2, .max = 100000000, .unit = "%"

static const struct jyz_field target_fields[] = {
	[TARGET_TERM] = TERM_NAMED,
	[TARGET_DATE] = DATE_FIELD("Agreed on", "日期/签订日期"),
	[TARGET_UNIT] = { .name = "unit", .label = { "Unit", "组" },
			  OF(jyz_unit), .flags = JYZ_LISTED,
			  .help = { "of a group, or of a teacher, or of a "
				    "class: one of the three",
				    "组、教师、班级三者只写一个" } },
	[TARGET_TEACHER] = { .name = "teacher", .label = { "Teacher", "教师" },
			     OF(jyz_teacher), .flags = JYZ_LISTED },
	[TARGET_CLASS] = { .name = "class", .label = { "Class", "班级" },
			   OF(jyz_class), .flags = JYZ_LISTED },
	[TARGET_MEASURE] = { .name = "measure", .label = { "Measure", "指标" },
			     .type = JYZ_TYPE_CHOICE, .choices = measures,
			     .flags = JYZ_REQUIRED | JYZ_LISTED },
	[TARGET_SUBJECT] = { .name = "subject",
			     .label = { "Subject", "学科/科目" },
			     .flags = JYZ_LISTED,
			     .help = { "of pass rates and averages",
				       "用于及格率、平均分" } },
	[TARGET_WHAT] = { .name = "what", .label = { "What", "内容/目标内容" },
			  .flags = JYZ_SEARCH | JYZ_LISTED },
	[TARGET_VALUE] = { .name = "value",
			   .label = { "Value", "目标值/数值" }, AMOUNT,
			   .flags = JYZ_LISTED,
			   .help = { "rates in percent", "比率写百分数" } },
	[TARGET_DUE] = { .name = "due", .label = { "Due", "期限/截止日期" },
			 DAY, .flags = JYZ_LISTED },
	[TARGET_REACHED] = { .name = "reached",
			     .label = { "Reached", "达到/实际值" }, AMOUNT,
			     .flags = JYZ_OPEN,
			     .help = { "what the records cannot tell",
				       "记录中算不出的，手工填写" } },
	[TARGET_DONE] = { .name = "done", .label = { "Done on", "完成日期" },
			  DAY, .flags = JYZ_OPEN },
	[TARGET_NOTE] = NOTE_FIELD,
};

const struct jyz_kind jyz_target = {
	.name = "target",
	.word = { "target", "目标责任/目标" },
	.many = "targets",
	.about = { "targets that a group, teacher or class answers for",
		   "目标责任：组、教师或班级的指标" },
	FIELDS(target_fields),
	.label = "coalesce((SELECT u.name FROM unit u WHERE u.id = $.unit), "
		 "(SELECT t.name FROM teacher t WHERE t.id = $.teacher), "
		 "(SELECT c.name FROM class c WHERE c.id = $.class)) || ' ' "
		 "|| ifnull($.what, {measure})",
	.order = "$.due IS NULL, $.due, $.id",
	.date = TARGET_DATE,
	.key = { TARGET_TERM + 1, TARGET_UNIT + 1, TARGET_TEACHER + 1,
		 TARGET_CLASS + 1, TARGET_MEASURE + 1, TARGET_SUBJECT + 1,
		 TARGET_WHAT + 1 },
	.term = JYZ_TERM_FIELD,
	.term_field = TARGET_TERM,
	EVENTS({ .field = TARGET_DATE, .word = { "agreed", "签订" },
		 .fields = TOLD(TARGET_VALUE) },
	       { .field = TARGET_DUE, .word = { "due", "到期" },
		 .ahead = { "due", "到期" }, .told = JYZ_TOLD_REACHED },
	       { .field = TARGET_DONE, .word = { "done", "完成" },
		 .told = JYZ_TOLD_REACHED }),
	.example = "--teacher 李强 --measure lessons_heard --value 20 "
		   "--due 2027-01-15",
	.complete = jyz_term_complete,
	.check = jyz_target_check,
};

/* As with teachers, and all of them. */
static const struct jyz_choice roles[] = {
	ROLES,
	{ "everybody", { "everybody", "全体/全体成员" } },
	{ 0 }
};

static const struct jyz_choice quota_kinds[] = {
	{ "lessons_heard", { "lessons heard", "听课/听课节数" } },
	{ "lessons_given", { "lessons given", "上课/被听/开课" } },
	{ "meetings", { "meetings attended/meetings", "参加会议/参加活动" } },
	{ "meetings_chaired", { "meetings chaired", "主持会议/主持活动" } },
	{ "checks", { "checks", "检查" } },
	{ "achievements", { "achievements", "教研成果/成果" } },
	{ "exams", { "exams", "考试" } },
	{ 0 }
};

static const struct jyz_choice periods[] = {
	{ "week", { "week", "每周/周" } },
	{ "month", { "month", "每月/月" } },
	{ "term", { "term", "每学期/学期" } },
	{ "year", { "school year/year", "每学年/学年" } },
	{ 0 }
};

static const struct jyz_field quota_fields[] = {
	[QUOTA_ROLE] = { .name = "role", .label = { "Role", "职务/对象" },
			 .type = JYZ_TYPE_CHOICE, .choices = roles,
			 .flags = JYZ_REQUIRED | JYZ_LISTED },
	[QUOTA_KIND] = { .name = "kind", .label = { "What", "类别/项目" },
			 .type = JYZ_TYPE_CHOICE, .choices = quota_kinds,
			 .preset = "lessons_heard",
			 .flags = JYZ_REQUIRED | JYZ_LISTED },
	[QUOTA_VISIT] = { .name = "visit", .label = { "Visit", "听课类别" },
			  .type = JYZ_TYPE_CHOICE, .choices = jyz_visits,
			  .flags = JYZ_LISTED,
			  .help = { "only lessons of this kind count",
				    "只算这一类的课" } },
	[QUOTA_PERIOD] = { .name = "period", .label = { "Period", "周期" },
			   .type = JYZ_TYPE_CHOICE, .choices = periods,
			   .preset = "term",
			   .flags = JYZ_REQUIRED | JYZ_LISTED },
	[QUOTA_MINIMUM] = { .name = "minimum",
			    .label = { "At least", "最少/不少于" },
			    .type = JYZ_TYPE_INTEGER, .min = 1, .max = 10000,
			    .flags = JYZ_LISTED },
	[QUOTA_MAXIMUM] = { .name = "maximum",
			    .label = { "At most", "最多/不多于" },
			    .type = JYZ_TYPE_INTEGER, .max = 10000,
			    .flags = JYZ_LISTED,
			    .help = { "a limit: for exams and meetings",
				      "上限，用于考试、会议" } },
	[QUOTA_COVERAGE] = { .name = "coverage",
			     .label = { "Each member once", "覆盖每人" },
			     .type = JYZ_TYPE_FLAG, .flags = JYZ_LISTED,
			     .help = { "every member of the group at least "
				       "once: of lessons heard and checks",
				       "本组每位成员至少一次，用于听课、检查" } },
	[QUOTA_UNIT] = { .name = "unit", .label = { "Unit", "组" },
			 OF(jyz_unit), .flags = JYZ_LISTED,
			 .help = { "only in this group", "只用于这个组" } },
	[QUOTA_STARTS] = { .name = "starts", .label = { "From", "开始日期" },
			   DAY, .flags = JYZ_LISTED,
			   .help = { "in force from this day; absent: always",
				     "自此日起有效；不写则一直有效" } },
	[QUOTA_ENDS] = { .name = "ends", .label = { "To", "结束日期" }, DAY },
	[QUOTA_NOTE] = NOTE_FIELD,
};

const struct jyz_kind jyz_quota = {
	.name = "quota",
	.word = { "quota", "定额" },
	.many = "quotas",
	.about = { "how many lessons, meetings, exams, by role and period",
		   "定额：各职务每学期听课、会议、考试的次数" },
	FIELDS(quota_fields),
	.label = "{role} || ' ' || {kind} || ' ' || {period}",
	.order = "$.role, $.kind, $.period, $.id",
	.date = -1,
	.key = { QUOTA_ROLE + 1, QUOTA_KIND + 1, QUOTA_PERIOD + 1,
		 QUOTA_UNIT + 1, QUOTA_VISIT + 1, QUOTA_STARTS + 1 },
	.term = JYZ_TERM_SPAN,
	.term_field = QUOTA_STARTS,
	.example = "--role group_leader --kind lessons_heard --minimum 20 "
		   "--coverage yes",
	.check = jyz_quota_check,
};
