/* SPDX-License-Identifier: GPL-2.0-only */
/* The rules: what is a finding, and how it is told. */
#ifndef FENCECHECK_JUDGE_H
#define FENCECHECK_JUDGE_H

#include "report.h"
#include "walk.h"

/* The handler of a work item. */
struct fc_work {
	const struct fc_context *context;
	struct fc_queued queued;
	struct fc_map held_over;	/* calls told of: a lock held over the wait for it */
	struct fc_chain *to_lock;	/* by class: how it takes that lock; NULL: nobody asked */
	/* What a signalling section must not wait for: the first time somebody asks. */
	bool asked, hazardous;
	struct fc_goal goal;
	struct fc_chain hazard;
};

struct fc_judge {
	struct fc_contexts *contexts;
	struct fc_taints taints;
	struct fc_report *report;
	struct fc_arena *arena;	/* of the report */
	FC_VEC(struct fc_root) roots;
	FC_VEC(struct fc_work) works;
};

/* All rules over one view. */
void fc_judge_view(struct fc_judge *judge, struct fc_contexts *contexts, struct fc_report *report);

/* The roots of a view: roots.c. */
void fc_roots_find(struct fc_judge *judge);

/* What is reached from roots: judge-walk.c. */
void fc_judge_root(struct fc_judge *judge, const struct fc_root *root);

/* Sections that are open at a return, begun too late, or of no effect: judge-section.c. */
void fc_judge_sections(struct fc_judge *judge);

/* Spinlocks of fence callbacks that others take with interrupts on: judge-irq.c. */
void fc_judge_irq(struct fc_judge *judge);

/* Work that is waited for or queued in the wrong place: judge-work.c. */
void fc_work_find(struct fc_judge *judge);
void fc_judge_work(struct fc_judge *judge);
void fc_judge_flush(struct fc_judge *judge, struct fc_walk *walk, const struct fc_visit *visit);

/* tell.c: the words of chains. */

/* A finding at the last call of @chain that stands in the driver's own code. */
struct fc_finding *fc_tell_at(struct fc_judge *judge, const struct fc_chain *chain);

/* A finding at a call. */
struct fc_finding *fc_tell_call(struct fc_judge *judge, const struct fc_context *context, int call);

/* Witnesses for @chain: @first stands before the first one, @last ends the last one. */
void fc_tell_chain(struct fc_judge *judge, struct fc_finding *finding, const struct fc_chain *chain,
		   const char *first, const char *last);

/* Witnesses for the places where a tainted class is held; the best one with its chain. */
void fc_tell_holdings(struct fc_judge *judge, struct fc_finding *finding, int class,
		      const struct fc_walk *but_not_in);

/* The goal of a chain in words: "waits for a fence". */
const char *fc_tell_goal(struct fc_judge *judge, const struct fc_chain *chain,
			 enum fc_goal_kind kind, int class);

/* "kmalloc(GFP_KERNEL)", "vmap()". */
const char *fc_tell_alloc(struct fc_judge *judge, const struct fc_context *context, int call);

/* The name of the function that a call names, for people. */
const char *fc_tell_callee(struct fc_judge *judge, const struct fc_context *context, int call);

static inline const char *fc_class_name(const struct fc_judge *judge, int class)
{
	return judge->contexts->classes.at[class].name;
}

#endif
