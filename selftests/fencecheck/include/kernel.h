/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The little of the kernel that the cases need: names, argument order and the
 * shape of macros and inline functions are those of 6.12, nothing else is.
 */
#ifndef FENCECHECK_KERNEL_H
#define FENCECHECK_KERNEL_H

#include <stdbool.h>
#include <stddef.h>

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef unsigned int gfp_t;
typedef unsigned long pgprot_t;

#define __UNIQUE(prefix, line)	prefix##line
#define __UNIQUE_LINE(prefix, line) __UNIQUE(prefix, line)
#define __UNIQUE_ID(prefix)	__UNIQUE_LINE(__id_##prefix, __LINE__)
#define container_of(ptr, type, member) \
	((type *)((char *)(ptr) - offsetof(type, member)))
#define WARN_ON(condition)	__builtin_expect(!!(condition), 0)
#define ENOMEM			12
#define EINVAL			22
#define HZ			250
#define MAX_SCHEDULE_TIMEOUT	((long)(~0ul >> 1))
#define IS_ERR(pointer)		((unsigned long)(pointer) >= -4095ul)
#define ERR_PTR(error)		((void *)(long)(error))

/* Memory */
#define __GFP_IO		0x40u
#define __GFP_FS		0x80u
#define __GFP_HIGH		0x20u
#define __GFP_ZERO		0x100u
#define __GFP_DIRECT_RECLAIM	0x400u
#define __GFP_KSWAPD_RECLAIM	0x800u
#define __GFP_NOWARN		0x2000u
#define __GFP_RECLAIM		(__GFP_DIRECT_RECLAIM | __GFP_KSWAPD_RECLAIM)
#define GFP_KERNEL		(__GFP_RECLAIM | __GFP_IO | __GFP_FS)
#define GFP_NOFS		(__GFP_RECLAIM | __GFP_IO)
#define GFP_NOIO		(__GFP_RECLAIM)
#define GFP_NOWAIT		(__GFP_KSWAPD_RECLAIM | __GFP_NOWARN)
#define GFP_ATOMIC		(__GFP_HIGH | __GFP_KSWAPD_RECLAIM)
#define VM_MAP			4
#define PAGE_KERNEL		0

struct page;

extern void *kmalloc(size_t size, gfp_t flags);
extern void *kzalloc(size_t size, gfp_t flags);
extern void *kcalloc(size_t n, size_t size, gfp_t flags);
extern void kfree(const void *object);
extern void *vzalloc(unsigned long size);
extern void vfree(const void *address);
extern void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot);
extern void vunmap(const void *address);
extern unsigned int memalloc_noreclaim_save(void);
extern void memalloc_noreclaim_restore(unsigned int flags);

static inline bool gfpflags_allow_blocking(const gfp_t gfp_flags)
{
	return !!(gfp_flags & __GFP_DIRECT_RECLAIM);
}

/* Lists, references */
struct list_head {
	struct list_head *next, *prev;
};

static inline void INIT_LIST_HEAD(struct list_head *list)
{
	list->next = list;
	list->prev = list;
}

typedef struct {
	int refs;
} refcount_t;

struct kref {
	refcount_t refcount;
};

extern bool refcount_dec_and_test(refcount_t *r);

static inline int kref_put(struct kref *kref, void (*release)(struct kref *kref))
{
	if (refcount_dec_and_test(&kref->refcount)) {
		release(kref);
		return 1;
	}
	return 0;
}

/* Locks */
struct mutex {
	int owner;
};

struct rw_semaphore {
	int count;
};

typedef struct raw_spinlock {
	int raw_lock;
} raw_spinlock_t;

typedef struct spinlock {
	struct raw_spinlock rlock;
} spinlock_t;

struct srcu_struct {
	int index;
};

struct address_space {
	struct rw_semaphore i_mmap_rwsem;
};

struct mm_struct {
	struct rw_semaphore mmap_lock;
};

