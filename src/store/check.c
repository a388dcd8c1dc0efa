/*
 * Is the file in good health?  What is wrong is a finding, not an error.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "jyz/base/calendar.h"
#include "jyz/store/keep.h"
#include "private.h"

#define NAMED 3 /* of what is missing */

static const char SQL_INTEGRITY[] =
	"SELECT integrity_check AS line FROM pragma_integrity_check(20)";
static const char SQL_DANGLING[] =
	"SELECT \"table\" AS child, parent, count(*) AS n"
	" FROM pragma_foreign_key_check GROUP BY child, parent"
	" ORDER BY child, parent";
static const char SQL_OBJECTS[] =
	"SELECT type, name, sql FROM sqlite_schema"
	" WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name";
static const char SQL_LOG[] =
	"SELECT version, name, hash FROM schema_log ORDER BY version";

void jyz_findings_free(struct jyz_findings *findings)
{
	if (!findings)
		return;
	for (size_t i = 0; i < findings->count; i++) {
		free(findings->items[i].text);
		free(findings->items[i].mend);
	}
	free(findings->items);
	*findings = (struct jyz_findings)JYZ_FINDINGS_INIT;
}

void jyz_findings_add(struct jyz_findings *out, bool bad, const char *what,
		      struct jyz_buf *text, const char *mend)
{
	JYZ_GROW(out->items, out->count, out->room);
	out->items[out->count++] = (struct jyz_finding){
		.bad = bad,
		.what = what,
		.text = jyz_buf_detach(text),
		.mend = jyz_strdup(mend),
	};
}

/*
 * A damaged file makes the looking itself fail: that is a finding too.
 * Other failures are passed on.
 */
static int damage_found(int rc, struct jyz_findings *out, const char *what,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	if (rc != JYZ_EDATABASE)
		return rc;
	jyz_buf_adds(&text, err->msg);
	jyz_findings_add(out, true, what, &text, "jyz restore");
	jyz_error_free(err);
	return JYZ_OK;
}

static int check_integrity(struct jyz_store *store, struct jyz_findings *out,
			   struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_INTEGRITY, err);

	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		const char *line = jyz_col_text(&st, "line");

		if (strcmp(line, "ok") == 0)
			continue;
		jyz_buf_addf(&text, _("the file is damaged: %s"), line);
		jyz_findings_add(out, true, "integrity", &text, "jyz restore");
	}
	return damage_found(rc, out, "integrity", err);
}

static int check_references(struct jyz_store *store, struct jyz_findings *out,
			    struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_DANGLING, err);

	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		int64_t n = jyz_col_int(&st, "n");

		jyz_buf_addf(&text,
			     Q_("%lld row of '%s' refers to a '%s' that is "
				"not there",
				"%lld rows of '%s' refer to a '%s' that is "
				"not there", (unsigned long)n),
			     (long long)n, jyz_col_text(&st, "child"),
			     jyz_col_text(&st, "parent"));
		jyz_findings_add(out, true, "foreign_key", &text, NULL);
	}
	return damage_found(rc, out, "foreign_key", err);
}

/* --- schema ------------------------------------------------------------- */

static const struct jyz_migration *find_step(const struct jyz_schema *schema,
					     int64_t version)
{
	for (size_t i = 0; i < schema->count; i++)
		if (schema->steps[i].number == version)
			return &schema->steps[i];
	return NULL;
}

static int check_log(struct jyz_store *store, struct jyz_findings *out,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, store, SQL_LOG, err);

	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		const struct jyz_migration *step =
			find_step(store->schema, jyz_col_int(&st, "version"));
		const char *name = jyz_col_text(&st, "name");
		const char *then = jyz_col_text(&st, "hash");
		char now[65];

		if (!step)
			continue;
		jyz_schema_hash(now, step->sql);
		if (strcmp(now, then) == 0)
			continue;
		jyz_buf_addf(&text, _("the migration '%s' was another one "
				      "when this file was made"), name);
		jyz_findings_add(out, true, "schema", &text, NULL);
	}
	return damage_found(rc, out, "schema", err);
}

/* One line for each table, index, view and trigger. */
static int list_objects(struct jyz_store *store, struct jyz_arena *arena,
			char ***items, size_t *count, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	size_t room = 0;
	int rc = jyz_stmt_open(&st, store, SQL_OBJECTS, err);

	while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		const char *sql = jyz_col_text(&st, "sql");

		JYZ_GROW(*items, *count, room);
		(*items)[(*count)++] = jyz_arena_printf(
			arena, "%s %s\n%s", jyz_col_text(&st, "type"),
			jyz_col_text(&st, "name"), sql ? sql : "");
	}
	return rc;
}

JYZ_PRINTF(3, 4)
static void add_object(struct jyz_findings *out, bool bad, const char *format,
		       ...)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	va_list args;

	va_start(args, format);
	jyz_buf_addv(&text, format, args);
	va_end(args);
	jyz_findings_add(out, bad, "schema", &text, NULL);
}

/* "table teacher" of the object at i; NULL: there is none. */
static char *title(char *const *objects, size_t count, size_t i)
{
	return i < count ? jyz_strndup(objects[i], strcspn(objects[i], "\n"))
			 : NULL;
}

/* What is missing: the first few by name, the others are counted. */
struct missing {
	struct jyz_buf names;
	size_t n;
};

static void note_missing(struct missing *m, const char *name)
{
	if (m->n++ < NAMED)
		jyz_buf_addf(&m->names, "%s%s", m->n > 1 ? _(", ") : "", name);
}

