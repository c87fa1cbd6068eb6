/* SPDX-License-Identifier: GPL-2.0-only */
/* From C source to facts. All use of libclang is in the files ast*. */
#ifndef FENCECHECK_AST_H
#define FENCECHECK_AST_H

#include <stddef.h>

struct fc_extracted {
	char *facts;	/* the text form of facts.h */
	size_t length;
	char **files;	/* all that were read, absolute; the main file first */
	int nfiles;
	char *problem;	/* NULL, or the first error: "path:line:col: message" */
};

/*
 * Parse one C file. @root: the scanned tree, absolute; @dir: the working directory of
 * the compiler; @flags: its arguments; @path: absolute, or relative to @root.
 * Returns 0, also if there were errors: @problem names the first one, and the facts
 * are what could be understood. Returns -1, with @problem alone set, if the file
 * cannot be read or libclang refuses it. Free @out with fc_extracted_free() in any case.
 */
int fc_extract(const char *root, const char *dir, char *const *flags, int nflags,
	       const char *path, struct fc_extracted *out);

void fc_extracted_free(struct fc_extracted *out);

#endif
