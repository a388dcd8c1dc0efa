/*
 * Catalogue entries: achievements, coaching of pupils, honours, documents.
 * Fields: reading/domain.md, a1 (kinds 12, 13, 14).
 */
#include "entries.h"

const struct jyz_choice jyz_levels[] = {
	{ "school", { "school", "校级/校" } },
	{ "county", { "county", "区县级/县级/区级/县区级/县/区" } },
	{ "city", { "city", "市级/市" } },
	{ "province", { "province", "省级/省" } },
	{ "nation", { "nation", "国家级/全国/国家" } },
	{ 0 }
};

#define LEVEL_FIELD                                               \
	{ .name = "level", .label = { "Level", "级别" },          \
	  .type = JYZ_TYPE_CHOICE, .choices = jyz_levels,         \
	  .flags = JYZ_LISTED }
#define TITLE_FIELD(zh)                                           \
	{ .name = "title", .label = { "Title", zh },              \
	  .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED }

static const struct jyz_choice achievement_kinds[] = {
	{ "paper", { "paper", "论文" } },
	{ "project", { "research project/project", "课题" } },
	{ "lesson", { "prize lesson/lesson", "优质课" } },
	{ "courseware", { "courseware", "课件" } },
	{ "other", { "other", "其他" } },
	{ 0 }
};

static const struct jyz_field achievement_fields[] = {
	[ACHIEVEMENT_DATE] = DATE_FIELD("Date", "日期"),
	[ACHIEVEMENT_TERM] = TERM_OF_DATE,
	[ACHIEVEMENT_TEACHER] = { .name = "teacher",
				  .label = { "Teacher", "教师/作者/姓名" },
				  OF(jyz_teacher),
				  .flags = JYZ_REQUIRED | JYZ_LISTED },
	[ACHIEVEMENT_KIND] = { .name = "kind", .label = { "Kind", "类别" },
			       .type = JYZ_TYPE_CHOICE,
			       .choices = achievement_kinds,
			       .flags = JYZ_REQUIRED | JYZ_LISTED },
	[ACHIEVEMENT_TITLE] = TITLE_FIELD("题目/名称"),
	[ACHIEVEMENT_LEVEL] = LEVEL_FIELD,
	[ACHIEVEMENT_RANK] = { .name = "rank", .label = { "Rank", "名次/等第" },
			       .flags = JYZ_LISTED },
	[ACHIEVEMENT_CERTIFICATE] = { .name = "certificate",
				      .label = { "Certificate no.",
						 "证书号/证书编号" },
				      .flags = JYZ_SEARCH,
				      .help = { "a number is entered once",
						"同一证书号只登记一次" } },
	[ACHIEVEMENT_ISSUER] = { .name = "issuer",
				 .label = { "Issued by", "颁发单位/发表刊物" },
				 .flags = JYZ_SEARCH },
	[ACHIEVEMENT_NOTE] = NOTE_FIELD,
};

static const struct jyz_field person_fields[] = {
	{ .name = "teacher", .label = { "Teacher", "教师" }, OF(jyz_teacher),
	  .flags = JYZ_REQUIRED },
};

static const struct jyz_part achievement_parts[] = {
	[ACHIEVEMENT_WITH] = {
	  .name = "with", .label = { "With", "合作者/合著者" },
	  .table = "achievement_author", .head = "achievement",
	  FIELDS(person_fields), .syntax = "", .help = { "NAME", "姓名" } },
};

