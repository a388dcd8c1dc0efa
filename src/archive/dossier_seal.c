/*
 * The seal of a term on the cover of its page: when, why, and the digest, so
 * that two can be compared by eye.
 */
#include <stdlib.h>

#include "digest.h"
#include "dossier.h"
#include "jyz/base/calendar.h"
#include "jyz/render/html.h"
#include "jyz/store/journal.h"

#define GROUP 8 /* hexadecimal digits */

/* Digits in groups, four groups a line. */
static void put_digest(struct jyz_buf *out, const char *digest)
{
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;

	for (size_t i = 0; digest[i]; i++) {
		if (i && i % GROUP == 0)
			jyz_buf_addc(&text, i % (4 * GROUP) ? ' ' : '\n');
		jyz_buf_addc(&text, digest[i]);
	}
	jyz_html_element(out, "code", NULL, text.len ? text.data : "");
}

static void put_line(struct jyz_buf *out, const char *label, const char *text)
{
	jyz_buf_adds(out, "<p>");
	jyz_html_text(out, label);
	jyz_html_text(out, _(": "));
	jyz_html_text(out, text);
	jyz_buf_adds(out, "</p>\n");
}

static void put_seal(struct jyz_buf *out, const struct jyz_seal *seal,
		     const char *reason)
{
	JYZ_AUTO(jyz_buf) at = JYZ_BUF_INIT;
	JYZ_AUTO(jyz_buf) records = JYZ_BUF_INIT;

	jyz_moment_local(&at, seal->sealed_at);
	jyz_buf_addf(&records, _("%lld and the term itself"),
		     (long long)seal->records - 1);
	put_line(out, _("Sealed at"), at.data);
	put_line(out, _("Records"), records.data);
	if (reason)
		put_line(out, _("Reason"), reason);
	jyz_buf_adds(out, "<p>");
	jyz_html_text(out, _("Digest (SHA-256)"));
	jyz_html_text(out, _(": "));
	jyz_buf_adds(out, "</p>\n");
	put_digest(out, seal->digest);
}

int jyz_dossier_seal(struct jyz_buf *out, struct jyz_dossier_view *view,
		     struct jyz_error *err)
{
	struct jyz_seal seal = { .records = 0 };
	char *code = NULL, *reason = NULL;
	int rc = jyz_seal_read(&seal, &code, view->desk, view->term, err);

	free(code);
	if (rc >= 0 && *seal.sealed_at)
		rc = jyz_journal_reason(view->desk->store, "seal",
					seal.sealed_at, &reason, err);
	if (rc >= 0) {
		jyz_buf_adds(out, "<div class=\"seal\">\n");
		if (*seal.sealed_at)
			put_seal(out, &seal, reason);
		else
			jyz_html_element(out, "p", NULL, _("not sealed"));
		jyz_buf_adds(out, "</div>\n");
	}
	free(reason);
	return rc;
}
