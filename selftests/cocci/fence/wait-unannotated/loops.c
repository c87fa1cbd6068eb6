// SPDX-License-Identifier: GPL-2.0-only
/* Loops that sleep until a fence is signalled. */
#include <linux/dma-fence.h>
#include <linux/sched.h>

struct engine {
	u64 finished_seqno;
	int halted;
	bool idle;
	struct dma_fence **fences;
};

bool engine_fence_done(struct dma_fence *fence);
bool signal_pending(void);
void retire(struct engine *engine, struct dma_fence *fence);

void polite(struct dma_fence *fence)
{
	while (!dma_fence_is_signaled(fence))
		/* hit: fence/wait-unannotated */
		msleep(20);
}

int wait_for_seqno(struct engine *engine, u64 seqno, long timeout)
{
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (engine->finished_seqno >= seqno)
			break;
		if (timeout)
			/* hit: fence/wait-unannotated */
			timeout = schedule_timeout(timeout);
		else
			/* ok: fence/wait-unannotated: the same wait, reported once */
			schedule();
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

long wait_first(struct engine *engine, int count, long timeout)
{
	int i;

	do {
		set_current_state(TASK_INTERRUPTIBLE);
		for (i = 0; i < count; i++) {
			if (!engine->fences[i] || dma_fence_is_signaled(engine->fences[i]))
				goto out;
		}
		if (signal_pending())
			break;
		/* hit: fence/wait-unannotated */
		timeout = schedule_timeout(timeout);
	} while (timeout);
out:
	__set_current_state(TASK_RUNNING);
	return timeout;
}

/* A poll of a memory cell; the sleep of the inner loop is not the wait. */
int poll_cell(struct engine *engine, u64 *fence_addr, u64 fence_value, bool expired)
{
	while (*fence_addr != fence_value) {
		if (expired) {
			while (engine->halted)
				/* ok: fence/wait-unannotated: stops here for a debugger */
				schedule();
			return -EIO;
		}
		/* hit: fence/wait-unannotated */
		schedule();
	}
	return 0;
}

/* Spins as a sleeper: never gives the processor away by itself. */
int spin(struct dma_fence *fence, bool intr)
{
	int ret = 0;

	while (!engine_fence_done(fence)) {
		/* hit: fence/wait-unannotated */
		__set_current_state(TASK_INTERRUPTIBLE);
		if (intr && signal_pending()) {
			ret = -EIO;
			break;
		}
	}
	__set_current_state(TASK_RUNNING);
	return ret;
}

void quiesce(struct engine *engine)
{
	/* the fence of a comment: dma_fence_is_signaled() */
	while (!engine->idle)
		/* ok: fence/wait-unannotated: waits for hardware to be idle */
		msleep(20);
}

void retire_all(struct engine *engine, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (dma_fence_is_signaled(engine->fences[i]))
			retire(engine, engine->fences[i]);
	/* ok: fence/wait-unannotated: sleeps in no loop that asks for a fence */
	msleep(20);
}

void busy(struct engine *engine, u64 seqno)
{
	/* ok: fence/wait-unannotated: never sleeps: may be called in an interrupt */
	while (engine->finished_seqno < seqno)
		;
}
