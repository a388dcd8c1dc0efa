/*
 * A diagnosis for people: the paper's card, its items, and for each pair a
 * line a cause.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "diagnose.h"
#include "gaps.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"

struct show {
	struct jyz_cli *cli;
	const struct jyz_output *out;
	const struct jyz_diagnosis *d;
	struct jyz_arena arena;
};

static const char *number(struct show *s, double value, int scale)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_real_round(&text, value, scale);
	return jyz_arena_strdup(&s->arena, text.data);
}

static const char *share(struct show *s, double value)
{
	return jyz_arena_printf(&s->arena, "%s %%", number(s, 100 * value, 1));
}

static const char *points(struct show *s, int64_t value)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	jyz_decimal_format(&text, value, JYZ_SCORE_SCALE);
	return jyz_arena_strdup(&s->arena, text.data);
}

/* A field's key in words: 新授 of "new". */
static const char *choice(struct show *s, const char *table, const char *field,
			  const char *key)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(s->cli->desk.catalogue, table);

	return jyz_choice_shown(&kind->fields[jyz_field_find(kind, field)],
				key);
}

static void put_line(struct show *s, const char *text)
{
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;

	jyz_text_escape(&line, text, false);
	jyz_buf_addc(&line, '\n');
	/* What is not written shows when the output is closed. */
	fputs(line.data, s->out->file);
}

/* --- the card ------------------------------------------------------------- */

#define CARD_MAX 16

struct card {
	struct jyz_column columns[CARD_MAX];
	struct jyz_cell cells[CARD_MAX];
	size_t n;
};

static void put(struct card *card, const char *heading, const char *text,
		bool alert)
{
	if (!text || card->n == CARD_MAX)
		return;
	card->columns[card->n] = (struct jyz_column){
		.key = "", .heading = heading, .type = JYZ_CELL_TEXT,
	};
	card->cells[card->n++] = (struct jyz_cell){
		.value = jyz_text(text), .alert = alert,
	};
}

/* What is off its line carries a mark: colour alone tells some nothing. */
static const char *marked(struct show *s, bool off, const char *text)
{
	return off ? jyz_arena_printf(&s->arena, "▲ %s", text) : text;
}

static void card_head(struct show *s, struct card *card)
{
	const struct jyz_diagnosis *d = s->d;
	const char *stage = d->stage ? choice(s, "paper", "stage", d->stage)
				     : NULL;

	put(card, _("Paper"),
	    jyz_arena_printf(&s->arena, "%s %s %s  %s %s  %s%s%s", d->term,
			     d->exam, d->date, d->subject, d->grade_name,
			     jyz_arena_printf(&s->arena, _("full marks %s"),
					      points(s, d->grade.full_marks)),
			     stage ? "  " : "", stage ? stage : ""),
	    false);
	put(card, _("Setter"), d->setter, false);
	put(card, _("Selector"), d->selector, false);
	put(card, _("Reviewer"), d->reviewer, false);
	if (d->marking)
		put(card, _("Marking"),
		    choice(s, "paper", "marking", d->marking), false);
	if (d->sat >= 0)
		put(card, _("Pupils"),
		    jyz_arena_printf(&s->arena, _("%lld in %zu classes"),
				     (long long)d->sat, d->grade.count),
		    false);
}

/* The origin of a line stands beside it. */
static void card_rate(struct show *s, struct card *card)
{
	const struct jyz_diagnosis *d = s->d;
	bool hard = d->mean_rate < JYZ_RATE_LEAST;
	bool easy = d->mean_rate > JYZ_RATE_MOST;

	if (isnan(d->mean_rate))
		return;
	put(card, _("Average"),
	    isnan(d->sd) ? number(s, d->average, 2)
			 : jyz_arena_printf(&s->arena, _("%s, SD %s"),
					    number(s, d->average, 2),
					    number(s, d->sd, 2)),
	    false);
	put(card, _("Mean rate"),
	    marked(s, hard || easy,
		   jyz_arena_printf(&s->arena,
				    _("%s (line %s, school rule; too easy "
				      "beyond %s, customary)"),
				    share(s, d->mean_rate),
				    share(s, JYZ_RATE_LEAST),
				    share(s, JYZ_RATE_MOST))),
	    hard || easy);
}

static bool off_hard(double value)
{
	return value < JYZ_HARD_LEAST || value > JYZ_HARD_MOST;
}