const struct jyz_kind jyz_achievement = {
	.name = "achievement",
	.word = { "achievement", "教研成果/成果" },
	.many = "achievements",
	.about = { "research output: papers, projects, prize lessons",
		   "教研成果：论文、课题、优质课、课件" },
	FIELDS(achievement_fields),
	PARTS(achievement_parts),
	.label = "$.title",
	.order = "$.date DESC, $.id DESC",
	.date = ACHIEVEMENT_DATE,
	.key = { ACHIEVEMENT_TEACHER + 1, ACHIEVEMENT_KIND + 1,
		 ACHIEVEMENT_TITLE + 1, ACHIEVEMENT_LEVEL + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = ACHIEVEMENT_DATE,
	ARCHIVE(12),
	EVENTS({ .field = ACHIEVEMENT_DATE,
		 .fields = TOLD(ACHIEVEMENT_KIND, ACHIEVEMENT_LEVEL,
				ACHIEVEMENT_RANK),
		 .people = TOLD(ACHIEVEMENT_WITH) }),
	.example = "--teacher 王芳 --kind paper --title 函数概念教学新探 "
		   "--level city --rank 一等奖 --certificate 市教研2026-081",
	.complete = jyz_achievement_complete,
};

static const struct jyz_field coaching_fields[] = {
	[COACHING_DATE] = DATE_FIELD("Date", "日期"),
	[COACHING_TERM] = TERM_OF_DATE,
	[COACHING_TEACHER] = { .name = "teacher",
			       .label = { "Coach", "指导教师/教师" },
			       OF(jyz_teacher),
			       .flags = JYZ_REQUIRED | JYZ_LISTED },
	[COACHING_WHAT] = { .name = "what", .label = { "What", "项目" },
			    .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[COACHING_CONTEST] = { .name = "contest",
			       .label = { "Contest", "赛事" },
			       .flags = JYZ_SEARCH | JYZ_LISTED },
	[COACHING_LEVEL] = LEVEL_FIELD,
	[COACHING_AWARD] = { .name = "award", .label = { "Award", "奖次/奖项" },
			     .flags = JYZ_LISTED },
	[COACHING_SIZE] = { .name = "size",
			    .label = { "Number of pupils", "人数/学生人数" },
			    .type = JYZ_TYPE_INTEGER, .min = 1, .max = 10000,
			    .unit = "人", .flags = JYZ_LISTED },
	/* The only place for names of pupils: reading/domain.md, a1 (13). */
	[COACHING_PUPILS] = { .name = "pupils",
			      .label = { "Pupils", "学生/学生姓名" },
			      .type = JYZ_TYPE_NOTE, .flags = JYZ_PRIVATE,
			      .help = { "left out of lists and archives "
					"unless --private",
					"列表和档案中不含，除非写“--含隐私”" } },
	[COACHING_NOTE] = NOTE_FIELD,
	[COACHING_LATE] = LATE_FIELD,
};

const struct jyz_kind jyz_coaching = {
	.name = "coaching",
	.word = { "coaching", "指导学生" },
	.many = "coaching",
	.about = { "pupils coached for contests; their names stay here",
		   "指导学生参赛：学生姓名不外传" },
	FIELDS(coaching_fields),
	.label = "$.date || ' ' || $.what",
	.order = "$.date DESC, $.id DESC",
	.date = COACHING_DATE,
	.key = { COACHING_TEACHER + 1, COACHING_DATE + 1, COACHING_WHAT + 1,
		 COACHING_AWARD + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = COACHING_DATE,
	ARCHIVE(13),
	EVENTS({ .field = COACHING_DATE,
		 .fields = TOLD(COACHING_CONTEST, COACHING_LEVEL,
				COACHING_AWARD) }),
	.example = "--teacher 李强 --what 数学建模 --contest 市中学生建模赛 "
		   "--level city --award 二等奖 --size 3",
};

static const struct jyz_choice keeping[] = {
	{ "permanent", { "permanent", "永久" } },
	{ "thirty_years", { "30 years", "30年" } },
	{ 0 }
};

static const struct jyz_field honour_fields[] = {
	[HONOUR_DATE] = DATE_FIELD("Date", "日期"),
	[HONOUR_TERM] = TERM_OF_DATE,
	[HONOUR_UNIT] = UNIT_FIELD,
	[HONOUR_TITLE] = TITLE_FIELD("名称/荣誉称号"),
	[HONOUR_LEVEL] = LEVEL_FIELD,
	[HONOUR_ISSUER] = { .name = "issuer",
			    .label = { "Issued by", "发文单位/颁发单位" },
			    .flags = JYZ_SEARCH | JYZ_LISTED },
	[HONOUR_NUMBER] = { .name = "number",
			    .label = { "Document no.", "文号" },
			    .flags = JYZ_SEARCH },
	[HONOUR_NOTE] = NOTE_FIELD,
	[HONOUR_KEPT] = { .name = "kept", .label = { "Kept for", "保管期限" },
			  .type = JYZ_TYPE_CHOICE, .choices = keeping,
			  .flags = JYZ_COMPUTED,
			  .sql = "CASE $.level WHEN 'school' THEN "
				 "'thirty_years' ELSE CASE WHEN $.level IS "
				 "NOT NULL THEN 'permanent' END END",
			  .help = { "from above the school for good, the "
				    "school's own 30 years: a school's rule",
				    "上级表彰永久、校内 30 年：某校的规定" } },
};

static const struct jyz_part honour_parts[] = {
	[HONOUR_RECIPIENT] = {
	  .name = "recipient", .label = { "Recipients", "受表彰人" },
	  .table = "honour_recipient", .head = "honour",
	  FIELDS(person_fields), .syntax = "", .help = { "NAME", "姓名" } },
};

const struct jyz_kind jyz_honour = {
	.name = "honour",
	.word = { "honour/honor", "表彰/荣誉" },
	.many = "honours",
	.about = { "commendations received", "接受的表彰" },
	FIELDS(honour_fields),
	PARTS(honour_parts),
	.label = "$.title",
	.order = "$.date DESC, $.id DESC",
	.date = HONOUR_DATE,
	.key = { HONOUR_DATE + 1, HONOUR_TITLE + 1, HONOUR_UNIT + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = HONOUR_DATE,
	ARCHIVE(14),
	EVENTS({ .field = HONOUR_DATE, .fields = TOLD(HONOUR_LEVEL),
		 .people = TOLD(HONOUR_RECIPIENT) }),
	.example = "--title 先进教研组 --level county --issuer 县教育局 "
		   "--number 教字〔2026〕12号 --recipient 王芳",
	.complete = jyz_unit_complete,
};

static const struct jyz_choice document_kinds[] = {
	{ "received", { "received", "收文/收到" } },
	{ "issued", { "issued", "发文/下发" } },
	{ 0 }
};

static const struct jyz_field document_fields[] = {
	[DOCUMENT_DATE] = DATE_FIELD("Date", "日期"),
	[DOCUMENT_TERM] = TERM_OF_DATE,
	[DOCUMENT_UNIT] = UNIT_FIELD,
	[DOCUMENT_TITLE] = TITLE_FIELD("标题/文件名称"),
	[DOCUMENT_KIND] = { .name = "kind", .label = { "Kind", "类别" },
			    .type = JYZ_TYPE_CHOICE, .choices = document_kinds,
			    .preset = "issued",
			    .flags = JYZ_REQUIRED | JYZ_LISTED },
	[DOCUMENT_ISSUER] = { .name = "issuer",
			      .label = { "Issued by", "发文单位" },
			      .flags = JYZ_SEARCH | JYZ_LISTED },
	[DOCUMENT_NUMBER] = { .name = "number",
			      .label = { "Document no.", "文号" },
			      .flags = JYZ_SEARCH | JYZ_LISTED },
	[DOCUMENT_CONTENT] = { .name = "content",
			       .label = { "Content", "内容/内容摘要" }, LINES },
	[DOCUMENT_NOTE] = NOTE_FIELD,
};

static const struct jyz_field receipt_fields[] = {
	{ .name = "teacher", .label = { "Teacher", "教师" }, OF(jyz_teacher),
	  .flags = JYZ_REQUIRED },
	{ .name = "date", .label = { "Signed on", "签收日期" }, DAY },
};

static const struct jyz_part document_parts[] = {
	{ .name = "receipt", .label = { "Signed for", "签收" },
	  .table = "document_receipt", .head = "document",
	  FIELDS(receipt_fields), .syntax = ":",
	  .help = { "NAME[:DATE]", "姓名[:日期]" } },
};

const struct jyz_kind jyz_document = {
	.name = "document",
	.word = { "document", "文件" },
	.many = "documents",
	.about = { "documents issued and received, and who signed for them",
		   "下发与收到的文件及签收" },
	FIELDS(document_fields),
	PARTS(document_parts),
	.label = "$.title",
	.order = "$.date DESC, $.id DESC",
	.date = DOCUMENT_DATE,
	.key = { DOCUMENT_DATE + 1, DOCUMENT_TITLE + 1, DOCUMENT_NUMBER + 1 },
	.term = JYZ_TERM_DATE,
	.term_field = DOCUMENT_DATE,
	ARCHIVE(14),
	.example = "--title 集体备课制度 --number 校教〔2026〕3号 "
		   "--receipt 王芳:2026-11-20 --receipt 李强",
	.complete = jyz_unit_complete,
};
