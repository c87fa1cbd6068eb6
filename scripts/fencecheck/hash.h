/* SPDX-License-Identifier: GPL-2.0-only */
/* Hashes of memory and of files. */
#ifndef FENCECHECK_HASH_H
#define FENCECHECK_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/*
 * 128 bits, so that no two of the contents that a user ever has are equal by
 * chance. Not safe against someone who wants two equal ones: who can write the
 * sources or the cache can as well write what he wants to be read.
 */
struct fc_hash {
	uint64_t a, b;
};

struct fc_hash fc_hash(const void *data, size_t length);

/* As above, of two parts: @start is the hash of the part before. */
struct fc_hash fc_hash_more(struct fc_hash start, const void *data, size_t length);

static inline bool fc_hash_equal(struct fc_hash x, struct fc_hash y)
{
	return x.a == y.a && x.b == y.b;
}

/* Content hashes of files, each file read once. */
struct fc_files;

struct fc_files *fc_files_new(void);
void fc_files_free(struct fc_files *files);

/* The hash of what @path held when it was first asked for; one of its own if there is no such file. */
struct fc_hash fc_files_hash(struct fc_files *files, const char *path);

/*
 * True if the file has not been changed, made or removed since fc_files_new(),
 * so that whoever has read it since then read what fc_files_hash() has hashed.
 */
bool fc_files_steady(struct fc_files *files, const char *path);

#endif
