/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The cache: one file a unit, with its facts and what they were made from. It is
 * used only if unit, flags, analyser and the contents of all files that were read
 * are the same, and if the file itself is whole. Anything else is as no file.
 *
 * Not seen: a new file that the compiler would now find before, or instead of,
 * one that it read. A unit with an error, such as a header that was not found, is
 * therefore never taken from the cache.
 */
#ifndef FENCECHECK_STORE_H
#define FENCECHECK_STORE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "hash.h"
#include "units.h"

struct fc_result {
	const char *path;	/* of the unit, as the unit list has it */
	char *facts;		/* malloc'ed, ends with NUL; NULL if lost */
	size_t length;
	char *problem;		/* malloc'ed; NULL: none */
	bool cached;
	bool lost;		/* nothing could be extracted */
};

struct fc_store;

/* @dir is made if need be; NULL: no cache. */
struct fc_store *fc_store_open(const char *dir);
void fc_store_close(struct fc_store *store);

/* Fill @result from the cache. False: the unit has to be extracted. */
bool fc_store_load(struct fc_store *store, const struct fc_unitlist *list, int unit,
		   struct fc_result *result);

/*
 * Keep a result for the next run, unless it has a problem or one of its @files
 * (sorted here) was changed in the course of this run. A failure is reported on
 * stderr, once, and is no error: the cache is then not written any more.
 */
void fc_store_save(struct fc_store *store, const struct fc_unitlist *list, int unit,
		   const struct fc_result *result, const char **files, int nfiles);

/* For tests: what is in a cache file, before anything of it is compared. */
struct fc_stored {
	struct fc_hash key;		/* of unit, root and flags */
	struct fc_hash contents;	/* of all files */
	const char *files;		/* see fc_stored_next() */
	size_t files_length;
	const char *facts;
	size_t length;
};

/* False if @data is not a whole cache file of this analyser. */
bool fc_stored_read(const char *data, size_t length, struct fc_stored *out);

/* A walk over the files of a unit: start with @at and @end set, all else 0. */
struct fc_stored_path {
	const char *at, *end;
	size_t length;
	char path[PATH_MAX];
};

/* The next path. False at the end, where @at is @end unless the text is damaged. */
bool fc_stored_next(struct fc_stored_path *walk);

#endif
