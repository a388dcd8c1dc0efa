/*
 * HTML for printing.
 */
#include "jyz/render/html.h"

#include <stdint.h>
#include <string.h>

#include "jyz/base/i18n.h"
#include "jyz/base/text.h"

/* Headings of tables come again on each page; a kind begins a new one. */
static const char STYLE[] =
	"@page{size:A4;margin:18mm 15mm 20mm 20mm;"
	"@bottom-center{content:counter(page)}}\n"
	"*{box-sizing:border-box}\n"
	"body{font:10.5pt/1.5 \"Noto Serif CJK SC\",\"Source Han Serif SC\","
	"SimSun,serif;color:#000;margin:0}\n"
	"h1{font-size:24pt;margin:0 0 12mm}\n"
	"h2{font-size:15pt;margin:0 0 4mm;break-after:avoid}\n"
	"h3{font-size:12pt;margin:5mm 0 2mm;break-after:avoid}\n"
	".cover{text-align:center;padding-top:60mm}\n"
	".cover p{font-size:14pt;margin:0 0 4mm}\n"
	".seal{margin-top:25mm}\n"
	".seal p{font-size:11pt;margin:0 0 2mm}\n"
	"code{font:11pt/1.6 \"Noto Sans Mono\",\"DejaVu Sans Mono\",Consolas,"
	"monospace}\n"
	".contents,.kind{break-before:page}\n";
static const char STYLE_TABLES[] =
	"table{width:calc(100% - .5mm);border-collapse:collapse;margin:0 0 4mm;"
	"font-size:9.5pt}\n"
	"thead{display:table-header-group}\n"
	"th,td{border:.4pt solid #555;padding:1mm 1.5mm;text-align:left;"
	"vertical-align:top;min-width:9mm;overflow-wrap:break-word}\n"
	"th{background:#e8e8e8;font-weight:bold;word-break:keep-all;"
	"print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
	".n{text-align:right;white-space:nowrap}\n"
	".d{white-space:nowrap}\n"
	".r{text-align:right}\n"
	".k{word-break:keep-all}\n"
	"tbody{break-inside:avoid}\n"
	".more p{margin:0 0 1mm}\n"
	".more span{display:inline-block;margin:0 5mm 1mm 0}\n"
	".contents td,.contents th{border:0;border-bottom:.4pt dotted #555}\n"
	".contents a{color:inherit;text-decoration:none}\n"
	".none{color:#555}\n"
	".sign{display:flex;gap:6mm;margin:8mm 0 0;break-inside:avoid;"
	"break-before:avoid}\n"
	".sign span{flex:1;border-bottom:.4pt solid #000;padding:0 0 1mm}\n"
	"@media screen{body{max-width:190mm;margin:10mm auto;padding:0 5mm}"
	".cover{padding:20mm 0}.contents,.kind{margin-top:15mm}}\n";

void jyz_html_text(struct jyz_buf *out, const char *text)
{
	JYZ_AUTO(jyz_buf) safe = JYZ_BUF_INIT;

	/* What a terminal must not get, a page need not have either. */
	jyz_text_escape(&safe, text, true);
	for (const char *s = safe.data ? safe.data : ""; *s; s++) {
		switch (*s) {
		case '&':
			jyz_buf_adds(out, "&amp;");
			break;
		case '<':
			jyz_buf_adds(out, "&lt;");
			break;
		case '>':
			jyz_buf_adds(out, "&gt;");
			break;
		case '"':
			jyz_buf_adds(out, "&quot;");
			break;
		case '\'':
			jyz_buf_adds(out, "&#39;");
			break;
		case '\n':
			jyz_buf_adds(out, "<br>\n");
			break;
		default:
			jyz_buf_addc(out, *s);
		}
	}
}

void jyz_html_element(struct jyz_buf *out, const char *tag, const char *class,
		      const char *text)
{
	jyz_buf_addf(out, "<%s", tag);
	if (class)
		jyz_buf_addf(out, " class='%s'", class);
	jyz_buf_addc(out, '>');
	jyz_html_text(out, text);
	jyz_buf_addf(out, "</%s>", tag);
}

void jyz_html_open(struct jyz_buf *out, const char *title)
{
	jyz_buf_addf(out,
		     "<!DOCTYPE html>\n<html lang='%s'>\n<head>\n"
		     "<meta charset=\"utf-8\">\n"
		     "<meta http-equiv=\"Content-Security-Policy\" content=\""
		     "default-src 'none'; style-src 'unsafe-inline'\">\n",
		     jyz_i18n_lang() == JYZ_LANG_ZH ? "zh-CN" : "en");
	jyz_html_element(out, "title", NULL, title);
	jyz_buf_adds(out, "\n<style>\n");
	jyz_buf_adds(out, STYLE);
	jyz_buf_adds(out, STYLE_TABLES);
	jyz_buf_adds(out, "</style>\n</head>\n<body>\n");
}

void jyz_html_close(struct jyz_buf *out)
{
	jyz_buf_adds(out, "</body>\n</html>\n");
}
