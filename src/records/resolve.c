/*
 * Names to ids, and ids to names.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/text.h"
#include "names.h"
#include "room.h"

#define NEAREST 3
#define LISTED 8
#define LONGEST 300 /* bytes of a text for which near names are looked for */

static bool in_scope(const struct jyz_name_entry *e,
		     const struct jyz_scope *scope)
{
	if (scope->year && e->year && e->year != scope->year)
		return false;
	if (scope->date && e->end && strcmp(e->end, scope->date) < 0)
		return false;
	return !scope->term || !e->term || e->term == scope->term;
}

/* What the search has found; entries are counted once. */
struct hits {
	const struct jyz_name_entry *items[LISTED];
	size_t count;   /* may be more than LISTED */
	size_t outside; /* fitting names that are not in scope */
};

static void add_hit(struct hits *hits, const struct jyz_name_entry *e,
		    const struct jyz_scope *scope)
{
	for (size_t i = 0; i < hits->count && i < LISTED; i++)
		if (hits->items[i] == e)
			return;
	if (!in_scope(e, scope)) {
		hits->outside++;
		return;
	}
	if (hits->count < LISTED)
		hits->items[hits->count] = e;
	hits->count++;
}

/* exact: only names that are letter by letter as typed. */
static struct hits find_key(const struct jyz_names *names, const char *key,
			    const char *exact, const struct jyz_scope *scope)
{
	struct hits hits = { { 0 }, 0, 0 };
	for (size_t i = jyz_names_first(names, key);
	     i < names->n_keys && strcmp(names->keys[i].folded, key) == 0; i++)
		if (!exact || strcmp(names->keys[i].typed, exact) == 0)
			add_hit(&hits, &names->entries[names->keys[i].entry],
				scope);
	return hits;
}

static struct hits find_beginning(const struct jyz_names *names,
				  const char *key,
				  const struct jyz_scope *scope)
{
	struct hits hits = { { 0 }, 0, 0 };
	for (size_t i = jyz_names_first(names, key);
	     i < names->n_keys &&
	     strncmp(names->keys[i].folded, key, strlen(key)) == 0;
	     i++)
		if (jyz_text_begins(names->keys[i].folded, key))
			add_hit(&hits, &names->entries[names->keys[i].entry],
				scope);
	return hits;
}

static int ambiguous(const struct jyz_kind *kind, const char *text,
		     const struct hits *hits, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
	for (size_t i = 0; i < hits->count && i < LISTED; i++)
		jyz_buf_addf(&all, "%s#%lld %s", i ? ", " : "",
			     (long long)hits->items[i]->id,
			     hits->items[i]->label);
	if (hits->count > LISTED)
		jyz_buf_adds(&all, ", ...");
	char *word = jyz_word_first(kind->word);
	jyz_error_set(err, JYZ_EAMBIGUOUS, _("'%s' fits several (%s): %s"),
		      text, word, all.data);
	free(word);
	return jyz_error_hint(err, _("write the one that is meant, or its "
				     "number: '#%lld'"),
			      (long long)hits->items[0]->id);
}

/* The nearest names, within a sixth of the length: one character in most
 * Chinese names.  A text that is no name is not compared with all of them. */
static void nearest(struct jyz_buf *out, const struct jyz_names *names,
		    const char *key, const struct jyz_scope *scope)
{
	const struct jyz_name_key *best[NEAREST] = { 0 };
	size_t distance[NEAREST];
	size_t most = strlen(key) > 9 ? strlen(key) / 6 : 1;
	if (strlen(key) > LONGEST)
		return;
	for (size_t i = 0; i < names->n_keys; i++) {
		const struct jyz_name_key *k = &names->keys[i];
		if (!in_scope(&names->entries[k->entry], scope))
			continue;
		size_t d = jyz_text_distance(k->folded, key);
		if (d > most)
			continue;
		for (size_t j = 0; j < NEAREST; j++) {
			if (best[j] && best[j]->entry == k->entry)
				break;
			if (best[j] && distance[j] <= d)
				continue;
			for (size_t n = NEAREST - 1; n > j; n--) {
				best[n] = best[n - 1];
				distance[n] = distance[n - 1];
			}
			best[j] = k;
			distance[j] = d;
			break;
		}
	}
	for (size_t j = 0; j < NEAREST && best[j]; j++)
		jyz_buf_addf(out, "%s%s", j ? ", " : "", best[j]->typed);
}

