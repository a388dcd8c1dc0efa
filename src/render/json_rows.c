/*
 * JSON: an array with one row a line, one object, or one object a line.
 */
#include "jyz/render/json.h"
#include "render.h"

static void put_object(struct jyz_json *json, const struct jyz_column *columns,
		       const struct jyz_cell *cells, size_t n);

static void put_list(struct jyz_json *json, const struct jyz_list *list)
{
	jyz_json_array(json);
	for (size_t i = 0; i < list->n_rows; i++)
		put_object(json, list->columns,
			   list->cells + i * list->n_columns, list->n_columns);
	jyz_json_end(json);
}

static void put_int(struct jyz_json *json, const struct jyz_column *column,
		    int64_t value)
{
	switch (column->type) {
	case JYZ_CELL_DECIMAL:
		jyz_json_decimal(json, value, column->scale);
		return;
	case JYZ_CELL_FLAG:
		jyz_json_bool(json, value != 0);
		return;
	case JYZ_CELL_TEXT:
	case JYZ_CELL_INTEGER:
	case JYZ_CELL_DATE:
	case JYZ_CELL_TIME:
	case JYZ_CELL_LIST:
		jyz_json_int(json, value);
		return;
	}
}

static void put_cell(struct jyz_json *json, const struct jyz_column *column,
		     const struct jyz_cell *cell)
{
	if (column->type == JYZ_CELL_LIST && cell->list) {
		put_list(json, cell->list);
		return;
	}
	switch (cell->value.type) {
	case JYZ_NULL:
		jyz_json_null(json);
		return;
	case JYZ_TEXT:
		jyz_json_string(json, cell->value.s);
		return;
	case JYZ_INT:
		put_int(json, column, cell->value.i);
		return;
	case JYZ_REAL:
		jyz_json_real(json, cell->value.r);
		return;
	}
}

static void put_object(struct jyz_json *json, const struct jyz_column *columns,
		       const struct jyz_cell *cells, size_t n)
{
	jyz_json_object(json);
	for (size_t i = 0; i < n; i++) {
		jyz_json_key(json, columns[i].key);
		put_cell(json, &columns[i], &cells[i]);
	}
	jyz_json_end(json);
}

static void put_row(struct jyz_writer *w, const struct jyz_cell *cells,
		    bool pretty)
{
	struct jyz_json json;

	jyz_json_init(&json, &w->out, pretty);
	put_object(&json, w->columns, cells, w->n_columns);
}

/* Rows are compact inside a list so that a line is a record for grep, too. */
static int json_row(struct jyz_writer *w, const struct jyz_cell *cells,
		    struct jyz_error *err)
{
	(void)err;
	if (!w->options.single)
		jyz_buf_adds(&w->out, w->n_rows > 0 ? ",\n" : "[\n");
	put_row(w, cells, w->options.single);
	return JYZ_OK;
}

static int json_end(struct jyz_writer *w, struct jyz_error *err)
{
	(void)err;
	if (w->options.single)
		jyz_buf_adds(&w->out, w->n_rows > 0 ? "\n" : "null\n");
	else
		jyz_buf_adds(&w->out, w->n_rows > 0 ? "\n]\n" : "[]\n");
	return JYZ_OK;
}

static int jsonl_row(struct jyz_writer *w, const struct jyz_cell *cells,
		     struct jyz_error *err)
{
	(void)err;
	put_row(w, cells, false);
	jyz_buf_addc(&w->out, '\n');
	return JYZ_OK;
}

const struct jyz_writer_ops jyz_json_ops = { NULL, json_row, json_end, NULL };
const struct jyz_writer_ops jyz_jsonl_ops = { NULL, jsonl_row, NULL, NULL };
