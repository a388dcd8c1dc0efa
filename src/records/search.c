/*
 * Search: every text that people wrote, and every name of a file that they
 * attached, is read once, folded, and looked through; there is no index that
 * could be stale, and no length of a word that it could not have.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/map.h"
#include "jyz/base/text.h"
#include "jyz/records/attach.h"
#include "jyz/records/scan.h"
#include "room.h"

/* Characters before and after a hit. */
#define BEFORE 20
#define AFTER 40

struct found {
	struct jyz_hit hit;
	size_t order; /* in which it was found */
};

struct search {
	struct jyz_desk *desk;
	const struct jyz_search *asked;
	struct jyz_finder finder;
	struct jyz_excerpt excerpt;
	struct found *found;
	size_t count, room;
	struct jyz_map masks; /* of the kind: words by record */
	struct jyz_arena arena;
};

static void search_free(struct search *s)
{
	jyz_finder_free(&s->finder);
	jyz_excerpt_free(&s->excerpt);
	free(s->found);
	jyz_map_free(&s->masks);
	jyz_arena_free(&s->arena);
}

/* Texts that people wrote: not those that are computed, nor those that hold
 * figures of a score sheet. */
static size_t text_fields(const struct jyz_field *fields, size_t n,
			  bool private, bool **out)
{
	const unsigned never = JYZ_COMPUTED | JYZ_MEASURED | JYZ_INNER |
			       (private ? 0 : JYZ_PRIVATE);
	size_t count = 0;
	*out = jyz_alloc(n + 1);
	for (size_t i = 0; i < n; i++) {
		bool text = fields[i].type == JYZ_TYPE_TEXT ||
			    fields[i].type == JYZ_TYPE_NOTE;
		(*out)[i] = text && !(fields[i].flags & never);
		count += (*out)[i];
	}
	return count;
}

static void keep_hit(struct search *s, struct jyz_hit hit, const char *text)
{
	struct jyz_excerpt *e = &s->excerpt;
	jyz_finder_excerpt(&s->finder, text, BEFORE, AFTER, e);
	struct jyz_span *spans =
		jyz_arena_alloc(&s->arena, (e->n_hits + 1) * sizeof(*spans));
	memcpy(spans, e->hits, e->n_hits * sizeof(*spans));
	hit.context = jyz_arena_strndup(&s->arena, e->text.data, e->text.len);
	hit.spans = spans;
	hit.n_spans = e->n_hits;
	hit.begun = e->begun;
	hit.goes_on = e->goes_on;
	hit.date = hit.date ? jyz_arena_strdup(&s->arena, hit.date) : NULL;
	JYZ_GROW(s->found, s->count, s->room);
	s->found[s->count] = (struct found){ hit, s->count };
	s->count++;
}

/* The texts of a row, from a column on. */
static void look(struct search *s, struct jyz_stmt *st, int column,
		 struct jyz_hit hit, const struct jyz_field *fields, size_t n,
		 const bool *wanted)
{
	for (size_t i = 0; i < n; i++) {
		if (!wanted[i])
			continue;
		struct jyz_value value = jyz_col_at(st, column++);
		if (value.type != JYZ_TEXT)
			continue;
		uint64_t words = jyz_finder_look(&s->finder, value.s);
		if (!words)
			continue;
		if (s->finder.n_words > 1)
			*jyz_map_put_id(&s->masks, hit.id, 0) |=
				(int64_t)words;
		hit.field = &fields[i];
		keep_hit(s, hit, value.s);
	}
}

void jyz_scan_bind(struct jyz_stmt *st, const struct jyz_scan *scan)
{
	if (scan->since)
		jyz_bind_text(st, ":since", scan->since);
	if (scan->until)
		jyz_bind_text(st, ":until", scan->until);
	if (scan->term)
		jyz_bind_int(st, ":term", scan->term);
}

