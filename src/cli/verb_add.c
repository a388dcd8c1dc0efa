/*
 * Adding and editing records: options into fields and parts, a prompt for
 * what is missing where somebody can be asked.
 */
#include <stdlib.h>
#include <string.h>

#include "forms.h"
#include "jyz/records/resolve.h"

/*
 * A row of a part joins those that an edited record has.  Nothing, on edit
 * also "-", clears.
 */
static void take_row(struct jyz_record *rec, int part, const char *text)
{
	if (!*text || (rec->id && strcmp(text, "-") == 0))
		jyz_record_part_none(rec, part);
	else
		jyz_record_part_join(rec, part, text);
}

/* The last one of an option counts; each one of a part is a row. */
static int take_options(struct jyz_cli *cli, struct jyz_record *rec,
			const struct jyz_args *args, struct jyz_error *err)
{
	const struct jyz_kind *kind = rec->kind;
	for (size_t i = 0; i < args->n_given; i++) {
		const struct jyz_given *given = &args->given[i];
		int field = jyz_field_named(kind, given->name);
		int part = jyz_part_named(kind, given->name);
		if (field >= 0 &&
		    jyz_args_get(args, given->name) == given->value) {
			bool clear = rec->id && strcmp(given->value, "-") == 0;
			int rc = jyz_record_set(&cli->desk, rec, field,
						clear ? "" : given->value, err);
			if (rc < 0)
				return rc;
		} else if (field < 0 && part >= 0) {
			take_row(rec, part, given->value);
		}
	}
	return JYZ_OK;
}

static bool is_absent(const struct jyz_record *rec, int field)
{
	return field >= 0 && field < (int)rec->kind->n_fields &&
	       rec->values[field].type == JYZ_NULL && !rec->words[field];
}

/*
 * The blamed field is missing: name all that are, so that one try is enough.
 * Where it is the only one, its own message says more.
 */
static int say_missing(const struct jyz_record *rec, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) names = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) options = JYZ_BUF_INIT;
	size_t n = 0;
	for (int i = 0; i < (int)rec->kind->n_fields; i++) {
		const struct jyz_field *f = &rec->kind->fields[i];
		if (!is_absent(rec, i) ||
		    (!jyz_field_needed(f) && i != rec->blamed))
			continue;
		char *label = jyz_word_first(f->label);
		jyz_buf_adds(&names, n ? _(", ") : "");
		jyz_buf_adds(&names, jyz_i18n_lang() == JYZ_LANG_ZH ? label
								    : f->name);
		if (jyz_i18n_lang() != JYZ_LANG_ZH)
			jyz_buf_addf(&names, " (%s)", label);
		jyz_buf_addf(&options, "%s--%s %s", n ? " " : "", f->name,
			     label);
		free(label);
		n++;
	}
	if (n < 2)
		return err->code;
	jyz_error_set(err, JYZ_EINVAL, _("missing: %s"), names.data);
	return jyz_error_hint(err, "%s", options.data);
}

/*
 * Understands the record; asks for what is missing or wrong as long as
 * somebody answers.  Outside any transaction, which would keep others
 * waiting.
 */
static int understand(struct jyz_cli *cli, struct jyz_record *rec,
		      struct jyz_typed *typed, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) said = JYZ_BUF_INIT;
	for (;;) {
		rec->blamed = -1;
		int rc = jyz_record_finish(&cli->desk, rec, err);
		if (rc >= 0)
			return rc;
		bool missing = rc == JYZ_EINVAL && is_absent(rec, rec->blamed);
		if (!cli->tty_in || cli->yes ||
		    (rc != JYZ_EINVAL && rc != JYZ_ENOTFOUND &&
		     rc != JYZ_EAMBIGUOUS) ||
		    rec->blamed < 0 ||
		    rec->blamed >= (int)rec->kind->n_fields)
			return missing ? say_missing(rec, err) : rc;
		int field = rec->blamed;
		bool again = !missing && strcmp(said.data, err->msg) == 0;
		jyz_buf_clear(&said);
		jyz_buf_adds(&said, err->msg);
		jyz_say_notes(cli);
		if (!missing)
			jyz_say_error(err);
		/* The other one of two may be what is wrong. */
		if ((again && !jyz_form_other(cli, rec->kind, &field)) ||
		    !jyz_form_field(cli, rec, field, typed))
			return rc;
		jyz_error_free(err);
	}
}

static bool shows_record(const struct jyz_cli *cli)
{
	return cli->format >= 0 || cli->output || cli->dry_run;
}

