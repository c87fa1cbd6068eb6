// SPDX-License-Identifier: GPL-2.0-only
/* Reader of model files, and the look-up of their entries. */
#include "model.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define MAX_WORDS 64
#define MAX_ARGUMENT 31

enum key {
	K_AFTER = 1 << 0, K_ARG = 1 << 1, K_CLASS = 1 << 2, K_FAILS = 1 << 3, K_FLAGS = 1 << 4,
	K_FUNCTION = 1 << 5, K_KIND = 1 << 6, K_NOWAIT = 1 << 7, K_OBJECT = 1 << 8, K_ON = 1 << 9,
	K_QUEUE = 1 << 10, K_TARGET = 1 << 11, K_THREAD = 1 << 12, K_TIMEOUT = 1 << 13,
	K_TRY = 1 << 14, K_WORK = 1 << 15,
};

static const char *const key_names[] = {
	"after", "arg", "class", "fails", "flags", "function", "kind", "nowait", "object", "on",
	"queue", "target", "thread", "timeout", "try", "work",
};

/* What the name of an entry may be. */
enum form { FORM_FUNCTION, FORM_MEMBER, FORM_CLASS, FORM_PATH };

static const struct keyword {
	const char *text;
	enum form form;
	unsigned int keys;	/* allowed */
	unsigned int needed;	/* all of these */
	unsigned int either;	/* at least one of these */
} keywords[FC_M_KINDS] = {
	[FC_M_ALLOC] = { "alloc", FORM_FUNCTION, K_FLAGS, 0, 0 },
	[FC_M_WAIT] = { "wait", FORM_FUNCTION, K_TIMEOUT, 0, 0 },
	[FC_M_SLEEP] = { "sleep", FORM_FUNCTION, K_ON | K_TIMEOUT, 0, 0 },
	[FC_M_PREPARE] = { "prepare", FORM_FUNCTION, K_ON, K_ON, 0 },
	[FC_M_MIGHT_SLEEP] = { "might-sleep", FORM_FUNCTION, 0, 0, 0 },
	[FC_M_LOCK] = { "lock", FORM_FUNCTION,
			K_ARG | K_CLASS | K_KIND | K_NOWAIT | K_TRY | K_FAILS,
			K_KIND, K_ARG | K_CLASS },
	[FC_M_UNLOCK] = { "unlock", FORM_FUNCTION, K_ARG | K_CLASS | K_KIND, K_KIND,
			  K_ARG | K_CLASS },
	[FC_M_BEGIN] = { "begin", FORM_FUNCTION, 0, 0, 0 },
	[FC_M_END] = { "end", FORM_FUNCTION, 0, 0, 0 },
	[FC_M_SIGNAL] = { "signal", FORM_FUNCTION, 0, 0, 0 },
	[FC_M_NORETURN] = { "noreturn", FORM_FUNCTION, 0, 0, 0 },
	[FC_M_EXEMPT] = { "exempt", FORM_FUNCTION, 0, 0, 0 },
	[FC_M_CALLS] = { "calls", FORM_FUNCTION, K_FUNCTION | K_TARGET, 0, K_FUNCTION | K_TARGET },
	[FC_M_PUT] = { "put", FORM_FUNCTION, 0, 0, 0 },
	[FC_M_RESET] = { "reset", FORM_FUNCTION, 0, 0, 0 },
	[FC_M_REGISTER] = { "register", FORM_FUNCTION,
			    K_KIND | K_OBJECT | K_FUNCTION | K_THREAD | K_AFTER, K_KIND, 0 },
	[FC_M_QUEUE] = { "queue", FORM_FUNCTION, K_WORK | K_QUEUE, K_WORK, 0 },
	[FC_M_FLUSH] = { "flush", FORM_FUNCTION, K_WORK | K_QUEUE, 0, K_WORK | K_QUEUE },
	[FC_M_WORKQUEUE] = { "workqueue", FORM_FUNCTION, K_FLAGS, K_FLAGS, 0 },
	[FC_M_GFP_TEST] = { "gfp-test", FORM_FUNCTION, K_ARG, K_ARG, 0 },
	[FC_M_ROOT] = { "root", FORM_MEMBER, K_KIND, K_KIND, 0 },
	[FC_M_CONTRACT] = { "contract", FORM_CLASS, K_KIND, 0, 0 },
	[FC_M_DRIVER] = { "driver", FORM_PATH, 0, 0, 0 },
	[FC_M_LIBRARY] = { "library", FORM_PATH, 0, 0, 0 },
	[FC_M_DRIVER_FILE] = { "driver-file", FORM_PATH, 0, 0, 0 },
};

