// SPDX-License-Identifier: GPL-2.0-only
/*
 * fencecheck-core: judge the units of a unit list. The front end `fencecheck`
 * makes the list; `fencecheck-core --help` says how to call this by hand.
 */
#include <errno.h>
#include <getopt.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "jobs.h"
#include "judge.h"
#include "why.h"

/* The deepest chain of calls is followed by recursion: untouched pages cost nothing. */
#define STACK (1ul << 30)

enum { CLEAN = 0, FINDINGS = 1, USAGE = 2, INCOMPLETE = 3, MISSING = 4 };

struct options {
	const char *units, *cache, *not_analysed, *why;
	const char *models[64];
	const char *scopes[1024];
	int nmodels, nscopes, jobs, dot;
	bool facts;
	enum fc_tier least;
};

struct run {
	struct options options;
	struct fc_unitlist list;
	struct fc_arena *arena;
	struct fc_model *model;
	struct fc_program program;
	struct fc_report *report;
	struct fc_why why;
	FILE *not_analysed;
	int lost;
	int code;
};

static const char help[] =
"usage: fencecheck-core --units FILE --model FILE... [options]\n"
"\n"
"  --units FILE           what to analyse, see units.h\n"
"  --model FILE           what functions mean; may be given several times\n"
"  --cache DIR            keep facts there\n"
"  --jobs N               processes at a time (default 1)\n"
"  --scope PATH           judge only drivers at or below PATH; may be repeated\n"
"  --min-confidence TIER  direct (default), put or reset\n"
"  --not-analysed FILE    write `path: reason` there instead of to stderr\n"
"  --why FUNCTION         the shortest chain from a root to that function\n"
"  --dot N                the N-th finding as a graph for Graphviz\n"
"  --facts                print the facts of all units\n"
"\n"
"exit codes: 0 clean, 1 findings, 2 usage, 3 not everything could be analysed, 4 no tool\n";

static int fail(int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("fencecheck: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	return code;
}

static bool read_tier(const char *text, enum fc_tier *tier)
{
	static const char *const names[] = { "direct", "put", "reset" };

	for (int i = 0; i < 3; i++) {
		if (!strcmp(text, names[i])) {
			*tier = i;
			return true;
		}
	}
	return false;
}

static bool read_count(const char *text, int *count)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || *end || end == text || value < 1 || value > 100000)
		return false;
	*count = value;
	return true;
}

static int take_option(struct options *o, int option, const char *value)
{
	switch (option) {
	case 'u': o->units = value; return 0;
	case 'c': o->cache = value; return 0;
	case 'n': o->not_analysed = value; return 0;
	case 'w': o->why = value; return 0;
	case 'f': o->facts = true; return 0;
	case 'm':
		if (o->nmodels == 64)
			return fail(USAGE, "more than 64 models");
		o->models[o->nmodels++] = value;
		return 0;
	case 's':
		if (o->nscopes == 1024)
			return fail(USAGE, "more than 1024 scopes");
		o->scopes[o->nscopes++] = value;
		return 0;
	case 'j':
		return read_count(value, &o->jobs) ? 0 : fail(USAGE, "--jobs wants a number, not '%s'", value);
	case 'd':
		return read_count(value, &o->dot) ? 0 : fail(USAGE, "--dot wants a number, not '%s'", value);
	case 't':
		return read_tier(value, &o->least) ? 0 :
		       fail(USAGE, "--min-confidence is direct, put or reset, not '%s'", value);
	case 'h':
		fputs(help, stdout);
		exit(CLEAN);
	}
	return fail(USAGE, "see --help");
}

static int read_options(struct options *o, int argc, char **argv)
{
	static const struct option known[] = {
		{ "units", required_argument, NULL, 'u' }, { "cache", required_argument, NULL, 'c' },
		{ "model", required_argument, NULL, 'm' }, { "jobs", required_argument, NULL, 'j' },
		{ "scope", required_argument, NULL, 's' }, { "facts", no_argument, NULL, 'f' },
		{ "min-confidence", required_argument, NULL, 't' },
		{ "not-analysed", required_argument, NULL, 'n' },
		{ "why", required_argument, NULL, 'w' }, { "dot", required_argument, NULL, 'd' },
		{ "help", no_argument, NULL, 'h' }, { 0 },
	};
	int option, code;

	*o = (struct options){ .jobs = 1 };
	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		code = take_option(o, option, optarg);
		if (code)
			return code;
	}
	if (optind < argc)
		return fail(USAGE, "unexpected argument '%s'", argv[optind]);
	if (!o->units)
		return fail(USAGE, "--units is missing");
	if (!o->nmodels && !o->facts)
		return fail(USAGE, "--model is missing");
	return 0;
}

static int read_models(struct run *run)
{
	char why[512];

	run->model = fc_model_new(run->arena);
	for (int i = 0; i < run->options.nmodels; i++)
		if (!fc_model_read(run->model, run->options.models[i], why, sizeof(why)))
			return fail(USAGE, "%s", why);
	return 0;
}

static void lose(struct run *run, const char *path, const char *reason)
{
	fprintf(run->not_analysed, "%s: %s\n", path, reason);
	run->lost++;
}

static void add_unit(struct run *run, const struct fc_result *result)
{
	struct fc_unit unit = { 0 };
	const char *why;

	if (result->problem)
		lose(run, result->path, result->problem);
	if (result->lost)
		return;
	if (run->options.facts) {
		printf("# %s\n%.*s", result->path, (int)result->length, result->facts);
		return;
	}
	unit.path = fc_name(run->arena, result->path);
	if (fc_facts_read(run->arena, result->facts, result->length, &unit, &why))
		fc_program_add(&run->program, &unit);
	else
		lose(run, result->path, why);
}

