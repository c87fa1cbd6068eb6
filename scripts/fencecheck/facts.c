// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reader of the text form of facts. A first pass counts the records, so that
 * every array is allocated once, at its final size; the second one fills them.
 */
#include <limits.h>
#include <string.h>

#include "arena.h"
#include "facts.h"

struct span {
	const char *at;
	size_t length;
};

struct reader {
	struct fc_arena *arena;
	const char *why;
	/* What is left of the line; NULL: nothing. */
	const char *rest, *line_end;
	struct fc_unit *unit;
	/* The next free ones. */
	struct fc_block *block;
	struct fc_event *event;
	struct fc_slot *slot;
	/* The open ones, or NULL. */
	struct fc_variable *in_variable;
	struct fc_function *in_function;
	struct fc_block *in_block;
	/* The largest in this function, to be checked at its end. */
	int target, call;
};

static bool fail(struct reader *r, const char *why)
{
	r->why = why;
	return false;
}

/* Fields */

static bool field(struct reader *r, struct span *out)
{
	const char *tab;

	if (!r->rest)
		return fail(r, "too few fields");
	tab = memchr(r->rest, '\t', r->line_end - r->rest);
	out->at = r->rest;
	out->length = (tab ? tab : r->line_end) - r->rest;
	r->rest = tab ? tab + 1 : NULL;
	return true;
}

static bool line_done(struct reader *r)
{
	return !r->rest || fail(r, "too many fields");
}

static int fields_left(const struct reader *r)
{
	int count = r->rest ? 1 : 0;

	for (const char *p = r->rest; p && p < r->line_end; p++)
		count += *p == '\t';
	return count;
}

static bool is(struct span s, const char *text)
{
	return s.length == strlen(text) && !memcmp(s.at, text, s.length);
}

/* Drop @count bytes at the start. */
static struct span behind(struct span s, size_t count)
{
	return (struct span){ s.at + count, s.length - count };
}

/* A decimal number in its shortest form. */
static bool get_number(struct reader *r, struct span s, int64_t *out)
{
	bool minus = s.length && *s.at == '-';
	int64_t n = 0;

	if (minus)
		s = behind(s, 1);
	if (!s.length || (*s.at == '0' && (s.length > 1 || minus)))
		return fail(r, "not a number");
	for (size_t i = 0; i < s.length; i++) {
		int digit = s.at[i] - '0';

		if (digit < 0 || digit > 9)
			return fail(r, "not a number");
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, minus ? -digit : digit, &n))
			return fail(r, "number out of range");
	}
	*out = n;
	return true;
}

static bool get_index(struct reader *r, struct span s, int *out)
{
	int64_t n;

	if (!get_number(r, s, &n))
		return false;
	if (n < 0 || n > INT_MAX)
		return fail(r, "number out of range");
	*out = n;
	return true;
}

static bool index_field(struct reader *r, int *out)
{
	struct span s;

	return field(r, &s) && get_index(r, s, out);
}

static bool name_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
	       c >= 0x80 || (c >= '0' && c <= '9');
}

/* The length of the C identifier at the start of @s, 0 if there is none. */
static size_t identifier(struct span s)
{
	size_t n = 0;

	if (s.length && *s.at >= '0' && *s.at <= '9')
		return 0;
	while (n < s.length && name_char(s.at[n]))
		n++;
	return n;
}

static bool is_path(struct span s)
{
	for (size_t i = 0; i < s.length; i++)
		if ((unsigned char)s.at[i] < ' ' || s.at[i] == 0x7f)
			return false;
	return s.length;
}

static bool get_name(struct reader *r, struct span s, const char **out)
{
	if (!s.length || identifier(s) != s.length)
		return fail(r, "not a name");
	*out = fc_intern(r->arena, s.at, s.length);
	return true;
}

static bool get_symbol(struct reader *r, struct span s, const char **out)
{
	size_t n = identifier(s);

	if (!n || (n < s.length && (s.at[n] != '@' || !is_path(behind(s, n + 1)))))
		return fail(r, "not a symbol");
	*out = fc_intern(r->arena, s.at, s.length);
	return true;
}

