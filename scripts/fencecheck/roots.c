// SPDX-License-Identifier: GPL-2.0-only
/* Where code on the way to signalling a fence begins. */
#include "judge.h"

struct kind {
	const char *word;	/* of the model */
	const char *name;	/* for people */
	enum fc_root_kind kind;
	bool atomic, ordered;
	enum fc_tier tier;
};

/* In operations tables: `root` of the model. */
static const struct kind slot_kinds[] = {
	{ "run_job", "run_job", FC_ROOT_RUN_JOB, false, false, FC_DIRECT },
	{ "timedout_job", "timedout_job", FC_ROOT_TIMEDOUT_JOB, false, false, FC_DIRECT },
	{ "prepare_job", "prepare_job", FC_ROOT_PREPARE_JOB, false, false, FC_DIRECT },
	/* Runs after the job's fence, but before that of the next job in the queue. */
	{ "free_job", "free_job", FC_ROOT_FREE_JOB, false, false, FC_PUT },
	{ "enable_signaling", "enable_signaling", FC_ROOT_ENABLE_SIGNALING, true, false, FC_DIRECT },
};

/* Handlers that are registered: `register` of the model. */
static const struct kind handler_kinds[] = {
	{ "callback", "fence callback", FC_ROOT_CALLBACK, true, false, FC_DIRECT },
	{ "irq", "interrupt handler", FC_ROOT_IRQ, false, true, FC_DIRECT },
	{ "threaded-irq", "interrupt thread", FC_ROOT_IRQ, false, true, FC_DIRECT },
	{ "work", "work", FC_ROOT_WORK, false, true, FC_DIRECT },
	{ "delayed-work", "work", FC_ROOT_WORK, false, true, FC_DIRECT },
	{ "kthread-work", "work of a kthread", FC_ROOT_WORK, false, true, FC_DIRECT },
	{ "timer", "timer", FC_ROOT_TIMER, false, true, FC_DIRECT },
	{ "hrtimer", "timer", FC_ROOT_TIMER, false, true, FC_DIRECT },
	{ "tasklet", "tasklet", FC_ROOT_TIMER, false, true, FC_DIRECT },
};

static const struct kind *find_kind(const struct kind *kinds, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(kinds[i].word, word))
			return &kinds[i];
	return NULL;
}

/* Work that recovers the hardware is as rare as what calls it. */
static bool is_reset(const struct fc_judge *judge, int function)
{
	const struct fc_view *view = judge->contexts->view;

	return fc_model_find(view->program->model, FC_M_RESET, view->functions.at[function].name);
}

static void add_root(struct fc_judge *judge, const struct kind *kind, int function)
{
	const struct fc_context *context;

	if (!fc_view_own(judge->contexts->view, function))
		return;
	context = fc_context_plain(judge->contexts, function);
	for (int i = 0; i < judge->roots.n; i++)
		if (judge->roots.at[i].context == context && judge->roots.at[i].kind == kind->kind)
			return;
	/* A handler that signals nothing is not on the way to a signal. */
	if (kind->ordered && !context->signals)
		return;
	fc_push(judge->contexts->arena, &judge->roots, (struct fc_root){
		.kind = kind->kind, .name = kind->name, .context = context,
		.atomic = kind->atomic, .ordered = kind->ordered,
		.tier = is_reset(judge, function) ? FC_RESET : kind->tier });
}

static bool begins_section(const struct fc_contexts *contexts, const struct fc_context *context)
{
	int n = fc_context_live(contexts, context)->f->ncalls;

	for (int i = 0; i < n; i++)
		if (context->steps[i].state && context->steps[i].state->sections)
			return true;
	return false;
}

static void add_sections(struct fc_judge *judge)
{
	struct fc_contexts *contexts = judge->contexts;

	for (int i = 0; i < contexts->all.n; i++) {
		const struct fc_context *context = contexts->all.at[i];

		if (fc_view_own(contexts->view, context->function) &&
		    begins_section(contexts, context))
			fc_push(contexts->arena, &judge->roots, (struct fc_root){
				.kind = FC_ROOT_SECTION, .name = "section", .context = context,
				.section = true });
	}
}

void fc_roots_find(struct fc_judge *judge)
{
	const struct fc_view *view = judge->contexts->view;

	for (int i = 0; i < view->slots.n; i++) {
		const struct fc_entry *root = fc_model_find(view->program->model, FC_M_ROOT,
							    view->slots.at[i].place);
		const struct kind *kind = root ? find_kind(slot_kinds,
			sizeof(slot_kinds) / sizeof(*slot_kinds), root->what) : NULL;

		if (kind)
			add_root(judge, kind, view->slots.at[i].function);
	}
	for (int i = 0; i < view->handlers.n; i++) {
		const struct kind *kind = find_kind(handler_kinds,
			sizeof(handler_kinds) / sizeof(*handler_kinds),
			view->handlers.at[i].what);

		if (kind)
			add_root(judge, kind, view->handlers.at[i].function);
	}
	add_sections(judge);
}

void fc_judge_view(struct fc_judge *judge, struct fc_contexts *contexts, struct fc_report *report)
{
	*judge = (struct fc_judge){ .contexts = contexts, .report = report, .arena = report->arena };
	fc_taints_find(&judge->taints, contexts);
	fc_roots_find(judge);
	fc_work_find(judge);
	for (int i = 0; i < judge->roots.n; i++)
		fc_judge_root(judge, &judge->roots.at[i]);
	fc_judge_irq(judge);
	fc_judge_sections(judge);
	fc_judge_work(judge);
}
