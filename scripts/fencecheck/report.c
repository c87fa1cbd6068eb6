// SPDX-License-Identifier: GPL-2.0-only
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "report.h"


struct fc_report *fc_report_new(struct fc_arena *arena)
{
	struct fc_report *report = fc_alloc(arena, sizeof(*report));

	report->arena = arena;
	return report;
}

struct fc_finding *fc_finding_new(struct fc_report *report)
{
	return fc_alloc(report->arena, sizeof(struct fc_finding));
}

const char *fc_text(struct fc_arena *arena, const char *format, ...)
{
	va_list args, again;
	char *text;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = fc_alloc(arena, length + 1);
	vsnprintf(text, length + 1, format, args);
	va_end(args);
	return text;
}

void fc_note_add(struct fc_report *report, struct fc_finding *finding,
		 const struct fc_live *where, int line, const char *text)
{
	fc_push(report->arena, &finding->notes, (struct fc_note){
		.path = where->f->path, .line = line, .function = where->name, .text = text });
}

static bool same_sink(const struct fc_finding *a, const struct fc_finding *b)
{
	return !strcmp(a->rule, b->rule) && a->driver == b->driver && !strcmp(a->root, b->root) &&
	       !strcmp(a->sink, b->sink);
}

static bool better(const struct fc_finding *a, const struct fc_finding *b)
{
	if (a->tier != b->tier)
		return a->tier < b->tier;
	return a->length < b->length;
}

static void add_root(struct fc_report *report, struct fc_finding *to, const struct fc_note *root)
{
	if (to->notes.n && to->notes.at[0].function == root->function)
		return;
	for (int i = 0; i < to->others.n; i++)
		if (to->others.at[i].function == root->function)
			return;
	fc_push(report->arena, &to->others, *root);
}

/* Keep of @from its root, and those it had kept itself. */
static void merge(struct fc_report *report, struct fc_finding *to, const struct fc_finding *from)
{
	if (from->notes.n)
		add_root(report, to, &from->notes.at[0]);
	for (int i = 0; i < from->others.n; i++)
		add_root(report, to, &from->others.at[i]);
}

void fc_report_add(struct fc_report *report, struct fc_finding *finding)
{
	for (int i = 0; i < report->findings.n; i++) {
		struct fc_finding *old = report->findings.at[i];

		if (!same_sink(old, finding))
			continue;
		if (better(finding, old)) {
			report->findings.at[i] = finding;
			merge(report, finding, old);
		} else {
			merge(report, old, finding);
		}
		return;
	}
	fc_push(report->arena, &report->findings, finding);
}

static int compare(const void *one, const void *two)
{
	const struct fc_finding *a = *(const struct fc_finding *const *)one;
	const struct fc_finding *b = *(const struct fc_finding *const *)two;
	int order = strcmp(a->path, b->path);

	if (!order)
		order = a->line != b->line ? a->line - b->line : a->column - b->column;
	if (!order)
		order = strcmp(a->rule, b->rule);
	return order ? order : strcmp(a->message, b->message);
}

static int compare_notes(const void *one, const void *two)
{
	const struct fc_note *a = one, *b = two;
	int order = strcmp(a->path, b->path);

	return order ? order : a->line - b->line;
}

static void print(const struct fc_finding *f)
{
	if (f->others.n)
		qsort(f->others.at, f->others.n, sizeof(*f->others.at), compare_notes);
	printf("%s:%d:%d-%d: %s: %s: %s\n", f->path, f->line, f->column, f->end_column,
	       f->severity, f->rule, f->message);
	for (int i = 0; i < f->notes.n; i++)
		printf("    %s:%d: %s(): %s\n", f->notes.at[i].path, f->notes.at[i].line,
		       f->notes.at[i].function, f->notes.at[i].text);
	for (int i = 0; i < f->others.n; i++)
		printf("    %s:%d: %s(): leads there, too: %s\n", f->others.at[i].path,
		       f->others.at[i].line, f->others.at[i].function, f->others.at[i].text);
}

static void sort(struct fc_report *report)
{
	if (report->findings.n)
		qsort(report->findings.at, report->findings.n, sizeof(*report->findings.at), compare);
}

int fc_report_print(struct fc_report *report, enum fc_tier least, int *hidden)
{
	int printed = 0;

	sort(report);
	for (int i = 0; i < report->findings.n; i++) {
		if (report->findings.at[i]->tier > (int)least)
			continue;
		print(report->findings.at[i]);
		printed++;
	}
	*hidden = report->findings.n - printed;
	return printed;
}

/* A label between quotes. */
static void dot_label(const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
}

static void dot(const struct fc_finding *f)
{
	printf("digraph finding {\n\trankdir=TB;\n\tnode [shape=box, fontname=monospace];\n\tlabel=\"");
	dot_label(f->rule);
	printf("\\n");
	dot_label(f->message);
	printf("\";\n");
	for (int i = 0; i < f->notes.n; i++) {
		const struct fc_note *n = &f->notes.at[i];

		printf("\tn%d [label=\"%s()\\n%s:%d\\n", i, n->function, n->path, n->line);
		dot_label(n->text);
		printf("\"];\n");
		if (i)
			printf("\tn%d -> n%d;\n", i - 1, i);
	}
	printf("}\n");
}

bool fc_report_dot(struct fc_report *report, enum fc_tier least, int number)
{
	int seen = 0;

	sort(report);
	for (int i = 0; i < report->findings.n; i++) {
		if (report->findings.at[i]->tier <= (int)least && ++seen == number) {
			dot(report->findings.at[i]);
			return true;
		}
	}
	return false;
}
