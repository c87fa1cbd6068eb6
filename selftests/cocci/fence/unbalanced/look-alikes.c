// SPDX-License-Identifier: GPL-2.0-only
/* Sections that are balanced in a less obvious way. */
#include <linux/dma-fence.h>

int guard_of(struct dma_fence *fence);

#define scoped_guard(name, fence)	for (int held = guard_of(fence); held; held = 0)

struct job {
	struct dma_fence *fence;
	struct job *next;
};

struct queue {
	struct job *first;
	bool stopped;
	bool cookie;
};

int run(struct job *job);
int prepare(struct queue *queue);
void finish(struct queue *queue);
void finish_and_end(struct queue *queue, bool cookie);
bool hold(struct queue *queue, bool *cookie);

int one_exit(struct queue *queue)
{
	bool cookie;
	int ret;

	ret = prepare(queue);
	if (ret)
		/* ok: fence/unbalanced: not begun yet */
		return ret;
	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
	if (ret)
		goto out;
	finish(queue);
out:
	/* ok: fence/unbalanced: every path comes here */
	dma_fence_end_signalling(cookie);
	/* ok: fence/unbalanced: ended above */
	return ret;
}

int ended_on_each_path(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();
	int ret;

	ret = prepare(queue);
	if (ret) {
		/* ok: fence/unbalanced: and leaves */
		dma_fence_end_signalling(cookie);
		return ret;
	}
	ret = run(queue->first);
	if (ret) {
		dma_fence_end_signalling(cookie);
		goto out;
	}
	dma_fence_end_signalling(cookie);
	finish(queue);
out:
	/* ok: fence/unbalanced: ended before the label on every path */
	return ret;
}

void left_for_a_while(struct queue *queue)
{
	struct job *job;
	bool cookie;

	cookie = dma_fence_begin_signalling();
	for (job = queue->first; job; job = job->next) {
		if (queue->stopped) {
			/* ok: fence/unbalanced: begins again */
			dma_fence_end_signalling(cookie);
			prepare(queue);
			/* ok: fence/unbalanced: ended just above */
			cookie = dma_fence_begin_signalling();
		}
		dma_fence_signal(job->fence);
	}
	dma_fence_end_signalling(cookie);
	finish(queue);
	/* ok: fence/unbalanced: another section with the same cookie */
	cookie = dma_fence_begin_signalling();
	run(queue->first);
	dma_fence_end_signalling(cookie);
}

void each_round(struct queue *queue)
{
	struct job *job;

	for (job = queue->first; job; job = job->next) {
		/* ok: fence/unbalanced: both exits of the round end it */
		bool cookie = dma_fence_begin_signalling();

		if (run(job)) {
			dma_fence_end_signalling(cookie);
			continue;
		}
		dma_fence_signal(job->fence);
		dma_fence_end_signalling(cookie);
	}
}

int out_of_a_loop(struct queue *queue)
{
	struct job *job;
	bool cookie;
	int ret;

	for (job = queue->first; job; job = job->next) {
		/* ok: fence/unbalanced: ends in the loop or after the label */
		cookie = dma_fence_begin_signalling();
		ret = run(job);
		if (ret)
			goto fail;
		dma_fence_end_signalling(cookie);
	}
	/* ok: fence/unbalanced: no section is open here */
	return 0;

fail:
	dma_fence_end_signalling(cookie);
	return ret;
}

int by_kind(struct queue *queue, int kind)
{
	bool cookie = dma_fence_begin_signalling();
	int ret = 0;

	switch (kind) {
	case 0:
		ret = run(queue->first);
		dma_fence_end_signalling(cookie);
		break;
	case 1:
		dma_fence_end_signalling(cookie);
		return -EINVAL;
	default:
		dma_fence_end_signalling(cookie);
		break;
	}
	/* ok: fence/unbalanced: every case ends it */
	return ret;
}

void either_branch(struct queue *queue)
{
	bool cookie;

	/* ok: fence/unbalanced: both branches end it */
	cookie = dma_fence_begin_signalling();
	if (queue->stopped) {
		dma_fence_end_signalling(cookie);
		finish(queue);
	} else {
		dma_fence_signal(queue->first->fence);
		dma_fence_end_signalling(cookie);
	}
}