static const char *const lock_kinds[] = {
	[FC_LOCK_MUTEX] = "mutex", [FC_LOCK_WW] = "ww", [FC_LOCK_RWSEM] = "rwsem",
	[FC_LOCK_RWSEM_READ] = "rwsem-read", [FC_LOCK_SPIN] = "spin",
	[FC_LOCK_SPIN_IRQ] = "spin-irq", [FC_LOCK_SPIN_BH] = "spin-bh", [FC_LOCK_SRCU] = "srcu",
	[FC_LOCK_RCU] = "rcu", [FC_LOCK_MMAP] = "mmap",
};

static const char *const register_kinds[] = {
	"work", "delayed-work", "timer", "irq", "threaded-irq", "tasklet", "kthread-work",
	"callback", "hrtimer", "irq-work", "task-work", "rcu", "thread",
};

static const char *const root_kinds[] = {
	"run_job", "timedout_job", "prepare_job", "free_job", "enable_signaling", "shrinker",
	"notifier",
};

struct list {
	const struct fc_entry **entries;
	int count;
	int room;
};

struct fc_model {
	struct fc_arena *arena;
	struct fc_entry **slots;	/* exact names: open addressing, never full */
	unsigned int nslots;		/* a power of two */
	unsigned int used;
	struct list prefixes[FC_M_KINDS];	/* the longest first */
	struct list all[FC_M_KINDS];
};

struct reader {
	struct fc_model *model;
	const char *file;
	int line;
	const char *section;		/* the reason of entries without one */
	char *why;
	size_t size;
};

struct fc_model *fc_model_new(struct fc_arena *arena)
{
	struct fc_model *model = fc_alloc(arena, sizeof(*model));

	model->arena = arena;
	model->nslots = 1024;
	model->slots = fc_alloc_array(arena, model->nslots, sizeof(*model->slots));
	return model;
}

static uint32_t hash(enum fc_model_kind kind, const char *name, size_t length)
{
	uint32_t value = 2166136261u ^ kind;

	for (size_t i = 0; i < length; i++)
		value = (value ^ (unsigned char)name[i]) * 16777619u;
	return value ^ value >> 15;
}

/* The slot of that name, or the free one where it belongs. */
static struct fc_entry **slot(const struct fc_model *model, enum fc_model_kind kind,
			      const char *name, size_t length)
{
	uint32_t at = hash(kind, name, length);

	for (;; at++) {
		struct fc_entry **here = &model->slots[at & (model->nslots - 1)];

		if (!*here || ((*here)->kind == kind && !strncmp((*here)->name, name, length) &&
			       !(*here)->name[length]))
			return here;
	}
}

static void grow_slots(struct fc_model *model)
{
	struct fc_entry **old = model->slots;
	unsigned int count = model->nslots;

	model->nslots *= 2;
	model->slots = fc_alloc_array(model->arena, model->nslots, sizeof(*model->slots));
	for (unsigned int i = 0; i < count; i++)
		if (old[i])
			*slot(model, old[i]->kind, old[i]->name, strlen(old[i]->name)) = old[i];
}

static void list_insert(struct fc_arena *arena, struct list *list, int at,
			const struct fc_entry *entry)
{
	if (list->count == list->room) {
		int room = list->room ? list->room * 2 : 16;
		const struct fc_entry **bigger = fc_alloc_array(arena, room, sizeof(*bigger));

		if (list->count)
			memcpy(bigger, list->entries, list->count * sizeof(*bigger));
		list->entries = bigger;
		list->room = room;
	}
	memmove(list->entries + at + 1, list->entries + at,
		(list->count - at) * sizeof(*list->entries));
	list->entries[at] = entry;
	list->count++;
}

static struct fc_entry *same_prefix(const struct fc_model *model, const struct fc_entry *entry)
{
	const struct list *list = &model->prefixes[entry->kind];

	for (int i = 0; i < list->count; i++)
		if (!strcmp(list->entries[i]->name, entry->name))
			return (struct fc_entry *)list->entries[i];
	return NULL;
}

static struct fc_entry *same_name(const struct fc_model *model, const struct fc_entry *entry)
{
	if (entry->prefix)
		return same_prefix(model, entry);
	return *slot(model, entry->kind, entry->name, strlen(entry->name));
}

