/*
 * seal.csv: the digest of each record of a sealed term, without private
 * fields, so that a folder can be proved far from its database.
 */
#include "digest.h"

#include <stdlib.h>
#include <string.h>

int jyz_seal_write(struct jyz_seal *seal, char private[JYZ_HEX_SIZE],
		   char sha256[JYZ_HEX_SIZE], struct jyz_desk *desk,
		   const struct jyz_shelf *shelf, int64_t term,
		   struct jyz_error *err)
{
	JYZ_AUTO(jyz_digests) all = JYZ_DIGESTS_INIT;
	JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
	char *code = NULL;
	int rc = jyz_seal_read(seal, &code, desk, term, err);

	free(code);
	if (rc < 0 || !*seal->digest)
		return rc;
	if ((rc = jyz_digest_sealed(&all, desk, term, err)) < 0)
		return rc;
	jyz_digest_sort(&all);
	jyz_digest_private(&all, private);
	jyz_buf_adds(&text, JYZ_SEAL_HEADING);
	for (size_t i = 0; i < all.count; i++)
		jyz_buf_addf(&text, "%s,%s,%s\r\n", all.items[i].table,
			     all.items[i].uid, all.items[i].digest);
	return jyz_manifest_text(shelf, JYZ_ARCHIVE_SEAL, &text, sha256, err);
}
