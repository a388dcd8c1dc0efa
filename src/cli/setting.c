/*
 * The settings, each with its type and its places.
 */
#include "setting.h"

#include <stdlib.h>
#include <string.h>

#include "inside.h"
#include "jyz/analysis/lines.h"
#include "jyz/base/decimal.h"
#include "jyz/base/text.h"
#include "jyz/records/resolve.h"

const struct jyz_key jyz_keys[JYZ_KEY_COUNT] = {
	{ .name = "person",
	  .word = { "person", "身份/姓名" },
	  .places = JYZ_KEY_USER,
	  .variable = "JYZ_PERSON",
	  .option = "as",
	  .help = N_("who works here: in the journal, and as the observer") },
	{ .name = "lang",
	  .word = { "language", "语言" },
	  .type = JYZ_KEY_LANGUAGE,
	  .places = JYZ_KEY_USER | JYZ_KEY_DATABASE,
	  .preset = "en",
	  .variable = "JYZ_LANG",
	  .option = "lang",
	  .help = N_("language of messages: zh or en") },
	{ .name = "school",
	  .word = { "school", "学校" },
	  .places = JYZ_KEY_DATABASE,
	  .help = N_("the school's name") },
	{ .name = "unit",
	  .word = { "group", "组/教研组" },
	  .type = JYZ_KEY_UNIT,
	  .places = JYZ_KEY_DATABASE,
	  .help = N_("the group that keeps this file") },
	{ .name = "subject",
	  .word = { "subject", "学科/科目" },
	  .places = JYZ_KEY_DATABASE,
	  .help = N_("the subject of lessons that no assignment tells") },
	{ .name = "threshold",
	  .word = { "threshold", "分差线" },
	  .type = JYZ_KEY_POINTS,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "5",
	  .help = N_("averages that differ by more points are a gap") },
	{ .name = "rubric",
	  .word = { "rubric", "量表" },
	  .type = JYZ_KEY_RUBRIC,
	  .places = JYZ_KEY_DATABASE,
	  .preset = JYZ_RUBRIC_PRESET,
	  .help = N_("the rubric that lessons are scored with") },
	{ .name = "pass_line",
	  .word = { "pass line", "及格线" },
	  .type = JYZ_KEY_PERCENT,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "60",
	  .help = N_("percent of the full marks from which pupils pass") },
	{ .name = "excellent_line",
	  .word = { "excellent line", "优秀线" },
	  .type = JYZ_KEY_PERCENT,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "85",
	  .help = N_("percent of the full marks from which it is excellent") },
	{ .name = "low_line",
	  .word = { "low line", "低分线" },
	  .type = JYZ_KEY_PERCENT,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "40",
	  .help = N_("percent of the full marks below which it is low") },
	{ .name = "contribution",
	  .word = { "contribution", "贡献率口径/口径" },
	  .type = JYZ_KEY_CONTRIBUTION,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "effective",
	  .help = N_("what a class contributes to a line: effective, top or "
		     "share") },
	{ .name = "attachment_mb",
	  .word = { "attachment size", "附件上限" },
	  .type = JYZ_KEY_MEGABYTES,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "50",
	  .help = N_("the largest file that is attached, in MB") },
	{ .name = "backup_days",
	  .word = { "days between backups", "备份天数" },
	  .type = JYZ_KEY_DAYS,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "30",
	  .help = N_("check speaks up when the last backup is older; 0: "
		     "never") },
	{ .name = "late_days",
	  .word = { "days until entry is late", "补记天数" },
	  .type = JYZ_KEY_DAYS,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "7",
	  .help = N_("a record entered more days after its date is a late "
		     "entry") },
	/* One school's rule: three suggestions within 24 hours. */
	{ .name = "feedback_days",
	  .word = { "days until feedback", "反馈天数" },
	  .type = JYZ_KEY_DAYS,
	  .places = JYZ_KEY_DATABASE,
	  .preset = "1",
	  .help = N_("feedback on a lesson or check is in time within so "
		     "many days") },
};

/* --- keys --------------------------------------------------------------- */

