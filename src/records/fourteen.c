/*
 * The fourteen kinds of the source: reading/domain.md, a1.
 */
#include "jyz/records/fourteen.h"

#include <string.h>

#include "room.h"

const struct jyz_fourteen jyz_fourteen[JYZ_FOURTEEN] = {
	{ .name = "plan", .word = { "work plans", "工作计划" } },
	{ .name = "summary", .word = { "stage summaries", "阶段性工作总结" } },
	{ .name = "activity_log", .word = { "activity log", "教研组活动记录" },
	  .weekly = true },
	{ .name = "result", .word = { "results", "教学成绩记载" } },
	{ .name = "study",
	  .word = { "current affairs and professional study",
		    "时事业务学习记录" },
	  .weekly = true },
	{ .name = "observation", .word = { "lessons observed", "听课评课记载" },
	  .weekly = true },
	{ .name = "review",
	  .word = { "democratic reviews of leaders",
		    "民主评议教研组长备课组长" } },
	{ .name = "self_criticism",
	  .word = { "criticism and self-criticism", "民主生活会" } },
	{ .name = "overtime", .word = { "unpaid overtime", "义务加班典型事例" } },
	{ .name = "activity", .word = { "culture and sport", "文体活动" } },
	{ .name = "trial",
	  .word = { "classroom reform trials", "创新改革课堂教学" } },
	{ .name = "achievement", .word = { "research output", "教研成果" } },
	{ .name = "coaching", .word = { "coaching of pupils", "指导学生" } },
	{ .name = "commendation",
	  .word = { "commendations and documents", "接受表彰、下发文件" } },
};

/* One query a kind, its records by the value of one field (or by none). */
static int count_kind(struct jyz_desk *desk, const struct jyz_kind *kind,
		      int64_t term, int64_t *counts, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_count_term(&sql, kind, kind->archive->field);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_value value = jyz_col_at(&st, 0);
		int64_t n = jyz_col_at(&st, 1).i;
		for (const struct jyz_archive_of *a = kind->archive; a->number;
		     a++)
			if (!a->value || (value.type == JYZ_TEXT &&
					  strcmp(value.s, a->value) == 0))
				counts[a->number - 1] += n;
	}
	return rc;
}

int jyz_fourteen_count(struct jyz_desk *desk, int64_t term,
		       int64_t counts[JYZ_FOURTEEN], struct jyz_error *err)
{
	int64_t sums[JYZ_FOURTEEN] = { 0 };
	for (size_t k = 0; k < desk->catalogue->count; k++) {
		const struct jyz_kind *kind = desk->catalogue->kinds[k];
		int rc = kind->archive ? count_kind(desk, kind, term, sums, err)
				       : JYZ_OK;
		if (rc < 0)
			return rc;
	}
	memcpy(counts, sums, sizeof(sums));
	return JYZ_OK;
}
