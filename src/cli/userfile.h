/*
 * What the one who types here has settled for himself, in
 * $XDG_CONFIG_HOME/jyz/config (~/.config/jyz/config): lines KEY = VALUE,
 * comments begin with #.  Knows no key.
 */
#ifndef JYZ_CLI_USERFILE_H
#define JYZ_CLI_USERFILE_H

#include "jyz/base/mem.h"

/* Fresh text; NULL: there is no home to put it in. */
char *jyz_userfile_path(void);

/* The value as fresh text, NULL when file or key is not there. */
int jyz_userfile_get(const char *key, char **out,
		     struct jyz_error *err) JYZ_CHECKED;

/* Writes the file anew, whole or not at all; other lines stay as they are.
 * A NULL value removes the key. */
int jyz_userfile_set(const char *key, const char *value,
		     struct jyz_error *err) JYZ_CHECKED;

#endif
