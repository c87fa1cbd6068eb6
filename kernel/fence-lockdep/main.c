// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs one scenario of scenarios.h and shows that lockdep was at work before
 * and after it. Nothing is judged here: the kernel log is the result.
 */
#include <linux/debug_locks.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched/task.h>
#include <linux/utsname.h>

#include "fence-lockdep.h"

static char *scenario = "";
module_param(scenario, charp, 0444);
MODULE_PARM_DESC(scenario, "name of the scenario to run");

#ifdef CONFIG_PROVE_LOCKING

#ifdef HAVE_MIGHT_WAIT
#define SERIES 1
#else
#define SERIES 0
#endif

struct row {
	const char *name;
	void (*body)(void);
};

static const struct row rows[] = {
#define SCENARIO(name, ...) { #name, fl_##name },
#include "scenarios.h"
#undef SCENARIO
};

struct dma_fence *fl_done;
struct mm_struct *fl_mm;

static const char *fence_name(struct dma_fence *fence)
{
	return "fence-lockdep";
}

/* The fences are static. */
static void fence_release(struct dma_fence *fence)
{
}

static const struct dma_fence_ops fence_ops = {
	.get_driver_name = fence_name,
	.get_timeline_name = fence_name,
	.release = fence_release,
};

void fl_fence_init(struct fl_fence *fence)
{
	spin_lock_init(&fence->lock);
	dma_fence_init(&fence->base, &fence_ops, &fence->lock,
		       dma_fence_context_alloc(1), 1);
}

void fl_skip(const char *why)
{
	pr_info("skipped %s: %s\n", scenario, why);
}

static const struct row *find_row(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (!strcmp(rows[i].name, name))
			return &rows[i];
	return NULL;
}

/* With lockdep off every lock counts as held, so look at a free one as well. */
static bool lockdep_tracks(void)
{
	static DEFINE_MUTEX(probe_lock);
	bool before, inside;

	before = lockdep_is_held(&probe_lock);
	mutex_lock(&probe_lock);
	inside = lockdep_is_held(&probe_lock);
	mutex_unlock(&probe_lock);
	return debug_locks && !before && inside;
}

static const char *lockdep_state(void)
{
	return debug_locks ? "on" : "off";
}

static int run_row(void *data)
{
	const struct row *row = data;

	row->body();
	return 0;
}

/*
 * A thread that exits with a lock held is reported at the very end of its life,
 * later than kthread_stop() waits for. Sleeping in small steps keeps the
 * hung-task detector to the scenario's own thread.
 */
static int run_in_thread(const struct row *row)
{
	struct task_struct *task;

	task = kthread_create(run_row, (void *)row, "fl-%s", row->name);
	if (IS_ERR(task))
		return PTR_ERR(task);
	get_task_struct(task);
	wake_up_process(task);
	while (READ_ONCE(task->__state) != TASK_DEAD)
		msleep(20);
	put_task_struct(task);
	return 0;
}

/* An inversion that lockdep must report, if it is still at work. */
static void run_canary(void)
{
	static DEFINE_MUTEX(fence_lockdep_canary);
	static DEFINE_MUTEX(fence_lockdep_canary_b);

	pr_info("canary begin\n");
	mutex_lock(&fence_lockdep_canary);
	mutex_lock(&fence_lockdep_canary_b);
	mutex_unlock(&fence_lockdep_canary_b);
	mutex_unlock(&fence_lockdep_canary);

	mutex_lock(&fence_lockdep_canary_b);
	mutex_lock(&fence_lockdep_canary);
	mutex_unlock(&fence_lockdep_canary);
	mutex_unlock(&fence_lockdep_canary_b);
	pr_info("canary end lockdep=%s\n", lockdep_state());
}

static int __init fence_lockdep_init(void)
{
	static struct fl_fence done;
	const struct row *row = find_row(scenario);
	int ret;

	if (!row) {
		pr_err("no scenario %s\n", *scenario ? scenario : "given");
		return -EINVAL;
	}
	if (!lockdep_tracks()) {
		pr_err("lockdep is off already (an earlier report?)\n");
		return -EOPNOTSUPP;
	}

	fl_mm = current->mm;
	fl_fence_init(&done);
	fl_done = &done.base;
	dma_fence_signal(fl_done);

	pr_info("kernel %s series %d\n", init_utsname()->release, SERIES);
	pr_info("begin %s\n", row->name);
	ret = run_in_thread(row);
	if (ret)
		return ret;
	pr_info("end %s lockdep=%s\n", row->name, lockdep_state());

	if (debug_locks)
		run_canary();
	return 0;
}

#else

static int __init fence_lockdep_init(void)
{
	pr_err("lockdep is not in this kernel\n");
	return -EOPNOTSUPP;
}

#endif

static void __exit fence_lockdep_exit(void)
{
}

module_init(fence_lockdep_init);
module_exit(fence_lockdep_exit);
MODULE_DESCRIPTION("dma-fence deadlock scenarios for lockdep");
MODULE_LICENSE("GPL");