struct ww_acquire_ctx;

#define DEFINE_MUTEX(name)	struct mutex name

extern void mutex_lock(struct mutex *lock);
extern int mutex_lock_interruptible(struct mutex *lock);
extern int mutex_trylock(struct mutex *lock);
extern void mutex_unlock(struct mutex *lock);
extern void down_read(struct rw_semaphore *sem);
extern void up_read(struct rw_semaphore *sem);
extern int down_read_trylock(struct rw_semaphore *sem);
extern void down_write(struct rw_semaphore *sem);
extern void up_write(struct rw_semaphore *sem);
extern void downgrade_write(struct rw_semaphore *sem);
extern void mmap_read_lock(struct mm_struct *mm);
extern bool mmap_read_trylock(struct mm_struct *mm);
extern void mmap_read_unlock(struct mm_struct *mm);
extern void console_lock(void);
extern int console_trylock(void);
extern void console_unlock(void);
extern int srcu_read_lock(struct srcu_struct *ssp);
extern void srcu_read_unlock(struct srcu_struct *ssp, int idx);
extern void synchronize_srcu(struct srcu_struct *ssp);
extern void rcu_read_lock(void);
extern void rcu_read_unlock(void);
extern unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock);
extern void _raw_spin_lock(raw_spinlock_t *lock);
extern void _raw_spin_unlock(raw_spinlock_t *lock);
extern void _raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags);
extern unsigned long arch_local_irq_save(void);
extern void arch_local_irq_restore(unsigned long flags);

#define local_irq_save(flags)	((flags) = arch_local_irq_save())
#define local_irq_restore(flags) arch_local_irq_restore(flags)

static inline raw_spinlock_t *spinlock_check(spinlock_t *lock)
{
	return &lock->rlock;
}

static inline void spin_lock(spinlock_t *lock)
{
	_raw_spin_lock(&lock->rlock);
}

static inline void spin_unlock(spinlock_t *lock)
{
	_raw_spin_unlock(&lock->rlock);
}

#define spin_lock_irqsave(lock, flags) \
	((flags) = _raw_spin_lock_irqsave(spinlock_check(lock)))

static inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	_raw_spin_unlock_irqrestore(&lock->rlock, flags);
}

