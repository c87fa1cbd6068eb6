/* SPDX-License-Identifier: GPL-2.0-only */
/* Wait/wound mutexes for rule cases. */
#ifndef SGFENCE_CASES_WW_MUTEX_H
#define SGFENCE_CASES_WW_MUTEX_H

struct ww_acquire_ctx;

struct ww_mutex {
	int base;
};

int ww_mutex_lock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);
void ww_mutex_unlock(struct ww_mutex *lock);

#endif
