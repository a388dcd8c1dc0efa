/*
 * What jyz gaps says below its rows: how many pairs, how the intervals were
 * made and are to be read, what chance alone does, and where they are unsafe.
 */
#include <math.h>
#include <stdlib.h>

#include "gaps.h"
#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "privacy.h"

#define WARNINGS_SAID 8 /* at once */

/* --- what rows give to say ------------------------------------------------- */

struct concern_key {
	int64_t paper, class, concern;
};

static const char *paper_words(struct gaps *g, const struct jyz_gap_row *row)
{
	return jyz_arena_printf(&g->arena, "%s %s %s", row->exam, row->subject,
				row->grade);
}

static struct gaps_warning *warning_of(struct gaps *g,
				       const struct jyz_gap_row *row,
				       enum gaps_concern concern)
{
	struct concern_key key = { row->paper, 0, concern };
	int64_t *at = jyz_map_put(&g->places, &key, sizeof(key),
				  (int64_t)g->n_warnings);

	if (*at < (int64_t)g->n_warnings)
		return &g->warnings[*at];
	JYZ_GROW(g->warnings, g->n_warnings, g->warnings_room);

	struct gaps_warning *made = &g->warnings[g->n_warnings++];

	*made = (struct gaps_warning){ concern, paper_words(g, row),
				       JYZ_BUF_INIT };
	return made;
}

/* "高一(3)班 (8: 61-92)"; of very few pupils the ends are their scores. */
static void add_range(struct jyz_buf *out, int64_t sat,
		      const struct jyz_gap_spread *spread)
{
	jyz_buf_addf(out, " (%lld", (long long)sat);
	if (spread->min >= 0 && spread->max >= 0 && !jyz_small_cell(sat)) {
		jyz_buf_adds(out, ": ");
		jyz_decimal_format(out, spread->min, JYZ_SCORE_SCALE);
		jyz_buf_adds(out, "-");
		jyz_decimal_format(out, spread->max, JYZ_SCORE_SCALE);
	}
	jyz_buf_addc(out, ')');
}

static void warn(struct gaps *g, const struct jyz_gap_row *row,
		 enum gaps_concern concern, bool is_b)
{
	struct concern_key key = { row->paper, is_b ? row->id_b : row->id_a,
				   concern };

	if (jyz_map_get(&g->warned, &key, sizeof(key)))
		return;
	jyz_map_put(&g->warned, &key, sizeof(key), 1);

	struct jyz_buf *classes = &warning_of(g, row, concern)->classes;

	jyz_buf_addf(classes, "%s%s", classes->len ? ", " : "",
		     is_b ? row->class_b : row->class_a);
	if (concern == GAPS_SMALL)
		add_range(classes, is_b ? row->sat_b : row->sat_a,
			  is_b ? &row->spread_b : &row->spread_a);
}

static void note_class(struct gaps *g, const struct jyz_gap_row *row,
		       const struct jyz_gap_spread *spread, bool is_b)
{
	if (spread->small)
		warn(g, row, GAPS_SMALL, is_b);
	if (spread->floor && !spread->small)
		warn(g, row, GAPS_FLOOR, is_b);
	if (spread->ceiling && !spread->small)
		warn(g, row, GAPS_CEILING, is_b);
}

/* That of the newest exam stands for all. */
static void note_family(struct gaps *g, const struct jyz_gap_row *row)
{
	if (g->family.classes)
		return;
	g->family = *row->family;
	g->family_paper = paper_words(g, row);
	g->line = (double)row->threshold / 100;
	if (g->query.per_100)
		g->line *= (double)row->full_marks / 1e4;
}

void jyz_gaps_note(struct gaps *g, const struct jyz_gap_row *row)
{
	enum jyz_method method = row->comparison.method;
	int classes = row->family->classes;

	note_class(g, row, &row->spread_a, false);
	note_class(g, row, &row->spread_b, true);
	if (method == JYZ_METHOD_NONE)
		return;
	g->methods[method] = true;
	note_family(g, row);
	if (method != JYZ_METHOD_GAMES_HOWELL)
		return;
	if (!g->least || classes < g->least)
		g->least = classes;
	if (classes > g->most)
		g->most = classes;
}

/* --- saying it ------------------------------------------------------------- */

static void say_count(struct gaps *g)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	const struct jyz_gap_count *n = &g->count;

	jyz_decimal_format(&line, g->threshold, JYZ_SCORE_SCALE);
	/* TRANSLATORS: pairs, the line in points, where it comes from, how
	 * many pairs are over it. */
	jyz_say(g->cli,
		Q_("%zu pair compared, line %s (%s): %zu over",
		   "%zu pairs compared, line %s (%s): %zu over",
		   (unsigned long)n->compared),
		n->compared, line.data, g->source, n->over);
	if (n->looked_at)
		jyz_say(g->cli,
			Q_("%zu more was looked at and found harmless",
			   "%zu more were looked at and found harmless",
			   (unsigned long)n->looked_at),
			n->looked_at);
	if (g->query.per_100)
		jyz_say(g->cli, _("compared as percent of the full marks"));
	if (n->own)
		jyz_say(g->cli,
			Q_("%zu of them by its paper's own line",
			   "%zu of them by their paper's own line",
			   (unsigned long)n->own),
			n->own);
}