static void add_new(struct fc_model *model, struct fc_entry *entry)
{
	struct list *prefixes = &model->prefixes[entry->kind];
	struct list *all = &model->all[entry->kind];
	size_t length = strlen(entry->name);
	int at = 0;

	list_insert(model->arena, all, all->count, entry);
	if (entry->prefix) {
		while (at < prefixes->count && strlen(prefixes->entries[at]->name) >= length)
			at++;
		list_insert(model->arena, prefixes, at, entry);
		return;
	}
	if (++model->used * 2 > model->nslots)
		grow_slots(model);
	*slot(model, entry->kind, entry->name, length) = entry;
}

static bool bad(struct reader *r, const char *format, ...)
{
	int used = snprintf(r->why, r->size, "%s:%d: ", r->file, r->line);
	va_list arguments;

	if (used >= 0 && (size_t)used < r->size) {
		va_start(arguments, format);
		vsnprintf(r->why + used, r->size - used, format, arguments);
		va_end(arguments);
	}
	return false;
}

static int index_of(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(names[i], name))
			return i;
	return -1;
}

static bool is_identifier(const char *text, size_t length)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

	if (!length || !memchr(letters, text[0], sizeof(letters) - 1))
		return false;
	for (size_t i = 1; i < length; i++)
		if (!memchr(letters, text[i], sizeof(letters) - 1) &&
		    !(text[i] >= '0' && text[i] <= '9'))
			return false;
	return true;
}

static bool is_member(const char *text)
{
	const char *dot = strchr(text, '.');

	return dot && is_identifier(text, dot - text) && is_identifier(dot + 1, strlen(dot + 1));
}

/* An argument's index, counted from 0; flags=-2 is the last but one. */
static bool read_index(struct reader *r, const char *key, const char *value, int *to)
{
	const char *digits = value[0] == '-' && !strcmp(key, "flags") ? value + 1 : value;
	char *end;
	long number = strtol(value, &end, 10);

	if (digits[0] < '0' || digits[0] > '9' || *end || number > MAX_ARGUMENT ||
	    number < -MAX_ARGUMENT || number == -1)
		return bad(r, "%s=%s: not the index of an argument", key, value);
	*to = number;
	return true;
}

static bool read_kind(struct reader *r, struct fc_entry *entry, const char *value)
{
	int lock;

	switch (entry->kind) {
	case FC_M_LOCK:
	case FC_M_UNLOCK:
		lock = index_of(lock_kinds, ARRAY_SIZE(lock_kinds), value);
		if (lock < 0)
			return bad(r, "kind=%s: no such kind of lock", value);
		entry->lock = lock;
		return true;
	case FC_M_REGISTER:
		if (index_of(register_kinds, ARRAY_SIZE(register_kinds), value) < 0)
			return bad(r, "kind=%s: no such context", value);
		break;
	case FC_M_ROOT:
		if (index_of(root_kinds, ARRAY_SIZE(root_kinds), value) < 0)
			return bad(r, "kind=%s: no such root", value);
		break;
	default:
		break;
	}
	entry->what = fc_name(r->model->arena, value);
	return true;
}

static bool read_timeout(struct reader *r, struct fc_entry *entry, const char *value)
{
	if (entry->kind == FC_M_SLEEP) {
		entry->bounded = true;
		if (!strcmp(value, "yes"))
			return true;
	}
	return read_index(r, "timeout", value, &entry->timeout);
}

static bool read_symbol(struct reader *r, const char *key, const char *value, const char **to)
{
	if (!is_identifier(value, strlen(value)) && !is_member(value))
		return bad(r, "%s=%s: not a name", key, value);
	*to = fc_name(r->model->arena, value);
	return true;
}

/* Names with commas between them. */
static bool read_after(struct reader *r, struct fc_entry *entry, const char *value)
{
	for (const char *name = value; ; name++) {
		size_t length = strcspn(name, ",");

		if (!is_identifier(name, length))
			return bad(r, "after=%s: not a name", value);
		name += length;
		if (!*name)
			break;
	}
	entry->after = fc_name(r->model->arena, value);
	return true;
}

static bool read_fails(struct reader *r, struct fc_entry *entry, const char *value)
{
	if (!strcmp(value, "nonzero"))
		entry->fails = FC_FAILS_NONZERO;
	else if (!strcmp(value, "zero"))
		entry->fails = FC_FAILS_ZERO;
	else
		return bad(r, "fails=%s: zero or nonzero", value);
	return true;
}

