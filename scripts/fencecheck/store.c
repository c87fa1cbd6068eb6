// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store.h"
#include "version.h"

/* A changed analyser makes other facts. */
#define MAGIC		"fencecheck facts 1 " FC_TOOL_VERSION "\n"
#define MAGIC_LENGTH	(sizeof(MAGIC) - 1)
#define TEMPORARY	"tmp-"

/* Behind the magic; then files, facts, and the hash of all that. */
struct header {
	struct fc_hash key, contents;
	uint64_t files_length, length;
};

struct fc_store {
	const char *dir;	/* NULL: no cache */
	bool silent;		/* writing failed: said so, and not tried again */
	struct fc_files *files;
	char *buffer;		/* a cache file that is read or made */
	size_t length, room;
};

/* The directory */

static int make_dirs(const char *dir)
{
	char path[PATH_MAX];
	size_t length = strlen(dir);

	if (length >= sizeof(path))
		return -1;
	for (size_t i = 1; i <= length; i++) {
		if (dir[i] && dir[i] != '/')
			continue;
		memcpy(path, dir, i);
		path[i] = 0;
		if (mkdir(path, 0777) && errno != EEXIST)
			return -1;
	}
	return 0;
}

/* What a run that was killed an hour ago or more has left. */
static void remove_leftovers(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	struct stat st;

	if (!d)
		return;
	while ((entry = readdir(d)))
		if (!strncmp(entry->d_name, TEMPORARY, strlen(TEMPORARY)) &&
		    !fstatat(dirfd(d), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) &&
		    st.st_mtime < time(NULL) - 3600)
			unlinkat(dirfd(d), entry->d_name, 0);
	closedir(d);
}

struct fc_store *fc_store_open(const char *dir)
{
	struct fc_store *store = calloc(1, sizeof(*store));

	if (!store) {
		fputs("fencecheck: out of memory\n", stderr);
		exit(4);
	}
	store->dir = dir;
	store->files = fc_files_new();
	if (dir && !make_dirs(dir))
		remove_leftovers(dir);
	return store;
}

void fc_store_close(struct fc_store *store)
{
	fc_files_free(store->files);
	free(store->buffer);
	free(store);
}

/* Hash of a string with its end, so that "a" "bc" is not "ab" "c". */
static struct fc_hash add_string(struct fc_hash h, const char *text)
{
	return fc_hash_more(h, text, strlen(text) + 1);
}

static struct fc_hash key_of(const struct fc_unitlist *list, int unit)
{
	const struct fc_flagset *set = &list->sets[list->units[unit].set];
	struct fc_hash key = fc_hash(list->root, strlen(list->root) + 1);

	key = add_string(key, list->units[unit].path);
	key = add_string(key, set->dir);
	for (int i = 0; i < set->nargs; i++)
		key = add_string(key, set->args[i]);
	return key;
}

/* The name of a cache file has no version: that of an old analyser is replaced. */
static bool name_file(const struct fc_store *store, struct fc_hash key, const char *prefix,
		      char path[PATH_MAX])
{
	return snprintf(path, PATH_MAX, "%s/%s%016llx%016llx", store->dir, prefix,
			(unsigned long long)key.a, (unsigned long long)key.b) < PATH_MAX;
}

/* Reading */

bool fc_stored_read(const char *data, size_t length, struct fc_stored *out)
{
	struct header header;
	struct fc_hash end;
	size_t left;

	if (length < MAGIC_LENGTH + sizeof(header) + sizeof(end) ||
	    memcmp(data, MAGIC, MAGIC_LENGTH))
		return false;
	memcpy(&header, data + MAGIC_LENGTH, sizeof(header));
	memcpy(&end, data + length - sizeof(end), sizeof(end));
	left = length - MAGIC_LENGTH - sizeof(header) - sizeof(end);
	if (header.files_length > left || header.length != left - header.files_length ||
	    !fc_hash_equal(end, fc_hash(data, length - sizeof(end))))
		return false;
	out->key = header.key;
	out->contents = header.contents;
	out->files = data + MAGIC_LENGTH + sizeof(header);
	out->files_length = header.files_length;
	out->facts = out->files + header.files_length;
	out->length = header.length;
	return true;
}

/* A path is one byte, how much of the path before it begins with, and the rest with NUL. */
bool fc_stored_next(struct fc_stored_path *walk)
{
	size_t left = walk->end - walk->at;
	size_t same, more;
	const char *nul;

	if (left < 2)
		return false;
	same = (unsigned char)*walk->at;
	nul = memchr(walk->at + 1, 0, left - 1);
	if (!nul || same > walk->length)
		return false;
	more = nul - walk->at - 1;
	if (same + more >= sizeof(walk->path))
		return false;
	memcpy(walk->path + same, walk->at + 1, more + 1);
	walk->length = same + more;
	walk->at = nul + 1;
	return true;
}

/* Are all files that were read as they were? */
static bool same_contents(struct fc_store *store, const struct fc_stored *stored)
{
	struct fc_stored_path walk = {
		.at = stored->files, .end = stored->files + stored->files_length
	};
	struct fc_hash all = { 0, 0 };

	while (fc_stored_next(&walk)) {
		struct fc_hash one = fc_files_hash(store->files, walk.path);

		all = fc_hash_more(all, &one, sizeof(one));
	}
	return walk.at == walk.end && fc_hash_equal(all, stored->contents);
}

