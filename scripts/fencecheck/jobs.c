// SPDX-License-Identifier: GPL-2.0-only
/*
 * Each unit is extracted by a process of its own, which writes the result into a
 * pipe and ends: libclang may crash, hang or leak there without harm. Only this
 * side knows what files held, and writes the cache.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ast.h"
#include "jobs.h"

#ifndef FC_TIME_LIMIT
#define FC_TIME_LIMIT	120	/* seconds a unit */
#endif
#define MAX_JOBS	256

/* What comes out of a pipe, followed by files, problem (both with NUL) and facts. */
struct answer {
	uint32_t lost, nfiles;
	uint64_t files, problem, facts;
};

struct job {
	pid_t pid;		/* 0: none */
	int fd, unit;
	bool late;
	time_t deadline;
	char *data;
	size_t length, room;
};

struct run {
	const struct fc_unitlist *list;
	struct fc_store *store;
	struct fc_result *results;
	int *todo;		/* units to be extracted */
	int ntodo, next;
	struct job jobs[MAX_JOBS];
	int limit, running;
	int done;
	bool terminal;
	sigset_t before;	/* signals blocked outside of fc_collect() */
	struct sigaction actions[3];
};

static const int ending[] = { SIGINT, SIGTERM, SIGHUP };
static volatile sig_atomic_t caught;

static void *need(void *memory)
{
	if (memory)
		return memory;
	fputs("fencecheck: out of memory\n", stderr);
	exit(4);
}

static time_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static void show_progress(const struct run *run)
{
	if (run->terminal)
		fprintf(stderr, "\rfencecheck: %d of %d files", run->done, run->list->nunits);
}

/* In the child */

static bool write_all(int fd, const void *data, size_t length)
{
	const char *at = data;

	while (length) {
		ssize_t done = write(fd, at, length);

		if (done < 0)
			return false;
		at += done;
		length -= done;
	}
	return true;
}

static int write_answer(int fd, const struct fc_extracted *out, bool lost)
{
	struct answer a = {
		.lost = lost, .nfiles = out->nfiles, .facts = out->length,
		.problem = out->problem ? strlen(out->problem) + 1 : 0
	};
	bool ok;

	for (int i = 0; i < out->nfiles; i++)
		a.files += strlen(out->files[i]) + 1;
	ok = write_all(fd, &a, sizeof(a));
	for (int i = 0; ok && i < out->nfiles; i++)
		ok = write_all(fd, out->files[i], strlen(out->files[i]) + 1);
	return ok && write_all(fd, out->problem, a.problem) &&
	       write_all(fd, out->facts, a.facts) ? 0 : 1;
}

static void restore_signals(const struct run *run)
{
	for (size_t i = 0; i < sizeof(ending) / sizeof(*ending); i++)
		sigaction(ending[i], &run->actions[i], NULL);
	sigprocmask(SIG_SETMASK, &run->before, NULL);
}

static _Noreturn void extract(const struct run *run, int unit, int fd, pid_t parent)
{
	const struct fc_listed *listed = &run->list->units[unit];
	const struct fc_flagset *set = &run->list->sets[listed->set];
	struct fc_extracted out = { 0 };
	bool lost;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	restore_signals(run);
	lost = fc_extract(run->list->root, set->dir, set->args, set->nargs, listed->path, &out);
	_exit(write_answer(fd, &out, lost));
}

/* Results */

static void lose(struct run *run, int unit, const char *format, ...)
{
	struct fc_result *result = &run->results[unit];
	va_list args;

	va_start(args, format);
	if (vasprintf(&result->problem, format, args) < 0)
		result->problem = NULL;
	va_end(args);
	need(result->problem);
	result->lost = true;
}

/* @count strings that fill @length bytes; freed as one. NULL if they do not. */
static const char **strings(const char *text, size_t length, size_t count)
{
	const char **list, *nul;

	if (count > length)
		return NULL;
	list = need(calloc(count + 1, sizeof(*list)));
	for (size_t i = 0; i < count; i++) {
		nul = memchr(text, 0, length);
		if (!nul)
			break;
		list[i] = text;
		length -= nul + 1 - text;
		text = nul + 1;
	}
	if (!length && (!count || list[count - 1]))
		return list;
	free(list);
	return NULL;
}

