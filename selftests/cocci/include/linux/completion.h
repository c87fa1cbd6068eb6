/* SPDX-License-Identifier: GPL-2.0-only */
/* Completions for rule cases. */
#ifndef SGFENCE_CASES_COMPLETION_H
#define SGFENCE_CASES_COMPLETION_H

#include <linux/types.h>

struct completion {
	int done;
};

void complete(struct completion *x);
void wait_for_completion(struct completion *x);
unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout);

#endif
