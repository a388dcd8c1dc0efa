/*
 * jyz attachment export: attachments as files.  All names are settled and
 * looked at before the first byte is written.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attach.h"
#include "inside.h"
#include "jyz/base/map.h"

const struct jyz_option jyz_attach_export_options[] = {
	{ "all", "全部", 0, JYZ_OPTION_FLAG, NULL,
	  N_("every attachment, in a folder for each record") },
	{ 0 }
};

struct target {
	const char *path;
	const char *sha256;
};

struct export {
	struct jyz_cli *cli;
	const char *dir;
	bool folders;          /* one for each record */
	bool single;           /* dir is the name of the file */
	struct target *targets;
	size_t count, room;
	struct jyz_map paths;  /* taken in this run */
	struct jyz_map ids;    /* of attachments that were named */
	struct jyz_map made;   /* folders that are ready */
	struct jyz_arena arena;
};

static void export_free(struct export *e)
{
	free(e->targets);
	jyz_map_free(&e->paths);
	jyz_map_free(&e->ids);
	jyz_map_free(&e->made);
	jyz_arena_free(&e->arena);
}

/* --- names -------------------------------------------------------------- */

/* "scan.pdf", then "scan (2).pdf". */
static const char *numbered(struct export *e, const char *folder,
			    const char *name, int n)
{
	const char *dot = strrchr(name, '.');
	int stem = dot && dot > name ? (int)(dot - name) : (int)strlen(name);

	if (n == 1)
		return jyz_arena_printf(&e->arena, "%s/%s", folder, name);
	return jyz_arena_printf(&e->arena, "%s/%.*s (%d)%s", folder, stem,
				name, n, name + stem);
}

static int add_target(const struct jyz_attachment *a, void *payload,
		      struct jyz_error *err)
{
	struct export *e = payload;
	const char *folder = e->dir, *path;
	int n = 1;
	/* Another program may have stored any name. */
	int rc = e->single ? JYZ_OK : jyz_attach_name(a->name, err);

	if (rc < 0)
		return rc;
	if (jyz_map_get_id(&e->ids, a->id))
		return JYZ_OK;
	jyz_map_put_id(&e->ids, a->id, 1);
	if (e->single) {
		JYZ_GROW(e->targets, e->count, e->room);
		e->targets[e->count++] = (struct target){
			e->dir, jyz_arena_strdup(&e->arena, a->sha256)
		};
		return JYZ_OK;
	}
	if (e->folders)
		folder = jyz_arena_printf(&e->arena, "%s/%s-%lld", e->dir,
					  a->kind->name, (long long)a->record);
	do
		path = numbered(e, folder, a->name, n++);
	while (jyz_map_get(&e->paths, path, strlen(path)));
	jyz_map_put(&e->paths, path, strlen(path), 1);
	JYZ_GROW(e->targets, e->count, e->room);
	e->targets[e->count++] = (struct target){
		path, jyz_arena_strdup(&e->arena, a->sha256)
	};
	return JYZ_OK;
}

/* What is there stays, and the database does even with --yes. */
static int check_target(const struct export *e, const char *path,
			struct jyz_error *err)
{
	struct stat st, database;

	if (lstat(path, &st))
		return errno == ENOENT || errno == ENOTDIR
			       ? JYZ_OK
			       : jyz_error_errno(err, errno,
						 _("cannot use '%s'"), path);
	if (stat(e->cli->db, &database) == 0 &&
	    st.st_dev == database.st_dev && st.st_ino == database.st_ino) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("'%s' is the database itself"), path);
		return jyz_error_hint(err, _("take another folder"));
	}
	if (e->cli->yes)
		return JYZ_OK;
	jyz_error_set(err, JYZ_EEXISTS, _("'%s' exists already"), path);
	return jyz_error_hint(err, _("take another folder, or --yes to "
				     "replace it"));
}

/* --- bytes -------------------------------------------------------------- */

struct file {
	int fd;
	const char *path;
};

static int write_piece(const void *bytes, size_t len, void *payload,
		       struct jyz_error *err)
{
	const struct file *file = payload;
	const char *p = bytes;

	while (len) {
		ssize_t n = write(file->fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return jyz_error_errno(err, errno,
					       _("cannot write '%s'"),
					       file->path);
		p += n;
		len -= (size_t)n;
	}
	return JYZ_OK;
}

/* Where nothing has been written yet in this run. */
static int begin_folder(struct export *e, const char *path,
			struct jyz_error *err)
{
	char *folder = jyz_path_folder(path);
	int rc = JYZ_OK;

