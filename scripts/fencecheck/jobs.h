/* SPDX-License-Identifier: GPL-2.0-only */
/* The facts of all units: from the cache, or extracted now in processes of their own. */
#ifndef FENCECHECK_JOBS_H
#define FENCECHECK_JOBS_H

#include "store.h"
#include "units.h"

/*
 * Fill @results, one a unit and in their order, with up to @jobs processes at a
 * time. One that crashes or takes too long loses its unit alone: lost, with the
 * reason in problem. Progress goes to stderr if that is a terminal. SIGINT, SIGTERM
 * and SIGHUP end the program (128 + signal) and leave no process and no file.
 * Returns how many units were lost. Free the results with fc_results_free().
 */
int fc_collect(const struct fc_unitlist *list, const char *cache_dir, int jobs,
	       struct fc_result *results);

void fc_results_free(struct fc_result *results, int count);

#endif