static inline void i_mmap_lock_write(struct address_space *mapping)
{
	down_write(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_unlock_write(struct address_space *mapping)
{
	up_write(&mapping->i_mmap_rwsem);
}

/* Guards: a class is a value with a constructor, and a destructor as cleanup. */
#define DEFINE_GUARD(_name, _type, _lock, _unlock)			\
	static const bool class_##_name##_is_conditional;		\
	typedef _type class_##_name##_t;				\
	static inline void class_##_name##_destructor(typeof(_type) *p)	\
	{								\
		_type _T = *p;						\
									\
		if (_T) {						\
			_unlock;					\
		}							\
	}								\
	static inline _type class_##_name##_constructor(_type _T)	\
	{								\
		_type t = ({ _lock; _T; });				\
									\
		return t;						\
	}								\
	static inline void *class_##_name##_lock_ptr(typeof(_type) *_T)	\
	{								\
		return (void *)*_T;					\
	}

#define CLASS(_name, var)						\
	class_##_name##_t var						\
	__attribute__((__cleanup__(class_##_name##_destructor))) =	\
	class_##_name##_constructor

#define guard(_name)	CLASS(_name, __UNIQUE_ID(guard))

#define __scoped_guard(_name, _label, args...)				\
	for (CLASS(_name, scope)(args);					\
	     class_##_name##_lock_ptr(&scope) || !class_##_name##_is_conditional; \
	     ({ goto _label; }))					\
		if (0) { _label: break; } else

#define scoped_guard(_name, args...)	__scoped_guard(_name, __UNIQUE_ID(label), args)

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))

/* Sleeping */
struct completion {
	unsigned int done;
};

typedef struct wait_queue_head {
	struct list_head head;
} wait_queue_head_t;

struct wait_queue_entry {
	struct list_head entry;
};

#define TASK_UNINTERRUPTIBLE	2

extern void complete(struct completion *x);
extern void wait_for_completion(struct completion *x);
extern unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout);
extern void init_wait_entry(struct wait_queue_entry *wq_entry, int flags);
extern long prepare_to_wait_event(struct wait_queue_head *wq_head,
				  struct wait_queue_entry *wq_entry, int state);
extern void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
extern void __might_sleep(const char *file, int line);
extern void schedule(void);
extern long schedule_timeout(long timeout);
extern void msleep(unsigned int msecs);
extern int cond_resched(void);
extern bool freezing(void);

#define might_sleep()	__might_sleep(__FILE__, __LINE__)

#define ___wait_event(wq_head, condition, state, ret, cmd)		\
({									\
	struct wait_queue_entry __wq_entry;				\
	long __ret = ret;						\
									\
	init_wait_entry(&__wq_entry, 0);				\
	for (;;) {							\
		prepare_to_wait_event(&wq_head, &__wq_entry, state);	\
		if (condition)						\
			break;						\
		cmd;							\
	}								\
	finish_wait(&wq_head, &__wq_entry);				\
	__ret;								\
})

#define wait_event(wq_head, condition)					\
do {									\
	might_sleep();							\
	if (condition)							\
		break;							\
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, schedule()); \
} while (0)

#define wait_event_timeout(wq_head, condition, timeout)			\
({									\
	long __left = timeout;						\
									\
	might_sleep();							\
	if (!(condition))						\
		__left = ___wait_event(wq_head, (condition) || !__ret,	\
				       TASK_UNINTERRUPTIBLE, timeout,	\
				       __ret = schedule_timeout(__ret)); \
	__left;								\
})

/* Work */
struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	long data;
	struct list_head entry;
	work_func_t func;
};

struct timer_list {
	void (*function)(struct timer_list *timer);
};

struct delayed_work {
	struct work_struct work;
	struct timer_list timer;
};

struct workqueue_struct;
struct lock_class_key;

#define WQ_UNBOUND		(1 << 1)
#define WQ_MEM_RECLAIM		(1 << 3)
#define WQ_HIGHPRI		(1 << 4)
#define __WQ_ORDERED		(1 << 17)
#define WORK_STRUCT_NO_POOL	0x1fe0

extern struct workqueue_struct *system_wq;
extern struct workqueue_struct *system_unbound_wq;

extern void __init_work(struct work_struct *work, int onstack);
extern void delayed_work_timer_fn(struct timer_list *t);
extern void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *timer),
			   unsigned int flags, const char *name, struct lock_class_key *key);

#define timer_setup(timer, callback, flags) \
	init_timer_key((timer), (callback), (flags), NULL, NULL)

#define INIT_WORK(_work, _func)						\
do {									\
	__init_work((_work), 0);					\
	(_work)->data = WORK_STRUCT_NO_POOL;				\
	INIT_LIST_HEAD(&(_work)->entry);				\
	(_work)->func = (_func);					\
} while (0)

#define INIT_DELAYED_WORK(_work, _func)					\
do {									\
	INIT_WORK(&(_work)->work, (_func));				\
	init_timer_key(&(_work)->timer, delayed_work_timer_fn, 0, NULL, NULL); \
} while (0)

#define DECLARE_WORK(n, f)	struct work_struct n = { .func = (f) }

extern struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags,
						int max_active, ...);
#define alloc_ordered_workqueue(fmt, flags, args...) \
	alloc_workqueue(fmt, WQ_UNBOUND | __WQ_ORDERED | (flags), 1, ##args)
extern void destroy_workqueue(struct workqueue_struct *wq);
extern bool queue_work(struct workqueue_struct *wq, struct work_struct *work);
extern bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
			       unsigned long delay);