static bool read_value(struct reader *r, struct fc_entry *entry, enum key key, const char *name,
		       const char *value)
{
	switch (key) {
	case K_ARG: case K_FLAGS: case K_ON: case K_WORK:
		return read_index(r, name, value, &entry->arg);
	case K_OBJECT:
		return !strcmp(value, "-") || read_index(r, name, value, &entry->arg);
	case K_FUNCTION:
		return read_index(r, name, value, &entry->function);
	case K_NOWAIT:
		return read_index(r, name, value, &entry->nowait);
	case K_THREAD:
		return read_index(r, name, value, &entry->thread);
	case K_QUEUE:
		entry->system = entry->kind == FC_M_QUEUE && !strcmp(value, "system");
		return entry->system || read_index(r, name, value, &entry->queue);
	case K_TIMEOUT:
		return read_timeout(r, entry, value);
	case K_KIND:
		return read_kind(r, entry, value);
	case K_CLASS:
		return read_symbol(r, name, value, &entry->class);
	case K_AFTER:
		return read_after(r, entry, value);
	case K_TARGET:
		return read_symbol(r, name, value, &entry->target);
	case K_FAILS:
		return read_fails(r, entry, value);
	case K_TRY:
		entry->try = !strcmp(value, "yes");
		return entry->try || bad(r, "try=%s: only yes", value);
	}
	return false;
}

/* @word is key=value; it is cut at the sign. */
static bool read_key(struct reader *r, struct fc_entry *entry, char *word, unsigned int *seen)
{
	const struct keyword *keyword = &keywords[entry->kind];
	char *value = strchr(word, '=');
	int at;

	*value++ = '\0';
	at = index_of(key_names, ARRAY_SIZE(key_names), word);
	if (at < 0 || !(keyword->keys & 1u << at))
		return bad(r, "%s has no %s=", keyword->text, word);
	if (*seen & 1u << at)
		return bad(r, "%s= stands twice", word);
	*seen |= 1u << at;
	return read_value(r, entry, 1u << at, word, value);
}

/* Names of the keys in @keys, for a message. */
static const char *list_keys(unsigned int keys, char *text, size_t size)
{
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(key_names) && used < size; i++)
		if (keys & 1u << i)
			used += snprintf(text + used, size - used, "%s%s=", used ? " or " : "",
					 key_names[i]);
	return text;
}

static bool check_keys(struct reader *r, enum fc_model_kind kind, unsigned int seen)
{
	const struct keyword *keyword = &keywords[kind];
	unsigned int missing = keyword->needed & ~seen;
	char text[80];

	if (!missing && keyword->either && !(keyword->either & seen))
		missing = keyword->either;
	if (missing)
		return bad(r, "%s needs %s", keyword->text, list_keys(missing, text, sizeof(text)));
	return true;
}

static bool valid_name(enum form form, const char *name, size_t length)
{
	switch (form) {
	case FORM_FUNCTION:
	case FORM_CLASS:
		return is_identifier(name, length) || is_member(name);
	case FORM_MEMBER:
		return is_member(name);
	case FORM_PATH:
		return name[0] != '/';
	}
	return false;
}

/* A copy of @parsed for one of the names on the line. */
static bool add_name(struct reader *r, const struct fc_entry *parsed, const char *name)
{
	const struct keyword *keyword = &keywords[parsed->kind];
	size_t length = strlen(name);
	struct fc_entry *entry = fc_alloc(r->model->arena, sizeof(*entry)), *old;

	*entry = *parsed;
	entry->prefix = length > 1 && name[length - 1] == '*';
	length -= entry->prefix;
	if (!valid_name(keyword->form, name, length))
		return bad(r, "%s: not a name for %s", name, keyword->text);
	if (entry->kind == FC_M_REGISTER && entry->function < 0 && !is_member(name))
		return bad(r, "%s %s needs function=", keyword->text, name);
	entry->name = fc_intern(r->model->arena, name, length);
	if (entry->kind == FC_M_CONTRACT && !entry->what)
		entry->what = entry->name;

	old = same_name(r->model, entry);
	if (!old) {
		add_new(r->model, entry);
		return true;
	}
	if (old->file == entry->file)
		return bad(r, "%s %s stands on line %d already", keyword->text, name, old->line);
	*old = *entry;
	return true;
}

static int find_keyword(const char *text)
{
	for (int i = 0; i < FC_M_KINDS; i++)
		if (!strcmp(keywords[i].text, text))
			return i;
	return -1;
}

