/*
 * A score sheet, read: the sheets and their rows, first and second pass.
 */
#include <stdlib.h>

#include "score_room.h"

#define ROWS_A_SIGN 16384 /* of life */

/* --- rows ----------------------------------------------------------------- */

struct pass {
	struct jyz_scores_inside *in;
	int (*fn)(struct jyz_scores_inside *in,
		  const struct jyz_sheet_row *row, struct jyz_error *err);
};

/* The last of many rows stands for their length. */
static void show_progress(struct jyz_scores_inside *in,
			  const struct jyz_sheet_row *row)
{
	size_t bytes = 0;
	if (++in->rows_done % ROWS_A_SIGN != 0)
		return;
	for (size_t i = 0; i < row->count; i++)
		bytes += row->cells[i].len + 1;
	in->bytes_done += bytes * ROWS_A_SIGN;
	in->options->progress(in->bytes_done, 0, in->options->payload);
}

static int too_long(struct jyz_scores_inside *in,
		    const struct jyz_sheet_row *row)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	jyz_buf_addf(&text, _("the row has %zu cells, the heading %zu"),
		     row->count, in->layout.count);
	jyz_score_reject(in, row, -1, text.data);
	return JYZ_OK;
}

static void begin_sheet(struct jyz_scores_inside *in)
{
	const struct score_layout *l = &in->layout;
	in->pupil = l->n_marks ? jyz_score_wide_row : jyz_score_long_row;
	in->fast = !in->second && !l->n_marks && !l->n_items &&
		   !l->class_name && l->at[JYZ_ROLE_GRADE] < 0 &&
		   l->at[JYZ_ROLE_SUBJECT] < 0 &&
		   l->at[JYZ_ROLE_BASELINE] < 0 && l->at[JYZ_ROLE_STATUS] < 0;
	in->out->no_duplicates |= l->at[JYZ_ROLE_STUDENT] < 0 &&
				  l->at[JYZ_ROLE_NAME] < 0;
}

static int data_row(struct pass *pass, const struct jyz_sheet_row *row,
		    struct jyz_error *err)
{
	struct jyz_scores_inside *in = pass->in;
	if (jyz_score_blank_row(row, 0) || jyz_score_footer(in, row))
		return JYZ_OK;
	if (row->count > in->layout.count &&
	    !jyz_score_blank_row(row, in->layout.count))
		return in->second ? JYZ_OK : too_long(in, row);
	if (!in->second) {
		in->out->rows++;
		jyz_score_preview(in, row);
	}
	return pass->fn ? pass->fn(in, row, err) : in->pupil(in, row, err);
}

static int take_row(const struct jyz_sheet_row *row, void *payload,
		    struct jyz_error *err)
{
	struct pass *pass = payload;
	struct jyz_scores_inside *in = pass->in;
	bool taken = true;
	int rc;
	if (in->options->progress)
		show_progress(in, row);
	if (in->fast && in->out->n_preview == JYZ_PREVIEW &&
	    jyz_score_fast_row(in, row))
		return JYZ_OK;
	if (in->headed) {
		rc = data_row(pass, row, err);
	} else {
		rc = jyz_score_heading(in, row, &taken, err);
		if (rc >= 0 && taken)
			begin_sheet(in);
	}
	in->ours = rc < 0;
	return rc < 0 ? jyz_error_prefix(err, _("line %zu"), row->line)
		      : JYZ_OK;
}

/* --- sheets --------------------------------------------------------------- */

static int read_sheet(struct pass *pass, size_t sheet, struct jyz_error *err)
{
	struct jyz_scores_inside *in = pass->in;
	in->sheet = sheet;
	in->headed = in->fast = in->ours = false;
	in->titles = 0;
	in->group = NULL;
	in->tally = NULL;
	int rc = jyz_book_scan(in->book, sheet, take_row, pass, err);
	if (rc < 0 && in->ours && *in->book->sheets[sheet])
		jyz_error_prefix(err, "%s", in->book->sheets[sheet]);
	if (rc < 0 && in->ours)
		return jyz_error_prefix(err, "%s", in->book->name);
	in->sheets_read += in->headed;
	return rc;
}

int jyz_score_sheets(struct jyz_scores_inside *in,
		     int (*fn)(struct jyz_scores_inside *in,
			       const struct jyz_sheet_row *row,
			       struct jyz_error *err),
		     struct jyz_error *err)
{
	struct pass pass = { in, fn };
	size_t first = 0, end = in->book->n_sheets;
	int rc;
	in->second = in->sheets_read > 0;
	if (in->options->sheet) {
		rc = jyz_book_pick(in->book, in->options->sheet, &first, err);
		if (rc < 0)
			return rc;
		end = first + 1;
	}
	for (size_t i = first; i < end; i++)
		if ((rc = read_sheet(&pass, i, err)) < 0)
			return rc;
	if (in->sheets_read)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EINVAL, _("the file has no rows"));
	return jyz_error_prefix(err, "%s", in->book->name);
}

