/*
 * The desk: its life, its notes, and which term a date belongs to.
 */
#include "jyz/records/desk.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/store/stmt.h"
#include "room.h"

void jyz_desk_init(struct jyz_desk *desk, struct jyz_store *store,
		   const struct jyz_catalogue *catalogue,
		   const struct jyz_clock *clock)
{
	*desk = (struct jyz_desk){ .store = store,
				   .catalogue = catalogue,
				   .clock = *clock };
}

void jyz_desk_free(struct jyz_desk *desk)
{
	for (size_t i = 0; i < desk->notes.count; i++)
		free(desk->notes.items[i]);
	free(desk->notes.items);
	for (size_t i = 0; i < desk->n_made; i++)
		jyz_buf_free(&desk->made[i].names);
	free(desk->made);
	jyz_names_free(desk->names);
	jyz_derive_forget(desk);
	jyz_sql_kept_free(desk->kept);
	memset(desk, 0, sizeof(*desk));
}

void jyz_desk_note(struct jyz_desk *desk, const char *fmt, ...)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	va_list args;
	va_start(args, fmt);
	jyz_buf_addv(&text, fmt, args);
	va_end(args);
	struct jyz_notes *notes = &desk->notes;
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->items[i], text.data) == 0)
			return;
	JYZ_GROW(notes->items, notes->count, notes->room);
	notes->items[notes->count++] = jyz_buf_detach(&text);
}

void jyz_desk_note_cut(struct jyz_desk *desk, const struct jyz_kind *kind,
		       int64_t id, const char *label)
{
	char *word = jyz_word_first(kind->word);
	jyz_desk_note(desk, _("%s %lld: '%s' is too long for a cell of a "
			      "workbook, which has its beginning only; csv has "
			      "all of it"), word, (long long)id, label);
	free(word);
}

#define MADE_NAMED 3

void jyz_desk_made(struct jyz_desk *desk, const struct jyz_kind *kind,
		   const char *name)
{
	size_t i = 0;
	while (i < desk->n_made && desk->made[i].kind != kind)
		i++;
	if (i == desk->n_made) {
		JYZ_GROW(desk->made, desk->n_made, desk->made_room);
		desk->made[desk->n_made++] =
			(struct jyz_made){ kind, 0, JYZ_BUF_INIT };
	}
	struct jyz_made *made = &desk->made[i];
	if (name && made->count < MADE_NAMED)
		jyz_buf_addf(&made->names, "%s%s", made->count ? ", " : "",
			     name);
	else if (name && made->count == MADE_NAMED)
		jyz_buf_adds(&made->names, ", ...");
	made->count++;
}

static const char SQL_TERM_OF[] =
	"SELECT id, code FROM term WHERE starts <= :date "
	"ORDER BY starts DESC LIMIT 1";

int jyz_term_wanted(const char *date, struct jyz_error *err)
{
	int year = jyz_date_school_year(date);
	bool second = date[5] == '0' && date[6] >= '2' && date[6] <= '7';
	return jyz_error_hint(
		err, "jyz term add --code %d-%d --starts %d-%s --ends %d-%s",
		year, second ? 2 : 1, second ? year + 1 : year,
		second ? "02-01" : "08-01", year + 1,
		second ? "07-31" : "01-31");
}

static int no_term(const char *date, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_ENOTFOUND, _("no term has begun by %s"), date);
	return jyz_term_wanted(date, err);
}

int jyz_desk_term(struct jyz_desk *desk, const char *date, int64_t *id,
		  char **code, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERM_OF, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":date", date);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return no_term(date, err);
	*id = jyz_col_int(&st, "id");
	jyz_col_ignore(&st, "code");
	if (code)
		*code = jyz_strdup(jyz_col_text(&st, "code"));
	jyz_stmt_done(&st);
	return JYZ_OK;
}
