/* SPDX-License-Identifier: GPL-2.0-only */
/* Sleeping and scheduling for rule cases. */
#ifndef SGFENCE_CASES_SCHED_H
#define SGFENCE_CASES_SCHED_H

#include <linux/types.h>

#define TASK_RUNNING		0
#define TASK_INTERRUPTIBLE	1

extern unsigned long jiffies;

void __set_current_state(int state);
void set_current_state(int state);
void schedule(void);
signed long schedule_timeout(signed long timeout);
void msleep(unsigned int msecs);
void might_sleep(void);
bool kthread_should_stop(void);

#endif
