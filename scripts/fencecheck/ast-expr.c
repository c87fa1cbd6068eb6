// SPDX-License-Identifier: GPL-2.0-only
/* Expressions: what they do becomes events, what they give a value. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ast-unit.h"

static enum CXChildVisitResult add_kid(CXCursor c, CXCursor parent, CXClientData data)
{
	struct kids *kids = data;

	(void)parent;
	if (kids->n == kids->room) {
		CXCursor *at = fc_alloc_array(kids->arena, 4 * kids->room, sizeof(*at));

		memcpy(at, kids->at, kids->n * sizeof(*at));
		kids->at = at;
		kids->room *= 4;
	}
	kids->at[kids->n++] = c;
	return CXChildVisit_Continue;
}

void kids_of(struct ast *a, CXCursor c, struct kids *kids)
{
	kids->at = kids->first;
	kids->room = sizeof(kids->first) / sizeof(*kids->first);
	kids->n = 0;
	kids->arena = a->arena;
	clang_visitChildren(c, add_kid, kids);
}

bool is_expression(CXCursor c)
{
	return clang_isExpression(clang_getCursorKind(c));
}

/* Without parentheses and casts, also those that only the compiler sees. */
CXCursor strip(struct ast *a, CXCursor c)
{
	for (;;) {
		enum CXCursorKind kind = clang_getCursorKind(c);
		struct kids kids;

		if (kind != CXCursor_ParenExpr && kind != CXCursor_UnexposedExpr &&
		    kind != CXCursor_CStyleCastExpr)
			return c;
		kids_of(a, c, &kids);
		if (!kids.n || !is_expression(kids.at[kids.n - 1]) ||
		    (kind == CXCursor_UnexposedExpr && kids.n != 1))
			return c;
		c = kids.at[kids.n - 1];
	}
}

CXCursor without_parentheses(struct ast *a, CXCursor c)
{
	struct kids kids;

	while (clang_getCursorKind(c) == CXCursor_ParenExpr) {
		kids_of(a, c, &kids);
		if (!kids.n)
			break;
		c = kids.at[0];
	}
	return c;
}

struct symbol *named(struct ast *a, CXCursor c)
{
	CXCursor decl;

	c = without_parentheses(a, c);
	if (clang_getCursorKind(c) != CXCursor_DeclRefExpr)
		return NULL;
	decl = clang_getCursorReferenced(c);
	return clang_Cursor_isNull(decl) ? NULL : symbol_of(a, decl);
}

bool is_integer(CXCursor c)
{
	enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(c)).kind;

	return (kind >= CXType_Bool && kind <= CXType_Int128) || kind == CXType_Enum;
}

/* The value that libclang finds, which leaves calls out of account: (f(), 1) is 1. */
static bool evaluate(CXCursor c, long long *value)
{
	CXEvalResult result;
	bool found;

	if (!is_expression(c) || !is_integer(c))
		return false;
	result = clang_Cursor_Evaluate(c);
	if (!result)
		return false;
	found = clang_EvalResult_getKind(result) == CXEval_Int;
	if (found)
		*value = clang_EvalResult_getAsLongLong(result);
	clang_EvalResult_dispose(result);
	return found;
}

static bool calls(struct ast *a, CXCursor c);

/* Of an operator with a first operand that is known: is the second one evaluated? */
static bool calls_right(struct ast *a, const struct kids *kids)
{
	enum op op = binary_op(a, kids->at[0], kids->at[1]);
	long long left;

	if ((op == OP_AND || op == OP_OR) && evaluate(kids->at[0], &left) &&
	    !left == (op == OP_AND))
		return false;
	return calls(a, kids->at[1]);
}

static bool is_builtin(struct ast *a, CXCursor call)
{
	CXCursor decl = clang_getCursorReferenced(call);

	return !clang_Cursor_isNull(decl) && !strncmp(symbol_of(a, decl)->bare, "__builtin_", 10);
}

/* Does it call functions when it is evaluated? */
static bool calls(struct ast *a, CXCursor c)
{
	enum CXCursorKind kind = clang_getCursorKind(c);
	struct kids kids;
	long long known;

	if (kind == CXCursor_UnaryExpr || kind == CXCursor_IntegerLiteral)
		return false;
	if (kind == CXCursor_CallExpr && !is_builtin(a, c))
		return true;
	kids_of(a, c, &kids);
	if (kids.n == 3 && evaluate(kids.at[0], &known) &&
	    (kind == CXCursor_ConditionalOperator || kind == CXCursor_UnexposedExpr))
		return calls(a, kids.at[0]) || calls(a, kids.at[known ? 1 : 2]);
	if (kind == CXCursor_BinaryOperator && kids.n == 2)
		return calls(a, kids.at[0]) || calls_right(a, &kids);
	for (int i = 0; i < kids.n; i++)
		if (calls(a, kids.at[i]))
			return true;
	return false;
}

bool constant(struct ast *a, CXCursor c, long long *value)
{
	return evaluate(c, value) && !calls(a, c);
}

static const struct value nothing;

static struct value of_number(long long number)
{
	return (struct value){ .arg = { .kind = FC_INT, .number = number } };
}

