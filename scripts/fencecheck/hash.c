// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "hash.h"

/* Odd, with about as many ones as zeros. */
#define P1 0x9e3779b97f4a7c15u
#define P2 0xc2b2ae3d27d4eb4fu
#define P3 0x165667b19e3779f9u

struct file {
	const char *path;	/* NULL: a free place */
	uint64_t key;
	struct fc_hash content;
	bool missing;
};

struct fc_files {
	struct fc_arena *arena;
	struct timespec since;
	struct file *table;	/* open addressing; the size is a power of two */
	size_t count, size;
	char *buffer;
	size_t room;
};

static uint64_t rotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

/* Two lanes that both see every word; no step loses a bit. */
static void mix(struct fc_hash *h, uint64_t word)
{
	word = rotate(word * P1, 31);
	h->a = rotate(h->a ^ word, 27) * P2;
	h->b = rotate(h->b + word, 41) * P3;
}

static uint64_t finish(uint64_t x)
{
	x = (x ^ x >> 32) * P3;
	x = (x ^ x >> 29) * P1;
	return x ^ x >> 32;
}

struct fc_hash fc_hash_more(struct fc_hash h, const void *data, size_t length)
{
	const char *at = data;
	uint64_t word;
	size_t left;

	for (left = length; left >= sizeof(word); left -= sizeof(word), at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		mix(&h, word);
	}
	word = 0;
	if (left)
		memcpy(&word, at, left);
	mix(&h, word);
	mix(&h, length);
	return (struct fc_hash){ finish(h.a + h.b), finish(h.a ^ rotate(h.b, 32)) };
}

struct fc_hash fc_hash(const void *data, size_t length)
{
	return fc_hash_more((struct fc_hash){ P2, P3 }, data, length);
}

struct fc_files *fc_files_new(void)
{
	struct fc_arena *arena = fc_arena_new();
	struct fc_files *files = fc_alloc(arena, sizeof(*files));

	files->arena = arena;
	files->size = 1 << 14;
	files->table = fc_alloc_array(arena, files->size, sizeof(*files->table));
	/* The clock that file systems use, which is behind the exact one. */
	clock_gettime(CLOCK_REALTIME_COARSE, &files->since);
	return files;
}

void fc_files_free(struct fc_files *files)
{
	if (!files)
		return;
	free(files->buffer);
	fc_arena_free(files->arena);
}

static bool make_room(struct fc_files *files, size_t room)
{
	char *more = room > files->room ? realloc(files->buffer, room) : files->buffer;

	if (!more)
		return false;
	files->buffer = more;
	if (room > files->room)
		files->room = room;
	return true;
}

/* The length, or -1 if it cannot be read. A pipe or a device must not block. */
static ssize_t read_file(struct fc_files *files, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	size_t length = 0;
	ssize_t got = -1;
	struct stat st;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || !make_room(files, st.st_size + 65536))
		goto out;
	do {
		got = read(fd, files->buffer + length, files->room - length);
		length += got > 0 ? got : 0;
		if (length == files->room && !make_room(files, 2 * files->room))
			got = -1;
	} while (got > 0);
out:
	close(fd);
	return got < 0 ? -1 : (ssize_t)length;
}

static void grow(struct fc_files *files)
{
	size_t size = files->size * 2;
	struct file *table = fc_alloc_array(files->arena, size, sizeof(*table));

	for (size_t i = 0; i < files->size; i++) {
		size_t at = files->table[i].key & (size - 1);

		if (!files->table[i].path)
			continue;
		while (table[at].path)
			at = (at + 1) & (size - 1);
		table[at] = files->table[i];
	}
	files->table = table;
	files->size = size;
}

static struct file *find(struct fc_files *files, const char *path)
{
	uint64_t key = fc_hash(path, strlen(path)).a;
	struct file *file;
	ssize_t length;

	if (files->count > files->size / 2)
		grow(files);
	for (size_t at = key;; at++) {
		file = &files->table[at & (files->size - 1)];
		if (!file->path)
			break;
		if (file->key == key && !strcmp(file->path, path))
			return file;
	}
	length = read_file(files, path);
	file->path = fc_name(files->arena, path);
	file->key = key;
	file->missing = length < 0;
	if (!file->missing)
		file->content = fc_hash(files->buffer, length);
	files->count++;
	return file;
}

struct fc_hash fc_files_hash(struct fc_files *files, const char *path)
{
	return find(files, path)->content;
}

bool fc_files_steady(struct fc_files *files, const char *path)
{
	const struct file *file = find(files, path);
	struct stat st;

	if (stat(path, &st))
		return file->missing;
	if (file->missing)
		return false;
	/* The time of the last change of the inode: nobody can set it. */
	return st.st_ctim.tv_sec < files->since.tv_sec ||
	       (st.st_ctim.tv_sec == files->since.tv_sec &&
		st.st_ctim.tv_nsec < files->since.tv_nsec);
}