int jyz_key_find(const char *word, const struct jyz_key **out,
		 struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) all = JYZ_BUF_INIT;
	struct jyz_guess guess = { word, NULL, 0 };

	for (size_t i = 0; i < JYZ_KEY_COUNT; i++) {
		*out = &jyz_keys[i];
		if (strcmp(jyz_keys[i].name, word) == 0 ||
		    jyz_word_is(jyz_keys[i].word, word))
			return JYZ_OK;
		jyz_guess_offer(&guess, jyz_keys[i].name);
		jyz_buf_addf(&all, "%s%s", i ? ", " : "", jyz_keys[i].name);
	}
	jyz_error_set(err, JYZ_EUSAGE, _("there is no setting '%s'"), word);
	if (guess.best)
		return jyz_error_hint(err, _("did you mean: %s"), guess.best);
	return jyz_error_hint(err, _("settings are: %s"), all.data);
}

static int check_number(const char *text, int scale, int64_t min, int64_t max,
			const char *unit, struct jyz_buf *out,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) limit = JYZ_BUF_INIT;
	int64_t value;
	int rc = jyz_decimal_parse(&value, text, scale, 0, unit, err);

	if (rc < 0)
		return rc;
	jyz_decimal_format(&limit, max, scale);
	if (value < min || value > max)
		return jyz_error_set(err, JYZ_EINVAL,
				     min ? _("'%s' is not from 1 to %s")
					 : _("'%s' is not from 0 to %s"),
				     text, limit.data);
	jyz_decimal_format(out, value, scale);
	return JYZ_OK;
}

/* A name that no record has would fail later, where nobody looks for it. */
static int check_record(struct jyz_cli *cli, const char *table,
			const char *text, struct jyz_buf *out,
			struct jyz_error *err)
{
	const struct jyz_kind *kind =
		jyz_kind_of_table(cli->desk.catalogue, table);
	int64_t id;

	jyz_buf_adds(out, text);
	return jyz_resolve(&cli->desk, kind, text, NULL, &id, err);
}

/* By its name, or as the results have it in words. */
static int check_contribution(const char *text, struct jyz_buf *out,
			      struct jyz_error *err)
{
	static const struct jyz_words words[] = {
		[JYZ_CONTRIBUTION_EFFECTIVE] = { "effective/effective score",
						 "有效分" },
		[JYZ_CONTRIBUTION_TOP] = { "top/top N of the subject",
					   "单科前N名" },
		[JYZ_CONTRIBUTION_SHARE] = { "share/share of the points",
					     "得分占比" },
	};

	for (size_t i = 0; i < JYZ_COUNT(words); i++) {
		if (!jyz_word_is(words[i], text))
			continue;
		jyz_buf_adds(out, jyz_contribution_name(
					  (enum jyz_contribution)i));
		return JYZ_OK;
	}
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is no definition of contribution"), text);
	return jyz_error_hint(err, "effective|top|share");
}

/* The value as it is stored. */
int jyz_key_check(struct jyz_cli *cli, const struct jyz_key *key,
		  const char *text, struct jyz_buf *out, struct jyz_error *err)
{
	int lang;

	switch (key->type) {
	case JYZ_KEY_TEXT:
		jyz_buf_adds(out, text);
		return jyz_line_valid(text, err);
	case JYZ_KEY_LANGUAGE:
		lang = jyz_i18n_parse(text);
		if (lang < 0) {
			jyz_error_set(err, JYZ_EINVAL,
				      _("'%s' is not a language of jyz"),
				      text);
			return jyz_error_hint(err, "jyz config lang zh|en");
		}
		jyz_buf_adds(out, lang == JYZ_LANG_ZH ? "zh" : "en");
		return JYZ_OK;
	case JYZ_KEY_POINTS:
		return check_number(text, 2, 0, 1000000, "分", out, err);
	case JYZ_KEY_DAYS:
		return check_number(text, 0, 0, 3650, "天", out, err);
	case JYZ_KEY_PERCENT:
		return check_number(text, 2, 0, 10000, "%", out, err);
	case JYZ_KEY_MEGABYTES:
		return check_number(text, 0, 1, JYZ_ATTACH_MB_MAX, "MB", out,
				    err);
	case JYZ_KEY_CONTRIBUTION:
		return check_contribution(text, out, err);
	case JYZ_KEY_UNIT:
		return check_record(cli, "unit", text, out, err);
	case JYZ_KEY_RUBRIC:
		return check_record(cli, "rubric", text, out, err);
	}
	return JYZ_EINTERNAL;
}

