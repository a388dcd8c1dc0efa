/*
 * The files of an archive: each is read once, compared with SHA256SUMS, and
 * what was compared is what is used.  archive.json is read with SQLite's
 * JSON functions.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "intake.h"
#include "jyz/base/i18n.h"
#include "jyz/store/content.h"

static const char SQL_VALID[] = "SELECT json_valid(:json) AS valid";
static const char SQL_FACTS[] =
	"SELECT json_extract(:json, '$.format') AS format,"
	" CAST(json_extract(:json, '$.version') AS INTEGER) AS version,"
	" json_extract(:json, '$.program') AS program,"
	" json_extract(:json, '$.school') AS school,"
	" json_extract(:json, '$.term.code') AS term";
static const char SQL_FILES[] =
	"SELECT json_extract(value, '$.name') AS name"
	" FROM json_each(:json, '$.files')";

static int no_archive(const struct jyz_folder *folder, struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL, _("'%s' is not the folder of an "
					 "archive"), folder->path);
	return jyz_error_hint(err, "jyz archive export TERM -o DIR");
}

static int get_again(struct jyz_error *err)
{
	return jyz_error_hint(err, _("get the folder again from where it "
				     "was made"));
}

static int unlisted(const struct jyz_folder *folder, const char *name,
		    struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s': the file '%s' is not in %s"), folder->path,
		      name, JYZ_ARCHIVE_SUMS);
	return get_again(err);
}

/* --- reading ------------------------------------------------------------ */

static int read_bytes(const struct jyz_folder *folder, int fd,
		      const char *name, struct jyz_buf *out,
		      struct jyz_error *err)
{
	struct stat st;

	if (fstat(fd, &st))
		return jyz_error_errno(err, errno, _("cannot read '%s/%s'"),
				       folder->path, name);
	if (!S_ISREG(st.st_mode))
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s/%s' is not a file"), folder->path,
				     name);
	if ((uintmax_t)st.st_size > JYZ_SOURCE_MAX)
		return jyz_error_set(err, JYZ_EINVAL,
				     _("'%s/%s' is larger than %zu MB"),
				     folder->path, name,
				     JYZ_SOURCE_MAX >> 20);
	jyz_buf_reserve(out, (size_t)st.st_size + 1);
	for (;;) {
		jyz_buf_reserve(out, 1);
		ssize_t n = read(fd, out->data + out->len,
				 out->room - out->len - 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return jyz_error_errno(err, errno,
					       _("cannot read '%s/%s'"),
					       folder->path, name);
		if (n == 0)
			break;
		out->len += (size_t)n;
	}
	out->data[out->len] = '\0';
	return JYZ_OK;
}

/* JYZ_ENOTFOUND: no such file. */
static int read_file(const struct jyz_folder *folder, const char *name,
		     struct jyz_buf *out, struct jyz_error *err)
{
	int fd = openat(folder->fd, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s/%s'"),
				       folder->path, name);
	int rc = read_bytes(folder, fd, name, out, err);

	close(fd);
	return rc;
}

/* --- SHA256SUMS --------------------------------------------------------- */

/* Of all ways into other folders this is the only one. */
static bool is_content(const char *name, size_t len)
{
	char *copy = jyz_strndup(name, len);
	bool found = jyz_archive_content(copy) != NULL;

	free(copy);
	return found;
}

/* "HEX  NAME" LF; the sums stand in text.  Nothing else is taken for it: no
 * sum is over this file. */
static bool take_sum(struct jyz_folder *folder, const char *text,
		     const char *line, size_t len)
{
	if (line[len] != '\n' || len < JYZ_HEX_SIZE + 2 ||
	    strspn(line, "0123456789abcdef") != JYZ_HEX_SIZE - 1 ||
	    line[64] != ' ' || line[65] != ' ')
		return false;
	line += JYZ_HEX_SIZE + 1;
	len -= JYZ_HEX_SIZE + 1;
	if ((memchr(line, '/', len) && !is_content(line, len)) ||
	    jyz_map_get(&folder->sums, line, len))
		return false;
	jyz_map_put(&folder->sums, line, len,
		    line - JYZ_HEX_SIZE - 1 - text);
	return true;
}

