/*
 * Errors as values.  Owns the three texts of a struct jyz_error; knows
 * nothing of where they are shown.
 */
#include "jyz/base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jyz/base/i18n.h"

/* Stands in when a text cannot be made: an error must always have one. */
static char no_text[] = "error without text (it could not be formatted)";

/*
 * libc's texts for the failures that people meet, so that they are in our
 * catalogue of translations: a small system has no translations of libc.
 */
__attribute__((unused)) static const char *const libc_texts[] = {
	N_("No such file or directory"),
	N_("Permission denied"),
	N_("Operation not permitted"),
	N_("No space left on device"),
	N_("Disk quota exceeded"),
	N_("Is a directory"),
	N_("Not a directory"),
	N_("Directory not empty"),
	N_("File exists"),
	N_("File too large"),
	N_("File name too long"),
	N_("Input/output error"),
	N_("Read-only file system"),
	N_("Broken pipe"),
	N_("Too many open files"),
	N_("Device or resource busy"),
	N_("Bad file descriptor"),
};

JYZ_PRINTF(1, 0)
static char *format(const char *fmt, va_list args)
{
	char *text;

	return vasprintf(&text, fmt, args) < 0 ? no_text : text;
}

JYZ_PRINTF(1, 2)
static char *formatted(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	char *text = format(fmt, args);
	va_end(args);
	return text;
}

static void text_free(char *text)
{
	if (text != no_text)
		free(text);
}

/* The new text may quote the old one: that is freed last. */
static void replace(char **slot, char *text)
{
	text_free(*slot);
	*slot = text;
}

static int set(struct jyz_error *err, enum jyz_code code, char *msg)
{
	err->code = code;
	replace(&err->msg, msg);
	replace(&err->hint, NULL);
	replace(&err->detail, NULL);
	return code;
}

int jyz_error_set(struct jyz_error *err, enum jyz_code code, const char *fmt,
		  ...)
{
	va_list args;

	va_start(args, fmt);
	char *msg = format(fmt, args);
	va_end(args);
	return set(err, code, msg);
}

int jyz_error_prefix(struct jyz_error *err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	char *context = format(fmt, args);
	va_end(args);

	if (err->msg) {
		replace(&err->msg, formatted(_("%s: %s"), context,
					       err->msg));
		text_free(context);
	} else {
		err->msg = context;
	}
	return err->code;
}

int jyz_error_hint(struct jyz_error *err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	char *hint = format(fmt, args);
	va_end(args);
	replace(&err->hint, hint);
	return err->code;
}

int jyz_error_detail(struct jyz_error *err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	char *detail = format(fmt, args);
	va_end(args);
	replace(&err->detail, detail);
	return err->code;
}

int jyz_error_errno(struct jyz_error *err, int errnum, const char *fmt, ...)
{
	va_list args;
	char room[128];

	va_start(args, fmt);
	char *msg = format(fmt, args);
	va_end(args);

	const char *reason = _(strerror_r(errnum, room, sizeof(room)));
	char *text = formatted(_("%s: %s"), msg, reason);

	text_free(msg);
	return set(err, errnum == ENOENT ? JYZ_ENOTFOUND : JYZ_EIO, text);
}

void jyz_error_move(struct jyz_error *dst, struct jyz_error *src)
{
	if (dst == src)
		return;
	jyz_error_free(dst);
	*dst = *src;
	*src = (struct jyz_error)JYZ_ERROR_INIT;
}

void jyz_error_free(struct jyz_error *err)
{
	if (!err)
		return;
	text_free(err->msg);
	text_free(err->hint);
	text_free(err->detail);
	*err = (struct jyz_error)JYZ_ERROR_INIT;
}