static void add_missing(struct jyz_findings *out, struct missing *m)
{
	if (m->n > NAMED)
		add_object(out, true,
			   _("missing in the file: %zu, the first are %s"),
			   m->n, m->names.data);
	else if (m->n)
		add_object(out, true, _("missing in the file: %s"),
			   m->names.data);
	jyz_buf_free(&m->names);
}

/* Both lists are in the same order: a merge finds what differs. */
static void compare_objects(struct jyz_findings *out, char *const *is,
			    size_t is_count, char *const *due,
			    size_t due_count)
{
	struct missing missing = { JYZ_BUF_INIT, 0 };
	size_t i = 0, k = 0;

	while (i < is_count || k < due_count) {
		JYZ_AUTO(jyz_own) a = { title(is, is_count, i) };
		JYZ_AUTO(jyz_own) b = { title(due, due_count, k) };
		int order = !a.s ? 1 : !b.s ? -1 : strcmp(a.s, b.s);

		if (order < 0)
			add_object(out, false,
				   _("not ours, but in the file: %s"), a.s);
		else if (order > 0)
			note_missing(&missing, b.s);
		else if (strcmp(is[i], due[k]) != 0)
			add_object(out, true,
				   _("changed by another program: %s"), a.s);
		i += order <= 0;
		k += order >= 0;
	}
	add_missing(out, &missing);
}

/* The tables are those that the migrations make. */
static int compare_schema(struct jyz_store *store, struct jyz_findings *out,
			  struct jyz_error *err)
{
	JYZ_AUTO(jyz_arena) arena = JYZ_ARENA_INIT;
	struct jyz_store *model = NULL;
	char **is = NULL, **due = NULL;
	size_t is_count = 0, due_count = 0;
	int rc = jyz_schema_memory(&model, store->schema, store->version,
				   err);

	if (rc == JYZ_OK)
		rc = list_objects(model, &arena, &due, &due_count, err);
	if (rc == JYZ_OK)
		rc = list_objects(store, &arena, &is, &is_count, err);
	if (rc == JYZ_OK)
		compare_objects(out, is, is_count, due, due_count);
	jyz_store_close(model);
	free(is);
	free(due);
	return damage_found(rc, out, "schema", err);
}

static int check_schema(struct jyz_store *store, struct jyz_findings *out,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) lower = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	int ours = jyz_schema_last(store->schema);
	int rc = jyz_store_judge(store, store->version, false, false, &lower);

	if (rc < 0) {
		jyz_buf_adds(&text, lower.msg);
		jyz_findings_add(out, true, "schema", &text,
		    rc == JYZ_ESCHEMA ? "jyz db upgrade" : NULL);
	}
	if (store->version > ours)
		return JYZ_OK;
	rc = check_log(store, out, err);
	return rc < 0 ? rc : compare_schema(store, out, err);
}

/* --- the rest ----------------------------------------------------------- */

static void check_permissions(struct jyz_store *store,
			      struct jyz_findings *out)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) mend = JYZ_BUF_INIT;
	struct stat st;

	if (!store->path || stat(store->path, &st) ||
	    (st.st_mode & 077) == 0)
		return;
	jyz_buf_addf(&text, _("others on this machine may use '%s' "
			      "(permissions %03o)"), store->path,
		     (unsigned)(st.st_mode & 0777));
	jyz_buf_addf(&mend, "chmod 600 '%s'", store->path);
	jyz_findings_add(out, true, "permissions", &text, mend.data);
}

static int check_backup(struct jyz_store *store, const char *now, int days,
			struct jyz_findings *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_own) last = { NULL };
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	char then[JYZ_DATE_SIZE], today[JYZ_DATE_SIZE];
	int rc;

	if (days <= 0)
		return JYZ_OK;
	rc = jyz_setting_get(store, "last_backup", &last.s, err);
	if (rc < 0)
		return damage_found(rc, out, "backup", err);
	jyz_moment_date(then, last.s ? last.s : "");
	/* What is no time at all says nothing of a backup. */
	if (!*then) {
		jyz_buf_adds(&text, _("no backup has been made yet"));
	} else {
		jyz_moment_date(today, now);
		int age = jyz_date_days(then, today);

		if (age <= days)
			return JYZ_OK;
		jyz_buf_addf(&text, Q_("the last backup is %d day old",
				       "the last backup is %d days old",
				       (unsigned long)age), age);
	}
	jyz_findings_add(out, false, "backup", &text, "jyz backup FILE");
	return JYZ_OK;
}

static int check_journal(struct jyz_store *store, struct jyz_findings *out,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	int64_t bad = 0;
	int rc = jyz_journal_check(store, &bad, err);

	if (rc < 0)
		return damage_found(rc, out, "journal", err);
	if (bad == 0)
		return JYZ_OK;
	jyz_buf_addf(&text, Q_("%lld journal entry cannot be read back",
			       "%lld journal entries cannot be read back",
			       (unsigned long)bad), (long long)bad);
	jyz_findings_add(out, true, "journal", &text, NULL);
	return JYZ_OK;
}

int jyz_store_check(struct jyz_store *store, const char *now, int days,
		    struct jyz_findings *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_findings) all = JYZ_FINDINGS_INIT;
	int rc;

	check_permissions(store, &all);
	if ((rc = check_integrity(store, &all, err)) < 0 ||
	    (rc = check_references(store, &all, err)) < 0 ||
	    (rc = check_schema(store, &all, err)) < 0 ||
	    (rc = check_journal(store, &all, err)) < 0 ||
	    (rc = check_backup(store, now, days, &all, err)) < 0)
		return rc;
	jyz_findings_free(out);
	*out = all;
	all = (struct jyz_findings)JYZ_FINDINGS_INIT;
	return JYZ_OK;
}
