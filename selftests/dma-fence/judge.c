// SPDX-License-Identifier: GPL-2.0-only
/*
 * judge - what one boot or one load of fence-lockdep.ko has shown
 *
 * Reads a console log (or dmesg) and compares the kernel's reports between
 * "begin NAME" and "end NAME" with the row NAME of the table: by the type of
 * the report and by the lock classes that it names, never by stack frames.
 * Silence counts only if lockdep is proved alive afterwards.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"

#ifndef TABLE
#define TABLE "module/scenarios.h"
#endif

#define reason(code, ...) (printf("# " __VA_ARGS__), putchar('\n'), fail(code))

static const char * const outcome_names[] = {
	"silent", "circular", "recursive", "inconsistent", "sleeping", "unbalanced",
	"leaked", "warned", "hangs", "skipped", "other"
};

/* Two outcomes in one number; a plain one is its own "before" and "from". */
#define SINCE_6_12(before, from) (1 << 16 | (before) << 8 | (from))

static const struct scenario table[] = {
#define SCENARIO(name, classes, base, patched, origin, sentence) \
	{ #name, classes, base, patched },
#include TABLE
#undef SCENARIO
};

static const char * const place_names[] = {
	"before the scenario began", "inside", "after the scenario ended",
	"in the canary", "after the canary"
};

struct options {
	const char *scenario, *log;
	const char *kernel;		/* "" and -1: what the log says */
	int series;
	unsigned int number;
	bool list;
};

static int exit_code;

static void fail(int code)
{
	if (code > exit_code)	/* incomplete (3) wins over not ok (1) */
		exit_code = code;
}

static const struct scenario *find_scenario(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(table); i++)
		if (!strcmp(table[i].name, name))
			return &table[i];
	return NULL;
}

static enum outcome expected(const struct scenario *s, const char *kernel, int series)
{
	int both = series ? s->patched : s->base;
	int major = 0, minor = 0;

	if (!(both >> 16))
		return both;
	if (sscanf(kernel, "%d.%d", &major, &minor) != 2)
		return both & 0xff;
	if (major > 6 || (major == 6 && minor >= 12))
		return both & 0xff;
	return both >> 8 & 0xff;
}

static void print_classes(const char *list)
{
	const char *name;
	size_t len;

	for (unsigned int i = 0; (len = nth_class(list, i, &name)); i++)
		printf("%s%.*s", i ? ", " : ": ", (int)len, name);
}

/* The verdict */

static bool hung_as_expected(const struct log *log, enum outcome want)
{
	return want == HANGS && log->begun && !log->ended && !strncmp(log->hung, "fl-", 3) &&
	       (!*log->panic || strstr(log->panic, "hung_task"));
}

/* Did the log come as far as it should? */
static bool check_course(const struct log *log, const struct scenario *s, enum outcome want)
{
	if (*log->other)
		reason(3, "the log has 'begin %s' where it should not", log->other);
	if (log->overflow)
		reason(3, "more than %u reports; the rest was not looked at", MAX_REPORTS);
	if (*log->skipped)
		reason(3, "the module skipped it: %s", log->skipped);
	if (hung_as_expected(log, want))
		return true;
	if (*log->panic && !*log->hung)
		reason(1, "%s", log->panic);
	else if (*log->refusal)
		reason(3, "the module refused: %s", log->refusal);
	else if (!log->begun)
		reason(3, "the log has no 'begin %s'", s->name);
	else if (*log->hung)
		reason(1, "task %s hung", log->hung);
	else if (!log->ended)
		reason(3, "the log ends before the scenario does");
	else if (want == HANGS)
		reason(1, "expected a hung task fl-..., but the scenario ended");
	return log->ended && want != HANGS;
}

/* Lockdep was on all the time, or a report of this scenario turned it off. */
static void check_alive(const struct log *log)
{
	bool stopped = false, sang = false;

	for (unsigned int i = 0; i < log->nr_reports; i++) {
		const struct report *r = &log->reports[i];

		if (r->place == INSIDE && r->stops)
			stopped = true;
		if (r->place == IN_CANARY && r->outcome == CIRCULAR && r->canary)
			sang = true;
	}
	if (!log->on && !stopped)
		reason(3, "lockdep is off, and no report says why");
	if (log->on && stopped)
		reason(1, "lockdep is on after a report that turns it off");
	if (!log->on)
		return;
	if (!log->canary_ended)
		reason(3, "the canary did not %s: nobody knows if lockdep was alive",
		       log->canary_begun ? "end" : "run");
	else if (!sang || log->canary_on)
		reason(3, "lockdep did not report the canary: its silence proves nothing");
}

static void check_outside(const struct log *log)
{
	for (unsigned int i = 0; i < log->nr_reports; i++) {
		const struct report *r = &log->reports[i];

		if (r->place == INSIDE)
			continue;
		if (r->place == IN_CANARY && r->outcome == CIRCULAR && r->canary)
			continue;
		reason(1, "line %u: a report %s: %s", r->line, place_names[r->place], r->title);
	}
}

/*
 * What a hang row names, lockdep has to report before the task hangs, in any
 * way. The next step of a worker that leaks is a cycle with what it leaked.
 */
static bool belongs(const struct report *r, const struct scenario *s, enum outcome want,
		    unsigned int seen)
{
	if (r->outcome == want)
		return true;
	if (want == HANGS)
		return *s->classes && r->outcome != OTHER;
	return want == LEAKED && seen && r->outcome == CIRCULAR && r->named;
}

