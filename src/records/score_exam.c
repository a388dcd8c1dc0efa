/*
 * The exam that a score sheet is of, the subjects that are known, the papers.
 */
#include <stdlib.h>

#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "kinds.h"
#include "score_room.h"
#include "room.h"

/* --- the exam ------------------------------------------------------------- */

static const char SQL_EXAM[] = "SELECT name, date FROM exam WHERE id = :exam";

static int exam_on_file(struct jyz_scores_inside *in, const char *said,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, in->desk->store, SQL_EXAM, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":exam", in->exam);
	if ((rc = jyz_stmt_step(&st, err)) <= 0)
		return rc;
	const char *date = jyz_col_text(&st, "date");
	in->out->exam = jyz_arena_strdup(&in->arena, jyz_col_text(&st, "name"));
	memcpy(in->date, date, sizeof(in->date));
	if (said && strcmp(said, date) != 0)
		rc = jyz_error_set(err, JYZ_EINVAL,
				   _("the exam was on %s, not %s"), date, said);
	jyz_stmt_done(&st);
	return rc < 0 ? rc : JYZ_OK;
}

static int new_exam(struct jyz_scores_inside *in, const char *date,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) exam = { 0 };
	int64_t term;
	memcpy(in->date, date ? date : in->desk->clock.today,
	       sizeof(in->date));
	int rc = jyz_desk_term(in->desk, in->date, &term, NULL, err);
	if (rc < 0)
		return rc;
	jyz_record_init(&exam, &jyz_exam);
	rc = jyz_record_set(in->desk, &exam, EXAM_NAME, in->options->exam, err);
	if (rc < 0)
		return rc;
	const char *name = jyz_record_text(&exam, EXAM_NAME);
	if (!name)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("which exam is the sheet of?"));
	in->out->exam = jyz_arena_strdup(&in->arena, name);
	in->out->new_exam = true;
	return JYZ_OK;
}

static int find_exam(struct jyz_scores_inside *in, struct jyz_error *err)
{
	const struct jyz_scores_options *o = in->options;
	struct jyz_scope scope = { NULL, 0, 0 };
	char date[JYZ_DATE_SIZE];
	int rc;
	if (!o->exam || !*o->exam) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("which exam is the sheet of?"));
		return jyz_error_hint(err, "--exam ...");
	}
	if (o->date && ((rc = jyz_date_parse(date, o->date,
					     in->desk->clock.today, err)) < 0 ||
			(rc = jyz_desk_term(in->desk, date, &scope.term, NULL,
					    err)) < 0))
		return rc;
	rc = jyz_resolve(in->desk, &jyz_exam, o->exam, &scope, &in->exam, err);
	if (rc >= 0)
		return exam_on_file(in, o->date ? date : NULL, err);
	if (rc != JYZ_ENOTFOUND)
		return rc;
	if (!o->create_missing || *o->exam == '#')
		return jyz_error_hint(err, _("import with --create-missing "
					     "--date DATE to make it"));
	jyz_error_free(err);
	return new_exam(in, o->date ? date : NULL, err);
}

/* --- subjects ------------------------------------------------------------- */

static const char SQL_KNOWN[] =
	"SELECT subject FROM (SELECT p.subject, p.exam IS NOT :exam AS other, "
	"p.id FROM paper p UNION ALL SELECT s.subject, 2, s.id "
	"FROM assignment s) WHERE subject <> '' ORDER BY other, id";
static const char SQL_KNOWN_ITEMS[] =
	"SELECT i.name FROM paper_item i JOIN paper p ON p.id = i.paper "
	"WHERE p.exam = :exam";

static int load_known(struct jyz_scores_inside *in, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_stmt) items = JYZ_STMT_INIT;
	char *of_group = NULL;
	int rc = jyz_stmt_open(&st, in->desk->store, SQL_KNOWN, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":exam", in->exam);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW)
		jyz_score_know(in, jyz_col_text(&st, "subject"));
	if (rc < 0 ||
	    (rc = jyz_setting_get(in->desk->store, "subject", &of_group,
				  err)) < 0)
		return rc;
	jyz_score_know(in, of_group);
	free(of_group);
	jyz_score_know(in, in->options->subject);
	jyz_score_known_presets(in);
	rc = jyz_stmt_open(&items, in->desk->store, SQL_KNOWN_ITEMS, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&items, ":exam", in->exam);
	while ((rc = jyz_stmt_step(&items, err)) == JYZ_ROW) {
		JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
		jyz_text_key(&key, jyz_col_text(&items, "name"));
		if (key.len)
			jyz_map_put(&in->known_items, key.data, key.len, 1);
	}
	return rc;
}

int jyz_score_exam(struct jyz_scores_inside *in, struct jyz_error *err)
{
	int rc = find_exam(in, err);
	if (rc < 0)
		return rc;
	in->out->date = in->date;
	in->year = jyz_date_school_year(in->date);
	return load_known(in, err);
}

