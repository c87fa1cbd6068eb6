/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The unit list: what to analyse and how each file is compiled. Text, one record
 * a line, fields separated by one tab:
 *
 *   root PATH                 absolute path of the scanned tree; the first line
 *   flags N DIRECTORY ARG...  flag set N (from 0, in order): where the compiler
 *                             would run, and its arguments
 *   unit N PATH               a source file, relative to root or absolute,
 *                             compiled with flag set N
 */
#ifndef FENCECHECK_UNITS_H
#define FENCECHECK_UNITS_H

#include <stdbool.h>
#include <stddef.h>

struct fc_flagset {
	char *dir;
	char **args;		/* ends with NULL */
	int nargs;
};

struct fc_listed {
	int set;
	char *path;
};

struct fc_unitlist {
	char *root;
	struct fc_flagset *sets;
	int nsets;
	struct fc_listed *units;
	int nunits;
	char *text;		/* all strings above stand in here */
};

/*
 * Read a unit list. Returns false with one line, `file:line: what is wrong`, in
 * @why; @list is then empty. Free it with fc_units_free().
 */
bool fc_units_read(const char *file, struct fc_unitlist *list, char *why, size_t size);

void fc_units_free(struct fc_unitlist *list);

#endif
