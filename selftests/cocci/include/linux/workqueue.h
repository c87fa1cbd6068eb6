/* SPDX-License-Identifier: GPL-2.0-only */
/* Work items for rule cases. */
#ifndef SGFENCE_CASES_WORKQUEUE_H
#define SGFENCE_CASES_WORKQUEUE_H

#include <linux/types.h>

struct work_struct {
	int data;
};

bool schedule_work(struct work_struct *work);
bool flush_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);

#endif