static int read_sums(struct jyz_folder *folder, struct jyz_buf *text,
		     struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) why = JYZ_ERROR_INIT;
	size_t number = 0;
	int rc = read_file(folder, JYZ_ARCHIVE_SUMS, text, &why);

	if (rc == JYZ_ENOTFOUND)
		return no_archive(folder, err);
	if (rc < 0) {
		jyz_error_move(err, &why);
		return rc;
	}
	for (const char *p = text->data; p < text->data + text->len;) {
		size_t len = strcspn(p, "\n");

		number++;
		if (!take_sum(folder, text->data, p, len))
			return jyz_error_set(err, JYZ_EINVAL,
					     _("'%s/%s', line %zu: not a "
					       "checksum and a file name"),
					     folder->path, JYZ_ARCHIVE_SUMS,
					     number);
		p += len + 1;
	}
	return JYZ_OK;
}

static int missing_file(const struct jyz_folder *folder, const char *name,
			struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL, _("'%s': the file '%s' is missing"),
		      folder->path, name);
	return get_again(err);
}

static int changed_file(const struct jyz_folder *folder, const char *name,
			struct jyz_error *err)
{
	jyz_error_set(err, JYZ_EINVAL,
		      _("'%s': the file '%s' was changed after the export"),
		      folder->path, name);
	return get_again(err);
}

/* A content may be large: it is not kept.  Its name is its hash. */
static int verify_content(const struct jyz_folder *folder, const char *name,
			  const char *wanted, struct jyz_error *err)
{
	struct jyz_content content;
	int fd = openat(folder->fd, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 && errno == ENOENT)
		return missing_file(folder, name, err);
	if (fd < 0)
		return jyz_error_errno(err, errno, _("cannot read '%s/%s'"),
				       folder->path, name);
	int rc = jyz_content_hash(fd, name, 0, &content, err);

	close(fd);
	if (rc < 0)
		return jyz_error_prefix(err, "'%s'", folder->path);
	if (memcmp(content.sha256, wanted, JYZ_HEX_SIZE - 1) != 0 ||
	    strcmp(content.sha256, jyz_archive_content(name)) != 0)
		return changed_file(folder, name, err);
	return JYZ_OK;
}

static int verify(const struct jyz_folder *folder, const char *name,
		  const char *wanted, struct jyz_buf *out,
		  struct jyz_error *err)
{
	JYZ_AUTO(jyz_error) why = JYZ_ERROR_INIT;
	unsigned char sum[crypto_hash_sha256_BYTES];
	char hex[JYZ_HEX_SIZE];
	int rc = read_file(folder, name, out, &why);

	if (rc == JYZ_ENOTFOUND)
		return missing_file(folder, name, err);
	if (rc < 0) {
		jyz_error_move(err, &why);
		return rc;
	}
	crypto_hash_sha256(sum, (const unsigned char *)out->data, out->len);
	jyz_archive_hex(hex, sum);
	return memcmp(hex, wanted, JYZ_HEX_SIZE - 1) == 0
		       ? JYZ_OK : changed_file(folder, name, err);
}

/* --- archive.json ------------------------------------------------------- */

static int check_facts(struct jyz_folder *folder, struct jyz_stmt *st,
		       struct jyz_error *err)
{
	const char *format = jyz_col_text(st, "format");
	int64_t version = jyz_col_int(st, "version");
	const char *program = jyz_col_text(st, "program");

	folder->school = jyz_strdup(jyz_col_text(st, "school"));
	folder->term = jyz_strdup(jyz_col_text(st, "term"));
	if (!format || strcmp(format, JYZ_ARCHIVE_FORMAT) != 0 || version < 1)
		return no_archive(folder, err);
	if (version > JYZ_ARCHIVE_VERSION) {
		jyz_error_set(err, JYZ_EINVAL,
			      _("'%s' was made by a newer program (%s): its "
				"format is %lld, this program reads up to %d"),
			      folder->path, program ? program : "?",
			      (long long)version, JYZ_ARCHIVE_VERSION);
		return jyz_error_hint(err, _("install the newer jyz"));
	}
	return JYZ_OK;
}

