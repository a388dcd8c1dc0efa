/*
 * Score sheets into the database: what is missing of exam, papers and classes,
 * then a result for each class on each paper.
 */
#include <stdlib.h>

#include "kinds.h"
#include "score_room.h"
#include "room.h"

/* Ids, of this try: a transaction that is rolled back takes them along. */
struct writing {
	struct jyz_scores_inside *in;
	struct jyz_desk *desk;
	int64_t exam;
	int64_t *papers;  /* by their place in in->papers */
	int64_t *classes; /* by number */
	struct score_changes changes;
};

static void writing_free(struct writing *w)
{
	free(w->papers);
	free(w->classes);
	jyz_score_changes_free(&w->changes);
}

static int make(struct jyz_desk *desk, struct jyz_record *rec,
		const char *name, int64_t *id, struct jyz_error *err)
{
	int rc;
	if ((rc = jyz_record_finish(desk, rec, err)) < 0 ||
	    (rc = jyz_record_insert(desk, rec, err)) < 0)
		return rc;
	*id = rec->id;
	jyz_desk_made(desk, rec->kind, name);
	return JYZ_OK;
}

static int write_exam(struct writing *w, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	w->exam = w->in->exam;
	if (w->exam)
		return JYZ_OK;
	jyz_record_init(&rec, &jyz_exam);
	rec.values[EXAM_NAME] = jyz_text(w->in->out->exam);
	rec.values[EXAM_DATE] = jyz_text(w->in->date);
	rec.given[EXAM_DATE] = true;
	return make(w->desk, &rec, w->in->out->exam, &w->exam, err);
}

/* --- papers --------------------------------------------------------------- */

static void give_items(const struct jyz_scores_inside *in,
		       const struct score_paper *paper, struct jyz_record *rec)
{
	struct jyz_rows *rows = &rec->parts[PAPER_ITEM];
	size_t n = jyz_paper.parts[PAPER_ITEM].n_fields;
	rows->cells = jyz_realloc(rows->cells, in->n_items * n + 1,
				  sizeof(*rows->cells));
	rows->count = rows->room = in->n_items;
	for (size_t i = 0; i < in->n_items; i++) {
		struct jyz_value *cells = &rows->cells[i * n];
		for (size_t f = 0; f < n; f++)
			cells[f] = jyz_null();
		cells[PAPER_ITEM_NAME] = jyz_text(paper->items[i].name);
		cells[PAPER_ITEM_MAX] = jyz_int(paper->items[i].max);
	}
}

static int make_paper(struct writing *w, const struct score_paper *paper,
		      int64_t *id, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	jyz_record_init(&rec, &jyz_paper);
	rec.values[PAPER_EXAM] = jyz_int(w->exam);
	rec.values[PAPER_SUBJECT] =
		jyz_text(w->in->subjects[paper->subject].name);
	rec.values[PAPER_GRADE] = jyz_text(paper->grade);
	rec.values[PAPER_FULL_MARKS] = jyz_int(paper->full);
	give_items(w->in, paper, &rec);
	return make(w->desk, &rec, NULL, id, err);
}

static int add_items(struct writing *w, const struct score_paper *paper,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) before = { 0 };
	JYZ_AUTO(jyz_record) rec = { 0 };
	size_t changed;
	jyz_record_init(&before, &jyz_paper);
	jyz_record_init(&rec, &jyz_paper);
	int rc = jyz_bulk_load(w->desk, &jyz_paper, paper->id, &before, err);
	if (rc < 0)
		return rc;
	jyz_record_copy(&rec, &before);
	give_items(w->in, paper, &rec);
	return jyz_record_update(w->desk, &rec, &before, &changed, err);
}