static int not_found(const struct jyz_names *names, const char *text,
		     const char *key, const struct jyz_scope *scope,
		     size_t outside, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) near = JYZ_BUF_INIT;
	const struct jyz_kind *kind = names->kind;
	char *word = jyz_word_first(kind->word);
	if (outside && kind->scope_year)
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("%s '%s' exists, but not in the school year "
				"%d"),
			      word, text, scope->year);
	else if (outside && kind->scope_end)
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("%s '%s' had left by %s"), word, text,
			      scope->date);
	else if (outside)
		jyz_error_set(err, JYZ_ENOTFOUND,
			      _("%s '%s' exists, but not in that term"), word,
			      text);
	else
		jyz_error_set(err, JYZ_ENOTFOUND, _("no %s is called '%s'"),
			      word, text);
	free(word);
	if (!outside)
		nearest(&near, names, key, scope);
	if (near.len)
		return jyz_error_hint(err, _("did you mean: %s"), near.data);
	const char *field = kind->fields[jyz_name_field(kind)].name;
	if (outside && kind->scope_year)
		return jyz_error_hint(err, "jyz %s add --%s '%s' --year %d",
				      kind->name, field, text, scope->year);
	if (outside)
		return jyz_error_hint(err, "jyz %s list", kind->name);
	return jyz_error_hint(err, "jyz %s add --%s '%s'", kind->name, field,
			      text);
}

/* "#12", or "12" for kinds without names; -1: not of that form. */
static int64_t as_id(const struct jyz_kind *kind, const char *text)
{
	const char *p = text + (*text == '#');
	if (*text != '#' && kind->names)
		return -1;
	if (!*p || strspn(p, "0123456789") != strlen(p) || strlen(p) > 18)
		return -1;
	return strtoll(p, NULL, 10);
}

static bool is_uid(const char *text)
{
	return strlen(text) == 32 && strspn(text, "0123456789abcdef") == 32;
}

/* By id or uid: exists it? */
static int find_row(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t id, const char *uid, const char *text,
		    int64_t *out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_find(&sql, kind, uid != NULL);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	if (uid)
		jyz_bind_text(&st, ":uid", uid);
	else
		jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc == JYZ_ROW) {
		*out = jyz_col_int(&st, "id");
		jyz_stmt_done(&st);
		return JYZ_OK;
	}
	char *word = jyz_word_first(kind->word);
	jyz_error_set(err, JYZ_ENOTFOUND, _("there is no %s %s"), word, text);
	free(word);
	return jyz_error_hint(err, "jyz %s list", kind->name);
}

int jyz_resolve(struct jyz_desk *desk, const struct jyz_kind *kind,
		const char *text, const struct jyz_scope *scope, int64_t *id,
		struct jyz_error *err)
{
	static const struct jyz_scope anything = { NULL, 0, 0 };
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	struct jyz_names *names;
	int64_t number = as_id(kind, text);
	int rc;
	if (number >= 0 || is_uid(text))
		return find_row(desk, kind, number,
				number >= 0 ? NULL : text, text, id, err);
	if (!kind->names) {
		char *word = jyz_word_first(kind->word);
		jyz_error_set(err, JYZ_EINVAL,
			      _("'%s' is no record number (%s)"), text, word);
		free(word);
		return jyz_error_hint(err, "jyz %s list", kind->name);
	}
	if ((rc = jyz_names_load(desk, kind, &names, err)) < 0)
		return rc;
	if (!scope)
		scope = &anything;
	jyz_text_key(&key, text);
	/* A name that folds to nothing, "()", is only itself. */
	struct hits hits = find_key(names, key.data, key.len ? NULL : text,
				    scope);
	if (hits.count > 1) {
		struct hits exact = find_key(names, key.data, text, scope);
		if (exact.count == 1)
			hits = exact;
	}
	if (!hits.count && !hits.outside && desk->interactive && key.len) {
		hits = find_beginning(names, key.data, scope);
		if (hits.count == 1)
			jyz_desk_note(desk, _("'%s' is understood as %s"),
				      text, hits.items[0]->label);
	}
	if (hits.count > 1)
		return ambiguous(kind, text, &hits, err);
	if (!hits.count)
		return not_found(names, text, key.data, scope, hits.outside,
				 err);
	*id = hits.items[0]->id;
	return JYZ_OK;
}

