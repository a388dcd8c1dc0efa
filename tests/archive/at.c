#include "at.h"

#include <dirent.h>
#include <fcntl.h>
#include <sodium/crypto_hash_sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jyz/records/attach.h"
#include "jyz/records/resolve.h"
#include "jyz/store/stmt.h"

static const struct jyz_clock clock_ = { "2026-11-21T04:00:00Z",
					 "2026-11-21" };

void at_open(struct at *at)
{
	*at = (struct at){ .err = JYZ_ERROR_INIT };
	at->path = jt_path(jt_tmpdir(), "jyz.db");
	jt_ok(jyz_store_open(&at->store, at->path, JYZ_OPEN_CREATE,
			     &jyz_schema_embedded, &at->err), &at->err);
	jyz_desk_init(&at->desk, at->store, &jyz_catalogue, &clock_);
	/* Nobody pulls the plug on a test. */
	at_exec(at, "PRAGMA synchronous=OFF");
}

void at_close(struct at *at)
{
	jyz_desk_free(&at->desk);
	jyz_store_close(at->store);
	jyz_error_free(&at->err);
}

const char *at_uid(const char *word)
{
	char uid[33];

	memset(uid, '0', 32);
	uid[32] = '\0';
	memcpy(uid, word, strlen(word));
	return jt_keep(strdup(uid));
}

static void set_pairs(struct at *at, struct jyz_record *rec, va_list args)
{
	const char *name;

	while ((name = va_arg(args, const char *))) {
		const char *text = va_arg(args, const char *);
		int field = jyz_field_find(rec->kind, name);
		int part = jyz_part_find(rec->kind, name);

		if (part >= 0)
			jyz_record_part(rec, part, text);
		else
			jt_ok(jyz_record_set(&at->desk, rec, field, text,
					     &at->err), &at->err);
	}
}

int64_t at_add(struct at *at, const char *kind, const char *uid,
	       const char *moment, ...)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	va_list args;

	jyz_record_init(&rec, jyz_kind_of_table(&jyz_catalogue, kind));
	rec.uid = at_uid(uid);
	rec.created_at = rec.updated_at = moment;
	jt_ok(jyz_tx_begin(&tx, at->store, &at->err), &at->err);
	va_start(args, moment);
	set_pairs(at, &rec, args);
	va_end(args);
	jt_ok(jyz_record_finish(&at->desk, &rec, &at->err), &at->err);
	jt_ok(jyz_record_insert(&at->desk, &rec, &at->err), &at->err);
	jt_ok(jyz_tx_commit(&tx, &at->err), &at->err);
	return rec.id;
}

void at_attach(struct at *at, const char *kind, int64_t record,
	       const char *uid, const char *name, const char *text)
{
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	const char *path = jt_path(jt_tmpdir(), "f");
	struct jyz_attachment a = {
		.uid = at_uid(uid), .record = record, .name = name,
		.kind = jyz_kind_of_table(at->desk.catalogue, kind),
	};
	struct jyz_content content;
	bool stored;

	jt_write_text(path, text);
	int fd = open(path, O_RDONLY);

	jt_ok(jyz_content_hash(fd, path, 0, &content, &at->err), &at->err);
	jt_ok(jyz_tx_begin(&tx, at->store, &at->err), &at->err);
	jt_ok(jyz_content_put(at->store, fd, path, &content, &stored,
			      &at->err), &at->err);
	a.sha256 = content.sha256;
	jt_ok(jyz_attach_insert(&at->desk, &a, &at->err), &at->err);
	jt_ok(jyz_tx_commit(&tx, &at->err), &at->err);
	close(fd);
}

void at_exec(struct at *at, const char *sql)
{
	jt_ok(jyz_store_exec(at->store, sql, &at->err), &at->err);
}