/* What add and edit print: the record when a format was asked for. */
static int print_saved(struct jyz_cli *cli, struct jyz_record *rec,
		       bool id, struct jyz_error *err)
{
	struct jyz_output out;
	if (shows_record(cli)) {
		int rc = jyz_record_derive(&cli->desk, rec, NULL, err);
		if (rc < 0)
			return rc;
		return jyz_show_record(cli, rec, false, err);
	}
	if (!id)
		return JYZ_OK;
	int rc = jyz_output_open(&out, cli, err);
	if (rc < 0)
		return rc;
	fprintf(out.file, "%lld\n", (long long)rec->id);
	return jyz_output_close(&out, err);
}

static void say_done(struct jyz_cli *cli, const struct jyz_record *rec)
{
	struct jyz_error ignored = JYZ_ERROR_INIT;
	char *label = NULL;
	char *word = jyz_word_first(rec->kind->word);
	if (jyz_label(&cli->desk, rec->kind, rec->id, &label,
		      &ignored) == JYZ_OK)
		jyz_say(cli, _("new: %s %s"), word, label);
	free(word);
	free(label);
	jyz_error_free(&ignored);
}

/*
 * While somebody filled in a form, another program may have changed the
 * record: what it wrote must not be lost unseen.
 */
static int still_as(struct jyz_cli *cli, const struct jyz_record *before,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) now = { 0 };
	jyz_record_init(&now, before->kind);
	int rc = jyz_record_load(&cli->desk, before->kind, before->id, &now,
				 err);
	if (rc < 0 || jyz_record_same(&now, before))
		return rc;
	char *word = jyz_word_first(before->kind->word);
	jyz_error_set(err, JYZ_ECONFLICT,
		      _("%s %lld was changed by another program just now"),
		      word, (long long)before->id);
	free(word);
	return jyz_error_hint(err, "jyz history %s %lld", before->kind->name,
			      (long long)before->id);
}

/*
 * Writes the record and, when it will be looked at, reads it back with what
 * is computed.  before NULL: it is new.  keep false: only to see what it
 * would be.
 */
static int write_record(struct jyz_cli *cli, struct jyz_record *rec,
			const struct jyz_record *before,
			struct jyz_record *saved, bool keep,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_journal) journal = JYZ_JOURNAL_INIT;
	size_t changed;
	int rc = jyz_journal_begin(&journal, cli->store, err);
	if (rc < 0)
		return rc;
	if (before && (rc = still_as(cli, before, err)) < 0)
		return rc;
	/* Names may have changed since they were understood. */
	if ((rc = jyz_record_finish(&cli->desk, rec, err)) < 0)
		return rc;
	rc = before ? jyz_record_update(&cli->desk, rec, before, &changed, err)
		    : jyz_record_insert(&cli->desk, rec, err);
	if (rc < 0)
		return rc;
	saved->id = rec->id;
	if (!keep || shows_record(cli))
		rc = jyz_record_load(&cli->desk, rec->kind, rec->id, saved,
				     err);
	if (rc < 0 || !keep)
		return rc;
	if (!before && cli->tty_in && !cli->dry_run)
		say_done(cli, saved);
	return jyz_deed_end(cli, &journal, err);
}

/* Shows what would be saved; nothing is. */
static int review(struct jyz_cli *cli, struct jyz_record *rec,
		  const struct jyz_record *before, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) seen = { 0 };
	jyz_record_init(&seen, rec->kind);
	int rc = write_record(cli, rec, before, &seen, false, err);
	jyz_resolve_forget(&cli->desk, rec->kind);
	if (!before) {
		rec->id = 0;
		rec->uid = NULL;
		rec->created_at = NULL;
		seen.id = 0;
	}
	rec->updated_at = before ? before->updated_at : NULL;
	if (rc < 0)
		return rc;
	jyz_say_notes(cli);
	return jyz_show_card(stderr, cli->width, &seen, err);
}

/*
 * Understands what the form says and shows it; a part whose rows cannot stand
 * together is asked for again.
 */
static int settle(struct jyz_cli *cli, struct jyz_record *rec,
		  const struct jyz_record *before, struct jyz_typed *typed,
		  struct jyz_error *err)
{
	for (;;) {
		int rc = understand(cli, rec, typed, err);
		if (rc >= 0)
			rc = review(cli, rec, before, err);
		int part = rec->blamed - (int)rec->kind->n_fields;
		if (rc >= 0 || part < 0 || part >= (int)rec->kind->n_parts ||
		    !rec->parts[part].n_words)
			return rc;
		jyz_say_notes(cli);
		jyz_form_wrong(&rec->kind->parts[part], err);
		if (!jyz_form_part(cli, rec, part, typed))
			return rc;
		jyz_error_free(err);
	}
}

