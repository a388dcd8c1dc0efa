/*
 * Catalogue entries: plans, summaries, reviews, overtime, activities, trials.
 * Fields: reading/domain.md, a1 (kinds 1, 2, 7, 9, 10, 11).
 */
#include "entries.h"

static const struct jyz_field plan_fields[] = {
	[PLAN_TERM] = TERM_NAMED,
	[PLAN_UNIT] = UNIT_FIELD,
	[PLAN_TITLE] = { .name = "title", .label = { "Title", "标题/名称" },
			 .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[PLAN_DATE] = DATE_FIELD("Date", "日期/制定日期"),
	[PLAN_KEEPER] = KEEPER_FIELD,
	[PLAN_AIM] = { .name = "aim", .label = { "Aim", "指导思想" }, LINES },
	[PLAN_MEASURES] = { .name = "measures",
			    .label = { "Measures", "措施/主要措施" }, LINES },
	[PLAN_NOTE] = NOTE_FIELD,
	[PLAN_TARGETS] = { .name = "target_count",
			   .label = { "Number of targets", "目标数" },
			   .type = JYZ_TYPE_INTEGER,
			   .flags = JYZ_COMPUTED | JYZ_LISTED,
			   .sql = "(SELECT count(*) FROM plan_target p "
				  "WHERE p.plan = $.id)" },
};

static const struct jyz_field plan_target_fields[] = {
	[PLAN_TARGET_WHAT] = { .name = "what", .label = { "Target", "目标" },
			       .flags = JYZ_REQUIRED },
	[PLAN_TARGET_OWNER] = { .name = "owner",
				.label = { "Owner", "责任人/负责人" },
				OF(jyz_teacher) },
	[PLAN_TARGET_DUE] = { .name = "due",
			      .label = { "Due", "期限/时限" }, DAY },
	[PLAN_TARGET_MEASURE] = { .name = "measure",
				  .label = { "Measure", "措施" } },
};

static const struct jyz_field plan_week_fields[] = {
	[PLAN_WEEK_WEEK] = { .name = "week", .label = { "Week", "周次" },
			     .type = JYZ_TYPE_INTEGER, .min = 1, .max = 60,
			     .unit = "周", .flags = JYZ_REQUIRED },
	[PLAN_WEEK_WHAT] = { .name = "what", .label = { "What", "内容" },
			     .flags = JYZ_REQUIRED },
};

static const struct jyz_part plan_parts[] = {
	[PLAN_TARGET] = { .name = "target",
			  .label = { "Targets", "目标/工作目标" },
			  .table = "plan_target", .head = "plan",
			  FIELDS(plan_target_fields), .syntax = "=//",
			  .help = { "TARGET=OWNER/DUE/MEASURE",
				    "目标=责任人/期限/措施" } },
	[PLAN_WEEK] = { .name = "week", .label = { "Weeks", "周次/周次安排" },
			.table = "plan_week", .head = "plan",
			FIELDS(plan_week_fields), .syntax = "=",
			.help = { "WEEK=WHAT", "周次=内容" } },
};

const struct jyz_kind jyz_plan = {
	.name = "plan",
	.word = { "plan", "计划/工作计划" },
	.many = "plans",
	.about = { "work plans: targets with owners, week by week",
		   "工作计划：目标、责任人、周次安排" },
	FIELDS(plan_fields),
	PARTS(plan_parts),
	.label = "$.title",
	.exact = "(SELECT t.code FROM term t WHERE t.id = $.term) || ' ' "
		 "|| $.title",
	.names = (const char *const[]){
		"$.title",
		"(SELECT t.code FROM term t WHERE t.id = $.term) || $.title",
		"(SELECT u.name FROM unit u WHERE u.id = $.unit) || $.title",
		0 },
	.scope_term = "$.term",
	.order = "$.date DESC, $.id DESC",
	.date = PLAN_DATE,
	.key = { PLAN_TERM + 1, PLAN_UNIT + 1, PLAN_TITLE + 1 },
	.term = JYZ_TERM_FIELD,
	.term_field = PLAN_TERM,
	ARCHIVE(1),
	EVENTS({ .field = PLAN_DATE, .parts = TOLD(PLAN_TARGET) }),
	.example = "--title 教研组工作计划 --aim 减负增效 "
		   "--target 每人听课二十节=王芳/2026-12-31 "
		   "--target 编好导学案=李强/2026-11-30 "
		   "--week 1=制定计划 --week 10=期中质量分析",
	.complete = jyz_term_unit_complete,
	.check = jyz_plan_check,
	.touched = jyz_plan_touched,
};

static const struct jyz_choice answers[] = {
	{ "done", { "done", "完成/已完成" } },
	{ "partly", { "partly done/partly", "部分完成" } },
	{ "not_done", { "not done", "未完成" } },
	{ "carried_on", { "carried on", "继续/转下期" } },
	{ 0 }
};

static const struct jyz_field summary_fields[] = {
	[SUMMARY_TERM] = TERM_NAMED,
	[SUMMARY_UNIT] = UNIT_FIELD,
	[SUMMARY_TITLE] = { .name = "title", .label = { "Title", "标题/名称" },
			    .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[SUMMARY_DATE] = DATE_FIELD("Date", "日期"),
	[SUMMARY_KEEPER] = KEEPER_FIELD,
	[SUMMARY_PLAN] = { .name = "plan", .label = { "Plan", "计划/对应计划" },
			   OF(jyz_plan), .flags = JYZ_LISTED,
			   .help = { "the only one of the group and term "
				     "unless given",
				     "不写则为本组本学期唯一的计划" } },
	[SUMMARY_DONE] = { .name = "done", .label = { "Done", "完成情况" },
			   LINES },
	[SUMMARY_PROBLEMS] = { .name = "problems",
			       .label = { "Problems", "问题/存在问题" },
			       LINES },
	[SUMMARY_NEXT] = { .name = "next",
			   .label = { "Next steps", "改进/改进措施" }, LINES },
	[SUMMARY_NOTE] = NOTE_FIELD,
	[SUMMARY_OPEN_TARGETS] = {
		.name = "unanswered",
		.label = { "Targets not answered", "未答目标数" },
		.type = JYZ_TYPE_INTEGER, .flags = JYZ_COMPUTED | JYZ_LISTED,
		.sql = "(SELECT count(*) FROM plan_target p "
		       "WHERE p.plan = $.plan AND NOT EXISTS (SELECT 1 FROM "
		       "summary_answer a WHERE a.summary = $.id "
		       "AND a.target = p.what))" },
};

static const struct jyz_field answer_fields[] = {
	[ANSWER_TARGET] = { .name = "target", .label = { "Target", "目标" },
			    .flags = JYZ_REQUIRED },
	[ANSWER_STATE] = { .name = "state", .label = { "State", "完成情况" },
			   .type = JYZ_TYPE_CHOICE, .choices = answers,
			   .flags = JYZ_REQUIRED },
	[ANSWER_HOW] = { .name = "how", .label = { "How", "说明" } },
};

static const struct jyz_part summary_parts[] = {
	[SUMMARY_ANSWER] = { .name = "answer",
			     .label = { "Answers", "逐项回答/目标完成" },
			     .table = "summary_answer", .head = "summary",
			     FIELDS(answer_fields), .syntax = "=/",
			     .help = { "TARGET=STATE/HOW",
				       "目标=完成情况/说明" } },
};

const struct jyz_kind jyz_summary = {
	.name = "summary",
	.word = { "summary", "总结/工作总结" },
	.many = "summaries",
	.about = { "summaries: what became of each target of the plan",
		   "阶段性工作总结：逐项回答计划目标" },
	FIELDS(summary_fields),
	PARTS(summary_parts),
	.label = "$.title",
	.order = "$.date DESC, $.id DESC",
	.date = SUMMARY_DATE,
	.key = { SUMMARY_TERM + 1, SUMMARY_UNIT + 1, SUMMARY_TITLE + 1 },
	.term = JYZ_TERM_FIELD,
	.term_field = SUMMARY_TERM,
	ARCHIVE(2),
	EVENTS({ .field = SUMMARY_DATE, .parts = TOLD(SUMMARY_ANSWER),
		 .tally = true }),
	.example = "--title 学期工作总结 --answer 1=完成/人均二十二节 "
		   "--answer 编好导学案=部分完成 --next 开学前补齐导学案",
	.complete = jyz_summary_complete,
	.settle = jyz_summary_settle,
	.check = jyz_summary_check,
};

static const struct jyz_choice posts[] = {
	{ "group_leader", { "group leader", "教研组长" } },
	{ "prep_leader", { "lesson-prep leader", "备课组长" } },
	{ "other", { "other", "其他" } },
	{ 0 }
};

#define COUNT(column, en, zh)                                           \
	{ .name = column, .label = { en, zh }, .type = JYZ_TYPE_INTEGER, \
	  .max = 10000, .flags = JYZ_REQUIRED }
#define TALLY(column, en, zh, listed)                                   \
	{ .name = column, .label = { en, zh }, .type = JYZ_TYPE_INTEGER, \
	  .max = 10000, .unit = "票", .preset = "0",                     \
	  .flags = JYZ_REQUIRED | (listed) }

/* Lists have what fits 80 columns: who, and the tallies. */
static const struct jyz_field review_fields[] = {
	[REVIEW_DATE] = DATE_FIELD("Date", "日期"),
	[REVIEW_TERM] = TERM_OF_DATE,
	[REVIEW_UNIT] = { .name = "unit", .label = { "Unit", "组" },
			  OF(jyz_unit),
			  .help = { "the group of this file unless given",
				    "不写则为本组" } },
	[REVIEW_TEACHER] = { .name = "teacher",
			     .label = { "Reviewed", "评议对象/被评议人" },
			     OF(jyz_teacher),
			     .flags = JYZ_REQUIRED | JYZ_LISTED },
	[REVIEW_POST] = { .name = "post", .label = { "Post", "职务" },
			  .type = JYZ_TYPE_CHOICE, .choices = posts,
			  .preset = "group_leader",
			  .flags = JYZ_REQUIRED },
	[REVIEW_ENTITLED] = COUNT("entitled", "Entitled", "应到/应到人数"),
	[REVIEW_PRESENT] = COUNT("present", "Present", "实到/实到人数"),
	[REVIEW_BALLOTS] = { .name = "ballots",
			     .label = { "Ballots", "票数/收回票数" },
			     .type = JYZ_TYPE_INTEGER, .max = 10000,
			     .unit = "票", .flags = JYZ_REQUIRED | JYZ_LISTED,
			     .help = { "three at least: fewer would tell who "
				       "voted what",
				       "至少 3 票，否则等于公开了每人的意见" } },
	[REVIEW_EXCELLENT] = TALLY("excellent", "Excellent", "优秀",
				   JYZ_LISTED),
	[REVIEW_COMPETENT] = TALLY("competent", "Competent", "称职",
				   JYZ_LISTED),
	[REVIEW_BASIC] = TALLY("basic", "Just competent", "基本称职",
			       JYZ_LISTED),
	[REVIEW_INCOMPETENT] = TALLY("incompetent", "Not competent", "不称职",
				     JYZ_LISTED),
	[REVIEW_ABSTAINED] = TALLY("abstained", "Abstained or void",
				   "弃权/弃权或废票", 0),
	[REVIEW_REMARKS] = { .name = "remarks",
			     .label = { "Remarks", "意见摘要" }, LINES,
			     .help = { "in sum; not who said it",
				       "综合整理，不写谁说的" } },
	[REVIEW_TELLER] = { .name = "teller",
			    .label = { "Teller", "监票/监票人" },
			    OF(jyz_teacher) },
	[REVIEW_NOTE] = NOTE_FIELD,
	[REVIEW_LATE] = LATE_FIELD,
};

const struct jyz_kind jyz_review = {
	.name = "review",
	.word = { "review", "民主评议/评议" },
	.many = "reviews",
	.about = { "democratic reviews of leaders: tallies only",
		   "民主评议教研组长、备课组长：只记票数" },
	FIELDS(review_fields),
	.label = "$.date || ' ' || (SELECT t.name FROM teacher t "
		 "WHERE t.id = $.teacher)",
	.order = "$.date DESC, $.id DESC",
	.date = REVIEW_DATE,
	.key = { REVIEW_TEACHER + 1, REVIEW_POST + 1, REVIEW_DATE + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = REVIEW_DATE,
	ARCHIVE(7),
	.example = "--teacher 王芳 --entitled 12 --present 11 --ballots 11 "
		   "--excellent 7 --competent 3 --basic 1",
	.complete = jyz_unit_complete,
	.check = jyz_review_check,
};

static const struct jyz_field overtime_fields[] = {
	[OVERTIME_DATE] = DATE_FIELD("Date", "日期"),
	[OVERTIME_TERM] = TERM_OF_DATE,
	[OVERTIME_TEACHER] = { .name = "teacher",
			       .label = { "Teacher", "教师/姓名" },
			       OF(jyz_teacher),
			       .flags = JYZ_REQUIRED | JYZ_LISTED },
	[OVERTIME_WHAT] = { .name = "what", .label = { "What for", "事由" },
			    .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[OVERTIME_HOURS] = { .name = "hours", .label = { "Hours", "时长" },
			     .type = JYZ_TYPE_DECIMAL, .scale = 2, .min = 1,
			     .max = 100000, .unit = "小时",
			     .flags = JYZ_LISTED | JYZ_UNRANKED },
	[OVERTIME_PLACE] = { .name = "place", .label = { "Place", "地点" } },
	[OVERTIME_WITNESS] = { .name = "witness",
			       .label = { "Witness", "证明人" },
			       OF(jyz_teacher), .flags = JYZ_LISTED },
	[OVERTIME_NOTE] = NOTE_FIELD,
	[OVERTIME_LATE] = LATE_FIELD,
};

const struct jyz_kind jyz_overtime = {
	.name = "overtime",
	.word = { "overtime", "义务加班/加班" },
	.many = "overtime",
	.about = { "unpaid overtime: cases worth telling, never ranked",
		   "义务加班典型事例：不排名" },
	FIELDS(overtime_fields),
	.label = "$.date || ' ' || (SELECT t.name FROM teacher t "
		 "WHERE t.id = $.teacher)",
	.order = "$.date DESC, $.id DESC",
	.date = OVERTIME_DATE,
	.key = { OVERTIME_TEACHER + 1, OVERTIME_DATE + 1, OVERTIME_WHAT + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = OVERTIME_DATE,
	ARCHIVE(9),
	EVENTS({ .field = OVERTIME_DATE, .fields = TOLD(OVERTIME_WHAT) }),
	.example = "--teacher 李强 --what 周末为住校生答疑 --hours 3.5 "
		   "--witness 王芳",
};

static const struct jyz_choice activity_kinds[] = {
	{ "culture", { "culture", "文艺/文化" } },
	{ "sport", { "sport", "体育" } },
	{ "other", { "other", "其他" } },
	{ 0 }
};

static const struct jyz_field activity_fields[] = {
	[ACTIVITY_DATE] = DATE_FIELD("Date", "日期"),
	[ACTIVITY_TERM] = TERM_OF_DATE,
	[ACTIVITY_UNIT] = UNIT_FIELD,
	[ACTIVITY_WHAT] = { .name = "what", .label = { "What", "项目/活动" },
			    .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[ACTIVITY_KIND] = { .name = "kind", .label = { "Kind", "类别" },
			    .type = JYZ_TYPE_CHOICE,
			    .choices = activity_kinds, .flags = JYZ_LISTED },
	[ACTIVITY_PLACE] = { .name = "place", .label = { "Place", "地点" } },
	[ACTIVITY_ORGANISER] = { .name = "organiser",
				 .label = { "Organiser", "组织者/组织人" },
				 OF(jyz_teacher) },
	[ACTIVITY_OUTCOME] = { .name = "outcome",
			       .label = { "Outcome", "成绩/结果" },
			       .flags = JYZ_SEARCH | JYZ_LISTED },
	[ACTIVITY_CONTENT] = { .name = "content",
			       .label = { "Content", "内容" }, LINES },
	[ACTIVITY_NOTE] = NOTE_FIELD,
	[ACTIVITY_JOINED] = { .name = "joined",
			      .label = { "Took part", "参加人数" },
			      .type = JYZ_TYPE_INTEGER,
			      .flags = JYZ_COMPUTED | JYZ_LISTED,
			      .sql = "(SELECT count(*) FROM "
				     "activity_participant p "
				     "WHERE p.activity = $.id)" },
	[ACTIVITY_LATE] = LATE_FIELD,
};

static const struct jyz_field participant_fields[] = {
	{ .name = "teacher", .label = { "Teacher", "教师" }, OF(jyz_teacher),
	  .flags = JYZ_REQUIRED },
	{ .name = "outcome", .label = { "Outcome", "成绩" } },
};

static const struct jyz_part activity_parts[] = {
	[ACTIVITY_PARTICIPANT] = {
	  .name = "participant", .label = { "Participants", "参加者/参加人" },
	  .table = "activity_participant", .head = "activity",
	  FIELDS(participant_fields), .syntax = ":",
	  .help = { "NAME[:OUTCOME]", "姓名[:成绩]" } },
};

const struct jyz_kind jyz_activity = {
	.name = "activity",
	.word = { "activity", "文体活动/文体" },
	.many = "activities",
	.about = { "culture and sport: what, who took part, how it went",
		   "文体活动：项目、参加者、成绩" },
	FIELDS(activity_fields),
	PARTS(activity_parts),
	.label = "$.date || ' ' || $.what",
	.order = "$.date DESC, $.id DESC",
	.date = ACTIVITY_DATE,
	.key = { ACTIVITY_DATE + 1, ACTIVITY_WHAT + 1, ACTIVITY_UNIT + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = ACTIVITY_DATE,
	ARCHIVE(10),
	EVENTS({ .field = ACTIVITY_DATE, .fields = TOLD(ACTIVITY_OUTCOME),
		 .people = TOLD(ACTIVITY_PARTICIPANT) }),
	.example = "--what 教工运动会 --kind sport --outcome 团体第二 "
		   "--participant 李强:百米第一 --participant 王芳",
	.complete = jyz_unit_complete,
};

static const struct jyz_choice conclusions[] = {
	{ "adopt", { "adopt", "推广" } },
	{ "revise", { "revise", "修改" } },
	{ "stop", { "stop", "停止" } },
	{ 0 }
};

static const struct jyz_field trial_fields[] = {
	[TRIAL_DATE] = DATE_FIELD("Begun on", "日期/开始日期"),
	[TRIAL_TERM] = TERM_OF_DATE,
	[TRIAL_UNIT] = UNIT_FIELD,
	[TRIAL_TITLE] = { .name = "title", .label = { "Title", "题目/名称" },
			  .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[TRIAL_TEACHER] = { .name = "teacher",
			    .label = { "Led by", "负责人/教师" },
			    OF(jyz_teacher), .flags = JYZ_LISTED },
	[TRIAL_SUBJECT] = { .name = "subject",
			    .label = { "Subject", "学科/科目" } },
	[TRIAL_PROBLEM] = { .name = "problem", .label = { "Problem", "问题" },
			    LINES },
	[TRIAL_METHOD] = { .name = "method", .label = { "Method", "做法" },
			   LINES },
	[TRIAL_EVIDENCE] = { .name = "evidence",
			     .label = { "Evidence", "证据" }, LINES },
	[TRIAL_CONCLUSION] = { .name = "conclusion",
			       .label = { "Conclusion", "结论" },
			       .type = JYZ_TYPE_CHOICE, .choices = conclusions,
			       .flags = JYZ_LISTED | JYZ_OPEN },
	[TRIAL_GROUNDS] = { .name = "grounds",
			   .label = { "Grounds", "结论理由" },
			   .type = JYZ_TYPE_NOTE,
			   .flags = JYZ_SEARCH | JYZ_OPEN },
	[TRIAL_CLOSED] = { .name = "closed",
			   .label = { "Closed on", "结束日期/结题日期" }, DAY,
			   .flags = JYZ_LISTED | JYZ_OPEN },
	[TRIAL_NOTE] = NOTE_FIELD,
};

static const struct jyz_field trial_class_fields[] = {
	{ .name = "class", .label = { "Class", "班级" }, OF(jyz_class),
	  .flags = JYZ_REQUIRED },
};

static const struct jyz_field trial_exam_fields[] = {
	{ .name = "exam", .label = { "Exam", "考试" }, OF(jyz_exam),
	  .flags = JYZ_REQUIRED },
};

static const struct jyz_field trial_observation_fields[] = {
	{ .name = "observation", .label = { "Observation", "听课" },
	  OF(jyz_observation), .flags = JYZ_REQUIRED },
};

#define TRIAL_CLASSES(role)                                             \
	.table = "trial_class", .head = "trial", .fixed = "role",       \
	.value = role, FIELDS(trial_class_fields), .syntax = "",        \
	.help = { "NAME", "名称" }

static const struct jyz_part trial_parts[] = {
	{ .name = "class", .label = { "Classes", "班级/实验班" },
	  TRIAL_CLASSES("trial") },
	{ .name = "control", .label = { "Compared with", "对照/对照班" },
	  TRIAL_CLASSES("control") },
	{ .name = "exam", .label = { "Exams", "考试/佐证考试" },
	  .table = "trial_exam", .head = "trial", FIELDS(trial_exam_fields),
	  .syntax = "", .help = { "NAME", "名称" } },
	{ .name = "observation", .label = { "Observations", "听课/佐证听课" },
	  .table = "trial_observation", .head = "trial",
	  FIELDS(trial_observation_fields), .syntax = "",
	  .help = { "ID", "编号" } },
};

const struct jyz_kind jyz_trial = {
	.name = "trial",
	.word = { "trial", "教改/教学改革" },
	.many = "trials",
	.about = { "reform trials in the classroom, with their evidence",
		   "创新改革课堂教学：问题、做法、对照、证据、结论" },
	FIELDS(trial_fields),
	PARTS(trial_parts),
	.label = "$.title",
	.order = "$.date DESC, $.id DESC",
	.date = TRIAL_DATE,
	.key = { TRIAL_TITLE + 1, TRIAL_UNIT + 1, TRIAL_DATE + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = TRIAL_DATE,
	ARCHIVE(11),
	EVENTS({ .field = TRIAL_DATE, .word = { "begun", "开始" } },
	       { .field = TRIAL_CLOSED, .word = { "closed", "结题" },
		 .fields = TOLD(TRIAL_CONCLUSION, TRIAL_GROUNDS) }),
	.example = "--title 小组合作学习 --teacher 李强 --problem 课堂参与少 "
		   "--method 四人小组互讲 --class 高一1班 --exam 期中考试 "
		   "--observation 1 --conclusion revise",
	.complete = jyz_unit_complete,
	.check = jyz_trial_check,
};