int jyz_resolve_all(struct jyz_desk *desk, const struct jyz_kind *kind,
		    const char *text, struct jyz_buf *json,
		    struct jyz_error *err)
{
	static const struct jyz_scope anything = { NULL, 0, 0 };
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	struct jyz_names *names;
	int64_t id;
	int rc = JYZ_OK;
	if (!kind->names || as_id(kind, text) >= 0 || is_uid(text)) {
		rc = jyz_resolve(desk, kind, text, NULL, &id, err);
		if (rc >= 0)
			jyz_buf_addf(json, "[%lld]", (long long)id);
		return rc;
	}
	if ((rc = jyz_names_load(desk, kind, &names, err)) < 0)
		return rc;
	jyz_text_key(&key, text);
	size_t i = jyz_names_first(names, key.data), found = 0;
	for (; i < names->n_keys && strcmp(names->keys[i].folded, key.data) == 0;
	     i++)
		if (key.len || strcmp(names->keys[i].typed, text) == 0)
			jyz_buf_addf(json, "%s%lld", found++ ? "," : "[",
			     (long long)names->entries[names->keys[i].entry].id);
	if (!found)
		return not_found(names, text, key.data, &anything, 0, err);
	jyz_buf_addc(json, ']');
	return JYZ_OK;
}

int jyz_resolve_item(struct jyz_desk *desk, const struct jyz_part *part,
		     int64_t head, const char *text, int64_t *id,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_items(&sql, part);
	jyz_text_key(&key, text);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":head", head);
	jyz_bind_text(&st, ":name", text);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		const char *name = jyz_col_text(&st, "name");
		const char *english = jyz_col_text(&st, "name_en");
		int64_t found = jyz_col_int(&st, "id");
		if (strcmp(name, text) == 0 || jyz_text_is(name, key.data) ||
		    jyz_text_is(english, key.data)) {
			*id = found;
			jyz_stmt_done(&st);
			return JYZ_OK;
		}
		jyz_buf_addf(&all, "%s%s", all.len ? ", " : "",
			     jyz_i18n_lang() == JYZ_LANG_EN && english
				     ? english
				     : name);
	}
	if (rc < 0)
		return rc;
	jyz_error_set(err, JYZ_ENOTFOUND, _("the rubric has no item '%s'"),
		      text);
	return all.len ? jyz_error_hint(err, _("its items are: %s"), all.data)
		       : JYZ_ENOTFOUND;
}

int jyz_label(struct jyz_desk *desk, const struct jyz_kind *kind, int64_t id,
	      char **out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) label = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_label(&sql, kind);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (!kind->names || rc != JYZ_ROW)
		jyz_buf_addf(&label, "#%lld", (long long)id);
	if (rc == JYZ_ROW) {
		const char *text = jyz_col_text(&st, "label");
		jyz_buf_addf(&label, "%s%s", label.len ? " " : "",
			     text ? text : "");
		jyz_stmt_done(&st);
	}
	*out = jyz_buf_detach(&label);
	return JYZ_OK;
}

int jyz_item_label(struct jyz_desk *desk, const struct jyz_part *part,
		   int64_t id, char **out, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sql = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) label = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	jyz_sql_item(&sql, part);
	int rc = jyz_stmt_open(&st, desk->store, sql.data, err);
	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":id", id);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc == JYZ_ROW) {
		jyz_buf_adds(&label, jyz_col_text(&st, "name"));
		jyz_stmt_done(&st);
	} else {
		jyz_buf_addf(&label, "#%lld", (long long)id);
	}
	*out = jyz_buf_detach(&label);
	return JYZ_OK;
}
