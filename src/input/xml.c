/*
 * XML, by expat.  Without a DTD there are no entities to explode and nothing
 * outside to be fetched, and no workbook has one.
 */
#include "xml.h"

#include <expat.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"

#define CHUNK 65536
/* Without anything happening: one huge tag, which expat would keep. */
#define TOKEN_MAX ((size_t)1 << 20)
/* Tags in tags; workbooks have ten.  Expat keeps each until it ends, which
 * costs fifty times the bytes of the part. */
#define DEPTH_MAX 100
/* Expat keeps every name of a tag, too; of these workbooks have few. */
#define MEMORY_MAX ((size_t)1 << 24)

struct reader {
	struct jyz_zip *zip;
	const char *part;
	XML_Parser parser;
	const struct jyz_xml_calls *calls;
	void *payload;
	struct jyz_error *err;
	int rc;
	size_t quiet; /* bytes since the last event */
	int depth;
};

static const char *local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

/* Expat may still call for what it has read; these calls must not pass. */
static void happened(struct reader *r, int rc)
{
	r->quiet = 0;
	if (rc >= 0)
		return;
	r->rc = rc;
	XML_StopParser(r->parser, XML_FALSE);
}

static int too_deep(const struct reader *r)
{
	return jyz_error_set(r->err, JYZ_EINVAL,
			     _("'%s' is no usual workbook: '%s' in it is "
			       "nested too deep"),
			     jyz_zip_name(r->zip), r->part);
}

static void XMLCALL on_begin(void *data, const char *name, const char **attrs)
{
	struct reader *r = data;

	if (r->rc < 0)
		return;
	if (++r->depth > DEPTH_MAX)
		happened(r, too_deep(r));
	else
		happened(r, r->calls->begin(r->payload, local_name(name),
					    attrs, r->err));
}

static void XMLCALL on_end(void *data, const char *name)
{
	struct reader *r = data;

	r->depth--;
	if (r->rc >= 0)
		happened(r, r->calls->end(r->payload, local_name(name),
					  r->err));
}

static void XMLCALL on_text(void *data, const char *s, int len)
{
	struct reader *r = data;

	if (r->rc >= 0)
		happened(r, r->calls->text ?
				    r->calls->text(r->payload, s, (size_t)len,
						   r->err) :
				    JYZ_OK);
}

static void XMLCALL on_doctype(void *data, const char *name,
			       const char *system, const char *public,
			       int inside)
{
	struct reader *r = data;

	(void)name;
	(void)system;
	(void)public;
	(void)inside;
	if (r->rc < 0)
		return;
	happened(r, jyz_error_set(r->err, JYZ_EINVAL,
				  _("'%s' is no usual workbook: '%s' in it "
				    "has a document type"),
				  jyz_zip_name(r->zip), r->part));
}

static int not_xml(struct reader *r)
{
	unsigned long line = (unsigned long)XML_GetCurrentLineNumber(r->parser);

	jyz_error_set(r->err, JYZ_EINVAL,
		      _("'%s' is a damaged workbook: '%s' in it, line %lu, is "
			"no XML"),
		      jyz_zip_name(r->zip), r->part, line);
	jyz_error_detail(r->err, "expat: %s",
			 r->quiet > TOKEN_MAX ?
				 "endless token" :
				 XML_ErrorString(XML_GetErrorCode(r->parser)));
	return jyz_error_hint(r->err, _("open it in Excel or WPS and save it "
					"under another name"));
}

static int parse_all(struct reader *r)
{
	size_t len = 1;

	while (len > 0) {
		void *to = XML_GetBuffer(r->parser, CHUNK);

		if (!to)
			return not_xml(r);
		int rc = jyz_zip_next(r->zip, to, CHUNK, &len, r->err);

		if (rc < 0)
			return rc;
		r->quiet += len;
		bool ok = XML_ParseBuffer(r->parser, (int)len, len == 0) ==
			  XML_STATUS_OK;

		if (r->rc < 0)
			return r->rc;
		if (!ok || r->quiet > TOKEN_MAX)
			return not_xml(r);
	}
	return JYZ_OK;
}

/* Expat does not say which parser asks: it is the sum of a thread's. */
static _Thread_local size_t memory_used;

static void *more_memory(void *p, size_t size)
{
	size_t had = malloc_usable_size(p);

	if (size > MEMORY_MAX || memory_used - had + size > MEMORY_MAX)
		return NULL;
	p = jyz_realloc(p, size, 1);
	memory_used += malloc_usable_size(p) - had;
	return p;
}

static void *take_memory(size_t size)
{
	return more_memory(NULL, size);
}

static void drop_memory(void *p)
{
	memory_used -= malloc_usable_size(p);
	free(p);
}

int jyz_xml_read(struct jyz_zip *zip, const char *part, size_t most,
		 const struct jyz_xml_calls *calls, void *payload,
		 struct jyz_error *err)
{
	static const XML_Memory_Handling_Suite memory = { take_memory,
							  more_memory,
							  drop_memory };
	struct reader r = { .zip = zip, .part = part, .calls = calls,
			    .payload = payload, .err = err };
	int rc = jyz_zip_enter(zip, part, most, err);

	if (rc < 0)
		return rc;
	r.parser = XML_ParserCreate_MM(NULL, &memory, NULL);
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_begin, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	rc = parse_all(&r);
	XML_ParserFree(r.parser);
	jyz_zip_leave(zip);
	return rc;
}

const char *jyz_xml_attr(const char **attrs, const char *name)
{
	for (; *attrs; attrs += 2)
		if (strcmp(attrs[0], name) == 0)
			return attrs[1];
	return NULL;
}

const char *jyz_xml_relation(const char **attrs)
{
	for (; *attrs; attrs += 2) {
		const char *name = local_name(attrs[0]);

		if (name != attrs[0] && strcmp(name, "id") == 0)
			return attrs[1];
	}
	return NULL;
}

bool jyz_xml_true(const char *value)
{
	return value &&
	       (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