/* References and stores */

const char *own_member(struct ast *a, const char *symbol)
{
	int length = strcspn(symbol, "@");
	const char *name;
	char *text;

	if (asprintf(&text, "%.*s.%.*s", length, symbol, length, symbol) < 0)
		abort();
	name = fc_name(a->arena, text);
	free(text);
	return name;
}

static const char *member_of_place(struct ast *a, const struct fc_arg *place)
{
	if (place && place->kind == FC_MEMBER)
		return place->name;
	return place && place->kind == FC_GLOBAL ? own_member(a, place->name) : NULL;
}

void store(struct ast *a, int line, const struct fc_arg *place, const struct value *v)
{
	if (v->arg.kind == FC_FUNCTION || (v->arg.kind == FC_GLOBAL && v->table))
		fc_build_reference(a->b, line, v->arg.name, member_of_place(a, place));
	else if (place && v->arg.kind == FC_CALL && !v->negated &&
		 (place->kind == FC_MEMBER || place->kind == FC_GLOBAL))
		fc_build_store(a->b, v->arg.index, *place);
}

void drop(struct ast *a, CXCursor c, const struct value *v)
{
	if (v->arg.kind == FC_FUNCTION || v->arg.kind == FC_GLOBAL)
		store(a, at_cursor(a, c).line, NULL, v);
}

void use(struct ast *a, CXCursor c)
{
	struct value v = eval(a, c);

	drop(a, c, &v);
}

void use_all(struct ast *a, CXCursor c)
{
	struct kids kids;

	kids_of(a, c, &kids);
	for (int i = 0; i < kids.n; i++)
		if (is_expression(kids.at[i]))
			use(a, kids.at[i]);
}

/* Names and members */

static struct value eval_local(const struct symbol *s)
{
	struct value v = s->latest;

	if (v.arg.kind == FC_CALL) {
		v.local = s->bare;
		return v;
	}
	if (s->param >= 0 && !s->assigned && !s->exposed)
		return (struct value){ .arg = { .kind = FC_PARAM, .index = s->param } };
	if (s->param < 0 && s->assigned == 1 && !s->exposed && v.arg.kind != FC_NOTHING)
		return v;
	return of_kind(FC_LOCAL, s->bare);
}

static struct value eval_name(struct ast *a, CXCursor c)
{
	CXCursor decl = clang_getCursorReferenced(c);
	const struct symbol *s;
	struct value v;

	if (clang_Cursor_isNull(decl))
		return nothing;
	if (clang_getCursorKind(decl) == CXCursor_EnumConstantDecl)
		return of_number(clang_getEnumConstantDeclValue(decl));
	s = symbol_of(a, decl);
	switch (s->kind) {
	case SYM_FUNCTION:
		return of_kind(FC_FUNCTION, s->name);
	case SYM_GLOBAL:
		v = of_kind(FC_GLOBAL, s->name);
		v.table = s->table;
		return v;
	case SYM_LOCAL:
		return eval_local(s);
	default:
		return nothing;
	}
}

static bool is_lock(const char *record)
{
	static const char * const locks[] = {
		"spinlock", "raw_spinlock", "spinlock_t", "raw_spinlock_t", "rwlock_t", "mutex",
		"ww_mutex", "rw_semaphore", "rt_mutex", "rt_mutex_base",
		/* INIT_DELAYED_WORK() initialises the work inside, others name the whole. */
		"delayed_work", "kthread_delayed_work", "rcu_work",
		/* Every one of these has such a lock: the whole is what tells them apart. */
		"wait_queue_head", "swait_queue_head", "completion", "xarray", "idr", "ida",
	};
	size_t length = strcspn(record, ".");

	for (size_t i = 0; i < sizeof(locks) / sizeof(*locks); i++)
		if (strlen(locks[i]) == length && !memcmp(locks[i], record, length))
			return true;
	return false;
}

static void count_event(struct ast *a, CXCursor c, CXCursor field, bool write)
{
	static const char * const names[] = { "nents", "orig_nents" };
	const char *name = take(a, clang_getCursorSpelling(field));

	for (int i = 0; i < 2; i++)
		if (!strcmp(name, names[i]))
			fc_build_count(a->b, at_cursor(a, c), write, names[i]);
}

struct value eval_member(struct ast *a, CXCursor c, bool write)
{
	CXCursor field = clang_getCursorReferenced(c);
	struct value base = nothing;
	const char *record, *name;
	struct kids kids;

	kids_of(a, c, &kids);
	if (kids.n && is_expression(kids.at[0]))
		base = eval(a, kids.at[0]);
	if (clang_Cursor_isNull(field) || clang_getCursorKind(field) != CXCursor_FieldDecl)
		return nothing;
	if (kids.n)
		drop(a, kids.at[0], &base);
	record = record_name(a, field);
	if (record && !strcmp(record, "sg_table"))
		count_event(a, c, field, write);
	name = record && !is_lock(record) ? member_name(a, field) : NULL;
	if (name)
		return of_kind(FC_MEMBER, name);
	if (base.arg.kind == FC_CALL || base.negated)
		return nothing;
	return base;
}

