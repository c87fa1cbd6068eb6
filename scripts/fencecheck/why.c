// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>

#include "why.h"

/* The first call of the walk that stands in the function. */
static const struct fc_visit *visit_of(const struct fc_walk *walk, const char *function)
{
	for (int i = 0; i < walk->visits.n; i++)
		if (fc_context_live(walk->contexts, walk->visits.at[i].context)->name == function)
			return &walk->visits.at[i];
	return NULL;
}

static void look(struct fc_why *why, struct fc_judge *judge, const struct fc_root *root)
{
	const struct fc_visit *visit;
	struct fc_finding *finding;
	struct fc_chain chain;
	struct fc_walk walk;

	fc_walk_run(&walk, judge->contexts, root);
	visit = visit_of(&walk, why->function);
	if (visit) {
		chain = fc_walk_chain(&walk, visit);
		if (!why->best || chain.tier < why->best->tier ||
		    (chain.tier == why->best->tier && chain.links.n < why->best->length)) {
			finding = fc_tell_at(judge, &chain);
			fc_tell_chain(judge, finding, &chain,
				      fc_text(judge->arena, "%s: ", root->name), "is reached");
			why->best = finding;
		}
	}
	fc_walk_end(&walk);
}

void fc_why_view(struct fc_why *why, struct fc_contexts *contexts, struct fc_report *report)
{
	struct fc_judge judge = { .contexts = contexts, .report = report, .arena = report->arena };

	for (int i = 0; i < contexts->view->functions.n; i++)
		why->exists |= contexts->view->functions.at[i].name == why->function;
	fc_roots_find(&judge);
	for (int i = 0; i < judge.roots.n; i++)
		look(why, &judge, &judge.roots.at[i]);
}

void fc_why_print(const struct fc_why *why)
{
	for (int i = 0; why->best && i < why->best->notes.n; i++)
		printf("%s:%d: %s(): %s\n", why->best->notes.at[i].path, why->best->notes.at[i].line,
		       why->best->notes.at[i].function, why->best->notes.at[i].text);
}
