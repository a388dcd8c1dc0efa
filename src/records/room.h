/*
 * What the files of this room share.
 */
#ifndef JYZ_RECORDS_ROOM_H
#define JYZ_RECORDS_ROOM_H

#include "jyz/records/bulk.h"
#include "jyz/records/list.h"
#include "jyz/records/resolve.h"
#include "jyz/store/stmt.h"

/* SQL: dates of a term, from its start up to the next one's. */
#define JYZ_TERM_STARTS "(SELECT starts FROM term WHERE id = :term)"
#define JYZ_TERM_NEXT                                 \
	"ifnull((SELECT min(starts) FROM term WHERE " \
	"starts > " JYZ_TERM_STARTS "), '9999-12-31')"

/* SQL: plans p and their targets t that no summary of the plan answers,
 * whatever it says. */
#define JYZ_UNANSWERED                                \
	"plan p JOIN plan_target t ON t.plan = p.id " \
	"AND NOT EXISTS (SELECT 1 FROM summary s "    \
	"JOIN summary_answer a ON a.summary = s.id "  \
	"WHERE s.plan = p.id AND a.target = t.what)"

/* names.c */
struct jyz_names;
void jyz_names_free(struct jyz_names *names);

/* resolve.c: what a row of a part is called, as fresh text. */
int jyz_item_label(struct jyz_desk *desk, const struct jyz_part *part,
		   int64_t id, char **out, struct jyz_error *err) JYZ_CHECKED;

/* list.c: JYZ_EUSAGE: the kind has no date (dated), or belongs to no term. */
int jyz_list_cannot(const struct jyz_kind *kind, bool dated,
		    struct jyz_error *err);

/* derive.c: another list, or a record that was written: the cache is stale. */
void jyz_derive_forget(struct jyz_desk *desk);

/* catalogue.c */
const struct jyz_choice *jyz_choice_find(const struct jyz_field *field,
					 const char *word);

/* kind_people.c: the school year of the current term, or of today while
 * there is none. */
int jyz_current_year(struct jyz_desk *desk, int *out,
		     struct jyz_error *err) JYZ_CHECKED;

/* The subject of the group that keeps the file, as a field's default. */
int jyz_group_subject(struct jyz_desk *desk, struct jyz_record *rec, int field,
		      struct jyz_error *err) JYZ_CHECKED;

/* The field that a name given to a record goes into. */
int jyz_name_field(const struct jyz_kind *kind);

/* field.c: text to value for all types but references and items. */
int jyz_field_parse(struct jyz_desk *desk, const struct jyz_field *field,
		    const char *text, struct jyz_arena *arena,
		    struct jyz_value *out, struct jyz_error *err) JYZ_CHECKED;
/* What may be looked up as a name: UTF-8, and no longer than a name can be. */
int jyz_name_valid(const char *text, struct jyz_error *err) JYZ_CHECKED;
/* The field's label in the language set, without its alternatives. */
const char *jyz_field_label(struct jyz_arena *arena,
			    const struct jyz_field *field);
/* What people call it when they type it: its name, in Chinese its label. */
const char *jyz_field_word(struct jyz_arena *arena,
			   const struct jyz_field *field);
const char *jyz_part_title(struct jyz_arena *arena,
			  const struct jyz_part *part);

/* part.c: the words of a part become rows. */
int jyz_part_parse(struct jyz_desk *desk, struct jyz_record *rec, int part,
		   struct jyz_error *err) JYZ_CHECKED;

/* There is a separator in the word: more than its first field is given. */
bool jyz_part_split(const struct jyz_part *part, const char *word);
/* part_names.c: the words that were given, one for each row: several names
 * may be listed in one.  items is to be freed. */
struct jyz_row_words {
	const char **items;
	size_t count, room;
};
void jyz_part_names(struct jyz_desk *desk, struct jyz_record *rec, int part,
		    struct jyz_row_words *out);
/* part_join.c: the given rows among those kept; rows given to a part leave the
 * others of its table. */
