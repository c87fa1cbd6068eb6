/* SPDX-License-Identifier: GPL-2.0-only */
/* --why: how code on the way to signalling a fence comes to a function. */
#ifndef FENCECHECK_WHY_H
#define FENCECHECK_WHY_H

#include "judge.h"

/* The best chain over all views. */
struct fc_why {
	const char *function;	/* bare name, interned */
	bool exists;
	struct fc_finding *best;	/* a finding that only has witnesses, or NULL */
};

/* Look at one more view; what is found lives in the arena of @report. */
void fc_why_view(struct fc_why *why, struct fc_contexts *contexts, struct fc_report *report);

/* Print the chain, one call a line. */
void fc_why_print(const struct fc_why *why);

#endif
