/*
 * What bare "jyz" says: where things stand, and what one would do next.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/base/text.h"
#include "jyz/records/findings.h"
#include "jyz/records/fourteen.h"

#define COMMANDS_WIDE 24
#define NEXTS 3         /* commands that are proposed */
#define CLOSING_DAYS 30 /* before its end a term's archive is put together */
#define BACKUP_DAYS 30  /* an older one is no good any more */

/* A command and what it does, in two columns. */
static void print_next(const char *command, const char *meaning)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	jyz_example(&line, command, strlen(command));
	int gap = COMMANDS_WIDE - jyz_text_width(line.data);
	if (*meaning)
		printf("  %s%*s%s\n", line.data, gap > 2 ? gap : 2, "",
		       meaning);
	else
		printf("  %s\n", line.data);
}

int jyz_welcome(struct jyz_cli *cli)
{
	JYZ_AUTO(jyz_buf) path = JYZ_BUF_INIT;
	jyz_text_escape(&path, cli->db, false);
	printf("%s\n", _("jyz keeps the records of a teaching-research group "
			 "in one file."));
	printf(_("There is none at %s yet."), path.data);
	printf("\n\n");
	print_next("jyz init", _("makes it, with your group's first term"));
	print_next("jyz --help", _("says what can be done"));
	return JYZ_OK;
}

static int count(const struct jyz_record *rec, void *payload,
		 struct jyz_error *err)
{
	size_t *n = payload;
	(void)rec;
	(void)err;
	++*n;
	return JYZ_OK;
}

/* Records of a kind, of a term (0: any), whose state is such (NULL: any). */
static int count_records(struct jyz_cli *cli, const char *table, int64_t term,
			 const char *state, size_t *n, struct jyz_error *err)
{
	const struct jyz_kind *kind = jyz_kind_of_table(&jyz_catalogue, table);
	JYZ_AUTO(jyz_query) query;
	bool *none = jyz_alloc((kind->n_fields + 1) * sizeof(*none));
	jyz_query_init(&query, kind);
	query.fields = none;
	query.term = term;
	if (state)
		jyz_query_filter(&query, jyz_field_named(kind, "state"),
				 state);
	*n = 0;
	int rc = jyz_list(&cli->desk, &query, count, n, err);
	free(none);
	return rc;
}

/* What the page is made of. */
struct standing {
	int64_t term;        /* 0: none has begun */
	char *code;
	bool over, sealed;
	struct jyz_fourteen_status archive;
	size_t filled;       /* of the fourteen kinds */
	size_t teachers, classes;
	size_t lessons, meetings, results; /* of the term */
	struct tasks { size_t open, overdue; } actions, findings;
	size_t wanting;      /* gaps that no finding is about */
	int backup;          /* days since; -1: never */
};

static void standing_free(struct standing *s)
{
	free(s->code);
	jyz_fourteen_status_free(&s->archive);
}

/* --- counting ----------------------------------------------------------- */

static int read_seal(struct jyz_cli *cli, struct standing *s,
		     struct jyz_error *err)
{
	const struct jyz_kind *kind = jyz_kind_of_table(&jyz_catalogue, "term");
	JYZ_AUTO(jyz_record) term = { 0 };
	jyz_record_init(&term, kind);
	int rc = jyz_record_load(&cli->desk, kind, s->term, &term, err);
	int sealed = jyz_field_named(kind, "sealed_at");
	if (rc >= 0)
		s->sealed = term.values[sealed].type != JYZ_NULL;
	s->over = strcmp(cli->desk.clock.today, s->archive.ends) > 0;
	return rc;
}

static int count_term(struct jyz_cli *cli, struct standing *s,
		      struct jyz_error *err)
{
	const struct {
		const char *table;
		size_t *n;
	} counted[] = { { "observation", &s->lessons },
			{ "meeting", &s->meetings },
			{ "result", &s->results } };
	int rc = jyz_fourteen_status(&cli->desk, s->term, 0, &s->archive, err);
	if (rc >= 0)
		rc = read_seal(cli, s, err);
	for (size_t i = 0; i < JYZ_FOURTEEN && rc >= 0; i++)
		s->filled += s->archive.kinds[i].count > 0;
	for (size_t i = 0; i < JYZ_COUNT(counted) && rc >= 0; i++)
		rc = count_records(cli, counted[i].table, s->term, NULL,
				   counted[i].n, err);
	return rc < 0 ? rc : jyz_findings_wanting(&cli->desk, s->term,
						  &s->wanting, err);
}

static int count_tasks(struct jyz_cli *cli, const char *table,
		       struct tasks *out, struct jyz_error *err)
{
	int rc = count_records(cli, table, 0, "open", &out->open, err);
	return rc < 0 ? rc : count_records(cli, table, 0, "overdue",
					   &out->overdue, err);
}

static int read_backup(struct jyz_cli *cli, int *days, struct jyz_error *err)
{
	char then[JYZ_DATE_SIZE];
	char *last = NULL;
	int rc = jyz_setting_get(cli->store, "last_backup", &last, err);
	if (rc < 0)
		return rc;
	jyz_moment_date(then, last ? last : "");
	free(last);
	*days = *then ? jyz_date_days(then, cli->desk.clock.today) : -1;
	if (*then && *days < 0)
		*days = 0;
	return JYZ_OK;
}