	if (!jyz_map_get(&e->made, folder, strlen(folder))) {
		jyz_map_put(&e->made, folder, strlen(folder), 1);
		rc = jyz_folder_make(folder, err);
	}
	free(folder);
	return rc;
}

static int write_target(struct export *e, const struct target *t,
			struct jyz_error *err)
{
	JYZ_AUTO(jyz_temp) temp = JYZ_TEMP_INIT;
	struct jyz_store *store = e->cli->store;
	int rc = begin_folder(e, t->path, err);

	if (rc < 0 || (rc = jyz_temp_make(&temp, t->path, err)) < 0)
		return rc;
	struct file file = { open(temp.path, O_WRONLY | O_CLOEXEC), t->path };

	if (file.fd < 0)
		return jyz_error_errno(err, errno, _("cannot write '%s'"),
				       t->path);
	rc = jyz_content_read(store, t->sha256, write_piece, &file, err);
	if (close(file.fd) && rc == JYZ_OK)
		rc = jyz_error_errno(err, errno, _("cannot write '%s'"),
				     t->path);
	if (rc < 0)
		return jyz_error_prefix(err, "%s", t->path);
	return jyz_temp_place(&temp, t->path, e->cli->yes, err);
}

/* --- the verb ----------------------------------------------------------- */

static int collect(struct export *e, const struct jyz_args *args,
		   struct jyz_error *err)
{
	int rc = JYZ_OK;

	if (e->folders)
		return jyz_attach_each(&e->cli->desk, NULL, 0, add_target, e,
				       err);
	for (size_t i = 0; i < args->n_words && rc >= 0; i++) {
		int64_t id;

		rc = jyz_attach_number(args->words[i], &id, err);
		if (rc >= 0)
			rc = jyz_attach_get(&e->cli->desk, id, add_target, e,
					    err);
	}
	return rc;
}

static int check_words(const struct jyz_cli *cli, const struct jyz_args *args,
		       bool all, struct jyz_error *err)
{
	if (all == (args->n_words > 0)) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("name the attachments, or say --all"));
		return jyz_error_hint(err, "jyz attachment list");
	}
	if (!cli->output || !*cli->output || strcmp(cli->output, "-") == 0) {
		jyz_error_set(err, JYZ_EUSAGE,
			      _("the folder for the files is not named"));
		return jyz_error_hint(err, "-o DIR");
	}
	return JYZ_OK;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return path[strlen(path) - 1] == '/' ||
	       (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* Where the file, or the folder of files, is to be: there. */
static int check_place(const struct export *e, struct jyz_error *err)
{
	char *named = jyz_strdup(e->dir);
	size_t len = strlen(named);

	while (len > 1 && named[len - 1] == '/')
		named[--len] = '\0';
	char *above = jyz_path_folder(named);
	int rc = jyz_folder_there(above, err);

	free(above);
	free(named);
	return rc;
}

int jyz_attach_export(struct jyz_cli *cli, const struct jyz_args *args,
		      struct jyz_error *err)
{
	__attribute__((cleanup(export_free))) struct export e = {
		.cli = cli, .dir = cli->output,
		.folders = jyz_args_has(args, "all"),
	};
	int rc = check_words(cli, args, e.folders, err);

	if (rc < 0)
		return rc;
	e.single = args->n_words == 1 && !is_folder(cli->output);
	if ((rc = check_place(&e, err)) < 0 ||
	    (rc = collect(&e, args, err)) < 0)
		return rc;
	for (size_t i = 0; i < e.count; i++)
		if ((rc = check_target(&e, e.targets[i].path, err)) < 0)
			return rc;
	for (size_t i = 0; i < e.count && !cli->dry_run; i++)
		if ((rc = write_target(&e, &e.targets[i], err)) < 0)
			return rc;
	if (cli->dry_run) {
		for (size_t i = 0; i < e.count; i++)
			jyz_say(cli, "%s", e.targets[i].path);
		jyz_say(cli, _("dry run: nothing was saved"));
		return JYZ_OK;
	}
	jyz_say(cli, Q_("%zu file written to '%s'", "%zu files written to '%s'",
			(unsigned long)e.count), e.count, e.dir);
	return JYZ_OK;
}