static int look_records(struct search *s, const struct jyz_kind *kind,
			struct jyz_error *err)
{
	const struct jyz_scan *scan = &s->asked->scan;
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	bool *wanted;
	int rc = JYZ_OK;
	if (text_fields(kind->fields, kind->n_fields, s->asked->private,
			&wanted)) {
		jyz_sql_texts(&sql, kind, scan, wanted);
		rc = jyz_stmt_open(&st, s->desk->store, sql.data, err);
		if (rc >= 0)
			jyz_scan_bind(&st, scan);
		while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
			struct jyz_hit hit = { .kind = kind };
			hit.id = jyz_col_at(&st, 0).i;
			hit.date = jyz_col_at(&st, 1).s;
			look(s, &st, 2, hit, kind->fields, kind->n_fields,
			     wanted);
		}
	}
	free(wanted);
	return rc;
}

static int look_part(struct search *s, const struct jyz_kind *kind,
		     const struct jyz_part *part, struct jyz_error *err)
{
	const struct jyz_scan *scan = &s->asked->scan;
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	bool *wanted;
	int rc = JYZ_OK;
	if (part->flags & (JYZ_MEASURED | JYZ_INNER) ||
	    (part->flags & JYZ_PRIVATE && !s->asked->private))
		return JYZ_OK;
	if (text_fields(part->fields, part->n_fields, s->asked->private,
			&wanted)) {
		jyz_sql_part_texts(&sql, kind, part, scan, wanted);
		rc = jyz_stmt_open(&st, s->desk->store, sql.data, err);
		if (rc >= 0)
			jyz_scan_bind(&st, scan);
		if (rc >= 0 && part->fixed)
			jyz_bind_text(&st, ":fixed", part->value);
		while (rc >= 0 && (rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
			struct jyz_hit hit = { .kind = kind, .part = part };
			hit.id = jyz_col_at(&st, 0).i;
			look(s, &st, 1, hit, part->fields, part->n_fields,
			     wanted);
		}
	}
	free(wanted);
	return rc;
}

/* What a file is called is text of the record that it is attached to. */
static int look_attached(struct search *s, const struct jyz_kind *kind,
			 struct jyz_error *err)
{
	static const bool wanted = true;
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	if (!s->asked->private && jyz_attach_private(kind))
		return JYZ_OK;
	jyz_sql_attached(&sql, kind, &s->asked->scan);
	int rc = jyz_stmt_open(&st, s->desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":kind", kind->name);
	jyz_scan_bind(&st, &s->asked->scan);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		struct jyz_hit hit = { .kind = kind };
		hit.id = jyz_col_at(&st, 0).i;
		look(s, &st, 1, hit, &jyz_attachment_field, 1, &wanted);
	}
	return rc;
}

/* Those of records that lack a word go. */
static void drop_partial(struct search *s, size_t first)
{
	uint64_t all = UINT64_MAX >> (JYZ_FINDER_MAX - s->finder.n_words);
	size_t kept = first;
	if (s->finder.n_words < 2)
		return;
	for (size_t i = first; i < s->count; i++) {
		int64_t *mask = jyz_map_get_id(&s->masks, s->found[i].hit.id);
		if (mask && (uint64_t)*mask == all)
			s->found[kept++] = s->found[i];
	}
	s->count = kept;
}

/* Dates that did not come with the text: of parts, and computed ones. */
static int add_dates(struct search *s, const struct jyz_kind *kind,
		     size_t first, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = JYZ_OK;
	if (kind->date < 0)
		return JYZ_OK;
	jyz_sql_date(&sql, kind);
	for (size_t i = first; i < s->count && rc >= 0; i++) {
		struct jyz_hit *hit = &s->found[i].hit;
		if (hit->date)
			continue;
		if (!st.handle &&
		    (rc = jyz_stmt_open(&st, s->desk->store, sql.data,
					err)) < 0)
			return rc;
		jyz_bind_int(&st, ":id", hit->id);
		if ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
			const char *date = jyz_col_at(&st, 0).s;
			hit->date = date ? jyz_arena_strdup(&s->arena, date)
					 : NULL;
			jyz_stmt_done(&st);
		}
		jyz_stmt_reset(&st);
	}
	return rc < 0 ? rc : JYZ_OK;
}