int jyz_score_subject(struct jyz_scores_inside *in, const char *name,
		      size_t *index, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) trimmed = JYZ_BUF_INIT;
	int rc = jyz_line_valid(name, err);
	if (rc < 0)
		return rc;
	jyz_text_key(&key, name);
	jyz_text_trim(&trimmed, name);
	for (size_t i = 0; i < in->n_subjects; i++)
		if (strcmp(in->subjects[i].key, key.data) == 0) {
			*index = i;
			return JYZ_OK;
		}
	if (in->n_subjects == SUBJECTS_MAX)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("more than %d subjects"), SUBJECTS_MAX);
	int64_t *known = jyz_map_get(&in->known, key.data, key.len);
	const char *spelling = known && *known >= 0 ? in->known_names[*known]
						    : trimmed.data;
	*index = in->n_subjects;
	in->subjects[in->n_subjects++] = (struct score_subject){
		.name = jyz_arena_strdup(&in->arena, spelling),
		.key = jyz_arena_strdup(&in->arena, key.data),
	};
	return JYZ_OK;
}

/* --- papers --------------------------------------------------------------- */

static const char SQL_PAPER_ITEMS[] =
	"SELECT p.full_marks, i.name, i.max FROM paper p "
	"LEFT JOIN paper_item i ON i.paper = p.id WHERE p.id = :paper "
	"ORDER BY i.position";

static int unknown_item(struct jyz_scores_inside *in, const char *name,
			const struct score_paper *paper,
			struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("the sheet has no column for item '%s' of the paper in "
			"%s"),
		      name, in->subjects[paper->subject].name);
	return jyz_error_hint(err, "--map COLUMN='%s'", name);
}

/* Takes over an item of the paper on file: its spelling and its maximum. */
static int take_item(struct jyz_scores_inside *in, struct score_paper *paper,
		     const char *name, int64_t max, struct jyz_error *err)
{
	paper->items_on_file = true;
	for (size_t i = 0; i < in->n_items; i++)
		if (jyz_score_item_same(in->items[i], name)) {
			paper->items[i].name =
				jyz_arena_strdup(&in->arena, name);
			paper->items[i].max = max;
			return JYZ_OK;
		}
	return in->n_items ? unknown_item(in, name, paper, err) : JYZ_OK;
}

static int paper_on_file(struct jyz_scores_inside *in,
			 struct score_paper *paper, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, in->desk->store, SQL_PAPER_ITEMS, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":paper", paper->id);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		paper->full = jyz_col_int(&st, "full_marks");
		const char *name = jyz_col_text(&st, "name");
		int64_t max = jyz_col_int(&st, "max");
		rc = name ? take_item(in, paper, name, max, err) : JYZ_OK;
		if (rc < 0) {
			jyz_stmt_done(&st);
			return rc;
		}
	}
	for (size_t i = 0; rc >= 0 && i < in->n_items; i++)
		if (paper->items_on_file && !paper->items[i].max)
			return jyz_error_set(
				err, JYZ_EINVAL,
				_("the paper in %s has no item '%s'"),
				in->subjects[paper->subject].name,
				in->items[i]);
	return rc;
}

static int no_paper(struct jyz_scores_inside *in, const char *subject,
		    const char *grade, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_ENOTFOUND,
		      _("exam '%s' has no paper in %s for %s"), in->out->exam,
		      subject, grade);
	return jyz_error_hint(err,
			      _("jyz paper add --exam '%s' --subject '%s' "
				"--grade '%s', or import with "
				"--create-missing"),
			      in->out->exam, subject, grade);
}

/* Full marks of an option: right, or the paper's on file. */
static int agree_full(struct jyz_scores_inside *in, struct score_paper *paper,
		      struct jyz_error *err)
{
	const struct score_subject *s = &in->subjects[paper->subject];
	int64_t said = s->full ? s->full : in->full;
	JYZ_AUTO(jyz_buf) here = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) there = JYZ_BUF_INIT;
	if (!paper->full)
		paper->full = said;
	if (!said || paper->full == said)
		return JYZ_OK;
	jyz_decimal_format(&here, said, JYZ_SCORE_SCALE);
	jyz_decimal_format(&there, paper->full, JYZ_SCORE_SCALE);
	jyz_error_set(err, JYZ_EINVAL,
		      _("the full marks of the paper in %s are %s, not %s"),
		      s->name, there.data, here.data);
	return jyz_error_hint(err, "jyz paper edit %lld --full_marks %s",
			      (long long)paper->id, here.data);
}

