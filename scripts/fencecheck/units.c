// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "units.h"

/* All of a file, ended with NUL; NULL and errno. */
static char *read_all(const char *file, size_t *length)
{
	FILE *in = fopen(file, "r");
	size_t room = 0;
	char *text = NULL;

	*length = 0;
	if (!in)
		return NULL;
	do {
		char *more = realloc(text, (room += room + 65536) + 1);

		if (!more)
			break;
		text = more;
		*length += fread(text + *length, 1, room - *length, in);
	} while (*length == room);
	if (!text || *length == room || ferror(in)) {
		free(text);
		text = NULL;
		errno = errno ?: EIO;
	} else {
		text[*length] = 0;
	}
	fclose(in);
	return text;
}

/* Ends the field at @at and returns the one behind it, or NULL. */
static char *next_field(char *at)
{
	char *tab = at ? strchr(at, '\t') : NULL;

	if (!tab)
		return NULL;
	*tab = 0;
	return tab + 1;
}

/* A plain number below @limit, or -1. */
static int number(const char *text, int limit)
{
	int n = 0;

	if (!*text || strlen(text) > 9 || strspn(text, "0123456789") != strlen(text))
		return -1;
	n = atoi(text);
	return n < limit ? n : -1;
}

static const char *add_root(struct fc_unitlist *list, char *path)
{
	if (list->root)
		return "a second root";
	if (!path || *path != '/' || strchr(path, '\t'))
		return "root wants one absolute path";
	list->root = path;
	return NULL;
}

static const char *add_set(struct fc_unitlist *list, char *text)
{
	struct fc_flagset *set = &list->sets[list->nsets];
	char *dir = next_field(text);
	char *arg = next_field(dir);
	int n = 0;

	if (!dir || number(text, list->nsets + 1) != list->nsets)
		return "flag sets are numbered from 0, in order, and have a directory";
	if (*dir != '/')
		return "the directory of a flag set is absolute";
	for (char *p = arg; p; p = strchr(p, '\t') ? strchr(p, '\t') + 1 : NULL)
		n++;
	set->args = calloc(n + 1, sizeof(*set->args));
	if (!set->args)
		return "out of memory";
	list->nsets++;
	set->dir = dir;
	for (; arg; set->nargs++) {
		char *next = next_field(arg);

		set->args[set->nargs] = arg;
		arg = next;
	}
	return NULL;
}

static const char *add_unit(struct fc_unitlist *list, char *text)
{
	struct fc_listed *unit = &list->units[list->nunits];
	char *path = next_field(text);

	if (!list->root)
		return "root comes first";
	if (!path || !*path || strchr(path, '\t'))
		return "unit wants a flag set and a path";
	unit->set = number(text, list->nsets);
	if (unit->set < 0)
		return "no such flag set before this unit";
	unit->path = path;
	list->nunits++;
	return NULL;
}

static const char *add_line(struct fc_unitlist *list, char *line)
{
	char *rest = next_field(line);

	if (!strcmp(line, "root"))
		return add_root(list, rest);
	if (rest && !strcmp(line, "flags"))
		return add_set(list, rest);
	if (rest && !strcmp(line, "unit"))
		return add_unit(list, rest);
	return "not a root, flags or unit line";
}

/* Room for as many sets and units as there are lines. */
static bool make_room(struct fc_unitlist *list)
{
	size_t lines = 1;

	for (const char *p = list->text; (p = strchr(p, '\n')); p++)
		lines++;
	list->sets = calloc(lines, sizeof(*list->sets));
	list->units = calloc(lines, sizeof(*list->units));
	return list->sets && list->units;
}

static const char *add_lines(struct fc_unitlist *list, int *line)
{
	char *end;

	if (!make_room(list))
		return "out of memory";
	for (char *at = list->text; *at; at = end + 1) {
		const char *wrong;

		++*line;
		end = strchr(at, '\n');
		if (!end)
			return "the last line has no end";
		*end = 0;
		wrong = add_line(list, at);
		if (wrong)
			return wrong;
	}
	return list->root ? NULL : "no root line";
}

bool fc_units_read(const char *file, struct fc_unitlist *list, char *why, size_t size)
{
	const char *wrong;
	size_t length;
	int line = 0;

	memset(list, 0, sizeof(*list));
	errno = 0;
	list->text = read_all(file, &length);
	if (!list->text) {
		snprintf(why, size, "%s: %s", file, strerror(errno));
		return false;
	}
	if (strlen(list->text) != length)
		wrong = "a NUL byte";
	else
		wrong = add_lines(list, &line);
	if (!wrong)
		return true;
	snprintf(why, size, "%s:%d: %s", file, line, wrong);
	fc_units_free(list);
	return false;
}

void fc_units_free(struct fc_unitlist *list)
{
	for (int i = 0; i < list->nsets; i++)
		free(list->sets[i].args);
	free(list->sets);
	free(list->units);
	free(list->text);
	memset(list, 0, sizeof(*list));
}
