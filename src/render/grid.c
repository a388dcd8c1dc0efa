/*
 * Cells in columns that line up on the screen, wrapped to its width.
 *
 * All widths come from jyz_text_width.  libsmartcols was tried and left:
 * it measures with libc's wcwidth, which gives a family emoji six cells
 * and hanzi newer than the libc none at all (or prints them as \xf0...), and
 * it breaks lines without regard to words or Chinese punctuation.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "render.h"

#define GAP 2         /* blanks between columns */
#define FLOOR_WRAP 12 /* so far long texts are made narrower alone, ... */
#define FLOOR_TEXT 6  /* ... and so far together with the other texts */
#define WORD_MAX 20   /* longer words may be broken */
#define ALERT_ON "\033[1;31m"
#define ALERT_OFF "\033[0m"

struct item {
	size_t offset;
	int width; /* of its widest line */
	bool lines;
	bool alert;
};

struct grid_column {
	bool right;
	bool wrap;
	bool text;
	bool hidden; /* optional, and nothing is in it yet */
	int width;
	int word, figure; /* of the widest in it: known when it is to shrink */
};

struct jyz_grid {
	struct grid_column *columns;
	size_t n_columns;
	struct item *items;
	size_t count, room;
	struct jyz_buf text; /* of all items, each with its NUL */
};

struct jyz_grid *jyz_grid_new(const struct jyz_column *columns, size_t n)
{
	assert(n > 0);

	struct jyz_grid *grid = jyz_alloc(sizeof(*grid));

	grid->columns = jyz_alloc(n * sizeof(*grid->columns));
	grid->n_columns = n;
	grid->text = (struct jyz_buf)JYZ_BUF_INIT;
	for (size_t i = 0; i < n; i++) {
		struct grid_column *c = &grid->columns[i];

		c->right = columns[i].right;
		c->wrap = columns[i].wrap || columns[i].type == JYZ_CELL_LIST;
		c->text = (columns[i].type == JYZ_CELL_TEXT ||
			   columns[i].type == JYZ_CELL_DATE ||
			   columns[i].type == JYZ_CELL_TIME) && !c->right;
		c->hidden = columns[i].optional;
	}
	return grid;
}

/* The widest of the lines of a text. */
static int widest_line(const char *s)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	int widest = 0;

	for (;;) {
		size_t len = strcspn(s, "\n");

		jyz_buf_clear(&line);
		jyz_buf_add(&line, s, len);
		int width = jyz_text_width(line.data);

		if (width > widest)
			widest = width;
		if (!s[len])
			return widest;
		s += len + 1;
	}
}

void jyz_grid_add(struct jyz_grid *grid, const char *text, bool alert)
{
	struct grid_column *column =
		&grid->columns[grid->count % grid->n_columns];
	struct item item = {
		.offset = grid->text.len,
		.lines = strchr(text, '\n') != NULL,
		.alert = alert,
	};

	item.width = item.lines ? widest_line(text) : jyz_text_width(text);
	if (item.width > column->width)
		column->width = item.width;
	/* The first row is the headings. */
	if (item.width > 0 && grid->count >= grid->n_columns)
		column->hidden = false;
	jyz_buf_add(&grid->text, text, strlen(text) + 1);
	JYZ_GROW(grid->items, grid->count, grid->room);
	grid->items[grid->count++] = item;
}

static int total_width(const struct jyz_grid *grid)
{
	int total = 0;

	for (size_t i = 0; i < grid->n_columns; i++)
		if (!grid->columns[i].hidden)
			total += grid->columns[i].width +
				 (total > 0 ? GAP : 0);
	return total;
}

static void measure_words(struct jyz_grid *grid)
{
	for (size_t i = 0; i < grid->count; i++) {
		struct grid_column *c = &grid->columns[i % grid->n_columns];

		if (!c->hidden)
			jyz_wrap_least(grid->text.data + grid->items[i].offset,
				       &c->word, &c->figure);
	}
}

enum how {
	LONG_TEXTS, /* those columns that are made for them, at words */
	ALL,        /* and headings of numbers, at words */
	BREAKING,   /* texts within words; never within a number or a date */
};

static int floor_of(const struct grid_column *c, enum how how)
{
	int floor = how == LONG_TEXTS ? FLOOR_WRAP : FLOOR_TEXT;
	bool text = c->wrap || c->text;

	if (c->word > floor &&
	    (!text || (how != BREAKING && c->word <= WORD_MAX)))
		floor = c->word;
	return c->figure > floor ? c->figure : floor;
}

/* Lowers the widest of the columns, all to one height, until they fit. */
static void shrink(struct jyz_grid *grid, int width, enum how how)
{
	int excess = total_width(grid) - width;

	for (int cap = width; excess > 0 && cap >= FLOOR_TEXT; cap--)
		for (size_t i = 0; i < grid->n_columns; i++) {
			struct grid_column *c = &grid->columns[i];

			if (excess <= 0 || c->hidden || c->width <= cap ||
			    cap < floor_of(c, how) ||
			    (how == LONG_TEXTS && !c->wrap))
				continue;
			excess -= c->width - cap;
			c->width = cap;
		}
}

