/*
 * Files that appear when they are complete: made under a temporary name
 * beside their place, synced, and put there.  Folders on the way.
 */
#ifndef JYZ_BASE_FILE_H
#define JYZ_BASE_FILE_H

#include <stdbool.h>

#include "jyz/base/mem.h"

struct jyz_temp {
	char *path; /* NULL: none, or it has been put in its place */
	/* What else goes with it: ends of names, "-journal"; or NULL. */
	const char *const *ends;
};

#define JYZ_TEMP_INIT { NULL, NULL }

/* Makes an empty file (0600) in the folder of beside; the first one in a
 * folder sweeps it. */
int jyz_temp_make(struct jyz_temp *temp, const char *beside,
		  struct jyz_error *err) JYZ_CHECKED;

/*
 * Syncs the file, gives it its name and syncs the folder.  Without replace
 * an existing file is JYZ_EEXISTS.
 */
int jyz_temp_place(struct jyz_temp *temp, const char *path, bool replace,
		   struct jyz_error *err) JYZ_CHECKED;

/* Removes the file unless it was put in its place. */
void jyz_temp_free(struct jyz_temp *temp);

/*
 * Removes temporary files in the folder of beside whose programs were killed:
 * those of this machine and of processes that are no more.  jyz_temp_make does
 * this; it is for those that look at what is there before.
 */
void jyz_temp_sweep(const char *beside);

/* The folder that a path is in, as fresh text: "." of a bare name. */
char *jyz_path_folder(const char *path);

/* Makes a folder (0700) and those above it, where they are missing. */
int jyz_folder_make(const char *folder, struct jyz_error *err) JYZ_CHECKED;

/*
 * Makes the bytes of a file, or the names in the folder of path, durable.
 * The file is opened and closed: of one that SQLite holds open in this
 * process that would drop the locks (POSIX locks belong to the process).
 */
int jyz_file_sync(const char *path, struct jyz_error *err) JYZ_CHECKED;
int jyz_folder_sync(const char *path, struct jyz_error *err) JYZ_CHECKED;
/* The same of an open file or folder, which stays open. */
int jyz_sync(int fd, const char *path, struct jyz_error *err) JYZ_CHECKED;

#endif
