/*
 * Catalogue entries: rubrics with their items, observations of lessons.
 * Kinds of visit and fields: reading/domain.md, a2 and a5.
 */
#include "jyz/analysis/gap.h"
#include "entries.h"

#define POINTS .type = JYZ_TYPE_DECIMAL, .scale = JYZ_SCORE_SCALE, \
	       .unit = "分", .max = 1000000

static const struct jyz_choice styles[] = {
	{ "additive", { "additive", "累加" } },
	{ "base", { "base score", "基准分" } },
	{ 0 }
};

static const struct jyz_field rubric_fields[] = {
	[RUBRIC_NAME] = { .name = "name", .label = { "Name", "名称" },
			  .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[RUBRIC_NAME_EN] = { .name = "name_en",
			     .label = { "English name", "英文名称" },
			     .flags = JYZ_LISTED },
	[RUBRIC_EDITION] = { .name = "edition", .label = { "Edition", "版次" },
			     .type = JYZ_TYPE_INTEGER, .min = 1, .max = 9999,
			     .flags = JYZ_REQUIRED | JYZ_LISTED | JYZ_FILLED,
			     .help = { "the next one unless given",
				       "不写则为下一版" } },
	[RUBRIC_STYLE] = { .name = "style", .label = { "Style", "计分方式" },
			   .type = JYZ_TYPE_CHOICE, .choices = styles,
			   .flags = JYZ_REQUIRED | JYZ_LISTED,
			   .preset = "additive",
			   .help = { "base: items start at a base, scores are "
				     "added to it or taken away",
				     "基准分：各项从基准分起加分或减分" } },
	[RUBRIC_FULL_MARKS] = { .name = "full_marks",
				.label = { "Full marks", "满分" }, POINTS,
				.min = 1,
				.flags = JYZ_REQUIRED | JYZ_LISTED |
					 JYZ_FILLED,
				.help = { "the sum of the items unless given",
					  "不写则为各项之和" } },
	[RUBRIC_PASS_MARK] = { .name = "pass_mark",
			       .label = { "Pass mark", "达标线" }, POINTS,
			       .flags = JYZ_LISTED },
	[RUBRIC_BONUS_MAX] = { .name = "bonus_max",
			       .label = { "Bonus up to", "加分上限" }, POINTS },
	[RUBRIC_NOTE] = { .name = "note", .label = { "Note", "备注" },
			  .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[RUBRIC_USED] = { .name = "used", .label = { "Lessons", "已用次数" },
			  .type = JYZ_TYPE_INTEGER,
			  .flags = JYZ_COMPUTED | JYZ_LISTED,
			  .sql = "(SELECT count(*) FROM observation u "
				 "WHERE u.rubric = $.id)" },
};

static const struct jyz_field rubric_item_fields[] = {
	[ITEM_NAME] = { .name = "name", .label = { "Item", "评分项" },
			.flags = JYZ_REQUIRED },
	[ITEM_MAX] = { .name = "max", .label = { "Max", "满分" }, POINTS,
		       .min = 1, .flags = JYZ_REQUIRED },
	[ITEM_BASE] = { .name = "base", .label = { "Base", "基准分" }, POINTS },
	[ITEM_NAME_EN] = { .name = "name_en", .label = { "English", "英文" } },
	[ITEM_GUIDE] = { .name = "guide", .label = { "Guide", "观察要点" } },
};

static const struct jyz_field rubric_veto_fields[] = {
	{ .name = "name", .label = { "Veto", "一票否决" },
	  .flags = JYZ_REQUIRED },
	{ .name = "name_en", .label = { "English", "英文" } },
};

static const struct jyz_field rubric_band_fields[] = {
	{ .name = "name", .label = { "Band", "等级" }, .flags = JYZ_REQUIRED },
	{ .name = "lowest", .label = { "From", "最低分" }, POINTS,
	  .flags = JYZ_REQUIRED },
	{ .name = "name_en", .label = { "English", "英文" } },
};

static const struct jyz_part rubric_parts[] = {
	[RUBRIC_ITEM] = { .name = "item", .label = { "Items", "评分项" },
			  .table = "rubric_item", .head = "rubric",
			  .fields = rubric_item_fields, .n_fields = 5,
			  .syntax = "=//|",
			  .help = { "NAME=MAX[/BASE[/ENGLISH[|GUIDE]]]",
				    "名称=满分[/基准分[/英文[|要点]]]" } },
	[RUBRIC_VETO] = { .name = "veto", .label = { "Vetoes", "一票否决" },
			  .table = "rubric_veto", .head = "rubric",
			  .fields = rubric_veto_fields, .n_fields = 2,
			  .syntax = "/",
			  .help = { "NAME[/ENGLISH]", "名称[/英文]" } },
	[RUBRIC_BAND] = { .name = "band", .label = { "Bands", "等级" },
			  .table = "rubric_band", .head = "rubric",
			  .fields = rubric_band_fields, .n_fields = 3,
			  .syntax = "=/",
			  .help = { "NAME=LOWEST[/ENGLISH]",
				    "名称=最低分[/英文]" } },
};

const struct jyz_kind jyz_rubric = {
	.name = "rubric",
	.word = { "rubric", "量表" },
	.many = "rubrics",
	.about = { "rubrics that lessons are scored with; frozen once used",
		   "评课量表；一经使用即不可更改" },
	.fields = rubric_fields,
	.n_fields = sizeof(rubric_fields) / sizeof(rubric_fields[0]),
	.parts = rubric_parts,
	.n_parts = sizeof(rubric_parts) / sizeof(rubric_parts[0]),
	/* The name alone means the newest edition. */
	.label = "$.name || CASE WHEN EXISTS (SELECT 1 FROM rubric w WHERE "
		 "w.name = $.name AND w.edition <> $.edition) "
		 "THEN ' v' || $.edition ELSE '' END",
	.exact = "$.name || ' v' || $.edition",
	.names = (const char *const[]){
		"CASE WHEN NOT EXISTS (SELECT 1 FROM rubric w WHERE "
		"w.name = $.name AND w.edition > $.edition) THEN $.name END",
		"CASE WHEN NOT EXISTS (SELECT 1 FROM rubric w WHERE "
		"w.name = $.name AND w.edition > $.edition) "
		"THEN $.name_en END",
		"$.name || ' v' || $.edition", "$.name_en || ' v' || $.edition",
		0 },
	.order = "$.name COLLATE names, $.edition DESC",
	.date = -1,
	.key = { RUBRIC_NAME + 1, RUBRIC_EDITION + 1 },
	.example = "--name 本校评课表 --item 目标=40 --item 过程=60 "
		   "--band 优=90 --band 良=0 --pass_mark 60",
	.complete = jyz_rubric_complete,
	.check = jyz_rubric_check,
	.touched = jyz_rubric_touched,
	.remove = jyz_rubric_touched,
};

const struct jyz_choice jyz_visits[] = {
	{ "drop_in", { "drop-in/unannounced", "推门课/随堂课/推门/随堂" } },
	{ "appointment", { "by appointment/appointment", "预约课/预约" } },
	{ "open", { "open lesson/open", "公开课/公开" } },
	{ "study", { "study lesson/study", "研究课/研讨课/研究/研讨" } },
	{ "report", { "report-back/report", "汇报课/汇报" } },
	{ "demonstration", { "demonstration", "观摩课/示范课/观摩/示范" } },
	{ "leading", { "lead-the-way/leading", "引路课/引路" } },
	{ "exchange", { "exchange", "交流课/交流" } },
	{ "same_topic", { "same topic", "同课异构" } },
	{ "showcase", { "showcase", "展示课/展示" } },
	{ "standard", { "pass-standard/standard", "达标课/过关课/达标/过关" } },
	{ "contest", { "contest", "优质课/评优课/优质/评优" } },
	{ "diagnostic", { "diagnostic", "诊断课/诊断" } },
	{ 0 }
};

static const struct jyz_choice purposes[] = {
	{ "research", { "research", "研究" } },
	{ "guidance", { "guidance", "指导" } },
	{ "appraisal", { "appraisal", "考核" } },
	{ 0 }
};

static const struct jyz_choice lessons[] = {
	{ "new", { "new content/new", "新授/新授课" } },
	{ "review", { "review", "复习/复习课" } },
	{ "practice", { "practice", "练习/练习课" } },
	{ "commentary", { "test review/commentary", "讲评/讲评课" } },
	{ "experiment", { "experiment", "实验/实验课" } },
	{ 0 }
};

static const struct jyz_choice feedback_modes[] = {
	{ "talk", { "talk", "面谈" } },
	{ "meeting", { "meeting", "集中评课" } },
	{ "written", { "written", "书面" } },
	{ 0 }
};

static const struct jyz_field observation_fields[] = {
	[OBSERVATION_DATE] = { .name = "date", .label = { "Date", "日期/听课日期" },
			       .type = JYZ_TYPE_DATE, .preset = "today",
			       .flags = JYZ_REQUIRED | JYZ_LISTED },
	[OBSERVATION_TERM] = { .name = "term", .label = { "Term", "学期" },
			       .flags = JYZ_COMPUTED },
	[OBSERVATION_PERIOD] = { .name = "period", .label = { "Period", "节次" },
				 .type = JYZ_TYPE_INTEGER, .min = 0, .max = 20,
				 .unit = "节", .flags = JYZ_LISTED },
	[OBSERVATION_CLASS] = { .name = "class", .label = { "Class", "班级" },
				.type = JYZ_TYPE_REFERENCE,
				.target = &jyz_class, .flags = JYZ_LISTED,
				.help = { "may be absent only outside the "
					  "school (--outside yes)",
					  "只有校外听课可以不写" } },
	[OBSERVATION_SUBJECT] = { .name = "subject",
				  .label = { "Subject", "学科/科目" },
				  .flags = JYZ_LISTED,
				  .help = { "that of the assignment, else of "
					    "the group, unless given",
					    "不写则取任课，再取本组学科" } },
	[OBSERVATION_TOPIC] = { .name = "topic", .label = { "Topic", "课题" },
				.flags = JYZ_SEARCH | JYZ_LISTED },
	[OBSERVATION_TEACHER] = { .name = "teacher",
				  .label = { "Teacher", "授课教师/授课人/教师" },
				  .type = JYZ_TYPE_REFERENCE,
				  .target = &jyz_teacher,
				  .flags = JYZ_REQUIRED | JYZ_LISTED },
	[OBSERVATION_OBSERVER] = { .name = "observer",
				   .label = { "Observer", "听课人/听课教师" },
				   .type = JYZ_TYPE_REFERENCE,
				   .target = &jyz_teacher,
				   .flags = JYZ_REQUIRED | JYZ_LISTED |
					    JYZ_FILLED,
				   .help = { "the person who works here unless "
					     "given",
					     "不写则为当前使用者" } },
	[OBSERVATION_VISIT] = { .name = "visit", .label = { "Visit", "听课类别" },
				.type = JYZ_TYPE_CHOICE, .choices = jyz_visits,
				.flags = JYZ_LISTED },
	[OBSERVATION_PURPOSE] = { .name = "purpose",
				  .label = { "Purpose", "听课目的" },
				  .type = JYZ_TYPE_CHOICE,
				  .choices = purposes },
	[OBSERVATION_LESSON] = { .name = "lesson",
				 .label = { "Lesson type", "课型" },
				 .type = JYZ_TYPE_CHOICE, .choices = lessons },
	[OBSERVATION_PLACE] = { .name = "place", .label = { "Place", "地点" } },
	[OBSERVATION_OUTSIDE] = { .name = "outside",
				  .label = { "Outside the school", "校外" },
				  .type = JYZ_TYPE_FLAG },
	[OBSERVATION_NOTICE] = { .name = "notice",
				 .label = { "Notice given", "提前通知" },
				 .type = JYZ_TYPE_FLAG },
	[OBSERVATION_PLAN_SEEN] = { .name = "plan_seen",
				    .label = { "Plan seen", "看过教案" },
				    .type = JYZ_TYPE_FLAG },
	[OBSERVATION_AIMS] = { .name = "aims", .label = { "Aims", "教学目标" },
			       .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[OBSERVATION_FOCUS] = { .name = "focus", .label = { "Focus", "观察点" },
				.type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[OBSERVATION_QUESTIONS] = { .name = "questions",
				    .label = { "Questions asked", "提问数" },
				    .type = JYZ_TYPE_INTEGER, .min = 0,
				    .max = 1000 },
	[OBSERVATION_TURNS] = { .name = "turns",
				.label = { "Pupils' turns", "参与人次" },
				.type = JYZ_TYPE_INTEGER, .min = 0,
				.max = 10000, .unit = "人次" },
	[OBSERVATION_RUBRIC] = { .name = "rubric", .label = { "Rubric", "量表" },
				 .type = JYZ_TYPE_REFERENCE,
				 .target = &jyz_rubric },
	[OBSERVATION_SCORE] = { .name = "score", .label = { "Score", "得分" },
				POINTS,
				.help = { "of the whole lesson; not beside "
					  "item scores",
					  "整节课的得分；与分项得分二选一" } },
	[OBSERVATION_BONUS] = { .name = "bonus", .label = { "Bonus", "加分" },
				POINTS },
	[OBSERVATION_TOTAL] = { .name = "total", .label = { "Total", "总分" },
				POINTS, .flags = JYZ_COMPUTED | JYZ_LISTED },
	[OBSERVATION_BAND] = { .name = "band", .label = { "Band", "等级" },
			       .flags = JYZ_COMPUTED | JYZ_LISTED },
	[OBSERVATION_PASS] = { .name = "pass", .label = { "Pass", "达标" },
			       .type = JYZ_TYPE_FLAG, .flags = JYZ_COMPUTED },
	[OBSERVATION_MISSING] = { .name = "missing",
				  .label = { "Items missing", "缺评分项" },
				  .type = JYZ_TYPE_INTEGER,
				  .flags = JYZ_COMPUTED },
	[OBSERVATION_STRENGTHS] = { .name = "strengths",
				    .label = { "Strengths", "优点" },
				    .type = JYZ_TYPE_NOTE,
				    .flags = JYZ_SEARCH },
	[OBSERVATION_PROBLEMS] = { .name = "problems",
				   .label = { "Problems", "问题" },
				   .type = JYZ_TYPE_NOTE,
				   .flags = JYZ_SEARCH },
	[OBSERVATION_SUGGESTIONS] = { .name = "suggestions",
				      .label = { "Suggestions", "建议" },
				      .type = JYZ_TYPE_NOTE,
				      .flags = JYZ_SEARCH },
	[OBSERVATION_VERDICT] = { .name = "verdict", .label = { "Verdict", "总评" },
				  .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[OBSERVATION_FEEDBACK_DATE] = { .name = "feedback_date",
					.label = { "Feedback on", "反馈日期" },
					.type = JYZ_TYPE_DATE,
					.flags = JYZ_OPEN },
	[OBSERVATION_FEEDBACK_MODE] = { .name = "feedback_mode",
					.label = { "Feedback by", "反馈方式" },
					.type = JYZ_TYPE_CHOICE,
					.choices = feedback_modes,
					.flags = JYZ_OPEN },
	[OBSERVATION_ACKNOWLEDGED] = { .name = "acknowledged",
				       .label = { "Acknowledged on", "确认日期" },
				       .type = JYZ_TYPE_DATE,
				       .flags = JYZ_OPEN,
				       .help = { "received, which is not to "
						 "agree",
						 "表示已收到，不表示同意" } },
	[OBSERVATION_REPLY] = { .name = "reply", .label = { "Reply", "回应" },
				.type = JYZ_TYPE_NOTE,
				.flags = JYZ_SEARCH | JYZ_OPEN },
	[OBSERVATION_FOLLOW_UP] = { .name = "follow_up",
				    .label = { "Follow-up on", "跟进日期" },
				    .type = JYZ_TYPE_DATE, .flags = JYZ_OPEN },
	[OBSERVATION_REFLECTION] = { .name = "reflection",
				     .label = { "Reflection", "教后反思" },
				     .type = JYZ_TYPE_NOTE,
				     .flags = JYZ_SEARCH | JYZ_OPEN },
	[OBSERVATION_NOTE] = { .name = "note", .label = { "Note", "备注" },
			       .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[OBSERVATION_LATE] = { .name = "late",
			       .label = { "Entered days later", "补记天数" },
			       .type = JYZ_TYPE_INTEGER,
			       .flags = JYZ_COMPUTED },
};

static const struct jyz_field observation_item_fields[] = {
	{ .name = "item", .label = { "Item", "评分项" },
	  .type = JYZ_TYPE_ITEM, .flags = JYZ_REQUIRED, .target = &jyz_rubric,
	  .item = RUBRIC_ITEM, .via = OBSERVATION_RUBRIC },
	{ .name = "score", .label = { "Score", "得分" },
	  .type = JYZ_TYPE_DECIMAL, .scale = JYZ_SCORE_SCALE, .unit = "分",
	  .min = -1000000, .max = 1000000, .flags = JYZ_REQUIRED },
};

static const struct jyz_field observation_veto_fields[] = {
	{ .name = "veto", .label = { "Veto", "一票否决" },
	  .type = JYZ_TYPE_ITEM, .flags = JYZ_REQUIRED, .target = &jyz_rubric,
	  .item = RUBRIC_VETO, .via = OBSERVATION_RUBRIC },
};

#define MINUTES .type = JYZ_TYPE_INTEGER, .min = 0, .max = 300, .unit = "分"

static const struct jyz_field observation_minute_fields[] = {
	{ .name = "starts", .label = { "From", "起" }, MINUTES,
	  .flags = JYZ_REQUIRED },
	{ .name = "ends", .label = { "To", "止" }, MINUTES,
	  .flags = JYZ_REQUIRED },
	{ .name = "segment", .label = { "Segment", "环节" },
	  .flags = JYZ_REQUIRED },
	{ .name = "teacher_does", .label = { "Teacher", "教师行为" } },
	{ .name = "pupils_do", .label = { "Pupils", "学生行为" } },
	{ .name = "note", .label = { "Note", "备注" } },
};

static const struct jyz_part observation_parts[] = {
	[OBSERVATION_ITEM] = { .name = "item",
			       .label = { "Item scores", "分项得分" },
			       .table = "observation_item",
			       .head = "observation",
			       .fields = observation_item_fields,
			       .n_fields = 2, .syntax = "=",
			       .help = { "NAME=SCORE", "评分项=得分" } },
	[OBSERVATION_VETO] = { .name = "veto",
			       .label = { "Vetoes", "一票否决" },
			       .table = "observation_veto",
			       .head = "observation",
			       .fields = observation_veto_fields,
			       .n_fields = 1, .syntax = "",
			       .help = { "NAME", "名称" } },
	[OBSERVATION_MINUTE] = { .name = "minute",
				 .label = { "Process", "课堂过程" },
				 .table = "observation_minute",
				 .head = "observation",
				 .fields = observation_minute_fields,
				 .n_fields = 6, .syntax = "-::::",
				 .n_key = 2,
				 .help = { "FROM-TO:SEGMENT[:TEACHER[:PUPILS"
					   "[:NOTE]]]",
					   "起-止:环节[:教师行为[:学生行为"
					   "[:备注]]]" } },
};

const struct jyz_kind jyz_observation = {
	.name = "observation",
	.word = { "observation", "听课" },
	.many = "observations",
	.about = { "lessons observed and evaluated", "听课评课记录" },
	.fields = observation_fields,
	.n_fields = sizeof(observation_fields) / sizeof(observation_fields[0]),
	.parts = observation_parts,
	.n_parts = sizeof(observation_parts) / sizeof(observation_parts[0]),
	.view = "observation_total",
	.label = "$.date || ' ' || (SELECT t.name FROM teacher t "
		 "WHERE t.id = $.teacher) || ifnull(' ' || $.topic, '')",
	.order = "$.date DESC, $.id DESC",
	.date = OBSERVATION_DATE,
	.key = { OBSERVATION_DATE + 1, OBSERVATION_PERIOD + 1,
		 OBSERVATION_CLASS + 1, OBSERVATION_TEACHER + 1,
		 OBSERVATION_OBSERVER + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = OBSERVATION_DATE,
	ARCHIVE(6),
	.example = "--class 高一1班 --teacher 李强 --topic 函数的单调性 "
		   "--score 88",
	.complete = jyz_observation_complete,
	.check = jyz_observation_check,
};