static int collect(struct run *run)
{
	int n = run->list.nunits;
	struct fc_result *results = calloc(n ? n : 1, sizeof(*results));

	if (!results)
		return fail(MISSING, "out of memory");
	fc_collect(&run->list, run->options.cache, run->options.jobs, results);
	for (int i = 0; i < n; i++) {
		add_unit(run, &results[i]);
		free(results[i].facts);
		results[i].facts = NULL;
	}
	fc_results_free(results, n);
	free(results);
	return 0;
}

/* Does one of two paths lie at or below the other? */
static bool related(const char *a, const char *b)
{
	size_t shorter = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	const char *rest = a[shorter] ? a + shorter : b + shorter;

	return !strncmp(a, b, shorter) && (!*rest || *rest == '/');
}

/* A library lies in many places: it is judged if one of its files is asked for. */
static bool in_scope(const struct run *run, int driver)
{
	const struct options *o = &run->options;
	const struct fc_driver *d = &run->program.drivers.at[driver];

	if (!o->nscopes)
		return true;
	for (int i = 0; i < o->nscopes; i++) {
		if (driver != FC_LIBRARY && related(o->scopes[i], d->name))
			return true;
		for (int k = 0; driver == FC_LIBRARY && k < d->objects.n; k++) {
			const char *path = run->program.objects.at[d->objects.at[k]].path;

			if (strlen(o->scopes[i]) <= strlen(path) && related(o->scopes[i], path))
				return true;
		}
	}
	return false;
}

/* Libraries are judged as one: leave out what nobody asked for. */
static void drop_others(struct run *run)
{
	const struct options *o = &run->options;
	int kept = 0;

	for (int i = 0; i < run->report->findings.n; i++) {
		struct fc_finding *finding = run->report->findings.at[i];
		bool wanted = false;

		for (int s = 0; s < o->nscopes; s++)
			wanted |= strlen(o->scopes[s]) <= strlen(finding->path) &&
				  related(o->scopes[s], finding->path);
		if (wanted)
			run->report->findings.at[kept++] = finding;
	}
	run->report->findings.n = kept;
}

static void judge_driver(struct run *run, int driver)
{
	struct fc_arena *arena = fc_arena_new();
	struct fc_contexts contexts;
	struct fc_judge judge;
	struct fc_view view;

	fc_view_build(&view, &run->program, driver, arena);
	fc_contexts_build(&contexts, &view);
	if (run->options.why)
		fc_why_view(&run->why, &contexts, run->report);
	else
		fc_judge_view(&judge, &contexts, run->report);
	fc_arena_free(arena);
}

static int answer_why(struct run *run)
{
	if (!run->why.exists)
		return fail(USAGE, "no function '%s' in what was analysed", run->options.why);
	if (!run->why.best)
		fprintf(stderr, "fencecheck: no root leads to %s()\n", run->options.why);
	fc_why_print(&run->why);
	return CLEAN;
}

static int answer(struct run *run)
{
	int printed, hidden;

	if (run->options.why)
		return answer_why(run);
	if (run->options.dot)
		return fc_report_dot(run->report, run->options.least, run->options.dot) ? CLEAN :
		       fail(USAGE, "there is no finding %d", run->options.dot);
	printed = fc_report_print(run->report, run->options.least, &hidden);
	if (hidden)
		fprintf(stderr, "fencecheck: %d more findings of lower confidence (--min-confidence)\n",
			hidden);
	return printed ? FINDINGS : CLEAN;
}

static void *analyse(void *data)
{
	struct run *run = data;

	fc_program_init(&run->program, run->arena, run->model);
	run->code = collect(run);
	if (run->code || run->options.facts)
		return NULL;
	run->report = fc_report_new(run->arena);
	if (run->options.why)
		run->why.function = fc_name(run->arena, run->options.why);
	for (int driver = 0; driver < run->program.drivers.n; driver++)
		if (in_scope(run, driver))
			judge_driver(run, driver);
	if (run->options.nscopes)
		drop_others(run);
	run->code = answer(run);
	return NULL;
}

static int run_analysis(struct run *run)
{
	pthread_attr_t attributes;
	pthread_t thread;

	pthread_attr_init(&attributes);
	if (pthread_attr_setstacksize(&attributes, STACK) ||
	    pthread_create(&thread, &attributes, analyse, run))
		return fail(MISSING, "no thread with a stack of %lu MiB", STACK >> 20);
	pthread_join(thread, NULL);
	pthread_attr_destroy(&attributes);
	return run->lost && run->code < USAGE ? INCOMPLETE : run->code;
}

int main(int argc, char **argv)
{
	struct run run = { 0 };
	char why[512];
	int code = read_options(&run.options, argc, argv);

	if (code)
		return code;
	if (!fc_units_read(run.options.units, &run.list, why, sizeof(why)))
		return fail(USAGE, "%s", why);
	run.arena = fc_arena_new();
	run.not_analysed = stderr;
	if (run.options.not_analysed)
		run.not_analysed = fopen(run.options.not_analysed, "w");
	code = run.not_analysed ? read_models(&run) :
	       fail(USAGE, "%s: %s", run.options.not_analysed, strerror(errno));
	if (!code)
		code = run_analysis(&run);
	if (run.not_analysed && run.not_analysed != stderr && fclose(run.not_analysed))
		code = fail(MISSING, "%s: %s", run.options.not_analysed, strerror(errno));
	if (fflush(stdout) || ferror(stdout))
		code = fail(MISSING, "cannot write the result");
	fc_units_free(&run.list);
	fc_arena_free(run.arena);
	return code;
}