static bool make_room(struct fc_store *store, size_t room)
{
	char *more;

	if (room <= store->room)
		return true;
	room += room / 2;
	more = realloc(store->buffer, room);
	if (!more)
		return false;
	store->buffer = more;
	store->room = room;
	return true;
}

/* All of a file into the buffer. */
static bool read_file(struct fc_store *store, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	ssize_t got = -1;

	store->length = 0;
	if (fd < 0)
		return false;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && make_room(store, st.st_size)) {
		do {
			got = read(fd, store->buffer + store->length, st.st_size - store->length);
			store->length += got > 0 ? got : 0;
		} while (got > 0);
	}
	close(fd);
	return !got;
}

bool fc_store_load(struct fc_store *store, const struct fc_unitlist *list, int unit,
		   struct fc_result *result)
{
	struct fc_hash key = key_of(list, unit);
	struct fc_stored stored;
	char path[PATH_MAX];

	if (!store->dir || !name_file(store, key, "", path) || !read_file(store, path) ||
	    !fc_stored_read(store->buffer, store->length, &stored) ||
	    !fc_hash_equal(stored.key, key) || !same_contents(store, &stored))
		return false;
	result->facts = malloc(stored.length + 1);
	if (!result->facts)
		return false;
	memcpy(result->facts, stored.facts, stored.length);
	result->facts[stored.length] = 0;
	result->length = stored.length;
	result->cached = true;
	return true;
}

/* Writing */

static bool put(struct fc_store *store, const void *data, size_t length)
{
	if (!make_room(store, store->length + length))
		return false;
	memcpy(store->buffer + store->length, data, length);
	store->length += length;
	return true;
}

static size_t common_start(const char *a, const char *b)
{
	size_t n = 0;

	while (n < 255 && a[n] && a[n] == b[n])
		n++;
	return n;
}

/* False if one of them was changed since the run began, or if memory is short. */
static bool put_files(struct fc_store *store, const char **files, int nfiles,
		      struct fc_hash *contents)
{
	const char *before = "";

	*contents = (struct fc_hash){ 0, 0 };
	for (int i = 0; i < nfiles; i++) {
		struct fc_hash one = fc_files_hash(store->files, files[i]);
		unsigned char same = common_start(before, files[i]);
		const char *rest = files[i] + same;

		if (!fc_files_steady(store->files, files[i]) || strlen(files[i]) >= PATH_MAX ||
		    !put(store, &same, 1) || !put(store, rest, strlen(rest) + 1))
			return false;
		*contents = fc_hash_more(*contents, &one, sizeof(one));
		before = files[i];
	}
	return true;
}

/* The whole cache file, in the buffer. */
static bool make_file(struct fc_store *store, struct fc_hash key, const struct fc_result *result,
		      const char **files, int nfiles)
{
	struct header header = { .key = key, .length = result->length };
	struct fc_hash end;

	store->length = 0;
	if (!put(store, MAGIC, MAGIC_LENGTH) || !put(store, &header, sizeof(header)) ||
	    !put_files(store, files, nfiles, &header.contents))
		return false;
	header.files_length = store->length - MAGIC_LENGTH - sizeof(header);
	memcpy(store->buffer + MAGIC_LENGTH, &header, sizeof(header));
	if (!put(store, result->facts, result->length))
		return false;
	end = fc_hash(store->buffer, store->length);
	return put(store, &end, sizeof(end));
}

static bool write_all(int fd, const char *data, size_t length)
{
	while (length) {
		ssize_t done = write(fd, data, length);

		if (done < 0)
			return false;
		data += done;
		length -= done;
	}
	return true;
}

/* Under another name first, so that nobody ever sees half of it. */
static bool write_file(struct fc_store *store, struct fc_hash key)
{
	char prefix[32], path[PATH_MAX], temporary[PATH_MAX];
	bool ok;
	int fd;

	snprintf(prefix, sizeof(prefix), TEMPORARY "%d-", (int)getpid());
	if (!name_file(store, key, "", path) || !name_file(store, key, prefix, temporary)) {
		errno = ENAMETOOLONG;
		return false;
	}
	fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	ok = write_all(fd, store->buffer, store->length);
	ok = !close(fd) && ok && !rename(temporary, path);
	if (!ok) {
		int error = errno;

		unlink(temporary);
		errno = error;
	}
	return ok;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char * const *)a, *(const char * const *)b);
}

void fc_store_save(struct fc_store *store, const struct fc_unitlist *list, int unit,
		   const struct fc_result *result, const char **files, int nfiles)
{
	struct fc_hash key = key_of(list, unit);

	if (!store->dir || store->silent || result->problem || result->lost || !nfiles)
		return;
	qsort(files, nfiles, sizeof(*files), by_name);
	if (!make_file(store, key, result, files, nfiles) || write_file(store, key))
		return;
	store->silent = true;
	fprintf(stderr, "fencecheck: %s: %s: nothing is kept for the next run\n", store->dir,
		strerror(errno));
}