void jyz_part_join(const struct jyz_part *part, struct jyz_rows *rows);
/* Rows that begin with a number, such as a week, stand by it. */
void jyz_part_order(const struct jyz_part *part, struct jyz_rows *rows);
/* What the part has is kept; what is given from now on joins it. */
void jyz_part_keep(struct jyz_record *rec, int part);
bool jyz_part_same_key(const struct jyz_part *part,
		       const struct jyz_value *a, const struct jyz_value *b,
		       bool folded);
/* part_off.c: given words "-KEY" go, with the kept row of that key. */
int jyz_part_off(struct jyz_desk *desk, struct jyz_record *rec, int part,
		 struct jyz_error *err) JYZ_CHECKED;
/* One such word, without the "-"; *off: there was such a row.  typed: that a
 * reference is not kept is no error. */
int jyz_part_off_one(struct jyz_desk *desk, struct jyz_record *rec, int part,
		     const char *key, bool typed, bool *off,
		     struct jyz_error *err) JYZ_CHECKED;
/* part.c: the fields of the key; *more: others follow. */
int jyz_part_parse_key(struct jyz_desk *desk, struct jyz_record *rec, int part,
		       const char *word, struct jyz_value *cells, bool *more,
		       struct jyz_error *err) JYZ_CHECKED;
void jyz_parts_move(struct jyz_record *rec);
size_t jyz_part_key(const struct jyz_part *part);
/* The row was typed, by hand or in a sheet, and not there before. */
bool jyz_part_fresh(const struct jyz_record *rec, int part, size_t row);

/* sql.c, sql_sets.c, sql_seal.c: only there is SQL made of catalogue
 * identifiers. */
void jyz_sql_template(struct jyz_buf *out, const char *sql, const char *row);
/* What a record is called, for people (shown) or for files, in which
 * "{field}" is a choice's word or its name. */
void jyz_sql_called(struct jyz_buf *out, const struct jyz_kind *kind,
		    const char *label, const char *row, bool shown);
void jyz_sql_expression(struct jyz_buf *out, const struct jyz_kind *kind,
			int field, const char *row);
void jyz_sql_select(struct jyz_buf *out, const struct jyz_kind *kind,
		    const bool *fields);
/* Its two halves, between which there may be more columns; with the kind's
 * view, or without it where nothing asks for what it computes. */
void jyz_sql_columns(struct jyz_buf *out, const struct jyz_kind *kind,
		     const bool *fields);
void jyz_sql_from(struct jyz_buf *out, const struct jyz_kind *kind,
		  const bool *fields, bool view);
/* The same for the one record :id. */
void jyz_sql_record(struct jyz_buf *out, const struct jyz_kind *kind,
		    const bool *fields);