static void card_hard(struct show *s, struct card *card)
{
	const struct jyz_diagnosis *d = s->d;
	bool off = off_hard(d->hard_share);
	bool said = off_hard(d->predicted_hard_share);

	if (!isnan(d->hard_share))
		put(card, _("Hard items"),
		    marked(s, off,
			   jyz_arena_printf(
				   &s->arena,
				   _("%s of the marks (%s to %s, school rule)"),
				   share(s, d->hard_share),
				   share(s, JYZ_HARD_LEAST),
				   share(s, JYZ_HARD_MOST))),
		    off);
	if (!isnan(d->predicted_hard_share))
		put(card, _("As predicted"),
		    marked(s, said,
			   jyz_arena_printf(&s->arena,
					    _("%s of the marks in hard items"),
					    share(s, d->predicted_hard_share))),
		    said);
}

static void card_noise(struct show *s, struct card *card)
{
	const struct jyz_diagnosis *d = s->d;
	bool low = d->alpha < JYZ_ALPHA_LEAST;
	bool weak = d->weak_share > JYZ_WEAK_MOST;

	if (!isnan(d->alpha))
		put(card, _("Reliability"),
		    marked(s, low,
			   jyz_arena_printf(&s->arena,
					    _("%s (line %s, customary), "
					      "standard error %s points"),
					    number(s, d->alpha, 3),
					    number(s, JYZ_ALPHA_LEAST, 2),
					    number(s, d->sem, 2))),
		    low);
	if (!isnan(d->weak_share))
		put(card, _("Weak items"),
		    marked(s, weak,
			   jyz_arena_printf(&s->arena,
					    _("%s of the marks (at most %s, "
					      "default)"),
					    share(s, d->weak_share),
					    share(s, JYZ_WEAK_MOST))),
		    weak);
}

static void card_ends(struct show *s, struct card *card)
{
	const struct jyz_diagnosis *d = s->d;
	bool off = d->at_zero > JYZ_BORDER_MOST ||
		   d->at_full > JYZ_BORDER_MOST;

	if (!isnan(d->at_zero))
		put(card, _("At the ends"),
		    marked(s, off,
			   jyz_arena_printf(&s->arena,
					    _("%s of the pupils at 0, %s at "
					      "full marks (at most %s, "
					      "default)"),
					    share(s, d->at_zero),
					    share(s, d->at_full),
					    share(s, JYZ_BORDER_MOST))),
		    off);
}

static const char *bias_words(struct show *s, const struct jyz_bias *b)
{
	return jyz_arena_printf(&s->arena, "%s%s", b->mean > 0 ? "+" : "",
				number(s, b->mean, 3));
}

static void card_setter(struct show *s, struct card *card)
{
	const struct jyz_diagnosis *d = s->d;

	if (d->paper_bias.items)
		/* TRANSLATORS: a signed difference, items, the same of all
		 * papers, items, papers. */
		put(card, _("Prediction"),
		    jyz_arena_printf(&s->arena,
				     _("predicted less measured %s (%lld "
				       "items); of all papers of the setter %s "
				       "(%lld items, %lld papers)"),
				     bias_words(s, &d->paper_bias),
				     (long long)d->paper_bias.items,
				     bias_words(s, &d->bias),
				     (long long)d->bias.items,
				     (long long)d->bias.papers),
		    false);
}

static int show_card(struct show *s, struct jyz_error *err)
{
	struct card card = { .n = 0 };

	card_head(s, &card);
	card_rate(s, &card);
	card_hard(s, &card);
	card_noise(s, &card);
	card_ends(s, &card);
	card_setter(s, &card);
	return jyz_card_write(&s->out->options, card.columns, card.n,
			      card.cells, err);
}

/* --- items ---------------------------------------------------------------- */

enum { ITEM, MAX, MEAN, DIFFICULTY, PREDICTED, DISCRIMINATION, REST_R,
       WITHOUT, REMARK, N_COLUMNS };

#define NARROW 80 /* a terminal that not all figures fit on */

#define FIGURE(k, h, digits)                                                  \
	{                                                                     \
		.key = k, .heading = h, .type = JYZ_CELL_DECIMAL,             \
		.scale = digits, .right = true, .optional = true              \
	}

