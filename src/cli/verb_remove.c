/*
 * Removing records: all of them or none, as one entry that can be undone.
 */
#include <stdlib.h>

#include "inside.h"
#include "jyz/base/decimal.h"
#include "jyz/records/resolve.h"

struct going {
	int64_t *ids;
	size_t count, room;
};

static void going_free(struct going *going)
{
	free(going->ids);
}

/* Each once, in the order given; all must be there. */
static int collect(struct jyz_cli *cli, const struct jyz_kind *kind,
		   const struct jyz_args *args, struct going *going,
		   struct jyz_error *err)
{
	for (size_t i = 0; i < args->n_words; i++) {
		JYZ_AUTO(jyz_record) rec = { 0 };
		int64_t id;
		bool known = false;
		int rc = jyz_verb_id(cli, kind, args->words[i], &id, err);
		if (rc < 0)
			return rc;
		jyz_record_init(&rec, kind);
		rc = jyz_record_load(&cli->desk, kind, id, &rec, err);
		if (rc < 0)
			return rc;
		for (size_t j = 0; j < going->count; j++)
			known = known || going->ids[j] == id;
		if (known)
			continue;
		JYZ_GROW(going->ids, going->count, going->room);
		going->ids[going->count++] = id;
	}
	return JYZ_OK;
}

static int say_going(struct jyz_cli *cli, const struct jyz_kind *kind,
		     const struct going *going, struct jyz_error *err)
{
	char *word = jyz_word_first(kind->word);
	int rc = JYZ_OK;
	for (size_t i = 0; i < going->count && rc >= 0; i++) {
		char *label = NULL;
		rc = jyz_label(&cli->desk, kind, going->ids[i], &label, err);
		if (rc >= 0)
			jyz_say(cli, _("removing %s %s"), word, label);
		free(label);
	}
	free(word);
	return rc;
}

/* Of several records the number must be typed: a slip of a key is not. */
static int ask(struct jyz_cli *cli, const struct going *going, bool *yes,
	       struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) prompt = JYZ_BUF_INIT;
	struct jyz_error ignored = JYZ_ERROR_INIT;
	int64_t typed = -1;
	*yes = true;
	if (!cli->tty_in || cli->yes || cli->dry_run)
		return JYZ_OK;
	if (going->count == 1)
		return jyz_confirm(cli, yes, err, _("remove it?"));
	jyz_buf_addf(&prompt, _("type %zu to remove all of them: "),
		     going->count);
	char *line = jyz_read_line(prompt.data);
	*yes = line && jyz_decimal_parse(&typed, line, 0, 0, NULL,
					 &ignored) == JYZ_OK &&
	       typed == (int64_t)going->count;
	jyz_error_free(&ignored);
	free(line);
	return JYZ_OK;
}

int jyz_verb_remove(struct jyz_cli *cli, const struct jyz_kind *kind,
		    const struct jyz_args *args, struct jyz_error *err)
{
	JYZ_AUTO(going) going = { NULL, 0, 0 };
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	bool yes;
	int rc = collect(cli, kind, args, &going, err);
	if (rc < 0)
		return rc;
	if ((rc = say_going(cli, kind, &going, err)) < 0)
		return rc;
	if ((rc = ask(cli, &going, &yes, err)) < 0)
		return rc;
	if (!yes) {
		jyz_say(cli, _("nothing was removed"));
		return JYZ_OK;
	}
	if ((rc = jyz_journal_begin(&journal, cli->store, err)) < 0)
		return rc;
	for (size_t i = 0; i < going.count; i++) {
		rc = jyz_record_remove(&cli->desk, kind, going.ids[i], err);
		if (rc < 0)
			return rc;
	}
	return jyz_deed_end(cli, &journal, err);
}
