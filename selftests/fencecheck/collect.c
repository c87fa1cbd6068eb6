// SPDX-License-Identifier: GPL-2.0-only
/*
 * The cache and the processes of fencecheck without libclang: an extractor that
 * does what the lines of a "source" say, and a line for what came of each unit.
 * usage: collect UNITS CACHE|- [JOBS]
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ast.h"
#include "jobs.h"

static void obey(struct fc_extracted *out, FILE *facts, const char *dir, char *line)
{
	char *word = strchr(line, ' ');
	char name[4096];
	FILE *file;
	int c;

	if (word)
		*word++ = 0;
	snprintf(name, sizeof(name), "%s/%s", dir, word);
	if (!strcmp(line, "include")) {
		file = fopen(name, "r");
		if (!file) {
			out->problem = strdup("a file was not found");
			return;
		}
		out->files[out->nfiles++] = strdup(name);
		while ((c = fgetc(file)) != EOF)
			fputc(c == '\n' ? ' ' : c, facts);
		fclose(file);
	} else if (!strcmp(line, "edit")) {	/* as a user might do meanwhile */
		file = fopen(name, "a");
		fputs("edited\n", file);
		fclose(file);
	} else if (!strcmp(line, "crash")) {
		raise(SIGSEGV);
	} else if (!strcmp(line, "exit")) {
		_exit(5);
	} else if (!strcmp(line, "hang")) {
		for (;;)
			pause();
	} else if (!strcmp(line, "pages")) {
		for (int i = 0; i < 1000000; i++)
			fprintf(facts, "%d ", i);
	} else {
		fprintf(facts, "%s ", line);
	}
}

int fc_extract(const char *root, const char *dir, char *const *flags, int nflags,
	       const char *path, struct fc_extracted *out)
{
	char name[4096], line[4096];
	FILE *source, *facts;

	snprintf(name, sizeof(name), "%s/%s", *path == '/' ? "" : root, path);
	source = fopen(name, "r");
	if (!source) {
		out->problem = strdup("cannot be read");
		return -1;
	}
	facts = open_memstream(&out->facts, &out->length);
	out->files = calloc(100, sizeof(*out->files));
	out->files[out->nfiles++] = realpath(name, NULL);
	for (int i = 0; i < nflags; i++)
		fprintf(facts, "[%s] ", flags[i]);
	while (fgets(line, sizeof(line), source)) {
		line[strcspn(line, "\n")] = 0;
		obey(out, facts, dir, line);
	}
	fclose(source);
	fclose(facts);
	return 0;
}

int main(int argc, char **argv)
{
	struct fc_unitlist list;
	struct fc_result *results;
	char why[4096];
	int lost;

	if (argc < 3 || !fc_units_read(argv[1], &list, why, sizeof(why))) {
		puts(argc < 3 ? "usage" : why);
		return 2;
	}
	results = calloc(list.nunits + 1, sizeof(*results));
	lost = fc_collect(&list, strcmp(argv[2], "-") ? argv[2] : NULL,
			  argc > 3 ? atoi(argv[3]) : 2, results);
	for (int i = 0; i < list.nunits; i++) {
		const struct fc_result *r = &results[i];

		printf("%s %s:", r->path, r->lost ? "lost" : r->cached ? "cached" : "extracted");
		if (r->problem)
			printf(" (%s)", r->problem);
		printf(" %.*s\n", r->length > 99 ? 0 : (int)r->length, r->facts ? r->facts : "");
	}
	fc_results_free(results, list.nunits);
	free(results);
	fc_units_free(&list);
	return lost ? 3 : 0;
}