/* The form, the record as it was understood, and the question. */
static int fill_in(struct jyz_cli *cli, struct jyz_record *rec,
		   const struct jyz_record *before, const char *word,
		   bool *save, struct jyz_error *err)
{
	JYZ_AUTO(jyz_typed) typed = JYZ_TYPED_INIT;
	int rc = JYZ_OK;
	jyz_form_guard(true);
	*save = jyz_form_record(cli, rec, before, &typed);
	if (*save)
		rc = settle(cli, rec, before, &typed, err);
	if (rc >= 0 && *save)
		*save = jyz_agrees(_("save this?"));
	jyz_form_guard(false);
	/* Also when it failed or was left: what was typed is not lost. */
	if (typed.count)
		jyz_typed_say(cli, &typed, rec->kind, before ? "edit" : "add",
			      word);
	return rc;
}

static int not_saved(const struct jyz_cli *cli)
{
	jyz_say(cli, _("nothing was saved"));
	return JYZ_OK;
}

int jyz_verb_add(struct jyz_cli *cli, const struct jyz_kind *kind,
		 const struct jyz_args *args, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) rec = { 0 };
	JYZ_AUTO(jyz_record) saved = { 0 };
	bool save = true;
	int rc;
	jyz_record_init(&rec, kind);
	jyz_record_init(&saved, kind);
	if (cli->tty_in && !cli->yes && args->n_given == 0) {
		rc = fill_in(cli, &rec, NULL, NULL, &save, err);
	} else {
		rc = take_options(cli, &rec, args, err);
		if (rc >= 0)
			rc = understand(cli, &rec, NULL, err);
	}
	if (rc < 0)
		return rc;
	if (!save)
		return not_saved(cli);
	if ((rc = write_record(cli, &rec, NULL, &saved, true, err)) < 0)
		return rc;
	return print_saved(cli, &saved, true, err);
}

static int nothing_given(const struct jyz_kind *kind, const char *word,
			 struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EUSAGE, _("no field to change was given"));
	return jyz_error_hint(err, "jyz %s edit %s --%s ...", kind->name, word,
			      kind->fields[0].name);
}

static bool has_row(const struct jyz_part *part, const struct jyz_rows *rows,
		    const struct jyz_value *row)
{
	size_t n = part->n_fields;
	for (size_t i = 0; i < rows->count; i++) {
		size_t f = 0;
		while (f < n && jyz_value_same(rows->cells[i * n + f], row[f]))
			f++;
		if (f == n)
			return true;
	}
	return false;
}

/* How many of the rows are not among the others. */
static size_t count_only(const struct jyz_part *part,
			 const struct jyz_rows *rows,
			 const struct jyz_rows *others)
{
	size_t only = 0;
	for (size_t i = 0; i < rows->count; i++)
		only += !has_row(part, others,
				 &rows->cells[i * part->n_fields]);
	return only;
}

/* What became of the rows: nobody sees them while typing an option. */
static void say_rows(const struct jyz_cli *cli, const struct jyz_record *before,
		     const struct jyz_record *now)
{
	for (size_t i = 0; i < now->kind->n_parts; i++) {
		const struct jyz_part *part = &now->kind->parts[i];
		const struct jyz_rows *was = &before->parts[i];
		const struct jyz_rows *is = &now->parts[i];
		if (jyz_rows_same(part, was, is))
			continue;
		char *label = jyz_word_first(part->label);
		jyz_say(cli, _("%s: %zu now, %zu added, %zu taken out"),
			label, is->count, count_only(part, is, was),
			count_only(part, was, is));
		free(label);
	}
}

int jyz_verb_edit(struct jyz_cli *cli, const struct jyz_kind *kind,
		  const struct jyz_args *args, struct jyz_error *err)
{
	JYZ_AUTO(jyz_record) before = { 0 };
	JYZ_AUTO(jyz_record) rec = { 0 };
	JYZ_AUTO(jyz_record) saved = { 0 };
	int64_t id;
	bool save = true;
	int rc = jyz_verb_id(cli, kind, args->words[0], &id, err);
	if (rc < 0)
		return rc;
	jyz_record_init(&before, kind);
	jyz_record_init(&rec, kind);
	jyz_record_init(&saved, kind);
	rc = jyz_record_load(&cli->desk, kind, id, &before, err);
	if (rc < 0)
		return rc;
	jyz_record_copy(&rec, &before);
	if (args->n_given) {
		rc = take_options(cli, &rec, args, err);
		if (rc >= 0)
			rc = understand(cli, &rec, NULL, err);
	} else if (cli->tty_in && !cli->yes) {
		/* before the questions, not after them */
		rc = jyz_record_open(&cli->desk, kind, id, err);
		if (rc >= 0)
			rc = fill_in(cli, &rec, &before, args->words[0], &save,
				     err);
	} else {
		rc = nothing_given(kind, args->words[0], err);
	}
	if (rc < 0)
		return rc;
	if (!save)
		return not_saved(cli);
	if ((rc = write_record(cli, &rec, &before, &saved, true, err)) < 0)
		return rc;
	say_rows(cli, &before, &rec);
	return print_saved(cli, &saved, false, err);
}
