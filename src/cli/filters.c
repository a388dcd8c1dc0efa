/*
 * Filters that commands share.
 */
#include "filters.h"

#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/analysis/gap.h"
#include "jyz/base/decimal.h"
#include "jyz/base/map.h"
#include "jyz/base/text.h"
#include "setting.h"

#define MAX_THRESHOLD 1000000

/* Subjects or grades that papers have, to compare a filter with. */
struct known {
	const char *wanted; /* folded */
	int field;
	char *found;         /* as the papers write it */
	struct jyz_map seen; /* as keys */
};

static int see_paper(const struct jyz_record *rec, void *payload,
		     struct jyz_error *err)
{
	struct known *known = payload;
	const char *text = rec->values[known->field].s;
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	(void)err;
	jyz_text_key(&key, text);
	if (!known->found && strcmp(key.data, known->wanted) == 0)
		known->found = jyz_strdup(text);
	jyz_map_put(&known->seen, text, strlen(text), 0);
	return JYZ_OK;
}

static int no_paper_has(const struct known *known, const char *name,
			const char *text, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;

	for (size_t i = 0; i < known->seen.count; i++)
		jyz_buf_addf(&all, "%s%s", i ? ", " : "",
			     known->seen.entries[i].key);
	jyz_error_set(err, JYZ_ENOTFOUND, _("--%s: no paper has '%s'"), name,
		      text);
	return jyz_error_hint(err, _("papers have: %s"), all.data);
}

int jyz_filter_paper(struct jyz_cli *cli, const struct jyz_args *args,
		     const char *name, struct jyz_arena *arena,
		     const char **out, struct jyz_error *err)
{
	const struct jyz_kind *paper =
		jyz_kind_of_table(cli->desk.catalogue, "paper");
	const char *text = jyz_args_get(args, name);
	JYZ_AUTO(jyz_query) query = { 0 };
	JYZ_AUTO(jyz_buf) key = JYZ_BUF_INIT;

	if (!text)
		return JYZ_OK;
	jyz_text_key(&key, text);
	struct known known = { key.data, jyz_field_named(paper, name), NULL,
			       JYZ_MAP_INIT };

	jyz_query_init(&query, paper);
	int rc = jyz_list(&cli->desk, &query, see_paper, &known, err);

	if (rc >= 0 && !known.found && known.seen.count)
		rc = no_paper_has(&known, name, text, err);
	*out = jyz_arena_strdup(arena, known.found ? known.found : text);
	free(known.found);
	jyz_map_free(&known.seen);
	return rc;
}

int jyz_filter_term(struct jyz_cli *cli, const struct jyz_args *args,
		    int64_t *out, struct jyz_error *err)
{
	const char *text = jyz_args_get(args, "term");
	int rc = text ? jyz_term_named(cli, text, out, err) : JYZ_OK;

	return rc < 0 ? jyz_error_prefix(err, "--term") : rc;
}

int jyz_filter_date(struct jyz_cli *cli, const struct jyz_args *args,
		    const char *name, char date[JYZ_DATE_SIZE],
		    const char **out, struct jyz_error *err)
{
	const char *text = jyz_args_get(args, name);

	if (!text)
		return JYZ_OK;
	int rc = jyz_date_parse(date, text, cli->desk.clock.today, err);

	if (rc < 0)
		return jyz_error_prefix(err, "--%s", name);
	*out = date;
	return JYZ_OK;
}

int jyz_filter_limit(const struct jyz_args *args, int64_t *out,
		     struct jyz_error *err)
{
	const char *text = jyz_args_get(args, "limit");
	int64_t limit;

	if (!text)
		return JYZ_OK;
	if (jyz_decimal_parse(&limit, text, 0, 0, NULL, err) < 0 || limit < 1)
		return jyz_error_set(err, JYZ_EUSAGE,
				     _("--limit: '%s' is not a number of "
				       "records"), text);
	*out = limit;
	return JYZ_OK;
}

