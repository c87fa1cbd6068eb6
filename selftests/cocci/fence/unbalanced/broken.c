// SPDX-License-Identifier: GPL-2.0-only
/* Sections that stay open, or end twice. */
#include <linux/dma-fence.h>

#define list_for_each_job(job, queue)	for (job = (queue)->first; job; job = job->next)

int guard_of(struct dma_fence *fence);

#define scoped_guard(name, fence)	for (int held = guard_of(fence); held; held = 0)

struct job {
	struct dma_fence *fence;
	struct job *next;
};

struct queue {
	struct job *first;
	bool stopped;
};

int run(struct job *job);
int prepare(struct queue *queue);
void finish(struct queue *queue);
bool skip(struct job *job);

int early_return(struct queue *queue)
{
	bool cookie;
	int ret;

	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
	if (ret)
		/* hit: fence/unbalanced */
		return ret;
	finish(queue);
	dma_fence_end_signalling(cookie);
	return 0;
}

void early_return_of_nothing(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();

	if (queue->stopped)
		/* hit: fence/unbalanced */
		return;
	finish(queue);
	dma_fence_end_signalling(cookie);
}

int one_exit_of_three(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();
	int ret;

	ret = prepare(queue);
	if (ret) {
		dma_fence_end_signalling(cookie);
		return ret;
	}
	ret = run(queue->first);
	if (ret) {
		finish(queue);
		/* hit: fence/unbalanced */
		return ret;
	}
	dma_fence_end_signalling(cookie);
	return 0;
}

int label_after_the_end(struct queue *queue)
{
	bool cookie;
	int ret;

	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
	if (ret)
		goto out;
	finish(queue);
	dma_fence_end_signalling(cookie);
out:
	/* hit: fence/unbalanced */
	return ret;
}

void falls_off(struct queue *queue)
{
	bool cookie;

	/* hit: fence/unbalanced */
	cookie = dma_fence_begin_signalling();
	if (queue->stopped)
		goto out;
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
out:
	finish(queue);
}

void in_a_branch(struct queue *queue)
{
	if (!queue->stopped) {
		bool cookie = dma_fence_begin_signalling();

		if (run(queue->first))
			/* hit: fence/unbalanced */
			return;
		dma_fence_end_signalling(cookie);
	}
	finish(queue);
}

void next_round(struct queue *queue)
{
	struct job *job;
	bool cookie;

	list_for_each_job(job, queue) {
		/* hit: fence/unbalanced */
		cookie = dma_fence_begin_signalling();
		if (skip(job))
			continue;
		dma_fence_signal(job->fence);
		dma_fence_end_signalling(cookie);
	}
	finish(queue);
}

int out_of_the_loop(struct queue *queue)
{
	struct job *job;
	bool cookie;
	int ret = 0;

	for (job = queue->first; job; job = job->next) {
		/* hit: fence/unbalanced */
		cookie = dma_fence_begin_signalling();
		ret = run(job);
		if (ret)
			break;
		dma_fence_end_signalling(cookie);
	}
	return ret;
}

void no_cookie(struct queue *queue)
{
	/* hit: fence/unbalanced */
	dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(false);
}

int ended_twice(struct queue *queue)
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
	/* hit: fence/unbalanced */
	dma_fence_end_signalling(cookie);
	return ret;
}

int ended_again(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();
	int ret;

	finish(queue);
	dma_fence_end_signalling(cookie);
	ret = prepare(queue);
	if (ret)
		/* hit: fence/unbalanced */
		dma_fence_end_signalling(cookie);
	return ret;
}

void ended_each_round(struct queue *queue)
{
	bool cookie = dma_fence_begin_signalling();
	struct job *job;

	for (job = queue->first; job; job = job->next) {
		dma_fence_signal(job->fence);
		/* hit: fence/unbalanced */
		dma_fence_end_signalling(cookie);
	}
}

int ended_before(struct queue *queue)
{
	bool cookie;
	int ret;

	ret = prepare(queue);
	if (ret)
		goto out;
	cookie = dma_fence_begin_signalling();
	ret = run(queue->first);
out:
	/* hit: fence/unbalanced */
	dma_fence_end_signalling(cookie);
	return ret;
}

void only_ended(struct queue *queue)
{
	bool cookie;

	finish(queue);
	/* hit: fence/unbalanced */
	dma_fence_end_signalling(cookie);
}

void begun_only_later(struct queue *queue)
{
	bool cookie;

	finish(queue);
	/* hit: fence/unbalanced */
	dma_fence_end_signalling(cookie);
	prepare(queue);
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
}

void one_cookie_for_two(struct queue *queue)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	finish(queue);
	/* hit: fence/unbalanced */
	cookie = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	dma_fence_end_signalling(cookie);
	dma_fence_end_signalling(cookie);
}

void outer_ended_inside(struct queue *queue)
{
	bool outer, inner;

	outer = dma_fence_begin_signalling();
	finish(queue);
	inner = dma_fence_begin_signalling();
	dma_fence_signal(queue->first->fence);
	/* hit: fence/unbalanced */
	dma_fence_end_signalling(outer);
	finish(queue);
	dma_fence_end_signalling(inner);
}

int under_a_guard(struct queue *queue)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	scoped_guard(spinlock, queue->first->fence) {
		if (queue->stopped)
			/* hit: fence/unbalanced */
			return -EIO;
		dma_fence_signal(queue->first->fence);
	}
	dma_fence_end_signalling(cookie);
	return 0;
}

int under_two_conditions(struct queue *queue)
{
	bool cookie;

	cookie = dma_fence_begin_signalling();
	finish(queue);
	if (queue->stopped)
		dma_fence_end_signalling(cookie);
	/* todo: fence/unbalanced: stays open if the queue runs, which looks like a plan */
	return prepare(queue);
}