/* What a pointer points to. */
struct value pointed_to(struct value v)
{
	if (v.arg.kind == FC_CALL || v.arg.kind == FC_INT || v.negated)
		return v.local ? of_kind(FC_LOCAL, v.local) : nothing;
	v.indirect = v.arg.kind == FC_PARAM;
	v.arg.number = 0;
	return v;
}

static struct value eval_subscript(struct ast *a, CXCursor c)
{
	struct kids kids;
	struct value v;

	kids_of(a, c, &kids);
	if (kids.n != 2) {
		use_all(a, c);
		return nothing;
	}
	v = eval(a, kids.at[0]);
	use(a, kids.at[1]);
	return pointed_to(v);
}

/* Others */

/* Only the chosen one has the type of the whole, and only that one is evaluated. */
static struct value eval_generic(struct ast *a, CXCursor c)
{
	CXType type = clang_getCanonicalType(clang_getCursorType(c));
	int chosen = -1, first = -1;
	struct kids kids;

	kids_of(a, c, &kids);
	for (int i = 0; i < kids.n; i++) {
		CXType of = clang_getCanonicalType(clang_getCursorType(kids.at[i]));

		if (!is_expression(kids.at[i]))
			continue;
		if (first < 0)
			first = i;	/* the selector */
		else if (chosen < 0 && clang_equalTypes(of, type))
			chosen = i;
	}
	return chosen < 0 ? nothing : eval(a, kids.at[chosen]);
}

static struct value eval_unexposed(struct ast *a, CXCursor c)
{
	struct kids kids;
	long long known;

	kids_of(a, c, &kids);
	if (kids.n == 1 && is_expression(kids.at[0]))
		return eval(a, kids.at[0]);
	/* x ?: y has x three times */
	if (kids.n == 4)
		return eval_shortcut(a, kids.at[0], kids.at[3], false);
	if (kids.n == 3 && constant(a, kids.at[0], &known) &&
	    starts_with(a, c, "__builtin_choose_expr"))
		return eval(a, kids.at[known ? 1 : 2]);
	use_all(a, c);
	return nothing;
}

static struct value eval_last(struct ast *a, CXCursor c)
{
	struct kids kids;

	kids_of(a, c, &kids);
	return kids.n && is_expression(kids.at[kids.n - 1]) ? eval(a, kids.at[kids.n - 1]) : nothing;
}

static struct value eval_block(struct ast *a, CXCursor c)
{
	struct kids kids;

	kids_of(a, c, &kids);
	return kids.n ? walk_compound(a, kids.at[0], true) : nothing;
}

struct value eval(struct ast *a, CXCursor c)
{
	long long number;

	switch (clang_getCursorKind(c)) {
	case CXCursor_IntegerLiteral:
	case CXCursor_CharacterLiteral:
	case CXCursor_UnaryExpr:	/* sizeof and its like: not evaluated */
		return constant(a, c, &number) ? of_number(number) : nothing;
	case CXCursor_FloatingLiteral:
	case CXCursor_StringLiteral:
	case CXCursor_AddrLabelExpr:
		return nothing;
	case CXCursor_DeclRefExpr:
		return eval_name(a, c);
	case CXCursor_MemberRefExpr:
		return eval_member(a, c, false);
	case CXCursor_CallExpr:
		return eval_call(a, c);
	case CXCursor_ArraySubscriptExpr:
		return eval_subscript(a, c);
	case CXCursor_UnaryOperator:
		return eval_unary(a, c);
	case CXCursor_BinaryOperator:
		return eval_binary(a, c);
	case CXCursor_CompoundAssignOperator:
		return eval_update(a, c);
	case CXCursor_ConditionalOperator:
		return eval_conditional(a, c);
	case CXCursor_ParenExpr:
	case CXCursor_CStyleCastExpr:
	case CXCursor_CompoundLiteralExpr:
		return eval_last(a, c);
	case CXCursor_InitListExpr:
		return walk_initialiser(a, c, clang_getCursorType(c), NULL);
	case CXCursor_StmtExpr:
		return eval_block(a, c);
	case CXCursor_GenericSelectionExpr:
		return eval_generic(a, c);
	case CXCursor_UnexposedExpr:
		return eval_unexposed(a, c);
	default:
		use_all(a, c);
		return nothing;
	}
}

struct value walk_initialiser(struct ast *a, CXCursor init, CXType type, const char *member)
{
	struct fc_arg place = { .kind = FC_MEMBER, .name = member };
	struct list list;
	struct kids kids;
	struct value v;

	if (clang_getCursorKind(init) != CXCursor_InitListExpr) {
		v = eval(a, init);
		if (member)
			store(a, at_cursor(a, init).line, &place, &v);
		return v;
	}
	list_begin(a, type, member, &list);
	kids_of(a, init, &kids);
	for (int i = 0; i < kids.n; i++) {
		struct element e = list_next(a, &list, kids.at[i]);

		v = walk_initialiser(a, e.value, e.type, e.member);
		if (!e.member)
			drop(a, e.value, &v);
	}
	return nothing;
}