static const struct jyz_column item_columns[N_COLUMNS] = {
	[ITEM] = { .key = "item", .heading = N_("Item") },
	[MAX] = { .key = "max",
		  .heading = N_("Full marks"),
		  .type = JYZ_CELL_DECIMAL,
		  .scale = JYZ_SCORE_SCALE,
		  .right = true },
	[MEAN] = FIGURE("mean", N_("Mean"), 2),
	[DIFFICULTY] = FIGURE("difficulty", N_("Difficulty"), 2),
	[PREDICTED] = FIGURE("predicted", N_("Predicted"), 2),
	[DISCRIMINATION] = FIGURE("discrimination", N_("Discrimination"), 2),
	[REST_R] = FIGURE("rest_r", N_("Item-rest r"), 2),
	[WITHOUT] = FIGURE("alpha_without", N_("Reliability without"), 3),
	[REMARK] = { .key = "remark", .heading = "", .wrap = true,
		     .optional = true },
};

/* Ebel's words for discrimination (domain.md, c1 6). */
static const char *ebel(double d)
{
	if (isnan(d))
		return NULL;
	if (d < 0)
		return _("the wrong way round");
	if (d < JYZ_WEAK_BELOW)
		return _("weak");
	if (d < .30)
		return _("to be revised");
	return d < .40 ? _("good") : _("very good");
}

static const char *remark(struct show *s, const struct jyz_item_judged *item)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	const char *word = ebel(item->stats.discrimination);

	if (word)
		jyz_buf_adds(&text, word);
	if (item->broken)
		jyz_buf_addf(&text, "%s▲ %s", text.len ? _("; ") : "",
			     _("look at key and marking"));
	if (item->missed)
		jyz_buf_addf(&text, "%s▲ %s", text.len ? _("; ") : "",
			     _("prediction missed"));
	return text.len ? jyz_arena_strdup(&s->arena, text.data) : NULL;
}

static int write_item(struct show *s, struct jyz_writer *w,
		      const struct jyz_item_judged *item,
		      struct jyz_error *err)
{
	struct jyz_cell cells[N_COLUMNS] = { { .alert = false } };
	int width = s->out->options.width;
	bool narrow = width > 0 && width < NARROW;

	cells[ITEM].value = jyz_text(item->name);
	cells[MAX].value = jyz_int(item->max);
	/* Difficulty says the same; what is empty is left out. */
	if (!narrow)
		cells[MEAN].value = jyz_real(item->stats.mean);
	cells[DIFFICULTY].value = jyz_real(item->stats.difficulty);
	cells[PREDICTED].value = jyz_real(item->predicted);
	cells[DISCRIMINATION].value = jyz_real(item->stats.discrimination);
	cells[REST_R].value = jyz_real(item->stats.rest_r);
	if (!narrow)
		cells[WITHOUT].value = jyz_real(item->stats.alpha_without);
	cells[REMARK].value = jyz_text(remark(s, item));
	cells[REMARK].alert = item->broken || item->missed;
	cells[DISCRIMINATION].alert = item->weak;
	return jyz_writer_row(w, cells, err);
}

static int show_items(struct show *s, struct jyz_error *err)
{
	struct jyz_column columns[N_COLUMNS];
	struct jyz_writer *w;

	if (!s->d->n_items) {
		put_line(s, "");
		put_line(s, _("no items: import the score sheet with a column "
			      "an item, and reliability and difficulty follow"));
		return JYZ_OK;
	}
	memcpy(columns, item_columns, sizeof(columns));
	for (int i = 0; i < N_COLUMNS; i++)
		/* gettext gives its own header for an empty text. */
		if (*columns[i].heading)
			columns[i].heading = _(columns[i].heading);
	put_line(s, "");
	int rc = jyz_writer_new(&w, JYZ_FORMAT_TABLE, &s->out->options,
				columns, N_COLUMNS, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < s->d->n_items && rc >= 0; i++)
		rc = write_item(s, w, &s->d->items[i], err);
	if (rc >= 0)
		return jyz_writer_end(w, err);
	jyz_writer_drop(w);
	return rc;
}

/* --- pairs ---------------------------------------------------------------- */

static const char *class_words(struct show *s, size_t i)
{
	const struct jyz_grade_class *c = &s->d->grade.classes[i];
	const char *mean =
		number(s, (double)c->average.num / (double)c->average.den / 100,
		       2);

	return c->teacher ? jyz_arena_printf(&s->arena, "%s %s %s", c->name,
					     c->teacher, mean)
			  : jyz_arena_printf(&s->arena, "%s %s", c->name,
					     mean);
}