static bool get_member(struct reader *r, struct span s, const char **out)
{
	struct span left = s;
	int names = 0;

	for (;; names++) {
		size_t n = identifier(left);

		if (!n)
			return fail(r, "not a member");
		left = behind(left, n);
		if (!left.length)
			break;
		if (*left.at != '.')
			return fail(r, "not a member");
		left = behind(left, 1);
	}
	if (!names)
		return fail(r, "not a member");
	*out = fc_intern(r->arena, s.at, s.length);
	return true;
}

static bool symbol_field(struct reader *r, const char **out)
{
	struct span s;

	return field(r, &s) && get_symbol(r, s, out);
}

static bool member_field(struct reader *r, const char **out)
{
	struct span s;

	return field(r, &s) && get_member(r, s, out);
}

static bool path_field(struct reader *r, const char **out)
{
	struct span s;

	if (!field(r, &s))
		return false;
	if (!is_path(s))
		return fail(r, "not a path");
	*out = fc_intern(r->arena, s.at, s.length);
	return true;
}

/* Values */

/* K, behind the % */
static bool get_param(struct reader *r, struct span s, struct fc_arg *out)
{
	out->kind = FC_PARAM;
	if (!get_index(r, s, &out->index))
		return false;
	return out->index < r->in_function->nparams || fail(r, "no such parameter");
}

/* K or K|N */
static bool get_param_bits(struct reader *r, struct span s, struct fc_arg *out)
{
	const char *bar = memchr(s.at, '|', s.length);
	struct span k = s;

	if (bar) {
		k.length = bar - s.at;
		if (!get_number(r, behind(s, k.length + 1), &out->number))
			return false;
	}
	return get_param(r, k, out);
}

static bool get_arg(struct reader *r, struct span s, struct fc_arg *out)
{
	struct span text;

	if (is(s, "-"))
		return true;
	if (s.length && *s.at == '%')
		return get_param_bits(r, behind(s, 1), out);
	if (s.length < 2 || s.at[1] != ':')
		return fail(r, "unknown argument");
	text = behind(s, 2);
	switch (*s.at) {
	case 'i':
		out->kind = FC_INT;
		return get_number(r, text, &out->number);
	case 'f':
		out->kind = FC_FUNCTION;
		return get_symbol(r, text, &out->name);
	case 'm':
		out->kind = FC_MEMBER;
		return get_member(r, text, &out->name);
	case 'v':
		out->kind = FC_GLOBAL;
		return get_symbol(r, text, &out->name);
	case 'l':
		out->kind = FC_LOCAL;
		return get_name(r, text, &out->name);
	}
	return fail(r, "unknown argument");
}

static bool get_callee(struct reader *r, struct fc_arg *out)
{
	struct span s;

	if (!field(r, &s))
		return false;
	switch (s.length ? *s.at : 0) {
	case '=':
		out->kind = FC_FUNCTION;
		return get_symbol(r, behind(s, 1), &out->name);
	case '.':
		out->kind = FC_MEMBER;
		return get_member(r, behind(s, 1), &out->name);
	case '%':
		return get_param(r, behind(s, 1), out);
	case '?':
		return s.length == 1 || fail(r, "unknown callee");
	}
	return fail(r, "unknown callee");
}

/* A call that stands further down is known only at the end of the function. */
static bool get_call(struct reader *r, struct span s, int *out)
{
	if (!get_index(r, s, out))
		return false;
	if (*out > r->call)
		r->call = *out;
	return true;
}

static bool get_cond(struct reader *r, struct fc_arg *out)
{
	struct span s;

	if (!field(r, &s))
		return false;
	if (is(s, "-"))
		return true;
	if (s.length && *s.at == '%')
		return get_param(r, behind(s, 1), out);
	if (!s.length || *s.at != 'c')
		return fail(r, "unknown condition");
	out->kind = FC_CALL;
	return get_call(r, behind(s, 1), &out->index);
}

/* Records outside of functions */