const char *at_sql(struct at *at, const char *sql)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	char text[32];

	jt_ok(jyz_stmt_open(&st, at->store, sql, &at->err), &at->err);
	int rc = jyz_stmt_step(&st, &at->err);

	if (rc != JYZ_ROW) {
		jt_int_eq(rc, JYZ_OK);
		return NULL;
	}
	struct jyz_value value = jyz_col_at(&st, 0);

	jyz_stmt_done(&st);
	if (value.type == JYZ_INT) {
		snprintf(text, sizeof(text), "%lld", (long long)value.i);
		value.s = text;
	}
	return value.s ? jt_keep(strdup(value.s)) : NULL;
}

/* --- the sample --------------------------------------------------------- */

#define EARLY "2026-08-20T01:02:03Z"
#define LATER "2026-11-20T23:59:59Z"

static void add_people(struct at *at)
{
	at_add(at, "term", "71", EARLY, "code", "2025-2", "starts",
	       "2026-02-10", "ends", "2026-07-05", NULL);
	at_add(at, "term", "72", EARLY, "code", "2026-1", "starts",
	       "2026-09-01", "ends", "2027-01-20", "note", "第一学期", NULL);
	at_add(at, "term", "73", EARLY, "code", "2026-2", "starts",
	       "2027-02-10", "ends", "2027-07-05", NULL);
	at_add(at, "unit", "b1", EARLY, "name", "数学教研组", "subject",
	       "数学", NULL);
	at_add(at, "unit", "b0", EARLY, "name", "高一数学备课组", "kind",
	       "prep", "parent", "数学教研组", NULL);
	at_add(at, "unit", "b9", EARLY, "name", "物理教研组", NULL);
	/* Two of one name, one of them in this term only. */
	at_add(at, "teacher", "c1", EARLY, "name", "王芳", "code", "T01",
	       "unit", "数学教研组", "role", "group_leader", NULL);
	at_add(at, "teacher", "c2", EARLY, "name", "王芳", "code", "T02",
	       "unit", "物理教研组", NULL);
	at_add(at, "teacher", "c3", EARLY, "name", "李强", "unit",
	       "高一数学备课组", "note", "两行\n备注, \"引号\"", NULL);
	at_add(at, "teacher", "c0", EARLY, "name", "阿依古丽·买买提", NULL);
	at_exec(at, "UPDATE unit SET leader = (SELECT id FROM teacher WHERE "
		    "code = 'T01') WHERE name = '数学教研组'");
	at_add(at, "class", "d1", EARLY, "name", "初三(1)班", "year", "2025",
	       "grade", "初三", NULL);
	at_add(at, "class", "d0", EARLY, "name", "高一(1)班", "year", "2026",
	       "grade", "高一", "adviser", "李强", "size", "45", NULL);
	at_add(at, "class", "d2", EARLY, "name", "高一(2)班", "year", "2026",
	       "grade", "高一", "track", "理科", NULL);
	at_exec(at, "UPDATE class SET previous = (SELECT id FROM class WHERE "
		    "year = 2025) WHERE name = '高一(1)班'");
	at_add(at, "assignment", "e1", EARLY, "teacher", "李强", "class",
	       "高一1班", "subject", "数学", NULL);
	at_add(at, "mentorship", "f1", EARLY, "mentor", "T01", "mentee",
	       "李强", "starts", "2026-09-01", "aims", "=站稳讲台", NULL);
}