int same_condition(struct queue *queue, bool annotate)
{
	bool cookie;
	int ret;

	if (annotate)
		/* ok: fence/unbalanced: ended if it was begun */
		cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
	if (annotate)
		/* ok: fence/unbalanced: begun under the same condition */
		dma_fence_end_signalling(cookie);
	return ret;
}

int same_condition_in_blocks(struct queue *queue, bool annotate)
{
	bool cookie;
	int ret;

	if (annotate) {
		prepare(queue);
		/* ok: fence/unbalanced: ended if it was begun */
		cookie = dma_fence_begin_signalling();
	}
	ret = run(queue->first);
	if (!annotate)
		/* ok: fence/unbalanced: not begun on this path */
		return ret;
	finish(queue);
	/* ok: fence/unbalanced: begun on this path */
	dma_fence_end_signalling(cookie);
	return ret;
}

int nothing_to_end(struct queue *queue)
{
	bool cookie = true;
	int ret;

	ret = prepare(queue);
	if (ret)
		goto out;
	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
out:
	/* ok: fence/unbalanced: the cookie says that there is nothing to end */
	dma_fence_end_signalling(cookie);
	return ret;
}

int with_a_flag(struct queue *queue)
{
	bool cookie, open = true;
	int ret;

	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
	if (ret)
		goto out;
	dma_fence_end_signalling(cookie);
	open = false;
	ret = prepare(queue);
out:
	if (open)
		/* ok: fence/unbalanced: the flag says whether it ended */
		dma_fence_end_signalling(cookie);
	/* ok: fence/unbalanced: the flag took care */
	return ret;
}

int ended_early_sometimes(struct queue *queue)
{
	bool cookie;
	int ret;

	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
	if (ret)
		dma_fence_end_signalling(cookie);
	finish(queue);
	if (ret)
		/* ok: fence/unbalanced: ended under the same condition */
		return ret;
	/* ok: fence/unbalanced: not ended yet on this path */
	dma_fence_end_signalling(cookie);
	return 0;
}

void two_cookies(struct queue *queue)
{
	bool outer, inner;

	outer = dma_fence_begin_signalling();
	/* ok: fence/unbalanced: nested, with a cookie of its own */
	inner = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(inner);
	/* ok: fence/unbalanced: after the inner one */
	dma_fence_end_signalling(outer);
}

void both_at_once(struct queue *queue)
{
	bool outer, inner;

	outer = dma_fence_begin_signalling();
	inner = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	/* ok: fence/unbalanced: nothing runs between the two ends */
	dma_fence_end_signalling(outer);
	dma_fence_end_signalling(inner);
}

/* Sections that span functions. */

void unhold(struct queue *queue, bool cookie)
{
	/* ok: fence/unbalanced: the caller's cookie */
	dma_fence_end_signalling(cookie);
	finish(queue);
}

bool hold_by_pointer(struct queue *queue, bool *cookie)
{
	if (queue->stopped)
		return false;
	/* ok: fence/unbalanced: the caller ends it */
	*cookie = dma_fence_begin_signalling();
	return true;
}

bool hold_by_local(struct queue *queue, bool *out)
{
	bool cookie = dma_fence_begin_signalling();

	finish(queue);
	*out = cookie;
	/* ok: fence/unbalanced: handed on */
	return true;
}

bool begin_returned(struct queue *queue)
{
	finish(queue);
	/* ok: fence/unbalanced: returned at once */
	return dma_fence_begin_signalling();
}

bool cookie_returned(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();

	finish(queue);
	/* ok: fence/unbalanced: the caller's from here */
	return cookie;
}

void kept(struct queue *queue)
{
	/* ok: fence/unbalanced: kept for stop() */
	queue->cookie = dma_fence_begin_signalling();
	finish(queue);
}

void stop(struct queue *queue)
{
	/* ok: fence/unbalanced: begun elsewhere */
	dma_fence_end_signalling(queue->cookie);
}

void given_away(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();

	/* ok: fence/unbalanced: ended by the function called */
	finish_and_end(queue, cookie);
}

