// SPDX-License-Identifier: GPL-2.0-only
/* Reads a console log or dmesg: marks of the module, reports of the kernel. */
#include <stdio.h>
#include <string.h>

#include "log.h"

#define MODULE		"fence-lockdep: "
#define CANARY		"fence_lockdep_canary"
#define DIGITS		"0123456789"

/* How reports begin. Stops: lockdep turns itself off with it. */
struct signature {
	const char *text;
	enum outcome outcome;
	bool anchored;
	bool stops;
};

static const struct signature signatures[] = {
	{ "possible circular locking dependency detected", CIRCULAR, false, true },
	{ "possible recursive locking detected", RECURSIVE, false, true },
	{ "WARNING: inconsistent lock state", INCONSISTENT, false, true },
	{ "possible irq lock inversion dependency detected", INCONSISTENT, false, true },
	{ "-unsafe lock order detected", INCONSISTENT, false, true },
	{ "sleeping function called from invalid context", SLEEPING, false, false },
	{ "BUG: scheduling while atomic", SLEEPING, false, false },
	{ "[ BUG: Invalid wait context ]", SLEEPING, false, true },
	{ "bad unlock balance detected!", UNBALANCED, false, true },
	{ "still has locks held!", LEAKED, false, true },
	{ "held lock freed!", LEAKED, false, true },
	{ "lock held when returning to user space!", LEAKED, false, true },
	{ "BUG: workqueue leaked", LEAKED, false, false },
	{ "suspicious RCU usage", OTHER, false, false },
	{ "turning off the locking correctness validator", OTHER, false, true },
	{ "Disabling lock debugging due to kernel taint", OTHER, false, true },
	{ "DEBUG_LOCKS_WARN_ON(", OTHER, true, true },
	{ "WARNING: CPU: ", WARNED, true, false },
	{ "WARNING: ", OTHER, true, true },
	{ "kernel BUG at ", OTHER, true, true },
	{ "BUG: ", OTHER, true, true },
	{ "Oops", OTHER, true, true },
	{ "general protection fault", OTHER, true, true },
};

/* The nth of a comma-separated list; its length, 0 at the end of the list. */
size_t nth_class(const char *list, unsigned int n, const char **name)
{
	for (; n; n--) {
		list = strchr(list, ',');
		if (!list)
			return 0;
		list++;
	}
	*name = list + strspn(list, " ");
	return strcspn(*name, ",");
}

/* "[...]" or "<...>" of these characters only: what comes after it, or NULL. */
static char *skip_tag(char *line, char close, const char *of)
{
	size_t len = 1 + strspn(line + 1, of);

	return line[len] == close ? line + len + 1 : NULL;
}

/* Level, time stamp, caller: "<4>[    1.234567][  T123] text". */
static char *strip(char *line)
{
	char *rest = *line == '<' ? skip_tag(line, '>', DIGITS) : NULL;

	line[strcspn(line, "\r\n")] = '\0';
	if (rest)
		line = rest;
	while (*line == '[') {
		rest = skip_tag(line, ']', " .TC" DIGITS);
		if (!rest)
			break;
		line = rest + (*rest == ' ');
	}
	return line;
}

/*
 * Lockdep prints "(name){+.+.}-{3:3}", "lock(name);" and "release lock (name) at:",
 * with "#2" or "/1" after the name for another key or a subclass.
 */
static bool names_class(const char *line, const char *name, size_t len)
{
	for (const char *p = strchr(line, '('); p; p = strchr(p + 1, '(')) {
		const char *end;

		if (strncmp(p + 1, name, len))
			continue;
		end = p + 1 + len;
		end += strspn(end, "#/" DIGITS);
		if (*end == ')' && (end[1] == '{' || end[1] == ';' || !strncmp(end + 1, " at:", 4)))
			return true;
	}
	return false;
}

static bool is_held_lock(const char *line)
{
	line += strspn(line, " ");
	return line[0] == '#' && strspn(line + 1, DIGITS);
}

/*
 * A lock that is merely held is no part of a cycle: it is listed in each
 * report. For those who sleep or leak it is all that the report has.
 */
static bool is_evidence(const struct report *r, const char *line)
{
	if (!is_held_lock(line))
		return true;
	return r->outcome == SLEEPING || r->outcome == LEAKED;
}

