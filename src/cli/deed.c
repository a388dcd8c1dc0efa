/*
 * The frame of every writing command: who, when, with which words, why.
 */
#include "inside.h"

void jyz_deed_init(struct jyz_deed *deed, const struct jyz_cli *cli,
		   const char *action)
{
	*deed = (struct jyz_deed){
		.at = cli->desk.clock.now,
		.who = cli->who,
		.command = cli->command_line,
		.reason = cli->reason,
		.action = action,
	};
}

int jyz_deed_end(struct jyz_cli *cli, struct jyz_journal *journal,
		 struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) again = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) shown = JYZ_BUF_INIT;
	struct jyz_deed deed;
	int64_t entry;
	if (cli->dry_run) {
		jyz_journal_free(journal);
		jyz_say_notes(cli);
		jyz_say(cli, _("dry run: nothing was saved"));
		return JYZ_OK;
	}
	jyz_deed_init(&deed, cli, "write");
	int rc = jyz_journal_commit(journal, &deed, false, &entry, err);
	if (rc < 0)
		return rc;
	jyz_say_notes(cli);
	jyz_again(&again, cli);
	jyz_buf_adds(&again, " undo");
	jyz_example(&shown, again.data, again.len);
	if (cli->desk.put_back)
		jyz_say(cli, _("content of attached files was missing and is "
			       "stored again"));
	if (!entry && !cli->desk.put_back)
		jyz_say(cli, _("nothing changed"));
	if (entry)
		jyz_say(cli, _("saved as entry %lld - to undo: %s"),
			(long long)entry, shown.data);
	return JYZ_OK;
}