static void show_pair_head(struct show *s, const struct jyz_pair_judged *pair)
{
	const struct jyz_comparison *c = &pair->comparison;
	JYZ_AUTO(jyz_buf) line = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) gap = JYZ_BUF_INIT;

	jyz_gap_word(&gap, pair->gap, s->d->threshold, true);
	jyz_buf_addf(&line, _("%s – %s: %s points apart, line %s"),
		     class_words(s, pair->a), class_words(s, pair->b),
		     gap.data, points(s, s->d->threshold));
	if (c->method != JYZ_METHOD_NONE)
		jyz_buf_addf(&line, ", [%s, %s], g %s", number(s, c->low, 2),
			     number(s, c->high, 2), number(s, c->g, 2));
	if (pair->finding)
		jyz_buf_addf(&line, _(" (finding #%lld)"),
			     (long long)pair->finding);
	put_line(s, "");
	put_line(s, line.data);
}

static const char *verdict_words(struct show *s,
				 const struct jyz_cause_judged *cause)
{
	switch (cause->verdict) {
	case JYZ_VERDICT_FOR:
		return jyz_arena_printf(&s->arena, _("▲ for: %s"),
					cause->evidence);
	case JYZ_VERDICT_AGAINST:
		return jyz_arena_printf(&s->arena, _("against: %s"),
					cause->evidence);
	case JYZ_VERDICT_UNKNOWN:
		break;
	}
	return jyz_arena_printf(&s->arena, _("not known: %s"),
				cause->evidence);
}

/* Items on which the pair stands out; the others are in the JSON. */
static const char *items_words(struct show *s,
			       const struct jyz_pair_judged *pair)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	for (size_t i = 0; pair->items_b && i < s->d->n_items; i++) {
		const struct jyz_item_shift *a = &pair->items_a[i];
		const struct jyz_item_shift *b = &pair->items_b[i];

		if (a->side <= 0 && b->side >= 0)
			continue;
		/* TRANSLATORS: item, then shares above or below the level. */
		jyz_buf_addf(&text, _("%s%s (%s, %s off their level)"),
			     text.len ? _("; ") : "", s->d->items[i].name,
			     share(s, a->profile.own),
			     share(s, b->profile.own));
	}
	return text.len ? jyz_arena_strdup(&s->arena, text.data) : NULL;
}

static const char *suggest_words(struct show *s,
				 const struct jyz_pair_judged *pair)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	for (size_t i = 0; i < pair->n_suggests; i++)
		jyz_buf_addf(&text, "%s%s", i ? _(", ") : "",
			     choice(s, "finding", "cause",
				    jyz_cause_name(pair->suggests[i])));
	if (!pair->n_suggests)
		jyz_buf_adds(&text,
			     choice(s, "finding", "cause",
				    jyz_cause_name(JYZ_CAUSE_UNCLEAR)));
	return jyz_arena_strdup(&s->arena, text.data);
}

static int show_pair(struct show *s, const struct jyz_pair_judged *pair,
		     struct jyz_error *err)
{
	struct card card = { .n = 0 };

	show_pair_head(s, pair);
	for (int i = 0; i < JYZ_CAUSES; i++)
		put(&card,
		    choice(s, "finding", "cause",
			   jyz_cause_name((enum jyz_cause)i)),
		    verdict_words(s, &pair->causes[i]),
		    pair->causes[i].verdict == JYZ_VERDICT_FOR);
	put(&card, _("Items"), items_words(s, pair), false);
	if (pair->finding_cause)
		put(&card, _("Decided"),
		    choice(s, "finding", "cause", pair->finding_cause), false);
	put(&card, _("Look first at"), suggest_words(s, pair), false);
	return jyz_card_write(&s->out->options, card.columns, card.n,
			      card.cells, err);
}

int jyz_diagnose_show(struct jyz_cli *cli, const struct jyz_output *out,
		      const struct jyz_diagnosis *d, struct jyz_error *err)
{
	struct show s = { .cli = cli, .out = out, .d = d };
	int rc = show_card(&s, err);

	if (rc >= 0)
		rc = show_items(&s, err);
	for (size_t i = 0; i < d->n_pairs && rc >= 0; i++)
		rc = show_pair(&s, &d->pairs[i], err);
	jyz_arena_free(&s.arena);
	return rc;
}
