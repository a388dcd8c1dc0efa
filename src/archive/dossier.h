/*
 * What workbook and page share.  Private to src/archive.
 */
#ifndef JYZ_SRC_ARCHIVE_DOSSIER_H
#define JYZ_SRC_ARCHIVE_DOSSIER_H

#include "jyz/archive/dossier.h"
#include "jyz/records/closure.h"
#include "jyz/records/list.h"

/* The kind has records of a term; the others are of people and classes. */
bool jyz_dossier_kind(const struct jyz_kind *kind);

/* What people are shown of a kind: no figures that others are made of, no
 * lenses. */
bool jyz_dossier_field(const struct jyz_kind *kind, size_t field,
		       bool private);
bool jyz_dossier_part(const struct jyz_kind *kind, size_t part, bool private);

/* What the parts of a page are written of. */
struct jyz_dossier_view {
	struct jyz_desk *desk;
	struct jyz_dossier *dossier;
	int64_t term;
	struct jyz_closure closure; /* whom and what the term speaks of */
};

/* What several records of the kind are called, as a heading; fresh text. */
char *jyz_dossier_title(const struct jyz_kind *kind);

/* The records of a kind (of number 1 to 14; 0: all) as a table, titled or
 * not; nothing when there are none. */
int jyz_dossier_table(struct jyz_buf *out, struct jyz_dossier_view *view,
		      const struct jyz_kind *kind, int number, bool titled,
		      struct jyz_error *err) JYZ_CHECKED;
/* The gaps over the line, and what was found of each. */
int jyz_dossier_gaps(struct jyz_buf *out, struct jyz_dossier_view *view,
		     struct jyz_error *err) JYZ_CHECKED;
/* The term's seal, or that there is none. */
int jyz_dossier_seal(struct jyz_buf *out, struct jyz_dossier_view *view,
		     struct jyz_error *err) JYZ_CHECKED;

/* The first of the label's words, in the reader's language. */
const char *jyz_dossier_label(struct jyz_arena *arena,
			      struct jyz_words label);

/* The field as people read it; nothing of what is absent or hidden. */
void jyz_dossier_value(struct jyz_buf *out, const struct jyz_record *rec,
		       size_t field);
void jyz_dossier_rows(struct jyz_buf *out, const struct jyz_record *rec,
		      size_t part);
/* On paper: short rows behind each other in one line. */
void jyz_dossier_running(struct jyz_buf *out, const struct jyz_record *rec,
			 size_t part);

/*
 * The records of the term, in order of their dates; of number (1 to 14)
 * those that are of it, 0: all.
 */
int jyz_dossier_walk(struct jyz_desk *desk, const struct jyz_kind *kind,
		     int64_t term, int number, jyz_record_fn *fn,
		     void *payload, struct jyz_error *err) JYZ_CHECKED;

/* The same of a kind without terms: those that the term speaks of. */
int jyz_dossier_walk_kept(struct jyz_desk *desk, const struct jyz_kind *kind,
			  const struct jyz_kept *kept, jyz_record_fn *fn,
			  void *payload, struct jyz_error *err) JYZ_CHECKED;

#endif