extern bool schedule_work(struct work_struct *work);
extern bool schedule_delayed_work(struct delayed_work *dwork, unsigned long delay);
extern bool flush_work(struct work_struct *work);
extern bool flush_delayed_work(struct delayed_work *dwork);
extern bool cancel_work(struct work_struct *work);
extern bool cancel_work_sync(struct work_struct *work);
extern bool cancel_delayed_work_sync(struct delayed_work *dwork);
extern void __flush_workqueue(struct workqueue_struct *wq);
extern void drain_workqueue(struct workqueue_struct *wq);

#define flush_workqueue(wq)	__flush_workqueue(wq)

struct task_struct;
struct kthread_work;
typedef void (*kthread_work_func_t)(struct kthread_work *work);

struct kthread_work {
	struct list_head node;
	kthread_work_func_t func;
};

struct kthread_worker;

#define kthread_init_work(work, fn)					\
do {									\
	__builtin_memset((work), 0, sizeof(struct kthread_work));	\
	INIT_LIST_HEAD(&(work)->node);					\
	(work)->func = (fn);						\
} while (0)

extern bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work);
extern void kthread_flush_work(struct kthread_work *work);
extern void kthread_flush_worker(struct kthread_worker *worker);
extern bool kthread_cancel_work_sync(struct kthread_work *work);
extern bool kthread_should_stop(void);
extern struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data,
						  int node, const char *namefmt, ...);

/* Interrupts */
typedef enum {
	IRQ_NONE,
	IRQ_HANDLED,
	IRQ_WAKE_THREAD,
} irqreturn_t;
typedef irqreturn_t (*irq_handler_t)(int irq, void *data);

extern int request_threaded_irq(unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn,
				unsigned long flags, const char *name, void *dev);

static inline int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags,
			      const char *name, void *dev)
{
	return request_threaded_irq(irq, handler, NULL, flags, name, dev);
}

/* Fences */
struct dma_fence_ops;

struct dma_fence {
	spinlock_t *lock;
	const struct dma_fence_ops *ops;
	struct kref refcount;
};

struct dma_fence_cb;
typedef void (*dma_fence_func_t)(struct dma_fence *fence, struct dma_fence_cb *cb);

struct dma_fence_cb {
	struct list_head node;
	dma_fence_func_t func;
};

struct dma_fence_ops {
	const char *(*get_driver_name)(struct dma_fence *fence);
	const char *(*get_timeline_name)(struct dma_fence *fence);
	bool (*enable_signaling)(struct dma_fence *fence);
	bool (*signaled)(struct dma_fence *fence);
	long (*wait)(struct dma_fence *fence, bool intr, long timeout);
	void (*release)(struct dma_fence *fence);
};

extern bool dma_fence_begin_signalling(void);
extern void dma_fence_end_signalling(bool cookie);
extern void dma_fence_init(struct dma_fence *fence, const struct dma_fence_ops *ops,
			   spinlock_t *lock, u64 context, u64 seqno);
extern int dma_fence_signal(struct dma_fence *fence);
extern int dma_fence_signal_locked(struct dma_fence *fence);
extern bool dma_fence_is_signaled(struct dma_fence *fence);
extern struct dma_fence *dma_fence_get(struct dma_fence *fence);
extern void dma_fence_put(struct dma_fence *fence);
extern int dma_fence_add_callback(struct dma_fence *fence, struct dma_fence_cb *cb,
				  dma_fence_func_t func);
extern long dma_fence_wait(struct dma_fence *fence, bool intr);
extern long dma_fence_wait_timeout(struct dma_fence *fence, bool intr, long timeout);
extern long dma_fence_wait_any_timeout(struct dma_fence **fences, u32 count, bool intr,
				       long timeout, u32 *idx);
extern long dma_fence_default_wait(struct dma_fence *fence, bool intr, long timeout);