/* A copy of @length bytes, with NUL behind them. */
static char *copy(const char *data, size_t length)
{
	char *text = need(malloc(length + 1));

	memcpy(text, data, length);
	text[length] = 0;
	return text;
}

/*
 * The file as it was named is one more that was read: it may be a link, which
 * names another file next time.
 */
static void save(struct run *run, int unit, const char **files, int nfiles)
{
	const char *path = run->list->units[unit].path;
	char *full = NULL;

	if (*path != '/' && asprintf(&full, "%s/%s", run->list->root, path) < 0)
		need(NULL);
	files[nfiles++] = full ? full : path;
	fc_store_save(run->store, run->list, unit, &run->results[unit], files, nfiles);
	free(full);
}

/* False if the answer is not whole. */
static bool take_answer(struct run *run, const struct job *job)
{
	struct fc_result *result = &run->results[job->unit];
	const char *data = job->data + sizeof(struct answer);
	struct answer a;
	const char **files;
	size_t left;

	if (job->length < sizeof(a))
		return false;
	memcpy(&a, job->data, sizeof(a));
	left = job->length - sizeof(a);
	if (a.files > left || a.problem > left - a.files ||
	    a.facts != left - a.files - a.problem)
		return false;
	files = strings(data, a.files, a.nfiles);
	if (!files)
		return false;
	if (a.problem)
		result->problem = copy(data + a.files, a.problem - 1);
	result->lost = a.lost;
	if (!a.lost) {
		result->facts = copy(data + a.files + a.problem, a.facts);
		result->length = a.facts;
		if (a.nfiles)
			save(run, job->unit, files, a.nfiles);
	}
	free(files);
	return true;
}