static bool read_variable(struct reader *r)
{
	struct fc_variable *v = &r->unit->variables[r->unit->nvariables++];

	r->in_variable = v;
	v->slots = r->slot;
	return symbol_field(r, &v->symbol) && path_field(r, &v->path) && index_field(r, &v->line);
}

static bool read_slot(struct reader *r)
{
	struct fc_slot *slot = r->slot++;

	if (!r->in_variable)
		return fail(r, "an initialiser outside of a variable");
	r->in_variable->nslots++;
	return member_field(r, &slot->member) && symbol_field(r, &slot->function) &&
	       index_field(r, &slot->line);
}

static bool read_function(struct reader *r)
{
	struct fc_function *f = &r->unit->functions[r->unit->nfunctions++];

	r->in_variable = NULL;
	r->in_function = f;
	r->target = -1;
	r->call = -1;
	f->blocks = r->block;
	return symbol_field(r, &f->symbol) && path_field(r, &f->path) && index_field(r, &f->line) &&
	       index_field(r, &f->nparams);
}

static bool read_end(struct reader *r)
{
	struct fc_function *f = r->in_function;

	r->in_function = NULL;
	if (!f->nblocks)
		return fail(r, "a function without a block");
	if (r->target >= f->nblocks)
		return fail(r, "no such block");
	return r->call < f->ncalls || fail(r, "no such call");
}

/* Records inside of blocks */

static bool read_block(struct reader *r)
{
	struct fc_block *b = r->block++;
	int n;

	b->events = r->event;
	r->in_block = b;
	if (!index_field(r, &n))
		return false;
	return n == r->in_function->nblocks++ || fail(r, "blocks are not numbered in order");
}

static struct fc_event *new_event(struct reader *r, enum fc_event_kind kind)
{
	struct fc_event *e = r->event++;

	r->in_block->nevents++;
	e->kind = kind;
	return e;
}

static bool read_call(struct reader *r)
{
	struct fc_event *e = new_event(r, FC_EV_CALL);
	struct span s;

	e->call = r->in_function->ncalls++;
	if (!index_field(r, &e->line) || !index_field(r, &e->column) ||
	    !index_field(r, &e->end_column) || !get_callee(r, &e->callee))
		return false;
	e->nargs = fields_left(r);
	e->args = fc_alloc_array(r->arena, e->nargs, sizeof(*e->args));
	for (int i = 0; i < e->nargs; i++)
		if (!field(r, &s) || !get_arg(r, s, &e->args[i]))
			return false;
	return true;
}

static bool read_reference(struct reader *r)
{
	struct fc_event *e = new_event(r, FC_EV_REFERENCE);
	struct span s;

	e->callee.kind = FC_FUNCTION;
	if (!index_field(r, &e->line) || !symbol_field(r, &e->callee.name) || !field(r, &s))
		return false;
	return is(s, "-") || get_member(r, s, &e->member);
}

static bool read_store(struct reader *r)
{
	struct fc_event *e = new_event(r, FC_EV_STORE);
	struct span s;

	if (!field(r, &s) || !get_call(r, s, &e->call) || !field(r, &s) ||
	    !get_arg(r, s, &e->callee))
		return false;
	return e->callee.kind == FC_MEMBER || e->callee.kind == FC_GLOBAL ||
	       fail(r, "not a place");
}

static bool read_nents(struct reader *r)
{
	struct fc_event *e = new_event(r, FC_EV_NENTS);
	struct span s;

	if (!index_field(r, &e->line) || !index_field(r, &e->column) ||
	    !index_field(r, &e->end_column) || !field(r, &s))
		return false;
	e->write = is(s, "w");
	if (!e->write && !is(s, "r"))
		return fail(r, "a count is read or written");
	if (!field(r, &s))
		return false;
	if (!is(s, "nents") && !is(s, "orig_nents"))
		return fail(r, "unknown count");
	return get_name(r, s, &e->callee.name);
}

