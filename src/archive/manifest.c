/*
 * archive.json and SHA256SUMS: what the folder holds, for people, for
 * sha256sum -c and for the import.
 */
#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/render/json.h"
#include "jyz/store/content.h"
#include "jyz/store/stmt.h"
#include "room.h"

static const char SQL_TERM[] =
	"SELECT uid, code, starts, ends FROM term WHERE id = :term";
static const char SQL_UNITS[] =
	"SELECT uid, name FROM unit WHERE id IN"
	" (SELECT value FROM json_each(:ids)) ORDER BY uid";

const char *jyz_archive_content(const char *name)
{
	static const char folder[] = JYZ_ARCHIVE_CONTENTS "/";

	if (strncmp(name, folder, sizeof(folder) - 1) != 0)
		return NULL;
	name += sizeof(folder) - 1;
	return jyz_content_named(name) ? name : NULL;
}

bool jyz_archive_known(const struct jyz_catalogue *catalogue,
		       const char *name)
{
	if (strcmp(name, JYZ_ARCHIVE_JSON) == 0 ||
	    strcmp(name, JYZ_ARCHIVE_SUMS) == 0 ||
	    strcmp(name, JYZ_ARCHIVE_SEAL) == 0 ||
	    strcmp(name, JYZ_ARCHIVE_ATTACHED) == 0 ||
	    jyz_archive_content(name))
		return true;
	for (size_t k = 0; k < catalogue->count; k++) {
		const char *kind = catalogue->kinds[k]->name;
		size_t len = strlen(kind);

		if (strncmp(name, kind, len) == 0 &&
		    strcmp(name + len, ".csv") == 0)
			return true;
	}
	return false;
}

void jyz_archive_hex(char out[JYZ_HEX_SIZE],
		     const unsigned char sum[crypto_hash_sha256_BYTES])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < crypto_hash_sha256_BYTES; i++) {
		out[2 * i] = digits[sum[i] >> 4];
		out[2 * i + 1] = digits[sum[i] & 15];
	}
	out[2 * crypto_hash_sha256_BYTES] = '\0';
}

static void add_string(struct jyz_json *json, const char *key,
		       const char *value)
{
	jyz_json_key(json, key);
	jyz_json_string(json, value);
}

static void add_int(struct jyz_json *json, const char *key, size_t value)
{
	jyz_json_key(json, key);
	jyz_json_int(json, (int64_t)value);
}

static int add_school(struct jyz_json *json, struct jyz_desk *desk,
		      struct jyz_error *err)
{
	char *school = NULL;
	int rc = jyz_setting_get(desk->store, "school", &school, err);

	if (rc < 0)
		return rc;
	add_string(json, "school", school);
	free(school);
	return JYZ_OK;
}

static int add_units(struct jyz_json *json, struct jyz_desk *desk,
		     const char *ids, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_UNITS, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":ids", ids);
	jyz_json_key(json, "units");
	jyz_json_array(json);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		jyz_json_object(json);
		add_string(json, "uid", jyz_col_text(&st, "uid"));
		add_string(json, "name", jyz_col_text(&st, "name"));
		jyz_json_end(json);
	}
	jyz_json_end(json);
	return rc;
}

static int add_term(struct jyz_json *json, struct jyz_desk *desk,
		    int64_t term, struct jyz_error *err)
{
	static const char *const columns[] = { "uid", "code", "starts",
					       "ends" };
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_TERM, err);

	if (rc < 0)
		return rc;
	jyz_bind_int(&st, ":term", term);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	if (rc != JYZ_ROW)
		return jyz_error_set(err, JYZ_ENOTFOUND,
				     _("there is no term %lld"),
				     (long long)term);
	jyz_json_key(json, "term");
	jyz_json_object(json);
	for (size_t i = 0; i < JYZ_COUNT(columns); i++)
		add_string(json, columns[i], jyz_col_text(&st, columns[i]));
	jyz_json_end(json);
	jyz_stmt_done(&st);
	return JYZ_OK;
}

static void add_columns(struct jyz_json *json, const char *heading)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	jyz_json_key(json, "columns");
	jyz_json_array(json);
	while (*heading) {
		size_t len = strcspn(heading, ",");

		jyz_buf_clear(&name);
		jyz_buf_add(&name, heading, len);
		jyz_json_string(json, name.data);
		heading += len + (heading[len] == ',');
	}
	jyz_json_end(json);
}

static void add_file(struct jyz_json *json, const char *name,
		     const struct jyz_export_kind *e)
{
	JYZ_AUTO(jyz_buf) file = JYZ_BUF_INIT;

	jyz_buf_addf(&file, "%s.csv", name);
	jyz_json_object(json);
	add_string(json, "name", file.data);
	add_string(json, "kind", name);
	add_int(json, "rows", e->rows);
	add_int(json, "of_term", e->own);
	add_int(json, "referred", e->rows - e->own);
	add_string(json, "sha256", e->sha256);
	add_columns(json, e->heading);
	jyz_json_end(json);
}

static void add_files(struct jyz_json *json, const struct jyz_export *export)
{
	jyz_json_key(json, "files");
	jyz_json_array(json);
	for (size_t k = 0; k < export->n_kinds; k++) {
		const struct jyz_export_kind *e = &export->kinds[k];

		if (e->heading)
			add_file(json, e->kind->name, e);
	}
	if (export->attached.table.heading)
		add_file(json, "attachment", &export->attached.table);
	jyz_json_end(json);
}

