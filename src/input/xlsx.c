/*
 * Opening a workbook: its sheets in their order, and where they lie.
 */
#include "xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "xml.h"

#define ROOT "xl/workbook.xml" /* unless the archive says otherwise */
#define SHEETS_MAX 1024         /* each is looked for among all relations */

/* --- relations: ids of a part, and the parts that are meant --------------- */

struct relation {
	const char *id;
	const char *type; /* behind the last slash: of two families */
	const char *target;
};

struct relations {
	struct jyz_arena *arena;
	const char *of; /* the part whose relations they are */
	struct relation *items;
	size_t count, room;
};

/*
 * The name of the part that target is, seen from another part: "../a/b.xml"
 * and "b.xml" begin at its folder, "/xl/b.xml" at the top.
 */
static const char *resolve(struct jyz_arena *arena, const char *from,
			   const char *target)
{
	const char *slash = strrchr(from, '/');
	size_t folder = *target == '/' || !slash ? 0 : (size_t)(slash - from);

	while (*target == '/')
		target++;
	for (;;) {
		if (strncmp(target, "./", 2) == 0) {
			target += 2;
		} else if (strncmp(target, "../", 3) == 0) {
			while (folder && from[--folder] != '/')
				;
			target += 3;
		} else {
			break;
		}
	}
	return jyz_arena_printf(arena, "%.*s%s%s", (int)folder, from,
				folder ? "/" : "", target);
}

static int relations_begin(void *payload, const char *name,
			   const char **attrs, struct jyz_error *err)
{
	struct relations *r = payload;
	const char *id = jyz_xml_attr(attrs, "Id");
	const char *type = jyz_xml_attr(attrs, "Type");
	const char *target = jyz_xml_attr(attrs, "Target");
	const char *mode = jyz_xml_attr(attrs, "TargetMode");

	(void)err;
	if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
	    (mode && strcmp(mode, "External") == 0))
		return JYZ_OK;
	const char *slash = strrchr(type, '/');

	JYZ_GROW(r->items, r->count, r->room);
	r->items[r->count++] = (struct relation){
		jyz_arena_strdup(r->arena, id),
		jyz_arena_strdup(r->arena, slash ? slash + 1 : type),
		resolve(r->arena, r->of, target),
	};
	return JYZ_OK;
}

static int nothing_ends(void *payload, const char *name,
			struct jyz_error *err)
{
	(void)payload;
	(void)name;
	(void)err;
	return JYZ_OK;
}

/* What has no relations has no list of them. */
static int read_relations(struct jyz_xlsx *xlsx, struct relations *out,
			  struct jyz_error *err)
{
	static const struct jyz_xml_calls calls = { relations_begin,
						    nothing_ends, NULL };
	const char *slash = strrchr(out->of, '/');
	size_t folder = slash ? (size_t)(slash - out->of) + 1 : 0;
	const char *part = jyz_arena_printf(&xlsx->arena, "%.*s_rels/%s.rels",
					    (int)folder, out->of,
					    out->of + folder);

	if (!jyz_zip_has(xlsx->zip, part))
		return JYZ_OK;
	return jyz_xml_read(xlsx->zip, part, JYZ_XLSX_PART_MAX, &calls, out,
			    err);
}

static const char *target_of(const struct relations *r, const char *type)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->items[i].type, type) == 0)
			return r->items[i].target;
	return NULL;
}

/* --- the list of sheets --------------------------------------------------- */

struct workbook {
	struct jyz_xlsx *xlsx;
	const struct relations *relations;
	bool begun;    /* it is a workbook */
	size_t listed; /* sheets, also those without rows */
};

static int not_workbook(const struct jyz_xlsx *xlsx, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s' is a zip archive, but no Excel workbook"),
		      jyz_zip_name(xlsx->zip));
	return jyz_error_hint(err, _("save the sheet as .xlsx or .csv"));
}

/* Charts and macros are sheets, too, but have no rows. */
static int add_sheet(struct workbook *w, const char *name, const char *id,
		     struct jyz_error *err)
{
	struct jyz_xlsx *xlsx = w->xlsx;

	if (++w->listed > SHEETS_MAX)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s' has more than %d sheets"),
				     jyz_zip_name(xlsx->zip), SHEETS_MAX);
	for (size_t i = 0; i < w->relations->count; i++) {
		const struct relation *r = &w->relations->items[i];

		if (strcmp(r->id, id) != 0 || strcmp(r->type, "worksheet") != 0)
			continue;
		JYZ_GROW(xlsx->sheets, xlsx->n_sheets, xlsx->sheets_room);
		xlsx->sheets[xlsx->n_sheets++] = (struct jyz_xlsx_sheet){
			jyz_arena_strdup(&xlsx->arena, name), r->target
		};
		break;
	}
	return JYZ_OK;
}

