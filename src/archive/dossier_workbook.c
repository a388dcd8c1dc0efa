/*
 * A term as a workbook: a sheet for each kind that has records, and behind
 * them those of the people and classes that it speaks of.
 */
#include <stdlib.h>
#include <string.h>

#include "dossier.h"
#include "jyz/records/small.h"
#include "jyz/render/workbook.h"
#include "jyz/store/tx.h"

struct sheet {
	struct jyz_workbook *book;
	struct jyz_desk *desk;
	struct jyz_dossier *dossier;
	const struct jyz_kind *kind;
	struct jyz_column *columns;
	struct jyz_cell *cells;
	size_t n_columns, n_fields; /* parts stand behind the fields */
	size_t *from;               /* fields, then parts */
	size_t rows;
	int64_t id;                 /* of the record that is written */
	struct jyz_arena arena;     /* of headings */
	struct jyz_arena row;
};

static enum jyz_cell_type type_of(const struct jyz_field *field)
{
	switch (field->type) {
	case JYZ_TYPE_DATE:
		return JYZ_CELL_DATE;
	case JYZ_TYPE_TIME:
		return JYZ_CELL_TIME;
	case JYZ_TYPE_INTEGER:
		return JYZ_CELL_INTEGER;
	case JYZ_TYPE_DECIMAL:
		return JYZ_CELL_DECIMAL;
	case JYZ_TYPE_FLAG:
		return JYZ_CELL_FLAG;
	case JYZ_TYPE_TEXT:
	case JYZ_TYPE_NOTE:
	case JYZ_TYPE_CHOICE:
	case JYZ_TYPE_REFERENCE:
	case JYZ_TYPE_ITEM:
		return JYZ_CELL_TEXT;
	}
	return JYZ_CELL_TEXT;
}

static void add_column(struct sheet *s, size_t from, struct jyz_column column)
{
	s->from[s->n_columns] = from;
	s->columns[s->n_columns++] = column;
}

static void choose(struct sheet *s, const struct jyz_kind *kind)
{
	size_t room = kind->n_fields + kind->n_parts + 1;
	bool private = s->dossier->private;

	s->kind = kind;
	s->columns = jyz_alloc(room * sizeof(*s->columns));
	s->cells = jyz_alloc(room * sizeof(*s->cells));
	s->from = jyz_alloc(room * sizeof(*s->from));
	for (size_t i = 0; i < kind->n_fields; i++) {
		const struct jyz_field *f = &kind->fields[i];
		struct jyz_column column = {
			.key = f->name,
			.heading = jyz_dossier_label(&s->arena, f->label),
			.type = type_of(f),
			.scale = f->scale,
			.share = f->unit && strcmp(f->unit, "%") == 0,
			.wrap = f->type == JYZ_TYPE_NOTE,
		};

		if (jyz_dossier_field(kind, i, private))
			add_column(s, i, column);
	}
	s->n_fields = s->n_columns;
	for (size_t i = 0; i < kind->n_parts; i++) {
		const struct jyz_part *p = &kind->parts[i];
		struct jyz_column column = {
			.key = p->name,
			.heading = jyz_dossier_label(&s->arena, p->label),
			.type = JYZ_CELL_LIST,
		};

		if (jyz_dossier_part(kind, i, private))
			add_column(s, i, column);
	}
}

static void sheet_free(struct sheet *s)
{
	free(s->columns);
	free(s->cells);
	free(s->from);
	jyz_arena_free(&s->arena);
	jyz_arena_free(&s->row);
}

/* Numbers, dates, times and flags are themselves; all else is words. */
static struct jyz_cell cell_of(struct sheet *s, const struct jyz_record *rec,
			       size_t column)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	struct jyz_cell cell = { .alert = false };
	size_t from = s->from[column];

	if (column >= s->n_fields)
		jyz_dossier_rows(&text, rec, from);
	else
		jyz_dossier_value(&text, rec, from);
	if (!text.len)
		return cell;
	if (column < s->n_fields &&
	    s->columns[column].type != JYZ_CELL_TEXT)
		cell.value = rec->values[from];
	else
		cell.value = jyz_text(jyz_arena_strdup(&s->row, text.data));
	return cell;
}

static void note_cut(const struct jyz_column *column, size_t row,
		     void *payload)
{
	struct sheet *s = payload;

	(void)row;
	jyz_desk_note_cut(s->desk, s->kind, s->id, column->heading);
}

static int on_record(const struct jyz_record *rec, void *payload,
		     struct jyz_error *err)
{
	struct sheet *s = payload;
	int rc = JYZ_OK;

