/* SPDX-License-Identifier: GPL-2.0-only */
/* Findings: collected, made unique, sorted, printed. */
#ifndef FENCECHECK_REPORT_H
#define FENCECHECK_REPORT_H

#include "chain.h"

struct fc_note {
	const char *path;
	int line;
	const char *function;
	const char *text;
};

struct fc_finding {
	const char *path;
	int line, column, end_column;
	const char *severity;	/* ERROR, WARNING or NOTE */
	const char *rule;
	const char *message;
	FC_VEC(struct fc_note) notes;
	FC_VEC(struct fc_note) others;	/* other roots that lead to the same sink */
	/* What makes it one finding: driver, kind of root, and sink. */
	const char *driver;
	const char *root;
	const char *sink;
	int tier;
	int length;		/* of the chain; shorter is better */
};

struct fc_report {
	struct fc_arena *arena;
	FC_VEC(struct fc_finding *) findings;
};

struct fc_report *fc_report_new(struct fc_arena *arena);

/* A finding to fill in; fc_report_add() takes it. */
struct fc_finding *fc_finding_new(struct fc_report *report);

/* As printf, in the arena of the report. */
const char *fc_text(struct fc_arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A witness in a function. */
void fc_note_add(struct fc_report *report, struct fc_finding *finding,
		 const struct fc_live *where, int line, const char *text);

/*
 * Add a finding. Of several with the same driver, root and sink only the best
 * stays, by tier, then by the length of its chain; the others are named in it.
 */
void fc_report_add(struct fc_report *report, struct fc_finding *finding);

/* Print what is at least that confident, sorted. Returns how many; @hidden counts the others. */
int fc_report_print(struct fc_report *report, enum fc_tier least, int *hidden);

/* One finding, the @number-th printed (from 1), as a graph for Graphviz. False: no such one. */
bool fc_report_dot(struct fc_report *report, enum fc_tier least, int number);

#endif
