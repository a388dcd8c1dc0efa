/*
 * Catalogue entries: meetings with attendance and decisions, actions.
 * Fields: reading/domain.md, a1 (kinds 3, 3b, 5, 8).
 */
#include "entries.h"

static const struct jyz_choice meeting_kinds[] = {
	{ "group", { "group activity/group", "教研组活动/教研活动/教研组" } },
	{ "prep", { "lesson-prep activity/prep", "备课组活动/集体备课/备课组" } },
	{ "study", { "current affairs and professional study/study",
		     "时事业务学习/业务学习/时事学习" } },
	{ "self_criticism", { "criticism and self-criticism/self-criticism",
			      "民主生活会" } },
	{ 0 }
};

static const struct jyz_choice modes[] = {
	{ "together", { "together", "集中" } },
	{ "apart", { "apart", "分散" } },
	{ 0 }
};

static const struct jyz_field meeting_fields[] = {
	[MEETING_DATE] = { .name = "date", .label = { "Date", "日期" },
			   .type = JYZ_TYPE_DATE, .preset = "today",
			   .flags = JYZ_REQUIRED | JYZ_LISTED },
	[MEETING_TERM] = { .name = "term", .label = { "Term", "学期" },
			   .flags = JYZ_COMPUTED,
			   .sql = JYZ_SQL_TERM_OF("$.date") },
	[MEETING_KIND] = { .name = "kind", .label = { "Kind", "类别/会议类别" },
			   .type = JYZ_TYPE_CHOICE, .choices = meeting_kinds,
			   .preset = "group",
			   .flags = JYZ_REQUIRED | JYZ_LISTED },
	[MEETING_UNIT] = { .name = "unit", .label = { "Unit", "组" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_unit,
			   .flags = JYZ_LISTED,
			   .help = { "the group of this file unless given",
				     "不写则为本组" } },
	[MEETING_TOPIC] = { .name = "topic", .label = { "Topic", "议题/主题" },
			    .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[MEETING_STARTS] = { .name = "starts", .label = { "From", "开始时间" },
			     .type = JYZ_TYPE_TIME },
	[MEETING_ENDS] = { .name = "ends", .label = { "To", "结束时间" },
			   .type = JYZ_TYPE_TIME },
	[MEETING_PLACE] = { .name = "place", .label = { "Place", "地点" },
			    .flags = JYZ_LISTED },
	[MEETING_CHAIR] = { .name = "chair", .label = { "Chair", "主持/主持人" },
			    .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher,
			    .flags = JYZ_LISTED },
	[MEETING_KEEPER] = { .name = "keeper",
			     .label = { "Minutes by", "记录/记录人" },
			     .type = JYZ_TYPE_REFERENCE,
			     .target = &jyz_teacher },
	[MEETING_SPEAKER] = { .name = "speaker",
			      .label = { "Main speaker", "中心发言人/主备人" },
			      .type = JYZ_TYPE_REFERENCE,
			      .target = &jyz_teacher },
	[MEETING_LESSON] = { .name = "lesson",
			     .label = { "Lesson prepared", "课题" },
			     .flags = JYZ_SEARCH },
	[MEETING_MATERIALS] = { .name = "materials",
				.label = { "Materials", "材料/资料" },
				.flags = JYZ_SEARCH },
	[MEETING_MODE] = { .name = "mode", .label = { "Mode", "形式" },
			   .type = JYZ_TYPE_CHOICE, .choices = modes },
	[MEETING_HOURS] = { .name = "hours", .label = { "Hours", "学时" },
			    .type = JYZ_TYPE_DECIMAL, .scale = 2, .min = 0,
			    .max = 10000 },
	[MEETING_CONTENT] = { .name = "content", .label = { "Content", "内容/要点" },
			      .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[MEETING_VIEWS] = { .name = "views", .label = { "Views", "不同意见/发言" },
			    .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH,
			    .help = { "opposing views, both sides",
				      "正反两方面的意见" } },
	[MEETING_NEXT] = { .name = "next", .label = { "Next time", "下次安排" },
			   .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[MEETING_NOTE] = { .name = "note", .label = { "Note", "备注" },
			   .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[MEETING_ATTENDED] = { .name = "attended",
			       .label = { "Attended", "出席人数" },
			       .type = JYZ_TYPE_INTEGER,
			       .flags = JYZ_COMPUTED | JYZ_LISTED,
			       .sql = "(SELECT count(*) FROM "
				      "meeting_attendance a WHERE a.meeting = "
				      "$.id AND a.status IN ('present', "
				      "'late'))" },
	[MEETING_LATE] = { .name = "entered_late",
			   .label = { "Entered days later", "补记天数" },
			   .type = JYZ_TYPE_INTEGER, .flags = JYZ_COMPUTED,
			   .sql = "max(0, CAST(julianday(date($.created_at, "
				  "'localtime')) - julianday($.date) "
				  "AS INTEGER))" },
};

static const struct jyz_field attendance_fields[] = {
	{ .name = "teacher", .label = { "Teacher", "教师" },
	  .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher,
	  .flags = JYZ_REQUIRED },
	{ .name = "reason", .label = { "Reason", "原因" } },
};

static const struct jyz_field decision_fields[] = {
	{ .name = "decision", .label = { "Decision", "决议" },
	  .type = JYZ_TYPE_NOTE, .flags = JYZ_REQUIRED },
};

#define ATTENDANCE(status)                                           \
	.table = "meeting_attendance", .head = "meeting",            \
	.fixed = "status", .value = status, .fields = attendance_fields

static const struct jyz_part meeting_parts[] = {
	[MEETING_PRESENT] = { .name = "present",
			      .label = { "Present", "出席" },
			      ATTENDANCE("present"), .n_fields = 1,
			      .syntax = "", .help = { "NAME", "姓名" } },
	[MEETING_CAME_LATE] = { .name = "late", .label = { "Late", "迟到" },
				ATTENDANCE("late"), .n_fields = 2,
				.syntax = ":",
				.help = { "NAME[:REASON]", "姓名[:原因]" } },
	[MEETING_ABSENT] = { .name = "absent", .label = { "Absent", "缺席" },
			     ATTENDANCE("absent"), .n_fields = 2,
			     .syntax = ":",
			     .help = { "NAME[:REASON]", "姓名[:原因]" } },
	[MEETING_GUEST] = { .name = "guest", .label = { "Sitting in", "列席" },
			    ATTENDANCE("guest"), .n_fields = 1,
			    .syntax = "", .help = { "NAME", "姓名" } },
	[MEETING_DECISION] = { .name = "decision",
			       .label = { "Decisions", "决议" },
			       .table = "meeting_decision", .head = "meeting",
			       .fields = decision_fields, .n_fields = 1,
			       .syntax = "", .help = { "TEXT", "内容" } },
};

const struct jyz_kind jyz_meeting = {
	.name = "meeting",
	.word = { "meeting", "会议" },
	.many = "meetings",
	.about = { "meetings: attendance, views, decisions",
		   "会议记录：考勤、意见、决议" },
	.fields = meeting_fields,
	.n_fields = sizeof(meeting_fields) / sizeof(meeting_fields[0]),
	.parts = meeting_parts,
	.n_parts = sizeof(meeting_parts) / sizeof(meeting_parts[0]),
	.label = "$.date || ' ' || $.topic",
	.order = "$.date DESC, $.id DESC",
	.date = MEETING_DATE,
	.key = { MEETING_KIND + 1, MEETING_UNIT + 1, MEETING_DATE + 1,
		 MEETING_TOPIC + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = MEETING_DATE,
	.archive = (const struct jyz_archive_of[]){
		{ 3, MEETING_KIND, "group" },
		{ 3, MEETING_KIND, "prep" },
		{ 5, MEETING_KIND, "study" },
		{ 8, MEETING_KIND, "self_criticism" },
		{ 0 } },
	EVENTS({ .field = MEETING_DATE, .parts = TOLD(MEETING_DECISION) }),
	.example = "--topic 期中质量分析 --present 王芳 --absent 李强:病假 "
		   "--decision 每周互听一节课",
	.complete = jyz_unit_complete,
	.check = jyz_meeting_check,
};

static const struct jyz_choice states[] = {
	{ "open", { "open", "未完成" } },
	{ "overdue", { "overdue", "已逾期" } },
	{ "done", { "done", "已完成" } },
	{ 0 }
};

static const struct jyz_field action_fields[] = {
	[ACTION_WHAT] = { .name = "what", .label = { "What", "事项/任务" },
			  .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[ACTION_OWNER] = { .name = "owner", .label = { "Owner", "责任人/负责人" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher,
			   .flags = JYZ_REQUIRED | JYZ_LISTED },
	[ACTION_DUE] = { .name = "due", .label = { "Due", "期限/截止日期" },
			 .type = JYZ_TYPE_DATE, .flags = JYZ_LISTED },
	[ACTION_STATE] = { .name = "state", .label = { "State", "状态" },
			   .type = JYZ_TYPE_CHOICE, .choices = states,
			   .flags = JYZ_COMPUTED | JYZ_LISTED,
			   .sql = "CASE WHEN $.done IS NOT NULL THEN 'done' "
				  "WHEN $.due < :today THEN 'overdue' "
				  "ELSE 'open' END" },
	[ACTION_DATE] = { .name = "date", .label = { "Agreed on", "日期/布置日期" },
			  .type = JYZ_TYPE_DATE,
			  .flags = JYZ_REQUIRED | JYZ_FILLED,
			  .help = { "that of the meeting, lesson, finding "
				    "or check, else today",
				    "不写则取会议、听课、问题或检查的日期，"
				    "否则为今天" } },
	[ACTION_TERM] = { .name = "term", .label = { "Term", "学期" },
			  .flags = JYZ_COMPUTED,
			  .sql = JYZ_SQL_TERM_OF("$.date") },
	[ACTION_MEETING] = { .name = "meeting", .label = { "Meeting", "会议" },
			     .type = JYZ_TYPE_REFERENCE,
			     .target = &jyz_meeting, .flags = JYZ_LISTED },
	[ACTION_OBSERVATION] = { .name = "observation",
				 .label = { "Observation", "听课" },
				 .type = JYZ_TYPE_REFERENCE,
				 .target = &jyz_observation },
	[ACTION_FINDING] = { .name = "finding", .label = { "Finding", "问题" },
			     .type = JYZ_TYPE_REFERENCE,
			     .target = &jyz_finding },
	[ACTION_CHECK] = { .name = "check", .label = { "Check", "检查" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_check },
	[ACTION_REPORT] = { .name = "report", .label = { "Report", "汇报" },
			    .type = JYZ_TYPE_NOTE,
			    .flags = JYZ_SEARCH | JYZ_OPEN },
	[ACTION_DONE] = { .name = "done", .label = { "Done on", "完成日期" },
			  .type = JYZ_TYPE_DATE,
			  .flags = JYZ_LISTED | JYZ_OPEN },
	[ACTION_NOTE] = { .name = "note", .label = { "Note", "备注" },
			  .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

const struct jyz_kind jyz_action = {
	.name = "action",
	.word = { "action", "任务" },
	.many = "actions",
	.about = { "actions: what, who, by when", "任务：事项、责任人、期限" },
	.fields = action_fields,
	.n_fields = sizeof(action_fields) / sizeof(action_fields[0]),
	.label = "$.what",
	.order = "$.due IS NULL, $.due, $.id",
	.date = ACTION_DATE,
	.key = { ACTION_OWNER + 1, ACTION_WHAT + 1, ACTION_DUE + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = ACTION_DATE,
	EVENTS({ .field = ACTION_DATE, .word = { "agreed", "布置" } },
	       { .field = ACTION_DONE, .word = { "done", "完成" },
		 .fields = TOLD(ACTION_REPORT) }),
	.example = "--what 修订导学案 --owner 李强 --due 2026-11-01",
	.complete = jyz_action_complete,
};
