/*
 * A page of HTML: no script, nothing from elsewhere, texts only through one
 * function that escapes them.  Its style is made for A4.
 */
#ifndef JYZ_RENDER_HTML_H
#define JYZ_RENDER_HTML_H

#include "jyz/base/mem.h"

/* The head of the page, and its end. */
void jyz_html_open(struct jyz_buf *out, const char *title);
void jyz_html_close(struct jyz_buf *out);

/* A text, escaped; ends of lines are kept. */
void jyz_html_text(struct jyz_buf *out, const char *text);

/* <tag class="class">text</tag>; tag and class (or NULL) are ours. */
void jyz_html_element(struct jyz_buf *out, const char *tag, const char *class,
		      const char *text);

#endif
