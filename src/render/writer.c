/*
 * Writers: picks the format and empties its bytes into the file.  Owns the
 * buffer; must not know what the columns mean.
 */
#include "jyz/render/writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"
#include "render.h"

/*
 * Bytes kept before they are written: all of any usual output.  Whoever
 * reads slowly (a pager) must not hold up the query that the rows come from,
 * and with it everybody who wants to write to the database.
 */
#define OUT_MAX ((size_t)1 << 26)

static const struct {
	const char *name;
	const struct jyz_writer_ops *ops;
} FORMATS[] = {
	[JYZ_FORMAT_TABLE] = { "table", &jyz_table_ops },
	[JYZ_FORMAT_CSV] = { "csv", &jyz_csv_ops },
	[JYZ_FORMAT_TSV] = { "tsv", &jyz_tsv_ops },
	[JYZ_FORMAT_JSON] = { "json", &jyz_json_ops },
	[JYZ_FORMAT_JSONL] = { "jsonl", &jyz_jsonl_ops },
	[JYZ_FORMAT_XLSX] = { "xlsx", &jyz_xlsx_ops },
	[JYZ_FORMAT_HTML] = { "html", NULL },
};

int jyz_format_parse(const char *name)
{
	for (size_t i = 0; i < JYZ_COUNT(FORMATS); i++)
		if (strcmp(name, FORMATS[i].name) == 0)
			return (int)i;
	return -1;
}

const char *jyz_column_title(const struct jyz_writer *w, size_t i)
{
	const struct jyz_column *column = &w->columns[i];

	return w->options.headings && column->heading ? column->heading :
							column->key;
}

static int cannot_write(struct jyz_error *err)
{
	return jyz_error_errno(err, errno ? errno : EIO,
			       _("cannot write the output"));
}

int jyz_output_write(FILE *file, struct jyz_buf *bytes, struct jyz_error *err)
{
	errno = 0;
	if (bytes->len > 0 &&
	    fwrite(bytes->data, 1, bytes->len, file) < bytes->len)
		return cannot_write(err);
	jyz_buf_clear(bytes);
	return JYZ_OK;
}

void jyz_output_tame(struct jyz_buf *out, size_t from,
		     const struct jyz_writer_options *options)
{
	JYZ_AUTO(jyz_buf) safe = JYZ_BUF_INIT;

	if (!options->terminal || from == out->len)
		return;
	jyz_text_escape(&safe, out->data + from, true);
	out->len = from;
	jyz_buf_add(out, safe.data, safe.len);
}

int jyz_output_flush(FILE *file, struct jyz_buf *bytes, struct jyz_error *err)
{
	int rc = jyz_output_write(file, bytes, err);

	if (rc < 0)
		return rc;
	errno = 0;
	return fflush(file) != 0 || ferror(file) ? cannot_write(err) : JYZ_OK;
}

int jyz_writer_new(struct jyz_writer **out, enum jyz_format format,
		   const struct jyz_writer_options *options,
		   const struct jyz_column *columns, size_t n_columns,
		   struct jyz_error *err)
{
	struct jyz_writer *w = jyz_alloc(sizeof(*w));

	w->ops = FORMATS[format].ops;
	w->options = *options;
	w->columns = columns;
	w->n_columns = n_columns;
	w->out = (struct jyz_buf)JYZ_BUF_INIT;
	int rc = w->ops->begin ? w->ops->begin(w, err) : JYZ_OK;

	if (rc < 0) {
		jyz_writer_drop(w);
		return rc;
	}
	*out = w;
	return JYZ_OK;
}

int jyz_writer_row(struct jyz_writer *writer, const struct jyz_cell *cells,
		   struct jyz_error *err)
{
	int rc = writer->ops->row(writer, cells, err);

	if (rc < 0)
		return rc;
	writer->n_rows++;
	return writer->out.len < OUT_MAX ?
		       JYZ_OK :
		       jyz_output_write(writer->options.out, &writer->out,
					err);
}

int jyz_writer_end(struct jyz_writer *writer, struct jyz_error *err)
{
	FILE *file = writer->options.out;
	int rc = writer->ops->end ? writer->ops->end(writer, err) : JYZ_OK;

	if (rc == JYZ_OK)
		rc = jyz_output_flush(file, &writer->out, err);
	jyz_writer_drop(writer);
	return rc;
}

void jyz_writer_drop(struct jyz_writer *writer)
{
	if (!writer)
		return;
	if (writer->ops->drop)
		writer->ops->drop(writer);
	jyz_buf_free(&writer->out);
	free(writer);
}