static int write_papers(struct writing *w, struct jyz_error *err)
{
	struct jyz_scores_inside *in = w->in;
	w->papers = jyz_alloc((in->n_papers + 1) * sizeof(*w->papers));
	for (size_t i = 0; i < in->n_papers; i++) {
		const struct score_paper *paper = in->papers[i];
		int rc = JYZ_OK;
		w->papers[i] = paper->id;
		if (!paper->id)
			rc = make_paper(w, paper, &w->papers[i], err);
		else if (in->n_items && !paper->items_on_file)
			rc = add_items(w, paper, err);
		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

/* --- classes -------------------------------------------------------------- */

static bool is_new(const struct writing *w, const struct score_group *group)
{
	return !group->id && !w->classes[group->number];
}

static void name_class(const struct writing *w,
		       const struct score_group *group, struct jyz_record *rec)
{
	jyz_record_init(rec, &jyz_class);
	rec->values[CLASS_NAME] = jyz_text(group->name);
	rec->values[CLASS_GRADE] = jyz_text(group->grade);
	rec->values[CLASS_YEAR] = jyz_int(w->in->year);
}

/*
 * Has somebody made one of the new classes since the sheet was read?  They
 * differ from each other, so all are looked for before the first is written:
 * none is compared with those that this import makes.
 */
static int find_twins(const struct writing *w, bool *any,
		      struct jyz_error *err)
{
	const struct jyz_scores_inside *in = w->in;
	int rc = JYZ_OK;
	*any = false;
	for (size_t i = 0; rc >= 0 && i < in->out->n_classes; i++) {
		JYZ_AUTO(jyz_record) rec = { 0 };
		int64_t twin = 0;
		if (!is_new(w, in->written_groups[i]))
			continue;
		name_class(w, in->written_groups[i], &rec);
		rc = jyz_record_twin(w->desk, &rec, &twin, err);
		*any |= twin != 0;
	}
	return rc;
}

static int write_class(struct writing *w, const struct score_group *group,
		       bool twins, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	int64_t *id = &w->classes[group->number];
	int rc;
	if (!is_new(w, group)) {
		*id = *id ? *id : group->id;
		return JYZ_OK;
	}
	name_class(w, group, &rec);
	if ((rc = jyz_record_finish(w->desk, &rec, err)) < 0 ||
	    (rc = twins ? jyz_record_insert(w->desk, &rec, err)
			: jyz_record_insert_new(w->desk, &rec, err)) < 0)
		return jyz_error_prefix(err, _("class '%s'"), group->name);
	*id = rec.id;
	jyz_desk_made(w->desk, &jyz_class, group->name);
	return JYZ_OK;
}

static int write_classes(struct writing *w, struct jyz_error *err)
{
	const struct jyz_scores_inside *in = w->in;
	bool twins;
	w->classes = jyz_alloc((in->names.count + 1) * sizeof(*w->classes));
	int rc = find_twins(w, &twins, err);
	for (size_t i = 0; rc >= 0 && i < in->out->n_classes; i++)
		rc = write_class(w, in->written_groups[i], twins, err);
	return rc;
}

/* --- results -------------------------------------------------------------- */

static int has_other(const struct jyz_scores_inside *in, size_t at,
		     const struct jyz_record *before,
		     const struct jyz_record *rec, struct jyz_error *err)
{
	const struct jyz_score_class *c = &in->out->classes[at];
	bool measured = before->values[RESULT_TOTAL].type != JYZ_NULL;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) why = JYZ_BUF_INIT;
	jyz_buf_addf(&text,
		     measured ? _("class '%s' has other statistics in %s "
				  "already")
			      : _("class '%s' has a typed average in %s "
				  "already"),
		     c->class_name, c->subject);
	jyz_score_differs(&why, before, rec);
	jyz_error_set(err, JYZ_EEXISTS, "%s%s%s", text.data,
		      why.len ? _(": ") : "", why.len ? why.data : "");
	return jyz_error_hint(err, _("import with --replace to take those of "
				     "the sheet"));
}

static int compare(struct writing *w, size_t at, int64_t id,
		   const struct jyz_scores_options *options,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) before = { 0 };
	JYZ_AUTO(jyz_record) rec = { 0 };
	size_t changed;
	jyz_record_init(&before, &jyz_result);
	jyz_record_init(&rec, &jyz_result);
	int rc = jyz_bulk_load(w->desk, &jyz_result, id, &before, err);
	if (rc < 0)
		return rc;
	jyz_record_copy(&rec, &before);
	jyz_score_fill(w->in, at, &rec);
	if (jyz_record_same(&rec, &before)) {
		w->in->out->unchanged++;
		return JYZ_OK;
	}
	if (!options->replace)
		return has_other(w->in, at, &before, &rec, err);
	jyz_score_changed(&w->changes, w->in, at, &before, &rec);
	w->in->out->replaced++;
	return jyz_record_update(w->desk, &rec, &before, &changed, err);
}

static size_t paper_place(const struct jyz_scores_inside *in,
			  const struct score_paper *paper)
{
	size_t i = 0;
	while (in->papers[i] != paper)
		i++;
	return i;
}

static int write_result(struct writing *w, size_t at,
			const struct jyz_scores_options *options,
			struct jyz_error *err)
{
	struct jyz_scores_inside *in = w->in;
	JYZ_AUTO(jyz_record) rec = { 0 };
	int64_t twin = 0;
	int rc;
	jyz_record_init(&rec, &jyz_result);
	rec.values[RESULT_PAPER] = jyz_int(
		w->papers[paper_place(in, in->written[at]->paper)]);
	rec.values[RESULT_CLASS] =
		jyz_int(w->classes[in->written_groups[at]->number]);
	if ((rc = jyz_record_twin(w->desk, &rec, &twin, err)) < 0)
		return rc;
	if (twin)
		return compare(w, at, twin, options, err);
	jyz_score_fill(in, at, &rec);
	if ((rc = jyz_record_insert_new(w->desk, &rec, err)) < 0)
		return rc;
	in->out->written++;
	return JYZ_OK;
}

int jyz_scores_write(struct jyz_desk *desk, struct jyz_scores *scores,
		     const struct jyz_scores_options *options,
		     struct jyz_error *err)
{
	JYZ_AUTO(writing) w = { .in = scores->inside, .desk = desk };
	struct jyz_scores_inside *in = scores->inside;
	int rc;
	in->out = scores; /* both may have been moved since the sheet was read */
	in->options = options;
	if (scores->n_rejected)
		return jyz_error_set(err, JYZ_EINVAL,
				     Q_("%zu row was rejected",
					"%zu rows were rejected",
					(unsigned long)scores->n_rejected),
				     scores->n_rejected);
	scores->written = scores->unchanged = scores->replaced = 0;
	if ((rc = write_exam(&w, err)) < 0 || (rc = write_papers(&w, err)) < 0 ||
	    (rc = write_classes(&w, err)) < 0)
		return rc;
	for (size_t i = 0; i < scores->n_classes; i++)
		if ((rc = write_result(&w, i, options, err)) < 0)
			return rc;
	jyz_score_changes_note(desk, &w.changes);
	return JYZ_OK;
}