/* --- what is in force --------------------------------------------------- */

void jyz_force_free(struct jyz_force *force)
{
	free(force->value);
	force->value = NULL;
}

static void take(struct jyz_force *force, const char *value,
		 const char *origin)
{
	if (force->value || !value || !*value)
		return;
	force->value = jyz_strdup(value);
	force->origin = origin;
}

static const char *lang_name(int lang)
{
	return lang < 0 ? NULL : lang == JYZ_LANG_ZH ? "zh" : "en";
}

/* What this command line and the environment say. */
static void take_outside(struct jyz_cli *cli, const struct jyz_key *key,
			 struct jyz_force *force)
{
	const char *variable = key->variable ? getenv(key->variable) : NULL;
	bool typed = key->option && jyz_args_has(cli->globals, key->option);

	if (key->type == JYZ_KEY_LANGUAGE) {
		if (typed)
			take(force, lang_name(jyz_i18n_lang()), "flag");
		if (variable)
			take(force, lang_name(jyz_i18n_parse(variable)),
			     "environment");
		take(force, lang_name(jyz_i18n_locale_lang()), "environment");
		return;
	}
	if (typed)
		take(force, cli->as, "flag");
	take(force, variable, "environment");
}

/* The preset rubric by its name, if the database can tell it. */
static char *rubric_name(struct jyz_cli *cli, const char *preset)
{
	JYZ_AUTO(jyz_error) ignored = JYZ_ERROR_INIT;
	const struct jyz_kind *kind =
		jyz_kind_of_table(cli->desk.catalogue, "rubric");
	char *name = NULL;
	int64_t id;

	if (!cli->desk.store ||
	    jyz_resolve(&cli->desk, kind, preset, NULL, &id, &ignored) < 0 ||
	    jyz_label(&cli->desk, kind, id, &name, &ignored) < 0)
		return jyz_strdup(preset);
	return name;
}

static void take_preset(struct jyz_cli *cli, const struct jyz_key *key,
			struct jyz_force *force)
{
	if (force->value || !key->preset)
		return;
	force->value = key->type == JYZ_KEY_RUBRIC
			       ? rubric_name(cli, key->preset)
			       : jyz_strdup(key->preset);
	force->origin = "default";
}

int jyz_force_find(struct jyz_cli *cli, const struct jyz_key *key,
		   struct jyz_force *force, struct jyz_error *err)
{
	char *value = NULL;
	int rc;

	take_outside(cli, key, force);
	if (key->places & JYZ_KEY_USER) {
		if ((rc = jyz_config_get(key->name, &value, err)) < 0)
			return rc;
		take(force, value, "user");
		free(value);
		value = NULL;
	}
	if (key->places & JYZ_KEY_DATABASE && cli->store) {
		rc = jyz_setting_get(cli->store, key->name, &value, err);
		if (rc < 0)
			return rc;
		take(force, value, "database");
		free(value);
	}
	take_preset(cli, key, force);
	return JYZ_OK;
}

int jyz_force_days(struct jyz_cli *cli, const char *name, int64_t *days,
		   const char **origin, struct jyz_error *err)
{
	JYZ_AUTO(jyz_force) force = JYZ_FORCE_INIT;
	const struct jyz_key *key;
	int rc = jyz_key_find(name, &key, err);

	if (rc < 0 || (rc = jyz_force_find(cli, key, &force, err)) < 0)
		return rc;
	*origin = strcmp(force.origin, "default") == 0 ? _("default")
						       : _("setting");
	rc = jyz_decimal_parse(days, force.value, 0, 0, NULL, err);
	return rc < 0 ? jyz_error_prefix(err, _("setting '%s'"), name) : rc;
}