static int look_kind(struct search *s, const struct jyz_kind *kind,
		     struct jyz_error *err)
{
	size_t first = s->count;
	int rc = look_records(s, kind, err);
	for (size_t i = 0; i < kind->n_parts && rc >= 0; i++)
		rc = look_part(s, kind, &kind->parts[i], err);
	if (rc >= 0)
		rc = look_attached(s, kind, err);
	if (rc < 0)
		return rc;
	drop_partial(s, first);
	jyz_map_free(&s->masks);
	s->masks = (struct jyz_map)JYZ_MAP_INIT;
	return add_dates(s, kind, first, err);
}

static bool answers(const struct jyz_kind *kind, const struct jyz_scan *scan)
{
	return (kind->date >= 0 || (!scan->since && !scan->until)) &&
	       (kind->term != JYZ_TERM_NONE || !scan->term);
}

static int look_all(struct search *s, struct jyz_error *err)
{
	const struct jyz_scan *scan = &s->asked->scan;
	const struct jyz_catalogue *all = s->desk->catalogue;
	int rc = JYZ_OK;
	for (size_t i = 0; i < scan->n_kinds && rc >= 0; i++) {
		if (!answers(scan->kinds[i], scan))
			return jyz_list_cannot(
				scan->kinds[i], scan->kinds[i]->date < 0, err);
		rc = look_kind(s, scan->kinds[i], err);
	}
	for (size_t i = 0; !scan->n_kinds && i < all->count && rc >= 0; i++)
		if (answers(all->kinds[i], scan))
			rc = look_kind(s, all->kinds[i], err);
	return rc;
}

/* The latest first, what has no date last; else as they were found, which
 * is by kind. */
static int compare(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	const char *p = x->hit.date, *q = y->hit.date;
	int order = p && q ? strcmp(q, p) : !p - !q;
	if (!order && x->hit.kind == y->hit.kind)
		order = (x->hit.id < y->hit.id) - (x->hit.id > y->hit.id);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static int take_words(struct search *s, struct jyz_error *err)
{
	for (size_t i = 0; i < s->asked->n_words; i++) {
		JYZ_AUTO(jyz_buf) word = JYZ_BUF_INIT;
		jyz_text_trim(&word, s->asked->words[i]);
		int rc = jyz_line_valid(word.data, err);
		if (rc < 0)
			return rc;
		if (!jyz_finder_add(&s->finder, word.data))
			return jyz_error_set(err, JYZ_EUSAGE,
					     _("more than %d words at once"),
					     JYZ_FINDER_MAX);
	}
	if (s->finder.n_words)
		return JYZ_OK;
	return jyz_error_set(err, JYZ_EUSAGE,
			     _("what is to be searched for?"));
}

int jyz_search(struct jyz_desk *desk, const struct jyz_search *asked,
	       jyz_hit_fn *fn, void *payload, struct jyz_error *err)
{
	JYZ_AUTO(search) s = {
		.desk = desk, .asked = asked, .finder = JYZ_FINDER_INIT,
		.excerpt = JYZ_EXCERPT_INIT,
	};
	int rc = take_words(&s, err);
	if (rc < 0 || (rc = look_all(&s, err)) < 0)
		return rc;
	if (s.count)
		qsort(s.found, s.count, sizeof(*s.found), compare);
	for (size_t i = 0; i < s.count && rc >= 0; i++) {
		if (asked->limit && i == (size_t)asked->limit)
			break;
		rc = fn(&s.found[i].hit, payload, err);
	}
	return rc < 0 ? rc : JYZ_OK;
}
