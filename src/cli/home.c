/*
 * What bare "jyz" says: where things stand, and what one would do next.
 */
#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/base/text.h"

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

static int this_term(struct jyz_cli *cli, struct jyz_error *err)
{
	static const char *const counted[] = { "observation", "meeting",
					       "result" };
	struct jyz_error none = JYZ_ERROR_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;
	char *code = NULL;
	int64_t term;
	int rc = jyz_desk_term(&cli->desk, cli->desk.clock.today, &term, &code,
			       &none);
	if (rc == JYZ_ENOTFOUND) {
		printf("%s\n  %s\n", _("No term has begun yet:"), none.hint);
		jyz_error_free(&none);
		return JYZ_OK;
	}
	if (rc < 0) {
		jyz_error_move(err, &none);
		return rc;
	}
	jyz_text_escape(&shown, code, false);
	printf(_("Term %s"), shown.data);
	free(code);
	for (size_t i = 0; i < JYZ_COUNT(counted); i++) {
		const struct jyz_kind *kind =
			jyz_kind_of_table(&jyz_catalogue, counted[i]);
		size_t n;
		rc = count_records(cli, kind, term, NULL, &n, err);
		if (rc < 0)
			return rc;
		char *word = jyz_word_first(kind->word);
		printf("%s%s %zu", i ? _(", ") : _(": "), word, n);
		free(word);
	}
	printf("\n");
	return JYZ_OK;
}

int jyz_home(struct jyz_cli *cli, struct jyz_error *err)
{
	const struct jyz_kind *action =
		jyz_kind_of_table(&jyz_catalogue, "action");
	size_t open, overdue;
	int rc = this_term(cli, err);
	if (rc < 0)
		return rc;
	if ((rc = count_records(cli, action, 0, "open", &open, err)) < 0)
		return rc;
	if ((rc = count_records(cli, action, 0, "overdue", &overdue,
				err)) < 0)
		return rc;
	printf(_("Actions: %zu open, %zu overdue"), open, overdue);
	printf("\n\n");
	if (open + overdue)
		print_next("jyz todo", _("what is due, and whose it is"));
	print_next("jyz observation add", _("enter a lesson observed"));
	print_next("jyz gaps",
		   _("classes whose averages differ by more than 5"));
	print_next("jyz --help", _("everything else"));
	return JYZ_OK;
}
