/* SPDX-License-Identifier: GPL-2.0-only */
/* Spinlocks for rule cases. */
#ifndef SGFENCE_CASES_SPINLOCK_H
#define SGFENCE_CASES_SPINLOCK_H

#include <linux/types.h>

typedef struct spinlock {
	int lock;
} spinlock_t;

void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void spin_lock_irq(spinlock_t *lock);
void spin_unlock_irq(spinlock_t *lock);
void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags);
int spin_trylock(spinlock_t *lock);

#define spin_lock_irqsave(lock, flags) do { (flags) = 0; spin_lock(lock); } while (0)

typedef struct raw_spinlock {
	int lock;
} raw_spinlock_t;

typedef struct rwlock {
	int lock;
} rwlock_t;

void spin_lock_bh(spinlock_t *lock);
void spin_unlock_bh(spinlock_t *lock);
void raw_spin_lock(raw_spinlock_t *lock);
void raw_spin_unlock(raw_spinlock_t *lock);
void read_lock(rwlock_t *lock);
void read_unlock(rwlock_t *lock);
void assert_spin_locked(spinlock_t *lock);
void preempt_disable(void);
void preempt_enable(void);
void local_bh_disable(void);
void local_bh_enable(void);
void local_irq_disable(void);
void local_irq_enable(void);
void rcu_read_lock(void);
void rcu_read_unlock(void);
int get_cpu(void);
void put_cpu(void);

#endif