static int look(struct jyz_cli *cli, struct standing *s, struct jyz_error *none,
		struct jyz_error *err)
{
	int rc = jyz_desk_term(&cli->desk, cli->desk.clock.today, &s->term,
			       &s->code, none);
	if (rc < 0 && rc != JYZ_ENOTFOUND) {
		jyz_error_move(err, none);
		return rc;
	}
	if (rc >= 0 && (rc = count_term(cli, s, err)) < 0)
		return rc;
	if ((rc = count_records(cli, "teacher", 0, NULL, &s->teachers,
				err)) < 0 ||
	    (rc = count_records(cli, "class", 0, NULL, &s->classes, err)) <
		    0 ||
	    (rc = count_tasks(cli, "action", &s->actions, err)) < 0 ||
	    (rc = count_tasks(cli, "finding", &s->findings, err)) < 0)
		return rc;
	return read_backup(cli, &s->backup, err);
}

/* --- saying ------------------------------------------------------------- */

static void say_term(const struct standing *s)
{
	JYZ_AUTO(jyz_buf) code = JYZ_BUF_INIT;
	int days = jyz_date_days(s->archive.starts, s->archive.ends) + 1;
	size_t weeks = ((size_t)(days > 0 ? days : 0) + 6) / 7;
	jyz_text_escape(&code, s->code, false);
	/* Between terms the last one is shown. */
	if (s->over)
		printf(_("Term %s, over since %s: "), code.data,
		       s->archive.ends);
	else
		printf(_("Term %s, week %zu of %zu: "), code.data,
		       s->archive.n_weeks, weeks);
	printf(Q_("%zu lesson observed", "%zu lessons observed",
		  (unsigned long)s->lessons), s->lessons);
	printf("%s", _(", "));
	printf(Q_("%zu meeting", "%zu meetings", (unsigned long)s->meetings),
	       s->meetings);
	printf("%s", _(", "));
	printf(Q_("%zu class result", "%zu class results",
		  (unsigned long)s->results), s->results);
	printf("\n");
	printf(_("Archive: %zu of %d kinds have records"), s->filled,
	       JYZ_FOURTEEN);
	printf("%s\n", s->sealed ? _("; it is sealed") : "");
}

/* A group that loses its file loses its memory: how old the copy is stands
 * where everybody passes by. */
static void say_backup(int days)
{
	if (days < 0)
		printf("%s", _("No backup has been made yet"));
	else if (days == 0)
		printf("%s", _("Last backup: today"));
	else
		printf(Q_("Last backup: %d day ago", "Last backup: %d days ago",
			  (unsigned long)days), days);
	printf("\n");
}

static void say_tasks(const char *what, const struct tasks *tasks)
{
	size_t all = tasks->open + tasks->overdue;
	if (!all)
		return;
	printf(_("%s: %zu open"), what, all);
	if (tasks->overdue)
		printf(_(", %zu of them overdue"), tasks->overdue);
	printf("\n");
}

static void say_work(const struct standing *s)
{
	say_tasks(_("Actions"), &s->actions);
	say_tasks(_("Findings"), &s->findings);
	if (!s->wanting)
		return;
	printf(Q_("%zu gap over the line that nobody has looked into",
		  "%zu gaps over the line that nobody has looked into",
		  (unsigned long)s->wanting), s->wanting);
	printf("\n");
}

/* The first three that fit how things stand, then help. */
static void say_nexts(const struct jyz_cli *cli, const struct standing *s)
{
	bool tasks = s->actions.open + s->actions.overdue + s->findings.open +
		     s->findings.overdue;
	/* The archive is put together in the last weeks. */
	bool closing = s->term && !s->sealed && s->filled < JYZ_FOURTEEN &&
		       jyz_date_days(cli->desk.clock.today, s->archive.ends) <=
			       CLOSING_DAYS;
	const struct {
		bool fits;
		const char *command, *meaning;
	} nexts[] = {
		{ !s->teachers, "jyz teacher add", _("who is in the group") },
		{ !s->classes, "jyz class add", _("the classes they teach") },
		{ s->over, "jyz term add", _("the next term") },
		{ closing, "jyz archive status now",
		  _("what the term's archive lacks") },
		{ s->over && !s->sealed && s->filled, "jyz archive seal now",
		  _("nobody changes it any more") },
		{ tasks, "jyz todo", _("what is due, and whose it is") },
		{ s->wanting, "jyz gaps --term now",
		  _("the gaps of this term") },
		{ s->teachers && (s->backup < 0 || s->backup > BACKUP_DAYS),
		  "jyz backup FILE", _("make one, on another disk") },
		{ s->classes && !s->results && !s->sealed, "jyz exam import FILE",
		  _("averages and gaps of a score sheet") },
		{ s->teachers && !s->sealed, "jyz observation add",
		  _("enter a lesson observed") },
		{ s->classes && !s->wanting, "jyz gaps",
		  _("classes whose averages differ by more than 5") },
	};
	size_t said = 0;
	for (size_t i = 0; i < JYZ_COUNT(nexts) && said < NEXTS; i++) {
		if (!nexts[i].fits)
			continue;
		print_next(nexts[i].command, nexts[i].meaning);
		said++;
	}
	print_next("jyz --help", _("everything else"));
}

int jyz_home(struct jyz_cli *cli, struct jyz_error *err)
{
	JYZ_AUTO(standing) s = { .archive = JYZ_FOURTEEN_STATUS_INIT };
	JYZ_AUTO(jyz_error) none = JYZ_ERROR_INIT;
	int rc = look(cli, &s, &none, err);
	if (rc < 0)
		return rc;
	if (s.term) {
		say_term(&s);
	} else {
		printf("%s\n", _("No term has begun yet:"));
		print_next(none.hint, "");
	}
	say_work(&s);
	say_backup(s.backup);
	printf("\n");
	say_nexts(cli, &s);
	return JYZ_OK;
}