static int workbook_begin(void *payload, const char *name, const char **attrs,
			  struct jyz_error *err)
{
	struct workbook *w = payload;

	if (!w->begun && strcmp(name, "workbook") != 0)
		return not_workbook(w->xlsx, err);
	w->begun = true;
	if (strcmp(name, "workbookPr") == 0)
		w->xlsx->from_1904 =
			jyz_xml_true(jyz_xml_attr(attrs, "date1904"));
	if (strcmp(name, "sheet") != 0)
		return JYZ_OK;
	const char *title = jyz_xml_attr(attrs, "name");
	const char *state = jyz_xml_attr(attrs, "state");
	const char *id = jyz_xml_relation(attrs);

	if (title && id && (!state || strcmp(state, "visible") == 0))
		return add_sheet(w, title, id, err);
	return JYZ_OK;
}

static int read_workbook(struct jyz_xlsx *xlsx, const char *root,
			 struct jyz_error *err)
{
	static const struct jyz_xml_calls calls = { workbook_begin,
						    nothing_ends, NULL };
	struct relations relations = { .arena = &xlsx->arena, .of = root };
	struct workbook w = { .xlsx = xlsx, .relations = &relations };
	int rc = read_relations(xlsx, &relations, err);

	if (rc >= 0)
		rc = jyz_xml_read(xlsx->zip, root, JYZ_XLSX_PART_MAX, &calls,
				  &w, err);
	xlsx->strings_part = target_of(&relations, "sharedStrings");
	xlsx->styles_part = target_of(&relations, "styles");
	free(relations.items);
	if (rc >= 0 && !xlsx->n_sheets)
		rc = jyz_error_set(err, JYZ_EINVAL,
				   _("'%s' has no sheet that is not hidden"),
				   jyz_zip_name(xlsx->zip));
	return rc;
}

/* --- the archive ---------------------------------------------------------- */

static int other_office(const struct jyz_xlsx *xlsx, const char *what,
			struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL, "'%s': %s", jyz_zip_name(xlsx->zip),
		      what);
	return jyz_error_hint(err, _("save it as .xlsx"));
}

static int find_root(struct jyz_xlsx *xlsx, const char **root,
		     struct jyz_error *err)
{
	struct relations top = { .arena = &xlsx->arena, .of = "" };

	if (jyz_zip_has(xlsx->zip, "content.xml") &&
	    jyz_zip_has(xlsx->zip, "mimetype"))
		return other_office(xlsx, _("an OpenDocument file"), err);
	if (!jyz_zip_has(xlsx->zip, "[Content_Types].xml") &&
	    !jyz_zip_has(xlsx->zip, ROOT))
		return not_workbook(xlsx, err);
	int rc = read_relations(xlsx, &top, err);

	*root = target_of(&top, "officeDocument");
	free(top.items);
	if (rc < 0)
		return rc;
	*root = *root ? *root : ROOT;
	size_t len = strlen(*root);

	if (len > 4 && strcmp(*root + len - 4, ".bin") == 0)
		return other_office(xlsx, _("a binary workbook (.xlsb)"), err);
	return JYZ_OK;
}

int jyz_xlsx_open(struct jyz_xlsx **out, const char *name, const char *bytes,
		  size_t len, struct jyz_error *err)
{
	struct jyz_xlsx *xlsx = jyz_alloc(sizeof(*xlsx));
	const char *root = NULL;
	int rc;

	xlsx->shared = (struct jyz_buf)JYZ_BUF_INIT;
	xlsx->zip = jyz_zip_open(name, bytes, len);
	if (!xlsx->zip) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("'%s' is a damaged workbook: its end is "
				"missing"),
			      name);
		rc = jyz_error_hint(err, _("was it copied in full? open it in "
					   "Excel or WPS to see"));
	} else {
		rc = find_root(xlsx, &root, err);
	}
	if (rc >= 0)
		rc = read_workbook(xlsx, root, err);
	if (rc < 0) {
		jyz_xlsx_close(xlsx);
		return rc;
	}
	*out = xlsx;
	return JYZ_OK;
}

void jyz_xlsx_close(struct jyz_xlsx *xlsx)
{
	if (!xlsx)
		return;
	jyz_zip_close(xlsx->zip);
	jyz_buf_free(&xlsx->shared);
	jyz_arena_free(&xlsx->arena);
	free(xlsx->sheets);
	free(xlsx->shared_at);
	free(xlsx->formats);
	free(xlsx);
}
