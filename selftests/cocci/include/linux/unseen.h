/* SPDX-License-Identifier: GPL-2.0-only */
/* Types that a case uses and spatch, which reads no such header, cannot know. */
#ifndef SGFENCE_CASES_UNSEEN_H
#define SGFENCE_CASES_UNSEEN_H

#include <linux/scatterlist.h>

struct chunk {
	struct scatterlist *sgl;
	unsigned int nents;
};

struct unseen {
	struct sg_table *sg;
	struct chunk *chunk;
};

#endif