/* The fourteen kinds that are asked for: those with records of the term, and
 * those without. */
static void add_complete(struct jyz_json *json,
			 const struct jyz_export *export)
{
	static const char *const keys[] = { "recorded", "missing" };

	jyz_json_key(json, "completeness");
	jyz_json_object(json);
	for (size_t i = 0; i < JYZ_COUNT(keys); i++) {
		jyz_json_key(json, keys[i]);
		jyz_json_array(json);
		for (size_t n = 0; n < JYZ_FOURTEEN; n++)
			if ((export->fourteen[n] == 0) == (i == 1))
				jyz_json_string(json, jyz_fourteen[n].name);
		jyz_json_end(json);
	}
	jyz_json_end(json);
}

/* private stands for all private fields: with it and seal.csv, whoever has the
 * printed digest can tell that they are those of the seal. */
struct seal {
	struct jyz_seal seal;
	char private[JYZ_HEX_SIZE];
	char sha256[JYZ_HEX_SIZE]; /* of seal.csv */
};

static void add_seal(struct jyz_json *json, const struct seal *s)
{
	jyz_json_key(json, "seal");
	if (!*s->seal.digest) {
		jyz_json_null(json);
		return;
	}
	jyz_json_object(json);
	add_int(json, "form", (size_t)s->seal.form);
	add_string(json, "sealed_at", s->seal.sealed_at);
	add_int(json, "records", (size_t)s->seal.records);
	add_string(json, "private", s->private);
	add_string(json, "digest", s->seal.digest);
	jyz_json_end(json);
}

static int make_json(struct jyz_buf *out, struct jyz_desk *desk,
		     const struct jyz_export *export, int64_t term,
		     const char *units, const struct seal *seal,
		     struct jyz_error *err)
{
	struct jyz_json json;
	int rc;

	jyz_json_init(&json, out, true);
	jyz_json_object(&json);
	add_string(&json, "format", JYZ_ARCHIVE_FORMAT);
	add_int(&json, "version", JYZ_ARCHIVE_VERSION);
	add_string(&json, "program", "jyz " JYZ_VERSION);
	if ((rc = add_school(&json, desk, err)) < 0 ||
	    (rc = add_units(&json, desk, units, err)) < 0 ||
	    (rc = add_term(&json, desk, term, err)) < 0)
		return rc;
	jyz_json_key(&json, "private");
	jyz_json_bool(&json, export->private);
	add_files(&json, export);
	add_complete(&json, export);
	add_seal(&json, seal);
	jyz_json_end(&json);
	jyz_buf_addc(out, '\n');
	return JYZ_OK;
}

int jyz_manifest_text(const struct jyz_shelf *shelf, const char *name,
		      const struct jyz_buf *text, char sha256[JYZ_HEX_SIZE],
		      struct jyz_error *err)
{
	JYZ_AUTO(jyz_sink) sink = { .fd = -1, .out = JYZ_BUF_INIT };
	int rc = jyz_sink_open(&sink, shelf, name, err);

	if (rc < 0)
		return rc;
	jyz_buf_add(&sink.out, text->data, text->len);
	return jyz_sink_close(&sink, sha256, err);
}

static void add_sums(struct jyz_buf *out, const struct jyz_export *export,
		     const struct seal *seal, const char *json)
{
	for (size_t k = 0; k < export->n_kinds; k++)
		if (export->kinds[k].heading)
			jyz_buf_addf(out, "%s  %s.csv\n",
				     export->kinds[k].sha256,
				     export->kinds[k].kind->name);
	if (export->attached.table.heading)
		jyz_buf_addf(out, "%s  " JYZ_ARCHIVE_ATTACHED "\n",
			     export->attached.table.sha256);
	for (size_t i = 0; i < export->attached.n_contents; i++)
		jyz_buf_addf(out, "%s  " JYZ_ARCHIVE_CONTENTS "/%s\n",
			     export->attached.contents[i],
			     export->attached.contents[i]);
	if (*seal->seal.digest)
		jyz_buf_addf(out, "%s  " JYZ_ARCHIVE_SEAL "\n", seal->sha256);
	jyz_buf_addf(out, "%s  " JYZ_ARCHIVE_JSON "\n", json);
}

int jyz_manifest_write(struct jyz_desk *desk, const struct jyz_shelf *shelf,
		       const struct jyz_export *export, int64_t term,
		       const char *units, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	struct seal seal = { .sha256 = "" };
	char sha256[JYZ_HEX_SIZE];
	int rc = jyz_seal_write(&seal.seal, seal.private, seal.sha256, desk,
				shelf, term, err);

	if (rc < 0 || (rc = make_json(&text, desk, export, term, units, &seal,
				      err)) < 0 ||
	    (rc = jyz_manifest_text(shelf, JYZ_ARCHIVE_JSON, &text, sha256,
				    err)) < 0)
		return rc;
	jyz_buf_clear(&text);
	add_sums(&text, export, &seal, sha256);
	return jyz_manifest_text(shelf, JYZ_ARCHIVE_SUMS, &text, sha256, err);
}
