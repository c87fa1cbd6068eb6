/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The model: what functions outside of the scanned code do, and which of the
 * names inside of it have a meaning for fences. Plain text, see `model`.
 */
#ifndef FENCECHECK_MODEL_H
#define FENCECHECK_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

enum fc_model_kind {
	FC_M_ALLOC, FC_M_WAIT, FC_M_SLEEP, FC_M_PREPARE, FC_M_MIGHT_SLEEP, FC_M_LOCK,
	FC_M_UNLOCK, FC_M_BEGIN, FC_M_END, FC_M_SIGNAL, FC_M_NORETURN, FC_M_EXEMPT, FC_M_CALLS,
	FC_M_PUT, FC_M_RESET, FC_M_REGISTER, FC_M_QUEUE, FC_M_FLUSH, FC_M_WORKQUEUE,
	FC_M_GFP_TEST, FC_M_ROOT, FC_M_CONTRACT, FC_M_DRIVER, FC_M_LIBRARY, FC_M_DRIVER_FILE,
	FC_M_KINDS
};

enum fc_lock_kind {
	FC_LOCK_MUTEX, FC_LOCK_WW, FC_LOCK_RWSEM, FC_LOCK_RWSEM_READ, FC_LOCK_SPIN,
	FC_LOCK_SPIN_IRQ, FC_LOCK_SPIN_BH, FC_LOCK_SRCU, FC_LOCK_RCU, FC_LOCK_MMAP,
};

enum fc_fails { FC_FAILS_NEVER, FC_FAILS_NONZERO, FC_FAILS_ZERO };

/* Argument indices are -1 where an entry does not give them. */
struct fc_entry {
	enum fc_model_kind kind;
	const char *name;	/* without the final * of a prefix */
	bool prefix;
	/*
	 * alloc, workqueue: the flags; lock, unlock, gfp-test: arg; sleep, prepare:
	 * on; queue, flush, register: the work item, or what else it is.
	 */
	int arg;
	int function;		/* calls, register: the function that is called */
	int thread;		/* register: a second one, which an interrupt thread runs */
	const char *after;	/* register STRUCT.MEMBER: see fc_model_after() */
	const char *target;	/* calls: or this function, or what STRUCT.MEMBER holds */
	int queue;		/* queue, flush: the workqueue */
	bool system;		/* queue: on a system workqueue */
	int timeout;		/* wait, sleep: argument of the time-out */
	bool bounded;		/* sleep: it has a time-out */
	int nowait;		/* lock: if this argument is not 0, it does not block */
	const char *class;	/* lock, unlock: the class, if fixed */
	const char *what;	/* register, root, contract: the kind, by name */
	enum fc_lock_kind lock;
	bool try;
	enum fc_fails fails;
	const char *reason;
	const char *file;	/* where the entry stands */
	int line;
};

struct fc_model;

struct fc_model *fc_model_new(struct fc_arena *arena);

/*
 * Add the entries of a file; an entry replaces one of the same kind and name.
 * Returns false with one line, `file:line: what is wrong`, in @why.
 */
bool fc_model_read(struct fc_model *model, const char *file, char *why, size_t size);

/*
 * The entry of that kind for a function (a symbol: `@path` and `_noprof` are
 * dropped), STRUCT.MEMBER, class or path; exact names before prefixes, longer
 * prefixes first. NULL if there is none.
 */
const struct fc_entry *fc_model_find(const struct fc_model *model, enum fc_model_kind kind,
				     const char *name);

/*
 * For `register STRUCT.MEMBER` with after=: is this the callee whose argument
 * entry->arg is the object, if the call stands just before, on the same line?
 */
bool fc_model_after(const struct fc_entry *entry, const char *symbol);

/* All entries of a kind, in the order of the files. */
const struct fc_entry *const *fc_model_all(const struct fc_model *model, enum fc_model_kind kind,
					   int *count);

#endif