static void check_classes(const char *classes, unsigned int named)
{
	const char *name;
	size_t len;

	for (unsigned int i = 0; (len = nth_class(classes, i, &name)); i++)
		if (!(named >> i & 1))
			reason(1, "the report does not name (%.*s)", (int)len, name);
}

static void check_inside(const struct log *log, const struct scenario *s, enum outcome want)
{
	unsigned int named = 0, seen = 0;

	for (unsigned int i = 0; i < log->nr_reports; i++) {
		const struct report *r = &log->reports[i];

		if (r->place != INSIDE)
			continue;
		if (!belongs(r, s, want, seen++))
			reason(1, "line %u: expected %s, got %s: %s", r->line, outcome_names[want],
			       outcome_names[r->outcome], r->title);
		named |= r->named;
	}
	if (want == SILENT || (want == HANGS && !*s->classes))
		return;
	if (seen)
		check_classes(s->classes, named);
	else
		reason(1, "expected %s, got silent",
		       want == HANGS ? "a report" : outcome_names[want]);
}

static void check_kernel(const struct log *log, const char *kernel, int series)
{
	size_t len = strlen(kernel);

	if (!*log->kernel)
		return;
	if (strncmp(log->kernel, kernel, len) || strspn(log->kernel + len, "0123456789") ||
	    log->series != series)
		reason(3, "the log is of kernel %s series %d, not of %s series %d", log->kernel,
		       log->series, kernel, series);
}

static void print_seen(const struct log *log, const struct scenario *s, enum outcome want)
{
	printf(" # %s", outcome_names[want]);
	if (want == HANGS)
		printf(": %s", log->hung);
	else if (want != SILENT)
		print_classes(s->classes);
	putchar('\n');
}

static int complain(const char *why, const char *what)
{
	fprintf(stderr,
		"judge: %s%s\n"
		"Usage: judge --scenario NAME [--kernel 6.1] [--series 0|1] [--number N] LOG\n"
		"       judge --list --kernel 6.1 --series 0|1\n"
		"Exit: 0 ok, 1 not ok, 2 usage, 3 incomplete\n", why, what);
	return 2;
}

static bool skipped(const struct scenario *s, const struct options *o)
{
	if (expected(s, o->kernel, o->series) != SKIPPED)
		return false;
	printf("ok %u %s # SKIP not for kernel %s series %d\n", o->number, s->name, o->kernel,
	       o->series);
	return true;
}

static void judge(const struct log *log, const struct scenario *s, const struct options *o)
{
	enum outcome want = expected(s, o->kernel, o->series);

	check_kernel(log, o->kernel, o->series);
	if (check_course(log, s, want)) {
		check_outside(log);
		check_inside(log, s, want);
		if (want != HANGS)
			check_alive(log);
	}
	printf("%sok %u %s", exit_code ? "not " : "", o->number, s->name);
	if (exit_code)
		putchar('\n');
	else
		print_seen(log, s, want);
}

static int judge_log(const struct scenario *s, struct options *o)
{
	static struct log log;

	if (*o->kernel && o->series >= 0 && skipped(s, o))
		return 0;
	if (!read_log(&log, s, o->log))
		return complain("cannot read ", o->log);
	if (!*o->kernel)
		o->kernel = log.kernel;
	if (o->series < 0)
		o->series = log.series;
	if (!skipped(s, o))
		judge(&log, s, o);
	return exit_code;
}

static int print_table(const struct options *o)
{
	if (!*o->kernel || o->series < 0)
		return complain("--list wants --kernel and --series", "");
	for (size_t i = 0; i < ARRAY_SIZE(table); i++)
		printf("%s\t%s\t%s\n", table[i].name, table[i].classes,
		       outcome_names[expected(&table[i], o->kernel, o->series)]);
	return 0;
}

/* NULL, or the argument that is wrong. */
static const char *read_options(struct options *o, char **argv)
{
	for (; *argv; argv++) {
		const char *value = argv[1];

		if (!strcmp(*argv, "--list")) {
			o->list = true;
			continue;
		}
		if (strncmp(*argv, "--", 2) && !o->log) {
			o->log = *argv;
			continue;
		}
		if (!value)
			return *argv;
		if (!strcmp(*argv, "--scenario"))
			o->scenario = value;
		else if (!strcmp(*argv, "--kernel"))
			o->kernel = value;
		else if (!strcmp(*argv, "--series") && (!strcmp(value, "0") || !strcmp(value, "1")))
			o->series = *value - '0';
		else if (!strcmp(*argv, "--number") && atoi(value) > 0)
			o->number = atoi(value);
		else
			return *argv;
		argv++;
	}
	return NULL;
}

int main(int argc, char **argv)
{
	struct options o = { .kernel = "", .series = -1, .number = 1 };
	const char *wrong = argc ? read_options(&o, argv + 1) : NULL;
	const struct scenario *s;

	if (wrong)
		return complain("what is this? ", wrong);
	if (o.list)
		return print_table(&o);
	if (!o.scenario || !o.log)
		return complain("--scenario and a log are wanted", "");
	s = find_scenario(o.scenario);
	if (!s)
		return complain("no such scenario: ", o.scenario);
	return judge_log(s, &o);
}