static bool read_targets(struct reader *r, enum fc_exit how, int want)
{
	struct fc_block *b = r->in_block;

	b->exit = how;
	b->nnext = fields_left(r);
	if (want ? b->nnext != want : !b->nnext)
		return fail(r, "wrong number of targets");
	b->next = fc_alloc_array(r->arena, b->nnext, sizeof(*b->next));
	for (int i = 0; i < b->nnext; i++) {
		if (!index_field(r, &b->next[i]))
			return false;
		if (b->next[i] > r->target)
			r->target = b->next[i];
	}
	return true;
}

static bool read_exit(struct reader *r, char letter)
{
	struct fc_block *b = r->in_block;
	bool ok = true;

	switch (letter) {
	case 'j':
		ok = read_targets(r, FC_JUMP, 1);
		break;
	case 'b':
		ok = get_cond(r, &b->cond) && read_targets(r, FC_BRANCH, 2);
		break;
	case 'w':
		ok = read_targets(r, FC_SWITCH, 0);
		break;
	case 'x':
		b->exit = FC_RETURN;
		ok = index_field(r, &b->line) && index_field(r, &b->column);
		break;
	case 'u':
		b->exit = FC_UNREACHABLE;
		break;
	default:
		return fail(r, "unknown record, or not allowed here");
	}
	r->in_block = NULL;
	return ok;
}

static bool read_in_block(struct reader *r, char letter)
{
	switch (letter) {
	case 'c':
		return read_call(r);
	case 'r':
		return read_reference(r);
	case 'a':
		return read_store(r);
	case 'n':
		return read_nents(r);
	}
	return read_exit(r, letter);
}

static bool read_record(struct reader *r, char letter)
{
	if (r->in_block)
		return read_in_block(r, letter);
	if (r->in_function) {
		if (letter == 'B')
			return read_block(r);
		if (letter == 'e')
			return read_end(r);
	} else {
		if (letter == 'v')
			return read_variable(r);
		if (letter == 'i')
			return read_slot(r);
		if (letter == 'F')
			return read_function(r);
	}
	return fail(r, "unknown record, or not allowed here");
}

static bool read_line(struct reader *r, const char *line, size_t length)
{
	if (!length || (length > 1 && line[1] != '\t'))
		return fail(r, "unknown record, or not allowed here");
	r->line_end = line + length;
	r->rest = length > 1 ? line + 2 : NULL;
	return read_record(r, *line) && line_done(r);
}

/* Arrays for as many of each record as there are lines that begin like one. */
static void make_room(struct reader *r, const char *text, size_t length)
{
	size_t lines[256] = { 0 };
	const char *end = text + length;

	for (const char *p = text; p && p < end; p = memchr(p, '\n', end - p), p += !!p)
		lines[(unsigned char)*p]++;
	r->unit->functions = fc_alloc_array(r->arena, lines['F'], sizeof(struct fc_function));
	r->unit->variables = fc_alloc_array(r->arena, lines['v'], sizeof(struct fc_variable));
	r->slot = fc_alloc_array(r->arena, lines['i'], sizeof(struct fc_slot));
	r->block = fc_alloc_array(r->arena, lines['B'], sizeof(struct fc_block));
	r->event = fc_alloc_array(r->arena, lines['c'] + lines['r'] + lines['a'] + lines['n'],
				  sizeof(struct fc_event));
}

/* The path of the unit is left as it is: the text form does not have it. */
bool fc_facts_read(struct fc_arena *arena, const char *text, size_t length,
		   struct fc_unit *unit, const char **why)
{
	struct reader r = { .arena = arena, .unit = unit };
	const char *line = text, *end = text + length, *newline;
	bool ok = true;

	unit->nfunctions = 0;
	unit->nvariables = 0;
	if (length > INT_MAX)
		ok = fail(&r, "too long");
	else if (length && end[-1] != '\n')
		ok = fail(&r, "the last line has no end");
	else
		make_room(&r, text, length);
	for (; ok && line < end; line = newline + 1) {
		newline = memchr(line, '\n', end - line);
		ok = read_line(&r, line, newline - line);
	}
	if (ok && r.in_function)
		ok = fail(&r, "the last function has no end");
	*why = r.why;
	return ok;
}