static void fit(struct jyz_grid *grid, int width)
{
	if (total_width(grid) <= width)
		return;
	measure_words(grid);
	shrink(grid, width, LONG_TEXTS);
	shrink(grid, width, ALL);
	shrink(grid, width, BREAKING);
}

/* A line of a cell: text up to a newline or the end. */
struct piece {
	const char *s;
	size_t len;
};

/* Takes the first line off *rest; NULL when nothing is left. */
static struct piece take_line(const char **rest)
{
	struct piece p = { *rest, *rest ? strcspn(*rest, "\n") : 0 };

	if (*rest)
		*rest = p.s[p.len] ? p.s + p.len + 1 : NULL;
	return p;
}

static void pad(struct jyz_buf *out, int cells)
{
	for (; cells > 0; cells--)
		jyz_buf_addc(out, ' ');
}

static int piece_width(const struct item *item, struct piece p,
		       struct jyz_buf *scratch, int column)
{
	if (!item->lines && item->width <= column)
		return item->width;
	jyz_buf_clear(scratch);
	jyz_buf_add(scratch, p.s, p.len);
	return jyz_text_width(scratch->data);
}

/* Cells of one row that have been wrapped, and what of them is left. */
struct row {
	const char **rest;
	struct jyz_buf *wrapped;
	struct jyz_buf scratch;
};

/* One line on the screen, without blanks at its end. */
static bool print_line(const struct jyz_grid *grid, const struct item *items,
		       struct row *row, struct jyz_buf *out, bool color)
{
	int blanks = 0; /* owed before the next text */
	bool more = false;

	for (size_t i = 0; i < grid->n_columns; i++) {
		const struct grid_column *c = &grid->columns[i];
		if (c->hidden)
			continue;
		struct piece p = take_line(&row->rest[i]);
		int width = p.len ? piece_width(&items[i], p, &row->scratch,
						c->width) :
				    0;
		int fill = c->width > width ? c->width - width : 0;
		bool red = color && items[i].alert && p.len;

		blanks += c->right ? fill : 0;
		if (p.len) {
			pad(out, blanks);
			blanks = 0;
			jyz_buf_adds(out, red ? ALERT_ON : "");
			jyz_buf_add(out, p.s, p.len);
			jyz_buf_adds(out, red ? ALERT_OFF : "");
		}
		blanks += GAP + (c->right ? 0 : fill);
		more |= row->rest[i] != NULL;
	}
	jyz_buf_addc(out, '\n');
	return more;
}

/* Leaves the first so many lines, the last of them with an ellipsis. */
static void keep_lines(struct jyz_buf *text, int lines, int width)
{
	JYZ_AUTO(jyz_buf) last = JYZ_BUF_INIT;
	const char *line = text->data, *end = strchr(line, '\n');

	for (; end && lines > 1; lines--) {
		line = end + 1;
		end = strchr(line, '\n');
	}
	if (!end)
		return;
	jyz_buf_add(&last, line, (size_t)(end - line));
	jyz_buf_adds(&last, "…");
	text->len = (size_t)(line - text->data);
	/* A line that was full gives up its last characters for the mark. */
	jyz_text_cut(text, last.data, width);
}

static void print_row(const struct jyz_grid *grid, const struct item *items,
		      struct row *row, struct jyz_buf *out,
		      const struct jyz_writer_options *options)
{
	for (size_t i = 0; i < grid->n_columns; i++) {
		const char *text = grid->text.data + items[i].offset;
		int width = grid->columns[i].width;

		row->rest[i] = text;
		if (items[i].width <= width)
			continue;
		jyz_buf_clear(&row->wrapped[i]);
		jyz_wrap(&row->wrapped[i], text, width);
		if (options->lines > 0)
			keep_lines(&row->wrapped[i], options->lines, width);
		row->rest[i] = row->wrapped[i].data;
	}
	while (print_line(grid, items, row, out, options->color))
		;
}

void jyz_grid_print(struct jyz_grid *grid, struct jyz_buf *out,
		    const struct jyz_writer_options *options)
{
	size_t n = grid->n_columns;

	assert(grid->count % n == 0);
	if (options->width > 0)
		fit(grid, options->width);
	struct row row = {
		.rest = jyz_alloc(n * sizeof(*row.rest)),
		.wrapped = jyz_alloc(n * sizeof(*row.wrapped)),
		.scratch = JYZ_BUF_INIT,
	};

	for (size_t i = 0; i < n; i++)
		row.wrapped[i] = (struct jyz_buf)JYZ_BUF_INIT;
	for (size_t at = 0; at < grid->count; at += n)
		print_row(grid, grid->items + at, &row, out, options);
	for (size_t i = 0; i < n; i++)
		jyz_buf_free(&row.wrapped[i]);
	jyz_buf_free(&row.scratch);
	free(row.wrapped);
	free(row.rest);
}

void jyz_grid_free(struct jyz_grid *grid)
{
	if (!grid)
		return;
	free(grid->columns);
	free(grid->items);
	jyz_buf_free(&grid->text);
	free(grid);
}
