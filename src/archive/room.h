/*
 * What the files of this room share.  Private to src/archive.
 */
#ifndef JYZ_SRC_ARCHIVE_ROOM_H
#define JYZ_SRC_ARCHIVE_ROOM_H

#include <sodium/crypto_hash_sha256.h>

#include "jyz/archive/export.h"
#include "jyz/archive/seal.h"
#include "jyz/base/map.h"
#include "jyz/records/closure.h"

#define JYZ_ARCHIVE_FORMAT "jyz-archive"
#define JYZ_ARCHIVE_VERSION 1
#define JYZ_ARCHIVE_JSON "archive.json"
#define JYZ_ARCHIVE_SUMS "SHA256SUMS"
#define JYZ_ARCHIVE_SEAL "seal.csv"
#define JYZ_SEAL_HEADING "\xef\xbb\xbfkind,uid,digest\r\n"
#define JYZ_ARCHIVE_ATTACHED "attachment.csv"
#define JYZ_ARCHIVE_CONTENTS "attachments" /* a folder */
/* How archive.json begins: what --replace looks for. */
#define JYZ_ARCHIVE_MARK "{\n  \"format\": \"" JYZ_ARCHIVE_FORMAT "\""

#define JYZ_HEX_SIZE 65

/* What stands between the uids of one row of a part, and for an absent one. */
#define JYZ_UID_SEPARATOR ' '
#define JYZ_UID_NONE "-"

/* A file of this name may stand in an archive: "observation.csv", or
 * "attachments/" and a hash. */
bool jyz_archive_known(const struct jyz_catalogue *catalogue,
		       const char *name);
/* The hash in "attachments/HASH"; NULL: it is no such name. */
const char *jyz_archive_content(const char *name);
void jyz_archive_hex(char out[JYZ_HEX_SIZE],
		     const unsigned char sum[crypto_hash_sha256_BYTES]);
/* The part has a second column, for the uids of its references. */
bool jyz_archive_uids(const struct jyz_part *part);

/* shelf.c: the place of an archive in its parent folder. */
struct jyz_shelf {
	const struct jyz_catalogue *catalogue;
	char *path;  /* as given, without slashes at its end */
	char *name;  /* its last part */
	char *temp;  /* the name of the unfinished folder beside it */
	char *temp_path; /* and its path */
	char *aside; /* where an old one waits if folders cannot be swapped */
	int parent;  /* the folder that holds both, open */
	int fd;      /* the unfinished folder, open and locked */
	bool made;   /* it is there under temp */
	bool replace;
};

#define JYZ_SHELF_INIT { .parent = -1, .fd = -1 }

/* Makes an empty unfinished folder for the archive at path. */
int jyz_shelf_open(struct jyz_shelf *shelf,
		   const struct jyz_catalogue *catalogue, const char *path,
		   bool replace, struct jyz_error *err) JYZ_CHECKED;
/* Syncs it and puts it in its place. */
int jyz_shelf_publish(struct jyz_shelf *shelf,
		      struct jyz_error *err) JYZ_CHECKED;
/* Removes it unless it was published. */
void jyz_shelf_free(struct jyz_shelf *shelf);

/* sink.c: a file of an archive, hashed as it is written. */
struct jyz_sink {
	const char *dir, *name; /* for messages; borrowed */
	int fd;
	struct jyz_buf out;     /* what is to be written is added here */
	crypto_hash_sha256_state hash;
};

#define JYZ_SINK_FULL ((size_t)1 << 18)

int jyz_sink_open(struct jyz_sink *sink, const struct jyz_shelf *shelf,
		  const char *name, struct jyz_error *err) JYZ_CHECKED;
/* Writes what has been added, once it is much. */
int jyz_sink_drain(struct jyz_sink *sink, struct jyz_error *err) JYZ_CHECKED;
/* Writes the rest, syncs, closes. */
int jyz_sink_close(struct jyz_sink *sink, char sha256[JYZ_HEX_SIZE],
		   struct jyz_error *err) JYZ_CHECKED;
void jyz_sink_free(struct jyz_sink *sink);

/* names.c: uids and names of records that others refer to, each read once. */
struct jyz_name {
	const char *uid; /* NULL for rows of parts */
	const char *text;
};

struct jyz_names_of;
struct jyz_lexicon {
	struct jyz_desk *desk;
	struct jyz_names_of *first;
};

/* The names of a kind, or of the rows of its part. */
int jyz_lexicon_open(struct jyz_names_of **out, struct jyz_lexicon *lexicon,
		     const struct jyz_kind *kind, const struct jyz_part *part,
		     struct jyz_error *err) JYZ_CHECKED;
int jyz_names_get(struct jyz_name *out, struct jyz_names_of *names,
		  int64_t id, struct jyz_error *err) JYZ_CHECKED;
void jyz_lexicon_free(struct jyz_lexicon *lexicon);

/* table.c: the file of one kind. */
int jyz_table_export(struct jyz_export_kind *out, struct jyz_lexicon *lexicon,
		     const struct jyz_shelf *shelf, bool private,
		     const char *ids, struct jyz_error *err) JYZ_CHECKED;

/* cells.c: the rows of a part as finished cells, by record. */
struct jyz_cells {
	struct jyz_buf text;
	struct jyz_map ids; /* of a record: its place in ends, from 1 */
	size_t *ends;
	size_t count, room;
	const char *none;   /* what a record without rows has */
};

/* Reads the part first of kind, and all that share its table, into cells by
 * part id. */
int jyz_cells_read(struct jyz_cells *cells, struct jyz_lexicon *lexicon,
		   const struct jyz_kind *kind, size_t first, const char *ids,
		   struct jyz_error *err) JYZ_CHECKED;
/* Adds the cells of a record, each after its comma. */
void jyz_cells_add(struct jyz_buf *out, const struct jyz_cells *cells,
		   int64_t id);
void jyz_cells_free(struct jyz_cells *cells);

/* attached.c: the attachments of the records in the closure. */
int jyz_attached_export(struct jyz_export *export,
			const struct jyz_closure *closure,
			struct jyz_lexicon *lexicon,
			const struct jyz_shelf *shelf,
			struct jyz_error *err) JYZ_CHECKED;

/* manifest.c: archive.json and SHA256SUMS. */
int jyz_manifest_write(struct jyz_desk *desk, const struct jyz_shelf *shelf,
		       const struct jyz_export *export, int64_t term,
		       const char *units, struct jyz_error *err) JYZ_CHECKED;
/* A small file that is all there. */
int jyz_manifest_text(const struct jyz_shelf *shelf, const char *name,
		      const struct jyz_buf *text, char sha256[JYZ_HEX_SIZE],
		      struct jyz_error *err) JYZ_CHECKED;

/* seal_csv.c: seal.csv, if the term is sealed; seal->digest "": it is not.
 * private: the digest over all private ones. */
int jyz_seal_write(struct jyz_seal *seal, char private[JYZ_HEX_SIZE],
		   char sha256[JYZ_HEX_SIZE], struct jyz_desk *desk,
		   const struct jyz_shelf *shelf, int64_t term,
		   struct jyz_error *err) JYZ_CHECKED;

#endif