void from_a_helper(struct queue *queue)
{
	bool cookie;

	if (!hold(queue, &cookie))
		return;
	finish(queue);
	/* ok: fence/unbalanced: begun by the function that was given its address */
	dma_fence_end_signalling(cookie);
}

static bool shared;

void file_wide(struct queue *queue)
{
	/* ok: fence/unbalanced: a cookie that other functions see */
	shared = dma_fence_begin_signalling();
	finish(queue);
}

void file_wide_end(struct queue *queue)
{
	finish(queue);
	/* ok: fence/unbalanced: begun elsewhere */
	dma_fence_end_signalling(shared);
}

void once(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();

	do {
		finish(queue);
		/* ok: fence/unbalanced: no loop */
		dma_fence_end_signalling(cookie);
	} while (0);
}

void backwards(struct queue *queue)
{
	bool cookie;

	goto start;
again:
	/* ok: fence/unbalanced: the way here leads by the begin */
	dma_fence_end_signalling(cookie);
	prepare(queue);
start:
	cookie = dma_fence_begin_signalling();
	if (run(queue->first))
		goto again;
	dma_fence_end_signalling(cookie);
}

int left_in_a_case(struct queue *queue, int kind)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	switch (kind) {
	case 0:
		dma_fence_end_signalling(cookie);
		break;
	default:
		finish(queue);
		break;
	}
	if (kind == 0)
		/* ok: fence/unbalanced: ended in that case */
		return prepare(queue);
	dma_fence_end_signalling(cookie);
	return 0;
}

int begun_again_sometimes(struct queue *queue, bool again)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	finish(queue);
	dma_fence_end_signalling(cookie);
	if (again)
		/* ok: fence/unbalanced: ended above */
		cookie = dma_fence_begin_signalling();
	prepare(queue);
	if (again)
		/* ok: fence/unbalanced: begun under the same condition */
		dma_fence_end_signalling(cookie);
	return 0;
}

int at_a_shared_label(struct queue *queue)
{
	bool cookie;
	int ret;

	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
	if (ret) {
		dma_fence_end_signalling(cookie);
		goto out;
	}
	finish(queue);
out:
	if (ret)
		/* ok: fence/unbalanced: ended before the jump */
		return ret;
	/* ok: fence/unbalanced: the jump does not lead here */
	dma_fence_end_signalling(cookie);
	return 0;
}

int out_of_a_search(struct queue *queue)
{
	struct job *job;
	bool cookie;

	cookie = dma_fence_begin_signalling();
	for (job = queue->first; job; job = job->next) {
		if (run(job)) {
			dma_fence_end_signalling(cookie);
			break;
		}
	}
	if (job)
		/* ok: fence/unbalanced: ended before the break */
		return -EIO;
	/* ok: fence/unbalanced: not ended if the loop came to its end */
	dma_fence_end_signalling(cookie);
	return 0;
}

int retry(struct queue *queue)
{
	bool cookie;
	int ret;

again:
	/* ok: fence/unbalanced: ended before each jump */
	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
	if (ret) {
		dma_fence_end_signalling(cookie);
		prepare(queue);
		goto again;
	}
	dma_fence_end_signalling(cookie);
	return ret;
}

int forever(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();

	for (;;) {
		if (!run(queue->first))
			break;
		if (queue->stopped) {
			dma_fence_end_signalling(cookie);
			return -EIO;
		}
	}
	dma_fence_end_signalling(cookie);
	/* ok: fence/unbalanced: ended on the way out of the loop */
	return 0;
}

void under_guards(struct queue *queue)
{
	struct job *job;
	bool cookie;

	cookie = dma_fence_begin_signalling();
	for (job = queue->first; job; job = job->next) {
		if (!job->fence)
			continue;

		scoped_guard(spinlock, job->fence) {
			if (queue->stopped)
				break;
			dma_fence_signal(job->fence);
		}
	}
	/* ok: fence/unbalanced: ended after the loop, whatever ends that */
	dma_fence_end_signalling(cookie);
	finish(queue);
}

int ended_under_a_guard(struct queue *queue)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	scoped_guard(spinlock, queue->first->fence) {
		finish(queue);
		dma_fence_end_signalling(cookie);
	}
	/* ok: fence/unbalanced: the guarded block always runs */
	return prepare(queue);
}