static void add_lessons(struct at *at)
{
	at_add(at, "rubric", "a7", EARLY, "name", "本校量表", "style", "base",
	       "item", "目标/达成\\=好=10/8/Aims\\|all|看与听", "item",
	       "过程=90/60", "veto", "安全\\/事故", "band", "优=90/A", "band",
	       "合格=0", "bonus_max", "5", NULL);
	at_add(at, "observation", "02", LATER, "date", "2026-10-12", "period",
	       "3", "class", "高一1班", "topic", "=1+1", "teacher", "李强",
	       "observer", "T01", "visit", "drop_in", "rubric", "本校量表",
	       "item", "目标\\/达成\\=好=-1.5", "item", "过程=20", "veto",
	       "安全/事故", "minute", "0-5:导入\\:一:甲\\\\乙::", "minute",
	       "5-40:新课:讲解:练\\：习:记", "outside", "no", "strengths",
	       "@思路\n\t清晰, \"好\"", "problems", "'+1", "bonus", "0.5",
	       NULL);
	at_add(at, "observation", "01", EARLY, "date", "2026-10-12", "period",
	       "4", "class", "高一2班", "teacher", "阿依古丽·买买提",
	       "observer", "李强", "score", "88.25", "topic", "-2", "notice",
	       "yes", NULL);
	/* Of the term before: only the first is referred to. */
	at_add(at, "observation", "09", EARLY, "date", "2026-05-12", "class",
	       "初三1班", "teacher", "T02", "observer", "李强", NULL);
	at_add(at, "observation", "08", EARLY, "date", "2026-05-13", "class",
	       "初三1班", "teacher", "T02", "observer", "李强", NULL);
	/* Texts that nobody can type; the last is empty, not absent. */
	at_exec(at, "UPDATE observation SET place = char(9) || ' 三楼 ', "
		    "aims = '''=2', focus = char(13, 10, 34), note = '' "
		    "WHERE period = 4");
	at_exec(at, "UPDATE observation_minute SET teacher_does = ' 讲\\解:' "
		    "WHERE starts = 5");
}

static void add_exams(struct at *at)
{
	at_add(at, "exam", "11", EARLY, "name", "期中考试", "date",
	       "2026-11-10", "type", "midterm", NULL);
	at_add(at, "paper", "21", EARLY, "exam", "期中考试", "subject", "数学",
	       "grade", "高一", "full_marks", "150", "setter", "李强",
	       "threshold", "0.5", NULL);
	at_add(at, "result", "31", EARLY, "paper", "期中考试数学高一", "class",
	       "高一1班", "average", "83.33333333", "sat", "44", "entitled",
	       "45", NULL);
	at_add(at, "result", "30", EARLY, "paper", "期中考试数学高一", "class",
	       "高一2班", "average", "90", NULL);
}

static void add_meetings(struct at *at)
{
	at_add(at, "meeting", "41", LATER, "date", "2026-11-16", "unit",
	       "数学教研组", "topic", "期中\t质量;分析", "chair", "T01",
	       "present", "T01", "present", "阿依古丽·买买提", "absent",
	       "李强:病假\\:发烧", "decision", "每周\\n互听", "decision",
	       "-修订导学案", "hours", "1.5", "starts", "14:30", "content",
	       "一\n二", NULL);
	at_add(at, "meeting", "40", EARLY, "date", "2026-11-17", "topic",
	       "无人记名的会", "guest", "李强", "late", "T02:堵车", NULL);
	at_add(at, "action", "51", EARLY, "what", "修订导学案", "owner",
	       "李强", "date", "2026-11-16", "meeting", "#1", "due",
	       "2026-12-01", NULL);
	at_add(at, "action", "50", EARLY, "what", "再听一节", "owner", "T01",
	       "date", "2026-11-16", "observation", "#3", NULL);
}

void at_sample(struct at *at)
{
	at_open(at);
	at_exec(at, "INSERT INTO setting VALUES ('school', '第一中学')");
	add_people(at);
	add_lessons(at);
	add_exams(at);
	add_meetings(at);
}

/* --- archives ----------------------------------------------------------- */

int at_try_export(struct at *at, const char *term, const char *dir,
		  bool replace)
{
	JYZ_AUTO(jyz_export) export = JYZ_EXPORT_INIT;
	int64_t id;

	export.replace = replace;
	jt_ok(jyz_resolve(&at->desk, jyz_kind_of_table(&jyz_catalogue, "term"),
			  term, NULL, &id, &at->err), &at->err);
	return jyz_archive_export(&at->desk, id, dir, &export, &at->err);
}

