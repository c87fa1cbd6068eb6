/* SPDX-License-Identifier: GPL-2.0-only */
/* Mutexes for rule cases. */
#ifndef SGFENCE_CASES_MUTEX_H
#define SGFENCE_CASES_MUTEX_H

#include <linux/types.h>

struct mutex {
	int owner;
};

void mutex_lock(struct mutex *lock);
int mutex_lock_interruptible(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

#endif
