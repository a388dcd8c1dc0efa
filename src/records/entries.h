/*
 * Fields that many kinds have alike, so that they are called alike: for the
 * entries of the catalogue.
 */
#ifndef JYZ_ENTRIES_H
#define JYZ_ENTRIES_H

#include "kinds.h"

/* To be given within the braces of a field, or before more of it. */
#define OF(kind) .type = JYZ_TYPE_REFERENCE, .target = &kind
#define DAY .type = JYZ_TYPE_DATE
#define LINES .type = JYZ_TYPE_NOTE, .flags = JYZ_SEARCH

#define DATE_FIELD(en, zh)                                               \
	{ .name = "date", .label = { en, zh }, DAY, .preset = "today",   \
	  .flags = JYZ_REQUIRED | JYZ_LISTED }

/* That of an event is the term of its date. */
#define TERM_OF_DATE                                                     \
	{ .name = "term", .label = { "Term", "学期" },                   \
	  .flags = JYZ_COMPUTED, .sql = JYZ_SQL_TERM_OF("$.date") }

/* That a plan is for is named. */
#define TERM_NAMED                                                       \
	{ .name = "term", .label = { "Term", "学期" }, OF(jyz_term),     \
	  .flags = JYZ_REQUIRED | JYZ_LISTED | JYZ_FILLED,               \
	  .help = { "that of the date unless given",                     \
		    "不写则为日期所在学期" } }

#define UNIT_FIELD                                                       \
	{ .name = "unit", .label = { "Unit", "组" }, OF(jyz_unit),       \
	  .flags = JYZ_LISTED,                                           \
	  .help = { "the group of this file unless given",               \
		    "不写则为本组" } }

#define KEEPER_FIELD                                                     \
	{ .name = "keeper", .label = { "Written by", "记录/记录人" },    \
	  OF(jyz_teacher) }

#define NOTE_FIELD                                                       \
	{ .name = "note", .label = { "Note", "备注" }, LINES }

#define LATE_FIELD                                                       \
	{ .name = "late", .label = { "Entered days later", "补记天数" }, \
	  .type = JYZ_TYPE_INTEGER, .flags = JYZ_COMPUTED,               \
	  .sql = "max(0, CAST(julianday(date($.created_at, "             \
		 "'localtime')) - julianday($.date) AS INTEGER))" }

/* Choices of what a teacher is. */
#define ROLES                                                            \
	{ "principal", { "principal", "校长" } },                        \
	{ "director", { "director", "教导主任/副校长/主任" } },          \
	{ "group_leader", { "group leader", "教研组长" } },              \
	{ "prep_leader", { "lesson-prep leader", "备课组长" } },         \
	{ "teacher", { "teacher", "教师" } },                            \
	{ "new_teacher", { "new teacher", "新教师" } }

#define FIELDS(array)                                                    \
	.fields = array, .n_fields = sizeof(array) / sizeof((array)[0])
#define PARTS(array)                                                     \
	.parts = array, .n_parts = sizeof(array) / sizeof((array)[0])

/* Which of the fourteen it is of: all its records. */
#define ARCHIVE(n)                                                       \
	.archive = (const struct jyz_archive_of[]){ { n, -1, NULL }, { 0 } }

/* Its events, each "{ .field = ..., .word = { "closed", "结案" }, ... }". */
#define EVENTS(...)                                                      \
	.events = (const struct jyz_event[]){ __VA_ARGS__, { .field = -1 } }
#define TOLD(...) (const int[]){ __VA_ARGS__, -1 }

/* School to nation. */
extern const struct jyz_choice jyz_levels[];
/* Why a lesson is observed, as far as teachers call it (kinds_lessons.c). */
extern const struct jyz_choice jyz_visits[];

#endif