static void say_methods(const struct gaps *g)
{
	if (g->methods[JYZ_METHOD_WELCH])
		jyz_say(g->cli,
			_("95 %% intervals: Welch, each pair by itself"));
	if (g->methods[JYZ_METHOD_GAMES_HOWELL] && g->least == g->most)
		jyz_say(g->cli,
			_("95 %% intervals: Games-Howell, %d classes at once"),
			g->most);
	else if (g->methods[JYZ_METHOD_GAMES_HOWELL])
		jyz_say(g->cli,
			_("95 %% intervals: Games-Howell, %d to %d classes at "
			  "once"),
			g->least, g->most);
	jyz_say(g->cli, _("'over the line': the whole interval is beyond the "
			  "line; 'within': all of it is inside; 'cannot "
			  "tell': it reaches both sides"));
	jyz_say(g->cli, _("not significant is not \"no gap\": too few pupils "
			  "may hide one"));
}

static char *share_words(struct gaps *g, double share)
{
	JYZ_AUTO(jyz_buf) percent = JYZ_BUF_INIT;

	if (share < 0.01)
		return jyz_arena_printf(&g->arena, _("less than 1 %%"));
	if (share > 0.99)
		return jyz_arena_printf(&g->arena, _("more than 99 %%"));
	jyz_real_round(&percent, share * 100, 0);
	return jyz_arena_printf(&g->arena, _("about %s %%"), percent.data);
}

static void say_chance(struct gaps *g)
{
	const struct jyz_gap_family *f = &g->family;

	if (f->classes < 2 || f->sd <= 0)
		return;

	const char *share = share_words(g, jyz_chance_over(f->classes,
							   f->pupils, f->sd,
							   g->line));

	if (g->n_papers > 1)
		jyz_say(g->cli,
			_("chance alone: with %d equal classes like those of "
			  "%s the flag would come up in %s of exams"),
			f->classes, g->family_paper, share);
	else
		jyz_say(g->cli,
			_("chance alone: with %d equal classes like these the "
			  "flag would come up in %s of exams"),
			f->classes, share);
}

/* Both sentences belong in the report (domain.md, c2): what chance does, and
 * what it would take to see a gap that is there. */
static void say_needed(struct gaps *g)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	if (g->family.sd <= 0 || g->line <= 0)
		return;
	jyz_real_round(&line, g->line, 2);
	jyz_say(g->cli,
		_("to have four chances in five to see a true gap of %s, it "
		  "takes about %.0f pupils in each class"),
		line.data, jyz_pupils_needed(g->line, g->family.sd));
}

static void say_warning(const struct gaps *g, const struct gaps_warning *w)
{
	switch (w->concern) {
	case GAPS_FLOOR:
		jyz_say(g->cli,
			_("%s: more than %d %% of the pupils have 0 points, "
			  "the interval is unsafe: %s"),
			w->paper, JYZ_GAP_END_PERCENT, w->classes.data);
		return;
	case GAPS_CEILING:
		jyz_say(g->cli,
			_("%s: more than %d %% of the pupils have full marks, "
			  "the interval is unsafe: %s"),
			w->paper, JYZ_GAP_END_PERCENT, w->classes.data);
		return;
	case GAPS_SMALL:
		jyz_say(g->cli,
			_("%s: fewer than %d pupils, so only their range: %s"),
			w->paper, JYZ_PUPILS_MIN, w->classes.data);
		return;
	}
}

static void say_warnings(const struct gaps *g)
{
	size_t n = g->n_warnings;
	/* A year of exams has as many: some show what they are. */
	size_t said = n > WARNINGS_SAID ? WARNINGS_SAID - 1 : n;

	for (size_t i = 0; i < said; i++)
		say_warning(g, &g->warnings[i]);
	if (said < n)
		jyz_say(g->cli, _("... and %zu more papers with such classes"),
			n - said);
}

void jyz_gaps_say(struct gaps *g)
{
	say_count(g);
	if (g->report.human &&
	    (g->methods[JYZ_METHOD_WELCH] ||
	     g->methods[JYZ_METHOD_GAMES_HOWELL])) {
		say_methods(g);
		say_chance(g);
		say_needed(g);
	}
	say_warnings(g);
	jyz_say_small(g->cli, g->hidden);
}

void jyz_gaps_forget(struct gaps *g)
{
	for (size_t i = 0; i < g->n_warnings; i++)
		jyz_buf_free(&g->warnings[i].classes);
	free(g->warnings);
	jyz_map_free(&g->warned);
	jyz_map_free(&g->places);
	jyz_arena_free(&g->arena);
}
