#include "reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/mem.h"

static const char *scores(const char *name)
{
	return jt_path(jt_data("scores"), name);
}

struct reference reference_read(const char *name)
{
	struct reference r = { NULL, 0, 0 };
	char *rest = jt_read_file(scores(name), NULL);
	size_t count = 0, room = 0;

	for (char *line; (line = strsep(&rest, "\n")) && *line; r.rows++) {
		size_t before = count;

		line[strcspn(line, "\r")] = '\0';
		for (char *cell; (cell = strsep(&line, ","));) {
			JYZ_GROW(r.cells, count, room);
			r.cells[count++] = cell;
		}
		if (r.rows == 0)
			r.columns = count;
		jt_int_eq(count - before, r.columns);
	}
	r.rows--;
	return r;
}

void reference_free(struct reference *r)
{
	free(r->cells);
}

size_t reference_column(const struct reference *r, const char *name)
{
	for (size_t i = 0; i < r->columns; i++)
		if (strcmp(r->cells[i], name) == 0)
			return i;
	jt_fail("no column '%s'", name);
}

const char *reference_text(const struct reference *r, size_t row,
			   size_t column)
{
	assert_true(row < r->rows && column < r->columns);
	return r->cells[(row + 1) * r->columns + column];
}

static double number_of(const char *text)
{
	char *end;
	double x = strtod(text, &end);

	if (end == text)
		jt_fail("no number: '%s'", text);
	return x;
}

double reference_number(const struct reference *r, size_t row,
			const char *column)
{
	return number_of(reference_text(r, row, reference_column(r, column)));
}

int64_t reference_hundredths(const struct reference *r, size_t row,
			     size_t column)
{
	return llround(100 * number_of(reference_text(r, row, column)));
}

double reference_json(const char *name, const char *from, const char *key)
{
	const char *text = jt_read_file(scores(name), NULL);
	struct jyz_buf quoted = JYZ_BUF_INIT;

	text = strstr(text, from);
	assert_non_null(text);
	jyz_buf_addf(&quoted, "\"%s\":", key);
	text = strstr(text, quoted.data);
	if (!text)
		jt_fail("no '%s' in %s", key, name);
	double x = number_of(text + quoted.len);

	jyz_buf_free(&quoted);
	return x;
}

void near_at(double a, double b, double error, const char *expr,
	     const char *file, int line)
{
	if (isnan(a) && isnan(b))
		return;
	if (!(fabs(a - b) <= error))
		jt_fail_at(file, line, "%s is %.15g, not %.15g", expr, a, b);
}