/* --- the whole ------------------------------------------------------------ */

/* What was said of columns and subjects that no sheet has. */
static int check_used(struct jyz_scores_inside *in, struct jyz_error *err)
{
	const struct jyz_scores_options *o = in->options;
	for (size_t i = 0; i < o->n_map; i++)
		if (!in->mapped[i])
			return jyz_error_set(err, JYZ_EUSAGE,
					     _("--map: no column of '%s' is "
					       "there"),
					     o->map[i]);
	if (o->baseline && !in->based)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--baseline: there is no column '%s'"),
				     o->baseline);
	for (size_t i = 0; i < in->n_subjects; i++)
		if (in->subjects[i].full && !in->subjects[i].used &&
		    !in->out->n_rejected)
			return jyz_error_set(err, JYZ_EUSAGE,
					     _("--full-marks: nobody has a "
					       "score in %s"),
					     in->subjects[i].name);
	return JYZ_OK;
}

static int read_all(struct jyz_scores_inside *in, struct jyz_error *err)
{
	int rc;
	jyz_score_footers(in);
	if ((rc = jyz_score_exam(in, err)) < 0 ||
	    (rc = jyz_score_options(in, err)) < 0 ||
	    (rc = jyz_score_sheets(in, NULL, err)) < 0 ||
	    (rc = check_used(in, err)) < 0 ||
	    (rc = jyz_score_twins(in, err)) < 0)
		return rc;
	jyz_score_rejects_sort(in);
	if (!in->out->rows) {
		jyz_error_set(err, JYZ_EINVAL, _("the file has no rows"));
		return jyz_error_prefix(err, "%s", in->book->name);
	}
	if ((rc = jyz_score_finish(in, err)) < 0)
		return rc;
	return jyz_score_cuts(in, err);
}

int jyz_scores_read(struct jyz_desk *desk, struct jyz_book *book,
		    const struct jyz_scores_options *options,
		    struct jyz_scores *out, struct jyz_error *err)
{
	struct jyz_scores made = { 0 };
	struct jyz_scores_inside *in = jyz_alloc(sizeof(*in));
	*in = (struct jyz_scores_inside){
		.desk = desk,
		.book = book,
		.options = options,
		.out = &made,
		.hashes.ascending = true,
		.place = JYZ_BUF_INIT,
		.place_key = JYZ_BUF_INIT,
		.subject_cell = JYZ_BUF_INIT,
		.footer_words = JYZ_BUF_INIT,
		.class_cell = JYZ_BUF_INIT,
	};
	made.inside = in;
	int rc = read_all(in, err);
	free(in->hashes.items);
	in->hashes.items = NULL;
	if (rc < 0) {
		jyz_scores_free(&made);
		return rc;
	}
	*out = made;
	in->out = out;
	return JYZ_OK;
}

static void free_groups(struct jyz_scores_inside *in)
{
	for (size_t g = 0; g < in->n_groups; g++) {
		struct score_group *group = in->groups[g];
		for (size_t s = 0; s < SUBJECTS_MAX; s++) {
			if (!group->tallies[s])
				continue;
			free(group->tallies[s]->counts.slots);
			free(group->tallies[s]->items);
			free(group->tallies[s]->both);
			free(group->tallies[s]);
		}
		free(group->pairs);
		free(group->cohorts);
		free(group);
	}
	free(in->groups);
}

void jyz_scores_free(struct jyz_scores *scores)
{
	struct jyz_scores_inside *in = scores->inside;
	for (size_t i = 0; i < scores->n_classes; i++)
		jyz_distribution_free(&scores->classes[i].distribution);
	free(scores->classes);
	free(scores->rejects);
	if (in) {
		free_groups(in);
		free(in->papers);
		free(in->known_names);
		free(in->twins);
		jyz_map_free(&in->known);
		jyz_map_free(&in->known_items);
		jyz_map_free(&in->places);
		jyz_map_free(&in->class_keys);
		jyz_map_free(&in->names);
		jyz_map_free(&in->subject_cells);
		jyz_map_free(&in->suspects);
		jyz_buf_free(&in->place);
		jyz_buf_free(&in->place_key);
		jyz_buf_free(&in->subject_cell);
		jyz_buf_free(&in->footer_words);
		jyz_buf_free(&in->class_cell);
		jyz_arena_free(&in->arena);
		free(in);
	}
	memset(scores, 0, sizeof(*scores));
}