static int read_facts(struct jyz_folder *folder, struct jyz_desk *desk,
		      const char *json, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) valid = JYZ_STMT_INIT;
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&valid, desk->store, SQL_VALID, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&valid, ":json", json);
	if ((rc = jyz_stmt_step(&valid, err)) < 0)
		return rc;
	bool good = jyz_col_int(&valid, "valid");

	jyz_stmt_done(&valid);
	if (!good)
		return no_archive(folder, err);
	if ((rc = jyz_stmt_open(&st, desk->store, SQL_FACTS, err)) < 0)
		return rc;
	jyz_bind_text(&st, ":json", json);
	if ((rc = jyz_stmt_step(&st, err)) < 0)
		return rc;
	rc = check_facts(folder, &st, err);
	jyz_stmt_done(&st);
	return rc;
}

/* What archive.json names must have been verified. */
static int check_files(struct jyz_folder *folder, struct jyz_desk *desk,
		       const char *json, struct jyz_error *err)
{
	JYZ_AUTO(jyz_stmt) st = JYZ_STMT_INIT;
	int rc = jyz_stmt_open(&st, desk->store, SQL_FILES, err);

	if (rc < 0)
		return rc;
	jyz_bind_text(&st, ":json", json);
	while ((rc = jyz_stmt_step(&st, err)) == JYZ_ROW) {
		const char *name = jyz_col_text(&st, "name");

		if (name && jyz_map_get(&folder->sums, name, strlen(name)))
			continue;
		rc = unlisted(folder, name ? name : "?", err);
		jyz_stmt_done(&st);
		return rc;
	}
	return rc;
}

/* --- all ---------------------------------------------------------------- */

/* Where the text of a file is kept; NULL: nobody reads it. */
static struct jyz_buf *place_of(struct jyz_folder *folder, const char *name)
{
	size_t len = strlen(name) > 4 ? strlen(name) - 4 : 0;

	if (strcmp(name, JYZ_ARCHIVE_ATTACHED) == 0) {
		folder->attached_there = true;
		return &folder->attached;
	}
	if (strcmp(name, JYZ_ARCHIVE_JSON) == 0)
		return &folder->json;
	if (strcmp(name, JYZ_ARCHIVE_SEAL) == 0)
		return &folder->seal;
	for (size_t k = 0; k < folder->catalogue->count; k++) {
		const char *kind = folder->catalogue->kinds[k]->name;

		if (strlen(kind) != len || memcmp(name, kind, len) != 0 ||
		    strcmp(name + len, ".csv") != 0)
			continue;
		folder->there[k] = true;
		return &folder->texts[k];
	}
	return NULL;
}

static int verify_all(struct jyz_folder *folder, const struct jyz_buf *sums,
		      struct jyz_error *err)
{
	for (size_t i = 0; i < folder->sums.count; i++) {
		const struct jyz_map_entry *e = &folder->sums.entries[i];
		JYZ_AUTO(jyz_buf) text = JYZ_BUF_INIT;
		const char *wanted = sums->data + e->value;
		struct jyz_buf *out = place_of(folder, e->key);
		int rc = jyz_archive_content(e->key)
				 ? verify_content(folder, e->key, wanted, err)
				 : verify(folder, e->key, wanted,
					  out ? out : &text, err);

		if (rc < 0)
			return rc;
	}
	return JYZ_OK;
}

/* Files that are of an archive and yet were not verified, and those that
 * were verified and are of none. */
static int check_names(const struct jyz_folder *folder, struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) name = JYZ_BUF_INIT;

	for (size_t i = 0; i < folder->sums.count; i++)
		if (!jyz_archive_known(folder->catalogue,
				       folder->sums.entries[i].key)) {
			jyz_error_set(err, JYZ_EINVAL,
				      _("'%s': the file '%s' is of a kind that "
					"this program does not know"),
				      folder->path,
				      folder->sums.entries[i].key);
			return jyz_error_hint(err, _("install the newer jyz"));
		}
	if (!jyz_map_get(&folder->sums, JYZ_ARCHIVE_SEAL,
			 strlen(JYZ_ARCHIVE_SEAL)) &&
	    faccessat(folder->fd, JYZ_ARCHIVE_SEAL, F_OK, 0) == 0)
		return unlisted(folder, JYZ_ARCHIVE_SEAL, err);
	for (size_t k = 0; k < folder->catalogue->count; k++) {
		jyz_buf_clear(&name);
		jyz_buf_addf(&name, "%s.csv",
			     folder->catalogue->kinds[k]->name);
		if (!folder->there[k] &&
		    faccessat(folder->fd, name.data, F_OK, 0) == 0)
			return unlisted(folder, name.data, err);
	}
	if (!folder->attached_there &&
	    faccessat(folder->fd, JYZ_ARCHIVE_ATTACHED, F_OK, 0) == 0)
		return unlisted(folder, JYZ_ARCHIVE_ATTACHED, err);
	return JYZ_OK;
}

