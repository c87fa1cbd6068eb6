/* SPDX-License-Identifier: GPL-2.0-only */
/* Wait queues for rule cases. */
#ifndef SGFENCE_CASES_WAIT_H
#define SGFENCE_CASES_WAIT_H

#include <linux/types.h>

typedef struct wait_queue_head {
	int head;
} wait_queue_head_t;

void wake_up_all(wait_queue_head_t *wq);
void sleep_on_queue(wait_queue_head_t *wq);

#define wait_event(wq, condition) do { sleep_on_queue(&(wq)); } while (!(condition))
#define wait_event_timeout(wq, condition, timeout) \
	(sleep_on_queue(&(wq)), (condition) ? (timeout) : 0)
#define wait_event_interruptible(wq, condition) \
	(sleep_on_queue(&(wq)), (condition) ? 0 : -4)

#endif