static void finish(struct run *run, struct job *job)
{
	int status = 0;

	close(job->fd);
	while (waitpid(job->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (job->late)
		lose(run, job->unit, "took longer than %d s", FC_TIME_LIMIT);
	else if (WIFSIGNALED(status))
		lose(run, job->unit, "libclang crashed (signal %d)", WTERMSIG(status));
	else if (WEXITSTATUS(status))
		lose(run, job->unit, "the extraction ended with code %d", WEXITSTATUS(status));
	else if (!take_answer(run, job))
		lose(run, job->unit, "the extraction gave no result");
	else if (run->results[job->unit].lost && !run->results[job->unit].problem)
		lose(run, job->unit, "not extracted, without a reason");
	free(job->data);
	*job = (struct job){ 0 };
	run->running--;
	run->done++;
	show_progress(run);
}

/* Processes */

/* False if there is no process to be had now. */
static bool start(struct run *run, struct job *job, int unit)
{
	pid_t parent = getpid();
	int fds[2];
	int error;

	if (pipe2(fds, O_CLOEXEC))
		return false;
	job->pid = fork();
	error = errno;
	if (!job->pid)
		extract(run, unit, fds[1], parent);
	close(fds[1]);
	if (job->pid < 0) {
		job->pid = 0;
		close(fds[0]);
		errno = error;
		return false;
	}
	job->fd = fds[0];
	job->unit = unit;
	job->deadline = now() + FC_TIME_LIMIT;
	run->running++;
	return true;
}

/* Fill the free places. What cannot be started waits, or is lost if nothing runs. */
static void start_jobs(struct run *run)
{
	for (int i = 0; i < run->limit && run->next < run->ntodo; i++) {
		if (run->jobs[i].pid)
			continue;
		if (start(run, &run->jobs[i], run->todo[run->next])) {
			run->next++;
		} else if (!run->running) {
			lose(run, run->todo[run->next++], "no process: %s", strerror(errno));
			run->done++;
		}
	}
}

static void read_some(struct run *run, struct job *job)
{
	ssize_t got;

	if (job->room - job->length < 65536) {
		job->room = 2 * job->room + 65536;
		job->data = need(realloc(job->data, job->room));
	}
	got = read(job->fd, job->data + job->length, job->room - job->length);
	if (got > 0)
		job->length += got;
	else if (!got || errno != EINTR)
		finish(run, job);
}

static void end_jobs(struct run *run)
{
	for (int i = 0; i < run->limit; i++)
		if (run->jobs[i].pid)
			kill(run->jobs[i].pid, SIGKILL);
	for (int i = 0; i < run->limit; i++)
		if (run->jobs[i].pid)
			waitpid(run->jobs[i].pid, NULL, 0);
	if (run->terminal)
		fputc('\n', stderr);
	exit(128 + caught);
}

/* Wait until a process says something, a signal comes, or some time is over. */
static void wait_for_jobs(struct run *run)
{
	struct timespec moment = { .tv_nsec = 200000000 };
	struct pollfd fds[MAX_JOBS];

	for (int i = 0; i < run->limit; i++)
		fds[i] = (struct pollfd){
			.fd = run->jobs[i].pid ? run->jobs[i].fd : -1, .events = POLLIN
		};
	if (ppoll(fds, run->limit, &moment, &run->before) < 0)
		return;
	for (int i = 0; i < run->limit; i++) {
		struct job *job = &run->jobs[i];

		if (job->pid && fds[i].revents) {
			read_some(run, job);
		} else if (job->pid && now() > job->deadline) {
			kill(job->pid, SIGKILL);
			job->late = true;
			finish(run, job);
		}
	}
}

static void on_signal(int signal)
{
	caught = signal;
}

/* Signals are let in only while we wait: none comes between a file and its name. */
static void catch_signals(struct run *run)
{
	struct sigaction action = { .sa_handler = on_signal };
	sigset_t block;

	sigemptyset(&block);
	for (size_t i = 0; i < sizeof(ending) / sizeof(*ending); i++)
		sigaddset(&block, ending[i]);
	sigprocmask(SIG_BLOCK, &block, &run->before);
	for (size_t i = 0; i < sizeof(ending) / sizeof(*ending); i++) {
		sigaction(ending[i], NULL, &run->actions[i]);
		if (run->actions[i].sa_handler != SIG_IGN)
			sigaction(ending[i], &action, NULL);
	}
}

static void extract_all(struct run *run)
{
	catch_signals(run);
	while (run->next < run->ntodo || run->running) {
		start_jobs(run);
		wait_for_jobs(run);
		if (caught)
			end_jobs(run);
	}
	restore_signals(run);
}

/* What is in the cache is taken first: then the number of files to do is known. */
static void load_all(struct run *run)
{
	for (int i = 0; i < run->list->nunits; i++) {
		run->results[i] = (struct fc_result){ .path = run->list->units[i].path };
		if (fc_store_load(run->store, run->list, i, &run->results[i]))
			run->done++;
		else
			run->todo[run->ntodo++] = i;
	}
}

int fc_collect(const struct fc_unitlist *list, const char *cache_dir, int jobs,
	       struct fc_result *results)
{
	struct run *run = need(calloc(1, sizeof(*run)));
	int lost = 0;

	run->list = list;
	run->results = results;
	run->limit = jobs < 1 ? 1 : jobs > MAX_JOBS ? MAX_JOBS : jobs;
	run->todo = need(calloc(list->nunits + 1, sizeof(*run->todo)));
	run->store = fc_store_open(cache_dir);
	run->terminal = isatty(STDERR_FILENO);
	load_all(run);
	if (run->ntodo) {
		show_progress(run);
		extract_all(run);
		if (run->terminal)
			fputs("\r\033[K", stderr);
	}
	for (int i = 0; i < list->nunits; i++)
		lost += results[i].lost;
	fc_store_close(run->store);
	free(run->todo);
	free(run);
	return lost;
}

void fc_results_free(struct fc_result *results, int count)
{
	for (int i = 0; i < count; i++) {
		free(results[i].facts);
		free(results[i].problem);
	}
}