static bool is_of_it(const struct jyz_folder *folder, const char *name)
{
	return strcmp(name, JYZ_ARCHIVE_SUMS) == 0 ||
	       strcmp(name, JYZ_ARCHIVE_CONTENTS) == 0 || *name == '.' ||
	       jyz_map_get(&folder->sums, name, strlen(name));
}

/* What somebody put beside it is not read, and not proved either. */
static int note_others(const struct jyz_folder *folder, struct jyz_desk *desk,
		       struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) first = JYZ_BUF_INIT;
	int fd = openat(folder->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	size_t count = 0;

	if (!dir) {
		jyz_error_errno(err, errno, _("cannot open the folder '%s'"),
				folder->path);
		if (fd >= 0)
			close(fd);
		return err->code;
	}
	for (struct dirent *e; (e = readdir(dir));) {
		if (is_of_it(folder, e->d_name))
			continue;
		if (!count++ || strcmp(e->d_name, first.data) < 0) {
			jyz_buf_clear(&first);
			jyz_buf_adds(&first, e->d_name);
		}
	}
	closedir(dir);
	if (count)
		jyz_desk_note(desk,
			      Q_("'%s': %zu file is no part of the archive, and "
				 "was not looked at: %s",
				 "'%s': %zu files are no part of the archive, "
				 "and were not looked at: %s and so on",
				 (unsigned long)count), folder->path, count,
			      first.data);
	return JYZ_OK;
}

static int read_all(struct jyz_folder *folder, struct jyz_desk *desk,
		    struct jyz_error *err)
{
	JYZ_AUTO(jyz_buf) sums = JYZ_BUF_INIT;
	int rc;

	folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder->fd < 0 && errno == ENOTDIR)
		return no_archive(folder, err);
	if (folder->fd < 0)
		return jyz_error_errno(err, errno, _("cannot open the folder "
						     "'%s'"), folder->path);
	if ((rc = read_sums(folder, &sums, err)) < 0)
		return rc;
	if (!jyz_map_get(&folder->sums, JYZ_ARCHIVE_JSON,
			 strlen(JYZ_ARCHIVE_JSON)))
		return no_archive(folder, err);
	if ((rc = verify_all(folder, &sums, err)) < 0 ||
	    (rc = read_facts(folder, desk, folder->json.data, err)) < 0 ||
	    (rc = check_names(folder, err)) < 0 ||
	    (rc = note_others(folder, desk, err)) < 0)
		return rc;
	return check_files(folder, desk, folder->json.data, err);
}

int jyz_folder_read(struct jyz_folder *folder, struct jyz_desk *desk,
		    const char *path, struct jyz_error *err)
{
	size_t n = desk->catalogue->count;
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	*folder = (struct jyz_folder){
		.path = jyz_strndup(path, len),
		.fd = -1,
		.texts = jyz_alloc(n * sizeof(*folder->texts)),
		.there = jyz_alloc(n * sizeof(*folder->there)),
		.attached = JYZ_BUF_INIT,
		.catalogue = desk->catalogue,
		.json = JYZ_BUF_INIT,
		.seal = JYZ_BUF_INIT,
	};
	for (size_t k = 0; k < n; k++)
		folder->texts[k] = (struct jyz_buf)JYZ_BUF_INIT;
	return read_all(folder, desk, err);
}

void jyz_folder_free(struct jyz_folder *folder)
{
	if (!folder->catalogue)
		return;
	for (size_t k = 0; k < folder->catalogue->count; k++)
		jyz_buf_free(&folder->texts[k]);
	jyz_buf_free(&folder->attached);
	if (folder->fd >= 0)
		close(folder->fd);
	jyz_map_free(&folder->sums);
	jyz_buf_free(&folder->json);
	jyz_buf_free(&folder->seal);
	free(folder->path);
	free(folder->texts);
	free(folder->there);
	free(folder->school);
	free(folder->term);
	memset(folder, 0, sizeof(*folder));
}
