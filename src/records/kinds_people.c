/*
 * Catalogue entries: units, teachers, terms, classes, assignments,
 * mentorships.
 */
#include "entries.h"

static const struct jyz_choice unit_kinds[] = {
	{ "group", { "teaching-research group", "教研组" } },
	{ "prep", { "lesson-prep group", "备课组" } },
	{ 0 }
};

static const struct jyz_field unit_fields[] = {
	[UNIT_NAME] = { .name = "name", .label = { "Name", "名称" },
			.flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[UNIT_KIND] = { .name = "kind", .label = { "Kind", "类别" },
			.type = JYZ_TYPE_CHOICE, .choices = unit_kinds,
			.flags = JYZ_REQUIRED | JYZ_LISTED,
			.preset = "group" },
	[UNIT_SUBJECT] = { .name = "subject", .label = { "Subject", "学科" },
			   .flags = JYZ_LISTED },
	[UNIT_GRADE] = { .name = "grade", .label = { "Grade", "年级" },
			 .flags = JYZ_LISTED },
	[UNIT_PARENT] = { .name = "parent", .label = { "Part of", "上级组" },
			  .type = JYZ_TYPE_REFERENCE, .target = &jyz_unit,
			  .flags = JYZ_LISTED },
	[UNIT_LEADER] = { .name = "leader", .label = { "Leader", "组长" },
			  .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher,
			  .flags = JYZ_LISTED },
	[UNIT_NOTE] = { .name = "note", .label = { "Note", "备注" },
			.type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

const struct jyz_kind jyz_unit = {
	.name = "unit",
	.word = { "unit", "组" },
	.many = "units",
	.about = { "groups: teaching-research and lesson-prep groups",
		   "教研组、备课组" },
	.fields = unit_fields,
	.n_fields = sizeof(unit_fields) / sizeof(unit_fields[0]),
	.label = "$.name",
	.names = (const char *const[]){ "$.name", 0 },
	.order = "$.name COLLATE names",
	.date = -1,
	.key = { UNIT_NAME + 1 },
	.example = "--name 高一数学备课组 --kind prep --parent 数学教研组",
};

static const struct jyz_choice roles[] = {
	ROLES,
	{ 0 }
};

static const struct jyz_field teacher_fields[] = {
	[TEACHER_NAME] = { .name = "name",
			   .label = { "Name", "姓名/教师姓名/教师" },
			   .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[TEACHER_CODE] = { .name = "code", .label = { "Code", "工号/教师编号/编号" },
			   .flags = JYZ_LISTED,
			   .help = { "staff number; tells namesakes apart",
				     "工号，用来区分同名教师" } },
	[TEACHER_UNIT] = { .name = "unit", .label = { "Unit", "所在组/组/教研组/组别" },
			   .type = JYZ_TYPE_REFERENCE, .target = &jyz_unit,
			   .flags = JYZ_LISTED },
	[TEACHER_ROLE] = { .name = "role", .label = { "Role", "职务" },
			   .type = JYZ_TYPE_CHOICE, .choices = roles,
			   .flags = JYZ_LISTED },
	[TEACHER_TITLE] = { .name = "title", .label = { "Title", "职称" } },
	[TEACHER_STARTS] = { .name = "starts", .label = { "Joined", "入校日期" },
			     .type = JYZ_TYPE_DATE },
	[TEACHER_ENDS] = { .name = "ends", .label = { "Left", "离校日期" },
			   .type = JYZ_TYPE_DATE,
			   .help = { "not offered for records after this day",
				     "此后的记录不再提供此人" } },
	[TEACHER_NOTE] = { .name = "note", .label = { "Note", "备注" },
			   .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

const struct jyz_kind jyz_teacher = {
	.name = "teacher",
	.makable = true,
	.word = { "teacher", "教师" },
	.many = "teachers",
	.about = { "teachers, with their group and role", "教师及其所在组、职务" },
	.fields = teacher_fields,
	.n_fields = sizeof(teacher_fields) / sizeof(teacher_fields[0]),
	/* A namesake without a code is told apart by his number. */
	.label = "CASE WHEN EXISTS (SELECT 1 FROM teacher d "
		 "WHERE d.name = $.name AND d.id <> $.id) THEN $.name || '(' "
		 "|| ifnull($.code, '#' || $.id) || ')' ELSE $.name END",
	.exact = "$.name || ifnull('(' || $.code || ')', '')",
	.names = (const char *const[]){ "$.name", "$.code",
					"$.name || ifnull($.code, '#' || $.id)",
					0 },
	.scope_end = "$.ends",
	.order = "$.name COLLATE names, $.code",
	.date = -1,
	.key = { TEACHER_NAME + 1, TEACHER_CODE + 1 },
	.complete = jyz_teacher_complete,
	.example = "--name 王芳 --unit 数学教研组",
};

static const struct jyz_field term_fields[] = {
	[TERM_CODE] = { .name = "code", .label = { "Code", "代码" },
			.flags = JYZ_REQUIRED | JYZ_LISTED,
			.help = { "2026-1 is the first term of the school "
				  "year 2026",
				  "2026-1 即 2026 学年第一学期" } },
	[TERM_STARTS] = { .name = "starts", .label = { "First day", "开始日期" },
			  .type = JYZ_TYPE_DATE,
			  .flags = JYZ_REQUIRED | JYZ_LISTED },
	[TERM_ENDS] = { .name = "ends", .label = { "Last day", "结束日期" },
			.type = JYZ_TYPE_DATE,
			.flags = JYZ_REQUIRED | JYZ_LISTED },
	[TERM_NOTE] = { .name = "note", .label = { "Note", "备注" },
			.type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[TERM_SEALED] = { .name = "sealed_at",
			  .label = { "Sealed on", "封存日期" },
			  .type = JYZ_TYPE_DATE,
			  .flags = JYZ_COMPUTED | JYZ_LISTED,
			  .sql = "(SELECT date(e.sealed_at, 'localtime') "
				 "FROM seal e WHERE e.term = $.id)" },
};

const struct jyz_kind jyz_term = {
	.name = "term",
	.word = { "term", "学期" },
	.many = "terms",
	.about = { "terms, with first and last day", "学期及起止日期" },
	.fields = term_fields,
	.n_fields = sizeof(term_fields) / sizeof(term_fields[0]),
	.label = "$.code",
	.names = (const char *const[]){ "$.code", 0 },
	.order = "$.starts DESC",
	.date = -1,
	.key = { TERM_CODE + 1 },
	.example = "--code 2026-1 --starts 2026-09-01 --ends 2027-01-20",
	.check = jyz_term_check,
	.touched = jyz_term_touched,
	.remove = jyz_term_remove,
};

static const struct jyz_field class_fields[] = {
	[CLASS_NAME] = { .name = "name", .label = { "Name", "班级/名称" },
			 .flags = JYZ_REQUIRED | JYZ_SEARCH | JYZ_LISTED },
	[CLASS_YEAR] = { .name = "year", .label = { "School year", "学年" },
			 .type = JYZ_TYPE_INTEGER, .min = 1900, .max = 2999,
			 .preset = "current",
			 .flags = JYZ_REQUIRED | JYZ_LISTED | JYZ_FIXED,
			 .help = { "the year in which it begins; that of the "
				   "current term unless given",
				   "学年开始的年份；不写则为当前学期所在学年" } },
	[CLASS_GRADE] = { .name = "grade", .label = { "Grade", "年级" },
			  .flags = JYZ_REQUIRED | JYZ_LISTED },
	[CLASS_TRACK] = { .name = "track", .label = { "Track", "类型" },
			  .flags = JYZ_LISTED,
			  .help = { "classes are compared within a track",
				    "只在同类型的班级之间比较" } },
	[CLASS_ADVISER] = { .name = "adviser", .label = { "Adviser", "班主任" },
			    .type = JYZ_TYPE_REFERENCE, .target = &jyz_teacher,
			    .flags = JYZ_LISTED },
	[CLASS_SIZE] = { .name = "size", .label = { "Pupils", "人数" },
			 .type = JYZ_TYPE_INTEGER, .min = 0, .max = 1000,
			 .unit = "人", .flags = JYZ_LISTED },
	[CLASS_PREVIOUS] = { .name = "previous",
			     .label = { "Year before", "上学年班级" },
			     .type = JYZ_TYPE_REFERENCE, .target = &jyz_class },
	[CLASS_NOTE] = { .name = "note", .label = { "Note", "备注" },
			 .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

const struct jyz_kind jyz_class = {
	.name = "class",
	.makable = true,
	.word = { "class", "班级" },
	.many = "classes",
	.about = { "classes of a school year", "各学年的班级" },
	.fields = class_fields,
	.n_fields = sizeof(class_fields) / sizeof(class_fields[0]),
	.label = "$.name",
	.names = (const char *const[]){ "$.name", "$.year || $.name", 0 },
	.scope_year = "$.year",
	.order = "$.year DESC, $.grade COLLATE names, "
		 "$.name COLLATE names",
	.date = -1,
	.year = CLASS_YEAR + 1,
	.key = { CLASS_NAME + 1, CLASS_YEAR + 1 },
	.example = "--name '高一(1)班' --grade 高一",
};

static const struct jyz_field assignment_fields[] = {
	[ASSIGNMENT_TEACHER] = { .name = "teacher",
				 .label = { "Teacher", "教师/任课教师" },
				 .type = JYZ_TYPE_REFERENCE,
				 .target = &jyz_teacher,
				 .flags = JYZ_REQUIRED | JYZ_LISTED },
	[ASSIGNMENT_CLASS] = { .name = "class", .label = { "Class", "班级" },
			       .type = JYZ_TYPE_REFERENCE,
			       .target = &jyz_class,
			       .flags = JYZ_REQUIRED | JYZ_LISTED },
	[ASSIGNMENT_SUBJECT] = { .name = "subject",
				 .label = { "Subject", "学科/科目" },
				 .flags = JYZ_REQUIRED | JYZ_LISTED },
	[ASSIGNMENT_STARTS] = { .name = "starts", .label = { "From", "开始日期" },
				.type = JYZ_TYPE_DATE, .flags = JYZ_LISTED,
				.help = { "absent: from the beginning of the "
					  "class's school year",
					  "不写则为整个学年" } },
	[ASSIGNMENT_ENDS] = { .name = "ends", .label = { "To", "结束日期" },
			      .type = JYZ_TYPE_DATE, .flags = JYZ_LISTED },
	[ASSIGNMENT_NOTE] = { .name = "note", .label = { "Note", "备注" },
			      .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[ASSIGNMENT_YEAR] = { .name = "year", .label = { "School year", "学年" },
			      .type = JYZ_TYPE_INTEGER, .min = 1900,
			      .max = 2999,
			      .flags = JYZ_COMPUTED | JYZ_ACCEPTED |
				       JYZ_LISTED,
			      .sql = "(SELECT y.year FROM class y "
				     "WHERE y.id = $.class)" },
};

const struct jyz_kind jyz_assignment = {
	.name = "assignment",
	.word = { "assignment", "任课" },
	.many = "assignments",
	.about = { "who teaches which class in which subject",
		   "谁教哪个班的哪一科" },
	.fields = assignment_fields,
	.n_fields = sizeof(assignment_fields) / sizeof(assignment_fields[0]),
	.label = "(SELECT t.name FROM teacher t WHERE t.id = $.teacher) "
		 "|| ' ' || (SELECT c.name FROM class c WHERE c.id = $.class) "
		 "|| ' ' || $.subject",
	.scope_year = "(SELECT y.year FROM class y WHERE y.id = $.class)",
	.order = "(SELECT y.year FROM class y WHERE y.id = $.class) DESC, "
		 "(SELECT y.name FROM class y WHERE y.id = $.class) "
		 "COLLATE names, $.subject",
	.date = -1,
	.year = ASSIGNMENT_YEAR + 1,
	.key = { ASSIGNMENT_CLASS + 1, ASSIGNMENT_SUBJECT + 1,
		 ASSIGNMENT_TEACHER + 1, ASSIGNMENT_STARTS + 1 },
	.term = JYZ_TERM_SPAN,
	.term_field = ASSIGNMENT_STARTS,
	.example = "--teacher 王芳 --class 高一1班 --subject 数学",
};

static const struct jyz_field mentorship_fields[] = {
	[MENTORSHIP_MENTOR] = { .name = "mentor", .label = { "Mentor", "师傅" },
				.type = JYZ_TYPE_REFERENCE,
				.target = &jyz_teacher,
				.flags = JYZ_REQUIRED | JYZ_LISTED },
	[MENTORSHIP_MENTEE] = { .name = "mentee", .label = { "Mentee", "徒弟" },
				.type = JYZ_TYPE_REFERENCE,
				.target = &jyz_teacher,
				.flags = JYZ_REQUIRED | JYZ_LISTED },
	[MENTORSHIP_SUBJECT] = { .name = "subject",
				 .label = { "Subject", "学科" },
				 .flags = JYZ_LISTED },
	[MENTORSHIP_STARTS] = { .name = "starts", .label = { "From", "开始日期" },
				.type = JYZ_TYPE_DATE, .preset = "today",
				.flags = JYZ_REQUIRED | JYZ_LISTED },
	[MENTORSHIP_ENDS] = { .name = "ends", .label = { "To", "结束日期" },
			      .type = JYZ_TYPE_DATE, .flags = JYZ_LISTED },
	[MENTORSHIP_AIMS] = { .name = "aims", .label = { "Aims", "目标" },
			      .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
	[MENTORSHIP_NOTE] = { .name = "note", .label = { "Note", "备注" },
			      .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH },
};

const struct jyz_kind jyz_mentorship = {
	.name = "mentorship",
	.word = { "mentorship", "师徒" },
	.many = "mentorships",
	.about = { "mentors and their mentees", "师徒结对" },
	.fields = mentorship_fields,
	.n_fields = sizeof(mentorship_fields) / sizeof(mentorship_fields[0]),
	.label = "(SELECT t.name FROM teacher t WHERE t.id = $.mentor) || '-'"
		 " || (SELECT t.name FROM teacher t WHERE t.id = $.mentee)",
	.order = "$.starts DESC, $.id DESC",
	.date = -1,
	.key = { MENTORSHIP_MENTOR + 1, MENTORSHIP_MENTEE + 1,
		 MENTORSHIP_STARTS + 1 },
	.term = JYZ_TERM_SPAN,
	.term_field = MENTORSHIP_STARTS,
	.example = "--mentor 王芳 --mentee 李强 --starts 2026-09-01",
	.check = jyz_mentorship_check,
};
