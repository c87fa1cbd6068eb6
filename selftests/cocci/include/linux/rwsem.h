/* SPDX-License-Identifier: GPL-2.0-only */
/* Reader-writer semaphores for rule cases. */
#ifndef SGFENCE_CASES_RWSEM_H
#define SGFENCE_CASES_RWSEM_H

struct rw_semaphore {
	int count;
};

void down_read(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);

#endif