const char *at_export(struct at *at, const char *term)
{
	const char *dir = jt_path(jt_tmpdir(), "archive");

	jt_ok(at_try_export(at, term, dir, false), &at->err);
	return dir;
}

int at_import(struct at *at, const char *dir, struct jyz_merge *merge)
{
	struct jyz_merge none = JYZ_MERGE_INIT;
	struct jyz_merge *m = merge ? merge : &none;
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	struct jyz_deed deed = { .at = at->desk.clock.now, .who = "王芳",
				 .command = "jyz archive import",
				 .action = "write" };
	int rc = jyz_journal_begin(&journal, at->store, &at->err);

	at->entry = 0;
	if (rc >= 0)
		rc = jyz_archive_merge(&at->desk, dir, m, &at->err);
	if (rc >= 0 && !m->n_rejects)
		rc = jyz_journal_commit(&journal, &deed, false, &at->entry,
					&at->err);
	jyz_journal_free(&journal);
	jyz_merge_free(&none);
	return rc;
}

char *at_read(const char *dir, const char *name)
{
	return jt_read_file(jt_path(dir, name), NULL);
}

static int named(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

const char *at_list(const char *dir)
{
	struct dirent **entries;
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
	int n = scandir(dir, &entries, named, alphasort);

	assert_true(n >= 0);
	for (int i = 0; i < n; i++) {
		jyz_buf_addf(&all, "%s%s", i ? " " : "", entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return jt_keep(jyz_buf_detach(&all));
}

static bool is_folder(const char *dir, const char *name)
{
	struct stat st;

	return stat(jt_path(dir, name), &st) == 0 && S_ISDIR(st.st_mode);
}

/* prefix: of the names, "attachments/" or "". */
static void add_sums(struct jyz_buf *sums, const char *dir, const char *prefix)
{
	char *names = jt_keep(strdup(at_list(dir)));
	char *save = NULL;

	for (char *name = strtok_r(names, " ", &save); name;
	     name = strtok_r(NULL, " ", &save)) {
		unsigned char sum[crypto_hash_sha256_BYTES];
		size_t len;

		if (strcmp(name, "SHA256SUMS") == 0)
			continue;
		if (is_folder(dir, name)) {
			add_sums(sums, jt_path(dir, name), "attachments/");
			continue;
		}
		const char *text = jt_read_file(jt_path(dir, name), &len);

		crypto_hash_sha256(sum, (const unsigned char *)text, len);
		for (size_t k = 0; k < sizeof(sum); k++)
			jyz_buf_addf(sums, "%02x", sum[k]);
		jyz_buf_addf(sums, "  %s%s\n", prefix, name);
	}
}

void at_sums(const char *dir)
{
	JYZ_AUTO(jyz_buf) sums = JYZ_BUF_INIT;

	add_sums(&sums, dir, "");
	jt_write_file(jt_path(dir, "SHA256SUMS"), sums.data, sums.len);
}

void at_edit(const char *dir, const char *name, const char *from,
	     const char *to)
{
	const char *path = jt_path(dir, name);
	char *text = jt_read_file(path, NULL);
	char *at = strstr(text, from);
	JYZ_AUTO(jyz_buf) out = JYZ_BUF_INIT;

	if (!at)
		jt_fail("'%s' has no '%s'", name, from);
	jyz_buf_add(&out, text, (size_t)(at - text));
	jyz_buf_adds(&out, to);
	jyz_buf_adds(&out, at + strlen(from));
	jt_write_file(path, out.data, out.len);
	at_sums(dir);
}

void at_same(const char *a, const char *b)
{
	char *names = jt_keep(strdup(at_list(a)));
	char *save = NULL;

	jt_str_eq(names, at_list(b));
	for (char *name = strtok_r(names, " ", &save); name;
	     name = strtok_r(NULL, " ", &save)) {
		if (is_folder(a, name))
			at_same(jt_path(a, name), jt_path(b, name));
		else
			jt_str_eq(at_read(a, name), at_read(b, name));
	}
}
