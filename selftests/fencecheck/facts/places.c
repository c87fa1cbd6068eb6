// SPDX-License-Identifier: GPL-2.0-only
/* Objects: the last named struct, and not the insides of locks. */
struct raw_spinlock { int value; };
typedef struct raw_spinlock raw_spinlock_t;
typedef struct spinlock { union { struct raw_spinlock rlock; }; } spinlock_t;
struct mutex { int count; raw_spinlock_t wait_lock; };
struct ww_mutex { struct mutex base; int ctx; };
struct resv { struct ww_mutex lock; };
struct buffer { struct resv *resv, _resv; spinlock_t lock, many[3]; };
typedef struct { struct mutex m; } named_t;
static inline raw_spinlock_t *spinlock_check(spinlock_t *lock) { return &lock->rlock; }
void take(void *);

void places(struct buffer *b, named_t *n, struct mutex *given, int i, spinlock_t *array)
{
	take(&b->lock.rlock);
	take(spinlock_check(&b->lock));
	take(&b->resv->lock.base);
	take(&b->_resv.lock.base.wait_lock);
	take((void *)&b->many[i]);
	take(b->resv);
	take(&n->m);
	take(&given->wait_lock);
	take(&array[i]);
}