/* The id of the record :uid, or :id if there is one. */
void jyz_sql_find(struct jyz_buf *out, const struct jyz_kind *kind, bool uid);
/* With :uid, or with one that the database makes. */
void jyz_sql_insert(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_insert_made(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_update(struct jyz_buf *out, const struct jyz_record *rec,
		    const bool *changed);
void jyz_sql_delete(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_twin(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_twins(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_names(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_label(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_items(struct jyz_buf *out, const struct jyz_part *part);
/* The name of row :id, and the id of that row of :head with that :name. */
void jyz_sql_item(struct jyz_buf *out, const struct jyz_part *part);
void jyz_sql_item_named(struct jyz_buf *out, const struct jyz_part *part);
void jyz_sql_part_select(struct jyz_buf *out, const struct jyz_part *part);
void jyz_sql_part_insert(struct jyz_buf *out, const struct jyz_part *part);
/* The row :id; where the rows of :head lie. */
void jyz_sql_part_delete(struct jyz_buf *out, const struct jyz_part *part);
void jyz_sql_part_places(struct jyz_buf *out, const struct jyz_part *part);
void jyz_sql_referrers(struct jyz_buf *out, const char *table,
		       const char *record, const char *field);
void jyz_sql_dated(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_orphans(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_circle(struct jyz_buf *out, const struct jyz_kind *kind,
		    int field);

/* sql_kept.c: SQL that is run for each of many records is made once. */
typedef void jyz_sql_kind_fn(struct jyz_buf *out, const struct jyz_kind *kind);
typedef void jyz_sql_part_fn(struct jyz_buf *out, const struct jyz_part *part);
int jyz_open_kind(struct jyz_stmt *st, struct jyz_desk *desk,
		  jyz_sql_kind_fn *make, const struct jyz_kind *kind,
		  struct jyz_error *err) JYZ_CHECKED;
int jyz_open_part(struct jyz_stmt *st, struct jyz_desk *desk,
		  jyz_sql_part_fn *make, const struct jyz_part *part,
		  struct jyz_error *err) JYZ_CHECKED;
void jyz_sql_kept_free(struct jyz_sql_kept *kept);

/* sql_sets.c.  :ids is a set of ids, bound as a JSON array. */
/* values[i]: what filter i is about, to be bound to :fI (a reference: ids as
 * a JSON array).  The kind has a date and a term if query asks for them. */
void jyz_sql_list(struct jyz_buf *out, const struct jyz_query *query,
		  const struct jyz_value *values);
/* The condition that a row belongs to :term. */
void jyz_sql_term(struct jyz_buf *out, const struct jyz_kind *kind,
		  const char *row);
/* Ids of the records of :term; terms of the dates of the records :ids. */
void jyz_sql_of_term(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_terms(struct jyz_buf *out, const struct jyz_kind *kind);
/* The values of a field (-1: NULL), each with the records of :term that have
 * it. */
void jyz_sql_count_term(struct jyz_buf *out, const struct jyz_kind *kind,
			int field);
/* Of each record of :term: that value, its date and when it was entered. */
void jyz_sql_dates_term(struct jyz_buf *out, const struct jyz_kind *kind,
			int field);
/* The next field from *i on that refers to records, or NULL. */
const struct jyz_field *jyz_sql_reference(const struct jyz_field *fields,
					  size_t n, size_t *i);
/* These fields of the rows of table whose column record is one of :ids;
 * false: there are none. */
bool jyz_sql_references(struct jyz_buf *out, const char *table,
			const char *record, const struct jyz_field *fields,
			size_t n);
/* The records whose field, or a part's, names :id; record is the column with
 * the record's id. */
void jyz_sql_naming(struct jyz_buf *out, const char *table, const char *record,
		    const struct jyz_field *field);
void jyz_sql_point(struct jyz_buf *out, const struct jyz_kind *kind,
		   int field);
/* The statements of bulk.h. */
void jyz_sql_rows(struct jyz_buf *out, const struct jyz_kind *kind,
		  bool private);
void jyz_sql_part_rows(struct jyz_buf *out, const struct jyz_part *part);
void jyz_sql_exact(struct jyz_buf *out, const struct jyz_kind *kind);
void jyz_sql_stamp(struct jyz_buf *out, const struct jyz_kind *kind);

/* sql_seal.c: the condition that a row is of a sealed term (view
 * sealed_term). */
void jyz_sql_sealed(struct jyz_buf *out, const struct jyz_kind *kind,
		    const char *row);
/* What a seal digests of the records of :term, or of the one :id of them. */
void jyz_sql_digest(struct jyz_buf *out, const struct jyz_kind *kind, int form,
		    bool one);
/* Rows of all records that are not sealed: from 1 on, in the order that they
 * have. */
void jyz_sql_number(struct jyz_buf *out, const struct jyz_kind *kind,
		    const struct jyz_part *part);
void jyz_sql_digest_part(struct jyz_buf *out, const struct jyz_kind *kind,
			 const struct jyz_part *part, int form, bool one);
void jyz_sql_digest_attached(struct jyz_buf *out, const struct jyz_kind *kind,
			     bool one);

/* search.c: the parameters of the statements of sql_told.c. */
struct jyz_scan;
void jyz_scan_bind(struct jyz_stmt *st, const struct jyz_scan *scan);

/* sql_told.c: texts to be searched, and what happened.  :since, :until and
 * :term as the scope says. */
/* id, date (NULL: to be asked for), the fields. */
void jyz_sql_texts(struct jyz_buf *out, const struct jyz_kind *kind,
		   const struct jyz_scan *scan, const bool *fields);
/* The record, the fields of the part. */
void jyz_sql_part_texts(struct jyz_buf *out, const struct jyz_kind *kind,
			const struct jyz_part *part,
			const struct jyz_scan *scan, const bool *fields);
/* The record, the name of a file attached to it; :kind. */
void jyz_sql_attached(struct jyz_buf *out, const struct jyz_kind *kind,
		      const struct jyz_scan *scan);
/* The date of record :id. */
void jyz_sql_date(struct jyz_buf *out, const struct jyz_kind *kind);
/* The records to which event field happened, as jyz_read_row reads them,
 * and their label, for people or not; of those that name one of :person. */
void jyz_sql_events(struct jyz_buf *out, const struct jyz_kind *kind,
		    const struct jyz_scan *scan, int event, const bool *fields,
		    const struct jyz_kind *person, bool shown);

/* read.c: the columns of jyz_sql_select into a record; texts are borrowed
 * from the statement unless copied into the record's arena. */
void jyz_read_row(struct jyz_stmt *st, struct jyz_record *rec,
		  const bool *fields, bool copy);
int jyz_read_parts(struct jyz_desk *desk, struct jyz_record *rec,
		   struct jyz_error *err) JYZ_CHECKED;
int jyz_read_part(struct jyz_desk *desk, struct jyz_record *rec, size_t part,
		  struct jyz_error *err) JYZ_CHECKED;

/* record.c */
int jyz_record_scope(struct jyz_desk *desk, const struct jyz_record *rec,
		     const struct jyz_kind *target, struct jyz_scope *out,
		     struct jyz_error *err) JYZ_CHECKED;
int jyz_record_complete(struct jyz_desk *desk, struct jyz_record *rec,
			struct jyz_error *err) JYZ_CHECKED;
int jyz_record_resolve(struct jyz_desk *desk, struct jyz_record *rec,
		       int field, struct jyz_error *err) JYZ_CHECKED;
/* As jyz_resolve; with desk->create_missing a makable kind's record is made,
 * with what rec says of it. */
int jyz_resolve_or_make(struct jyz_desk *desk, const struct jyz_record *rec,
			const struct jyz_kind *kind, const char *text,
			const struct jyz_scope *scope, int64_t *id,
			struct jyz_error *err) JYZ_CHECKED;
/* Gives a field a value by a hook, unless it has one. */
void jyz_record_default(struct jyz_record *rec, int field,
			struct jyz_value value);
/* Says which field an error is about and returns the error's code. */
int jyz_record_blame(struct jyz_record *rec, int field,
		     struct jyz_error *err);
/* JYZ_EINVAL: the field, and the option that gives it. */
int jyz_record_missing(struct jyz_record *rec, int field,
		       struct jyz_error *err);
/* An event's date must lie in a term. */
int jyz_record_dated(struct jyz_desk *desk, struct jyz_record *rec,
		     struct jyz_error *err) JYZ_CHECKED;
/* One day of a record is not before another (kind_oversight.c). */
int jyz_record_not_before(struct jyz_record *rec, int field, int first,
			  struct jyz_error *err) JYZ_CHECKED;
/* write_part.c: rows of a part on file that are not rec's go; stays, one for
 * each of rec's: it lies there already.  NULL: none does. */
int jyz_part_drop(struct jyz_desk *desk, const struct jyz_record *rec,
		  const struct jyz_record *before, size_t part, bool *stays,
		  struct jyz_error *err) JYZ_CHECKED;
int jyz_part_put(struct jyz_desk *desk, struct jyz_record *rec, size_t part,
		 const bool *stays, struct jyz_error *err) JYZ_CHECKED;
void jyz_bind_field(struct jyz_stmt *st, const struct jyz_field *field,
		    struct jyz_value value);
/* desk.c: the hint that enters a term for the date; returns err's code. */
int jyz_term_wanted(const char *date, struct jyz_error *err);
/* sealed.c: an error that a seal raised says which term it is; returns its
 * code.  rec or record id is the one to be written. */
int jyz_record_sealed(struct jyz_desk *desk, const struct jyz_record *rec,
		      struct jyz_error *err);
int jyz_kind_sealed(struct jyz_desk *desk, const struct jyz_kind *kind,
		    int64_t id, struct jyz_error *err);
const char *jyz_record_text(const struct jyz_record *rec, int field);
bool jyz_record_has(const struct jyz_record *rec, int field);

#endif