	if (!s->rows++) {
		char *word = jyz_word_first(s->kind->word);

		s->dossier->kinds++;
		rc = jyz_workbook_sheet(s->book, word, s->columns,
					s->n_columns, err);
		free(word);
		jyz_workbook_on_cut(s->book, note_cut, s);
	}
	if (rc < 0)
		return rc;
	s->id = rec->id;
	jyz_arena_clear(&s->row);
	for (size_t i = 0; i < s->n_columns; i++)
		s->cells[i] = cell_of(s, rec, i);
	s->dossier->rows++;
	s->dossier->hidden += jyz_small_record(rec);
	return jyz_workbook_row(s->book, s->cells, err);
}

static bool is_of(const struct jyz_kind *kind, int number)
{
	for (const struct jyz_archive_of *of = kind->archive;
	     of && of->number; of++)
		if (of->number == number)
			return true;
	return false;
}

/* Of the catalogue: the fourteen kinds in their order, then the others. */
static size_t *in_order(const struct jyz_catalogue *all)
{
	size_t *order = jyz_alloc((all->count + 1) * sizeof(*order));
	bool *taken = jyz_alloc((all->count + 1) * sizeof(*taken));
	size_t n = 0;

	for (int number = 1; number <= JYZ_FOURTEEN + 1; number++)
		for (size_t k = 0; k < all->count; k++) {
			if (taken[k] || (number <= JYZ_FOURTEEN &&
					 !is_of(all->kinds[k], number)))
				continue;
			taken[k] = true;
			order[n++] = k;
		}
	free(taken);
	return order;
}

/* Of kinds with terms, or of those without, whom and what the term speaks
 * of. */
static int write_sheets(struct jyz_workbook *book, struct sheet *sheets,
			struct jyz_desk *desk, int64_t term,
			const struct jyz_closure *spoken_of,
			struct jyz_dossier *dossier, struct jyz_error *err)
{
	size_t *order = in_order(desk->catalogue);
	int rc = JYZ_OK;

	for (size_t i = 0; i < desk->catalogue->count && rc >= 0; i++) {
		size_t k = order[i];
		const struct jyz_kind *kind = desk->catalogue->kinds[k];
		struct sheet *s = &sheets[k];

		if (jyz_dossier_kind(kind) == (spoken_of != NULL))
			continue;
		s->book = book;
		s->desk = desk;
		s->dossier = dossier;
		choose(s, kind);
		rc = spoken_of ? jyz_dossier_walk_kept(desk, kind,
						       &spoken_of->kinds[k],
						       on_record, s, err)
			       : jyz_dossier_walk(desk, kind, term, 0,
						  on_record, s, err);
	}
	free(order);
	return rc;
}

static int write_all(struct jyz_workbook *book, struct sheet *sheets,
		     struct jyz_desk *desk, int64_t term,
		     struct jyz_dossier *dossier, struct jyz_error *err)
{
	JYZ_AUTO(jyz_closure) closure = JYZ_CLOSURE_INIT;
	int rc = write_sheets(book, sheets, desk, term, NULL, dossier, err);

	/* The others are not counted among the records of the term. */
	size_t rows = dossier->rows;

	if (rc < 0 ||
	    (rc = jyz_closure_make(&closure, desk, term, err)) < 0 ||
	    (rc = write_sheets(book, sheets, desk, term, &closure, dossier,
			       err)) < 0)
		return rc;
	dossier->rows = rows;
	return jyz_fourteen_count(desk, term, dossier->fourteen, err);
}

int jyz_dossier_workbook(struct jyz_desk *desk, int64_t term, const char *path,
			 struct jyz_dossier *dossier, struct jyz_error *err)
{
	/* The book borrows the columns of its last sheet. */
	size_t n = desk->catalogue->count;
	struct sheet *sheets = jyz_alloc((n + 1) * sizeof(*sheets));
	JYZ_AUTO(jyz_tx) tx = JYZ_TX_INIT;
	struct jyz_workbook *book = NULL;
	int rc;

	if ((rc = jyz_tx_begin_read(&tx, desk->store, err)) >= 0 &&
	    (rc = jyz_workbook_new(&book, path, err)) >= 0 &&
	    (rc = write_all(book, sheets, desk, term, dossier, err)) >= 0 &&
	    (rc = jyz_tx_commit(&tx, err)) >= 0)
		rc = jyz_workbook_close(book, err);
	else
		jyz_workbook_drop(book);
	for (size_t k = 0; k < n; k++)
		sheet_free(&sheets[k]);
	free(sheets);
	return rc;
}