static void read_report_line(struct report *r, const struct scenario *s, const char *line)
{
	const char *name;
	size_t len;

	if (strstr(line, "Illegal context switch in RCU"))
		r->outcome = SLEEPING;
	if (strstr(line, "(" CANARY))
		r->canary = true;
	if (!is_evidence(r, line))
		return;
	for (unsigned int i = 0; (len = nth_class(s->classes, i, &name)); i++)
		if (names_class(line, name, len))
			r->named |= 1u << i;
}

static const struct signature *find_signature(const char *line)
{
	for (size_t i = 0; i < ARRAY_SIZE(signatures); i++) {
		const char *at = strstr(line, signatures[i].text);

		if (at && (at == line || !signatures[i].anchored))
			return &signatures[i];
	}
	return NULL;
}

static void open_report(struct log *log, const struct signature *sig, const char *line)
{
	struct report *r;

	if (log->nr_reports == MAX_REPORTS) {
		log->overflow = true;
		return;
	}
	r = &log->reports[log->nr_reports++];
	r->outcome = sig->outcome;
	r->stops = sig->stops;
	r->place = log->place;
	r->line = log->lines;
	snprintf(r->title, sizeof(r->title), "%.*s", (int)sizeof(r->title) - 1, line);
}

static bool is_state(const char *state)
{
	return !strcmp(state, "on") || !strcmp(state, "off");
}

static void read_begin(struct log *log, const struct scenario *s, const char *name)
{
	if (log->begun || strcmp(name, s->name)) {
		snprintf(log->other, sizeof(log->other), "%s", name);
		return;
	}
	log->begun = true;
	log->place = INSIDE;
}

static void read_end(struct log *log, const struct scenario *s, const char *name, bool on)
{
	if (!log->begun || strcmp(name, s->name))
		return;
	log->ended = true;
	log->on = on;
	log->place = AFTER_END;
}

/* A line of the module itself; what it says moves us on through the log. */
static void read_marker(struct log *log, const struct scenario *s, const char *text)
{
	char name[64], state[8];

	if (sscanf(text, "kernel %31s series %d", log->kernel, &log->series) == 2)
		return;
	if (sscanf(text, "skipped %63[^:]: %79[^\n]", name, log->skipped) == 2)
		return;
	if (sscanf(text, "begin %63s", name) == 1) {
		read_begin(log, s, name);
	} else if (sscanf(text, "end %63s lockdep=%7s", name, state) == 2 && is_state(state)) {
		read_end(log, s, name, !strcmp(state, "on"));
	} else if (!strcmp(text, "canary begin")) {
		log->canary_begun = true;
		log->place = IN_CANARY;
	} else if (sscanf(text, "canary end lockdep=%7s", state) == 1 && is_state(state)) {
		log->canary_ended = true;
		log->canary_on = !strcmp(state, "on");
		log->place = AFTER_CANARY;
	} else if (!strncmp(text, "lockdep is ", 11) || !strncmp(text, "no scenario ", 12)) {
		snprintf(log->refusal, sizeof(log->refusal), "%.*s",
			 (int)sizeof(log->refusal) - 1, text);
	}
}

/* insmod may hang, too, as it waits for the scenario: fl-... is the one to keep. */
static void read_hung_task(struct log *log, const char *line)
{
	const char *at = strstr(line, "INFO: task ");
	char name[32];

	if (!at || !strstr(at, " blocked for more than ") || !strncmp(log->hung, "fl-", 3))
		return;
	if (sscanf(at, "INFO: task %31[^:]", name) == 1)
		strcpy(log->hung, name);
}

static void read_line(struct log *log, const struct scenario *s, char *raw)
{
	const char *line = strip(raw), *at;
	const struct signature *sig;

	log->lines++;
	at = strstr(line, MODULE);
	if (at) {
		read_marker(log, s, at + strlen(MODULE));
		return;
	}
	at = strstr(line, "Kernel panic - not syncing");
	if (at && !*log->panic)
		snprintf(log->panic, sizeof(log->panic), "%.*s", (int)sizeof(log->panic) - 1, at);
	read_hung_task(log, line);
	sig = find_signature(line);
	if (sig)
		open_report(log, sig, line);
	if (log->nr_reports)
		read_report_line(&log->reports[log->nr_reports - 1], s, line);
}

bool read_log(struct log *log, const struct scenario *s, const char *path)
{
	char line[2048];
	FILE *file = fopen(path, "r");

	if (!file)
		return false;
	while (fgets(line, sizeof(line), file))
		read_line(log, s, line);
	fclose(file);
	return true;
}
