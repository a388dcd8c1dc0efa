/*
 * Statements about many records, for archives: what is stored, as it is
 * stored.  No labels are joined and nothing is computed: the caller looks up
 * each name once.
 */
#ifndef JYZ_RECORDS_BULK_H
#define JYZ_RECORDS_BULK_H

#include "jyz/records/record.h"
#include "jyz/store/stmt.h"

/* A column of the table that archives hold: neither computed nor, unless
 * asked for, private. */
bool jyz_bulk_field(const struct jyz_field *field, bool private);

/* The same of a part. */
bool jyz_bulk_has_part(const struct jyz_part *part, bool private);

/* By uid: id, uid, created_at, updated_at, then each jyz_bulk_field. */
int jyz_bulk_rows(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, bool private, const char *ids,
		  struct jyz_error *err) JYZ_CHECKED;

/*
 * Parts that share a table: they differ in their fixed column, and have the
 * same first fields.  The widest of those that share with this one.
 */
const struct jyz_part *jyz_bulk_widest(const struct jyz_kind *kind,
				       const struct jyz_part *part);

/* Rows of a part and of all that share its table, those of a record together
 * and in order: id of the record, the fixed column (NULL if there is none),
 * each field of the widest. */
int jyz_bulk_part(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind, const struct jyz_part *part,
		  const char *ids, struct jyz_error *err) JYZ_CHECKED;

/* To be bound and stepped for each :id: uid and name (kind.exact). */
int jyz_bulk_name(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind,
		  struct jyz_error *err) JYZ_CHECKED;

/* The same for a row of a part: its name. */
int jyz_bulk_item(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_part *part,
		  struct jyz_error *err) JYZ_CHECKED;

/* The same for each :uid: id. */
int jyz_bulk_find(struct jyz_stmt *st, struct jyz_desk *desk,
		  const struct jyz_kind *kind,
		  struct jyz_error *err) JYZ_CHECKED;

/* The same for each :head and :name: id of the row of the part. */
int jyz_bulk_find_item(struct jyz_stmt *st, struct jyz_desk *desk,
		       const struct jyz_part *part,
		       struct jyz_error *err) JYZ_CHECKED;

/* As jyz_record_load, without computed fields. */
int jyz_bulk_load(struct jyz_desk *desk, const struct jyz_kind *kind,
		  int64_t id, struct jyz_record *out,
		  struct jyz_error *err) JYZ_CHECKED;

/* Sets when a record was made and changed, and nothing else. */
int jyz_bulk_stamp(struct jyz_desk *desk, const struct jyz_kind *kind,
		   int64_t id, const char *created, const char *updated,
		   struct jyz_error *err) JYZ_CHECKED;

/* Sets one reference, and nothing else. */
int jyz_bulk_point(struct jyz_desk *desk, const struct jyz_kind *kind,
		   int64_t id, int field, int64_t to,
		   struct jyz_error *err) JYZ_CHECKED;

/*
 * Notes the answers of summaries whose plans do not have the target: plans
 * and summaries come in one by one, and not all of both may be taken.
 */
int jyz_bulk_note_answers(struct jyz_desk *desk,
			  struct jyz_error *err) JYZ_CHECKED;

/*
 * What a seal digests of a term's records: the stored fields that do not stay
 * open, by their names; references by uid.  Nothing in it depends on this
 * file or this program.  id: that record only, or 0.
 */
bool jyz_bulk_digested(const struct jyz_field *field);

/* id, uid, created_at, then each jyz_bulk_digested, in no order.  Of the
 * kind term: the term itself. */
int jyz_bulk_digest(struct jyz_stmt *st, struct jyz_desk *desk,
		    const struct jyz_kind *kind, int form, int64_t term,
		    int64_t id, struct jyz_error *err) JYZ_CHECKED;

/* Rows of all parts that share the part's table, those of a record together
 * and in order: id of the record, the fixed column (position if there is
 * none), position, each field of the widest. */
int jyz_bulk_digest_part(struct jyz_stmt *st, struct jyz_desk *desk,
			 const struct jyz_kind *kind,
			 const struct jyz_part *part, int form, int64_t term,
			 int64_t id, struct jyz_error *err) JYZ_CHECKED;

/* Numbers the rows of all parts from 1 on, as a folder will have them: an undo
 * or another program may have left gaps. */
int jyz_bulk_number(struct jyz_desk *desk, struct jyz_error *err) JYZ_CHECKED;

/* Attachments, those of a record together and by uid: id of the record, uid,
 * created_at, name, sha256, size (null: the content is gone). */
int jyz_bulk_digest_attached(struct jyz_stmt *st, struct jyz_desk *desk,
			     const struct jyz_kind *kind, int64_t term,
			     int64_t id, struct jyz_error *err) JYZ_CHECKED;

#endif