enum dma_resv_usage {
	DMA_RESV_USAGE_KERNEL,
	DMA_RESV_USAGE_WRITE,
	DMA_RESV_USAGE_READ,
	DMA_RESV_USAGE_BOOKKEEP,
};

struct dma_resv {
	struct mutex lock;
};

extern int dma_resv_lock(struct dma_resv *obj, struct ww_acquire_ctx *ctx);
extern int dma_resv_lock_interruptible(struct dma_resv *obj, struct ww_acquire_ctx *ctx);
extern bool dma_resv_trylock(struct dma_resv *obj);
extern void dma_resv_unlock(struct dma_resv *obj);
extern int dma_resv_reserve_fences(struct dma_resv *obj, unsigned int num_fences);
extern void dma_resv_add_fence(struct dma_resv *obj, struct dma_fence *fence,
			       enum dma_resv_usage usage);
extern long dma_resv_wait_timeout(struct dma_resv *obj, enum dma_resv_usage usage, bool intr,
				  unsigned long timeout);
extern bool dma_resv_test_signaled(struct dma_resv *obj, enum dma_resv_usage usage);

/* DRM */
struct device;
struct drm_file;
struct drm_gpu_scheduler;
struct drm_sched_entity;

struct drm_modeset_lock {
	struct mutex mutex;
};

struct drm_modeset_acquire_ctx;

struct drm_sched_job {
	struct drm_gpu_scheduler *sched;
};

enum drm_gpu_sched_stat {
	DRM_GPU_SCHED_STAT_NONE,
	DRM_GPU_SCHED_STAT_NOMINAL,
};

struct drm_sched_backend_ops {
	struct dma_fence *(*prepare_job)(struct drm_sched_job *sched_job,
					 struct drm_sched_entity *s_entity);
	struct dma_fence *(*run_job)(struct drm_sched_job *sched_job);
	enum drm_gpu_sched_stat (*timedout_job)(struct drm_sched_job *sched_job);
	void (*free_job)(struct drm_sched_job *sched_job);
};

extern void drm_sched_stop(struct drm_gpu_scheduler *sched, struct drm_sched_job *bad);
extern void drm_sched_start(struct drm_gpu_scheduler *sched);
extern void drm_sched_fini(struct drm_gpu_scheduler *sched);
extern long drm_sched_entity_flush(struct drm_sched_entity *entity, long timeout);
extern void drm_sched_entity_fini(struct drm_sched_entity *entity);
extern int drm_modeset_lock(struct drm_modeset_lock *lock, struct drm_modeset_acquire_ctx *ctx);
extern void drm_modeset_unlock(struct drm_modeset_lock *lock);
extern int drm_syncobj_find_fence(struct drm_file *file_private, u32 handle, u64 point, u64 flags,
				  struct dma_fence **fence);
extern void dev_coredumpv(struct device *dev, void *data, size_t datalen, gfp_t gfp);
extern int pm_runtime_get_sync(struct device *dev);

#define DRM_SYNCOBJ_WAIT_FLAGS_WAIT_FOR_SUBMIT	(1 << 1)

/* Reclaim */
struct shrink_control;
struct mmu_notifier_range;

struct shrinker {
	unsigned long (*count_objects)(struct shrinker *shrinker, struct shrink_control *sc);
	unsigned long (*scan_objects)(struct shrinker *shrinker, struct shrink_control *sc);
	void *private_data;
};

struct mmu_interval_notifier;

struct mmu_interval_notifier_ops {
	bool (*invalidate)(struct mmu_interval_notifier *interval_sub,
			   const struct mmu_notifier_range *range, unsigned long cur_seq);
};

struct mmu_interval_notifier {
	const struct mmu_interval_notifier_ops *ops;
};

struct dev_pm_ops {
	int (*runtime_suspend)(struct device *dev);
	int (*runtime_resume)(struct device *dev);
};

/* Hardware: never looked into. */
extern void hw_kick(void *hw);
extern bool hw_busy(void *hw);

#endif
