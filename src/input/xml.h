/*
 * XML parts of a workbook as events; private to this room.
 */
#ifndef JYZ_SRC_INPUT_XML_H
#define JYZ_SRC_INPUT_XML_H

#include "zip.h"

/*
 * Names come without the prefix of their namespace: there are two families
 * of namespaces (strict and transitional) and any number of prefixes for
 * what is the same everywhere.  Less than 0 ends the reading with that code.
 */
struct jyz_xml_calls {
	int (*begin)(void *payload, const char *name, const char **attrs,
		     struct jyz_error *err);
	int (*end)(void *payload, const char *name, struct jyz_error *err);
	int (*text)(void *payload, const char *s, size_t len,
		    struct jyz_error *err); /* or NULL */
};

/* JYZ_EINVAL: as jyz_zip_enter and jyz_zip_next; no XML; with a DTD; nested
 * deeper than any workbook. */
int jyz_xml_read(struct jyz_zip *zip, const char *part, size_t most,
		 const struct jyz_xml_calls *calls, void *payload,
		 struct jyz_error *err) JYZ_CHECKED;

/* An attribute without prefix, NULL: it is not there. */
const char *jyz_xml_attr(const char **attrs, const char *name);

/* The attribute "r:id", whatever its prefix. */
const char *jyz_xml_relation(const char **attrs);

/* "1" or "true" */
bool jyz_xml_true(const char *value);

#endif
