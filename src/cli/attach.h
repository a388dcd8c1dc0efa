/*
 * What the commands about attachments share.  Private to src/cli.
 */
#ifndef JYZ_CLI_ATTACH_H
#define JYZ_CLI_ATTACH_H

#include "jyz/records/attach.h"
#include "report.h"

/* An attachment as a row of a report. */
int jyz_attach_report(struct jyz_report *report, const struct jyz_cli *cli,
		      struct jyz_error *err) JYZ_CHECKED;
struct jyz_attach_put {
	struct jyz_cli *cli;
	struct jyz_report *report;
};
/* A jyz_attachment_fn; payload is a struct jyz_attach_put. */
int jyz_attach_row(const struct jyz_attachment *a, void *put,
		   struct jyz_error *err);

/* "1.2 MB" */
void jyz_attach_size(struct jyz_buf *out, int64_t bytes);

/* How many files a record that is shown has, and how to see them. */
int jyz_say_attached(struct jyz_cli *cli, const struct jyz_kind *kind,
		     int64_t id, struct jyz_error *err) JYZ_CHECKED;

/* The number of an attachment, "12" or "#12". */
int jyz_attach_number(const char *word, int64_t *id,
		      struct jyz_error *err) JYZ_CHECKED;

/* attach_export.c: the verb "attachment export". */
extern const struct jyz_option jyz_attach_export_options[];
int jyz_attach_export(struct jyz_cli *cli, const struct jyz_args *args,
		      struct jyz_error *err);

#endif
