/* SPDX-License-Identifier: GPL-2.0-only */
/* What a console log says, as far as the judge wants to know. */
#ifndef LOG_H
#define LOG_H

#include <stdbool.h>
#include <stddef.h>

#define ARRAY_SIZE(x)	(sizeof(x) / sizeof((x)[0]))
#define MAX_REPORTS	32

enum outcome { SILENT, CIRCULAR, RECURSIVE, INCONSISTENT, SLEEPING, UNBALANCED,
	       LEAKED, WARNED, HANGS, SKIPPED, OTHER };

struct scenario {
	const char *name;
	const char *classes;
	int base;
	int patched;
};

enum place { BEFORE, INSIDE, AFTER_END, IN_CANARY, AFTER_CANARY };

struct report {
	enum outcome outcome;
	bool stops;
	enum place place;
	unsigned int line;
	unsigned int named;	/* bit n: class n of the row */
	bool canary;
	char title[80];
};

struct log {
	enum place place;
	unsigned int lines;
	bool begun, ended, canary_begun, canary_ended;
	bool on, canary_on;	/* lockdep, after the body and after the canary */
	char kernel[32];
	int series;
	char refusal[80];
	char skipped[80];	/* why the module did not run it */
	char other[64];		/* the scenario that began instead */
	char hung[32];
	char panic[80];
	struct report reports[MAX_REPORTS];
	unsigned int nr_reports;
	bool overflow;		/* there were more */
};

size_t nth_class(const char *list, unsigned int n, const char **name);
bool read_log(struct log *log, const struct scenario *s, const char *path);

#endif