/* An entry, without its reason: the keyword, names, keys. */
static bool read_entry(struct reader *r, char **words, int count, const char *reason)
{
	struct fc_entry entry = {
		.arg = -1, .function = -1, .queue = -1, .timeout = -1, .thread = -1,
		.nowait = -1,
		.file = r->file, .line = r->line, .reason = reason,
	};
	int kind = find_keyword(words[0]), names = 1;
	unsigned int seen = 0;

	if (kind < 0)
		return bad(r, "%s: no such keyword", words[0]);
	if (!reason || !*reason)
		return bad(r, "no reason: end the line with '# why'");
	entry.kind = kind;
	while (names < count && !strchr(words[names], '='))
		names++;
	if (names == 1)
		return bad(r, "%s without a name", words[0]);
	for (int i = names; i < count; i++) {
		if (!strchr(words[i], '='))
			return bad(r, "%s: names stand before the keys", words[i]);
		if (!read_key(r, &entry, words[i], &seen))
			return false;
	}
	if (!check_keys(r, entry.kind, seen))
		return false;
	for (int i = 1; i < names; i++)
		if (!add_name(r, &entry, words[i]))
			return false;
	return true;
}

static char *trim(char *text)
{
	size_t length;

	text += strspn(text, " \t");
	length = strlen(text);
	while (length && strchr(" \t\r\n", text[length - 1]))
		text[--length] = '\0';
	return text;
}

static bool read_line(struct reader *r, char *text)
{
	static const char section[] = "## reason:";
	struct fc_arena *arena = r->model->arena;
	const char *reason = r->section;
	char *words[MAX_WORDS], *comment, *state;
	int count = 0;

	text = trim(text);
	if (!*text || !strncmp(text, "##", 2))
		r->section = NULL;
	if (!strncmp(text, section, sizeof(section) - 1))
		r->section = fc_name(arena, trim(text + sizeof(section) - 1));
	comment = strchr(text, '#');
	if (comment) {
		*comment++ = '\0';
		reason = fc_name(arena, trim(comment));
	}
	for (char *word = strtok_r(text, " \t", &state); word; word = strtok_r(NULL, " \t", &state)) {
		if (count == MAX_WORDS)
			return bad(r, "more than %d words", MAX_WORDS);
		words[count++] = word;
	}
	return !count || read_entry(r, words, count, reason);
}

bool fc_model_read(struct fc_model *model, const char *file, char *why, size_t size)
{
	struct reader r = { .model = model, .file = fc_name(model->arena, file), .why = why,
			    .size = size };
	FILE *in = fopen(file, "r");
	size_t room = 0;
	char *text = NULL;
	bool fine = true;

	if (!in) {
		r.line = 1;
		return bad(&r, "%s", strerror(errno));
	}
	while (fine && (errno = 0, getline(&text, &room, in)) >= 0) {
		r.line++;
		fine = read_line(&r, text);
	}
	if (fine && !feof(in))
		fine = bad(&r, "%s", strerror(errno));
	free(text);
	fclose(in);
	return fine;
}

/* The length of a symbol without `@path` and `_noprof`. */
static size_t bare_length(const char *symbol)
{
	static const char suffix[] = "_noprof";
	size_t length = strcspn(symbol, "@"), tail = sizeof(suffix) - 1;

	if (length > tail && !memcmp(symbol + length - tail, suffix, tail))
		length -= tail;
	return length;
}

const struct fc_entry *fc_model_find(const struct fc_model *model, enum fc_model_kind kind,
				     const char *name)
{
	bool function = keywords[kind].form == FORM_FUNCTION;
	size_t length = function ? bare_length(name) : strlen(name);
	const struct list *prefixes = &model->prefixes[kind];
	const struct fc_entry *entry = *slot(model, kind, name, length);

	if (entry)
		return entry;
	for (int i = 0; i < prefixes->count; i++) {
		size_t start = strlen(prefixes->entries[i]->name);

		if (start <= length && !memcmp(prefixes->entries[i]->name, name, start))
			return prefixes->entries[i];
	}
	return NULL;
}

bool fc_model_after(const struct fc_entry *entry, const char *symbol)
{
	size_t length = bare_length(symbol), part;

	for (const char *name = entry->after; name; name = name[part] ? name + part + 1 : NULL) {
		part = strcspn(name, ",");
		if (part == length && !memcmp(name, symbol, length))
			return true;
	}
	return false;
}

const struct fc_entry *const *fc_model_all(const struct fc_model *model, enum fc_model_kind kind,
					   int *count)
{
	*count = model->all[kind].count;
	return model->all[kind].entries;
}
