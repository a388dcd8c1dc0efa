/*
 * What bare "jyz" says: where things stand, and what one would do next.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/base/text.h"
#include "jyz/records/findings.h"

/* A command and what it does, in two columns. */
static void print_next(const char *command, const char *meaning)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	jyz_example(&line, command, strlen(command));
	int gap = 23 - jyz_text_width(line.data);
	printf("  %s%*s%s\n", line.data, gap, "", meaning);
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
static int count_records(struct jyz_cli *cli, const struct jyz_kind *kind,
			 int64_t term, const char *state, size_t *n,
			 struct jyz_error *err)
{
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

/* What a term holds. */
static int say_term(struct jyz_cli *cli, int64_t term, const char *code,
		    struct jyz_error *err)
{
	static const char *const counted[] = { "observation", "meeting",
					       "result" };
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;
	jyz_text_escape(&shown, code, false);
	printf(_("Term %s"), shown.data);
	for (size_t i = 0; i < JYZ_COUNT(counted); i++) {
		const struct jyz_kind *kind =
			jyz_kind_of_table(&jyz_catalogue, counted[i]);
		size_t n;
		int rc = count_records(cli, kind, term, NULL, &n, err);
		if (rc < 0)
			return rc;
		char *word = jyz_word_first(kind->word);
		printf("%s%s %zu", i ? _(", ") : _(": "), word, n);
		free(word);
	}
	printf("\n");
	return JYZ_OK;
}

/* The present term; *wanting: its gaps that no finding is about. */
static int this_term(struct jyz_cli *cli, size_t *wanting,
		     struct jyz_error *err)
{
	struct jyz_error none = JYZ_ERROR_INIT;
	char *code = NULL;
	int64_t term;
	int rc = jyz_desk_term(&cli->desk, cli->desk.clock.today, &term, &code,
			       &none);
	*wanting = 0;
	if (rc == JYZ_ENOTFOUND) {
		printf("%s\n  %s\n", _("No term has begun yet:"), none.hint);
		jyz_error_free(&none);
		return JYZ_OK;
	}
	if (rc < 0) {
		jyz_error_move(err, &none);
		return rc;
	}
	rc = say_term(cli, term, code, err);
	free(code);
	return rc < 0 ? rc
		      : jyz_findings_wanting(&cli->desk, term, wanting, err);
}

/* What is open, and how much of that is overdue. */
struct tasks {
	size_t open, overdue;
};

static int count_tasks(struct jyz_cli *cli, const char *table,
		       struct tasks *out, struct jyz_error *err)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(&jyz_catalogue, table);
	int rc = count_records(cli, kind, 0, "open", &out->open, err);
	return rc < 0 ? rc : count_records(cli, kind, 0, "overdue",
					   &out->overdue, err);
}

/* A group that loses its file loses its memory: how old the copy is stands
 * where everybody passes by. */
static int say_backup(struct jyz_cli *cli, bool *none, struct jyz_error *err)
{
	char then[JYZ_DATE_SIZE];
	char *last = NULL;
	int rc = jyz_setting_get(cli->store, "last_backup", &last, err);
	if (rc < 0)
		return rc;
	jyz_moment_date(then, last ? last : "");
	free(last);
	int days = *then ? jyz_date_days(then, cli->desk.clock.today) : 0;
	*none = !*then;
	if (*none)
		printf("%s", _("No backup has been made yet"));
	else if (days <= 0)
		printf("%s", _("Last backup: today"));
	else
		printf(Q_("Last backup: %d day ago",
			  "Last backup: %d days ago", (unsigned long)days),
		       days);
	printf("\n\n");
	return JYZ_OK;
}

static void print_nexts(bool tasks, bool gaps, bool no_backup)
{
	if (tasks)
		print_next("jyz todo", _("what is due, and whose it is"));
	print_next("jyz observation add", _("enter a lesson observed"));
	if (gaps) {
		print_next("jyz gaps --term now", _("the gaps of this term"));
		print_next("jyz finding open", _("look into one of them"));
	} else {
		print_next("jyz gaps", _("classes whose averages differ by "
					 "more than 5"));
	}
	if (no_backup)
		print_next("jyz backup FILE", _("make one, on another disk"));
	print_next("jyz --help", _("everything else"));
}

int jyz_home(struct jyz_cli *cli, struct jyz_error *err)
{
	struct tasks actions, findings;
	bool no_backup;
	size_t wanting;
	int rc = this_term(cli, &wanting, err);
	if (rc < 0 ||
	    (rc = count_tasks(cli, "action", &actions, err)) < 0 ||
	    (rc = count_tasks(cli, "finding", &findings, err)) < 0)
		return rc;
	printf(_("Actions: %zu open, %zu overdue"), actions.open,
	       actions.overdue);
	printf("\n");
	if (findings.open + findings.overdue) {
		printf(_("Findings: %zu open, %zu overdue"), findings.open,
		       findings.overdue);
		printf("\n");
	}
	if (wanting) {
		printf(Q_("%zu gap over the line that nobody has looked into",
			  "%zu gaps over the line that nobody has looked into",
			  (unsigned long)wanting),
		       wanting);
		printf("\n");
	}
	if ((rc = say_backup(cli, &no_backup, err)) < 0)
		return rc;
	print_nexts(actions.open + actions.overdue + findings.open +
			    findings.overdue, wanting, no_backup);
	return JYZ_OK;
}