static int find_paper(struct jyz_scores_inside *in, struct score_paper *paper,
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) key = { 0 };
	const char *subject = in->subjects[paper->subject].name;
	int rc = JYZ_OK;
	jyz_record_init(&key, &jyz_paper);
	key.values[PAPER_EXAM] = jyz_int(in->exam);
	key.values[PAPER_SUBJECT] = jyz_text(subject);
	key.values[PAPER_GRADE] = jyz_text(paper->grade);
	if (in->exam &&
	    (rc = jyz_record_twin(in->desk, &key, &paper->id, err)) < 0)
		return rc;
	if (paper->id && (rc = paper_on_file(in, paper, err)) < 0)
		return rc;
	if (!paper->id && !in->options->create_missing)
		return no_paper(in, subject, paper->grade, err);
	if ((rc = agree_full(in, paper, err)) < 0)
		return rc;
	/* without items nothing else can tell */
	paper->assumed = !paper->full && !in->n_items;
	if (paper->assumed)
		paper->full = 10000;
	return JYZ_OK;
}

int jyz_score_paper(struct jyz_scores_inside *in, size_t subject,
		    const char *grade, struct score_paper **out,
		    struct jyz_error *err)
{
	for (size_t i = 0; i < in->n_papers; i++)
		if (in->papers[i]->subject == subject &&
		    strcmp(in->papers[i]->grade, grade) == 0) {
			*out = in->papers[i];
			return JYZ_OK;
		}
	struct score_paper *paper = jyz_arena_alloc(&in->arena,
						    sizeof(*paper));
	paper->subject = subject;
	paper->grade = grade;
	paper->items = jyz_arena_alloc(&in->arena, (in->n_items + 1) *
							   sizeof(*paper->items));
	for (size_t i = 0; i < in->n_items; i++)
		paper->items[i].name = in->items[i];
	int rc = find_paper(in, paper, err);
	if (rc < 0)
		return rc;
	in->subjects[subject].used = true;
	in->out->new_papers += !paper->id;
	JYZ_GROW(in->papers, in->n_papers, in->papers_room);
	in->papers[in->n_papers++] = paper;
	*out = paper;
	return JYZ_OK;
}

/* --- full marks that were assumed ----------------------------------------- */

/* Full marks that papers have; a score above all of them is a slip. */
static const int64_t usual[] = { 10000, 12000, 15000, 16000,
				 20000, 30000, 75000 };

void jyz_score_above(struct score_paper *paper, const struct score_cell *cell)
{
	int64_t most = usual[JYZ_COUNT(usual) - 1];
	if (paper->assumed && cell->kind == SCORE_NUMBER &&
	    cell->value > paper->full && cell->value <= most &&
	    cell->value > paper->highest)
		paper->highest = cell->value;
}

/* Of all grades: the option is of the subject. */
static int64_t highest_in(const struct jyz_scores_inside *in, size_t subject)
{
	int64_t highest = 0;
	for (size_t i = 0; i < in->n_papers; i++)
		if (in->papers[i]->subject == subject &&
		    in->papers[i]->highest > highest)
			highest = in->papers[i]->highest;
	return highest;
}

static void enough(struct jyz_buf *out, const char *subject, int64_t highest)
{
	const char *quote = strpbrk(subject, " &()'$;\"") ? "\"" : "";
	size_t i = 0;
	while (usual[i] < highest)
		i++;
	jyz_buf_addf(out, "%s%s %s%s=", out->len ? " " : "",
		     _("--full-marks"), quote, subject);
	jyz_decimal_format(out, usual[i], JYZ_SCORE_SCALE);
	jyz_buf_adds(out, quote);
}

static void note_above(struct jyz_scores_inside *in)
{
	JYZ_AUTO(jyz_buf) scores = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) cure = JYZ_BUF_INIT;
	for (size_t s = 0; s < in->n_subjects; s++) {
		int64_t highest = highest_in(in, s);
		if (!highest)
			continue;
		jyz_buf_addf(&scores, "%s%s ", scores.len ? ", " : "",
			     in->subjects[s].name);
		jyz_decimal_format(&scores, highest, JYZ_SCORE_SCALE);
		enough(&cure, in->subjects[s].name, highest);
	}
	if (scores.len)
		/* TRANSLATORS: subjects with their highest scores, then the
		 * options to type. */
		jyz_desk_note(in->desk,
			      _("full marks of 100 were only assumed, but the "
				"highest scores are: %s; import with %s"),
			      scores.data, cure.data);
}

/* What is to be done comes first: of many notes the last are left out. */
void jyz_score_note_full(struct jyz_scores_inside *in)
{
	note_above(in);
	for (size_t i = 0; i < in->n_papers; i++)
		if (in->papers[i]->assumed &&
		    !highest_in(in, in->papers[i]->subject))
			jyz_desk_note(in->desk,
				      _("the full marks of the paper in %s are "
					"taken to be 100; --full-marks says "
					"otherwise"),
				      in->subjects[in->papers[i]->subject].name);
}