int jyz_filter_kind(struct jyz_cli *cli, const char *word, const char *hint,
		    const struct jyz_kind **out, struct jyz_error *err)
{
	const struct jyz_catalogue *catalogue = cli->desk.catalogue;
	struct jyz_guess guess = { word, NULL, 0 };

	*out = jyz_kind_find(catalogue, word);
	if (*out)
		return JYZ_OK;
	for (size_t i = 0; i < catalogue->count; i++)
		jyz_guess_offer(&guess, catalogue->kinds[i]->name);
	jyz_error_set(err, JYZ_EUSAGE, _("'%s' is not a kind of record"),
		      word);
	if (guess.best)
		return jyz_error_hint(err, _("did you mean: %s"), guess.best);
	return jyz_error_hint(err, "%s", hint);
}

static int take_kinds(struct jyz_cli *cli, const struct jyz_args *args,
		      struct jyz_filter_scan *filter, struct jyz_error *err)
{
	for (size_t i = 0; i < args->n_given; i++) {
		const struct jyz_kind *kind;
		bool known = false;

		if (strcmp(args->given[i].name, "kind") != 0)
			continue;
		int rc = jyz_filter_kind(cli, args->given[i].value,
					 "jyz --help", &kind, err);
		if (rc < 0)
			return jyz_error_prefix(err, "--kind");
		for (size_t j = 0; j < filter->n_kinds; j++)
			known = known || filter->kinds[j] == kind;
		if (known)
			continue;
		JYZ_GROW(filter->kinds, filter->n_kinds, filter->room);
		filter->kinds[filter->n_kinds++] = kind;
	}
	return JYZ_OK;
}

int jyz_filter_scan(struct jyz_cli *cli, const struct jyz_args *args,
		    struct jyz_filter_scan *filter, struct jyz_scan *out,
		    struct jyz_error *err)
{
	int rc = take_kinds(cli, args, filter, err);

	if (rc < 0)
		return rc;
	out->kinds = filter->kinds;
	out->n_kinds = filter->n_kinds;
	if ((rc = jyz_filter_date(cli, args, "since", filter->since,
				  &out->since, err)) < 0 ||
	    (rc = jyz_filter_date(cli, args, "until", filter->until,
				  &out->until, err)) < 0)
		return rc;
	return jyz_filter_term(cli, args, &out->term, err);
}

void jyz_filter_scan_free(struct jyz_filter_scan *filter)
{
	free(filter->kinds);
}

static int typed_threshold(const char *text, int64_t *out,
			   struct jyz_error *err)
{
	int64_t value;
	int rc = jyz_decimal_parse(&value, text, JYZ_SCORE_SCALE, 0, "分",
				   err);

	if (rc >= 0 && (value < 0 || value > MAX_THRESHOLD))
		rc = jyz_error_set(err, JYZ_EINVAL,
				   _("'%s' is not from 0 to 10000"), text);
	if (rc < 0)
		return jyz_error_prefix(err, "--threshold");
	*out = value;
	return JYZ_OK;
}

int jyz_filter_threshold(struct jyz_cli *cli, const struct jyz_args *args,
			 int64_t *out, const char **origin,
			 struct jyz_error *err)
{
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	const char *text = jyz_args_get(args, "threshold");
	const struct jyz_key *key;
	int rc;

	*origin = _("option");
	if (text)
		return typed_threshold(text, out, err);
	if ((rc = jyz_key_find("threshold", &key, err)) < 0 ||
	    (rc = jyz_force_find(cli, key, &force, err)) < 0)
		return rc;
	*origin = strcmp(force.origin, "default") == 0 ? _("default")
						       : _("setting");
	rc = jyz_decimal_parse(out, force.value, JYZ_SCORE_SCALE, 0, NULL,
			       err);
	return rc < 0 ? jyz_error_prefix(err, _("setting '%s'"), key->name)
		      : rc;
}
