// SPDX-License-Identifier: GPL-2.0-only
/* Calls and conditions. */
#include <string.h>

#include "ast-unit.h"

static const struct value nothing;

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), n = strlen(end);

	return length >= n && !strcmp(text + length - n, end);
}

static bool among(const char *name, const char * const *names)
{
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

/* Functions that give what they are given, or (errors) whether that is one. */
static bool is_transparent(const char *name)
{
	static const char * const names[] = {
		"__builtin_expect", "spinlock_check", "IS_ERR", "IS_ERR_OR_NULL", "PTR_ERR",
		"PTR_ERR_OR_ZERO", "ERR_PTR", "ERR_CAST", NULL,
	};

	return among(name, names);
}

/* Functions that do not evaluate what they are given. */
static bool is_unevaluated(const char *name)
{
	static const char * const names[] = {
		"__builtin_constant_p", "__builtin_object_size", "__builtin_dynamic_object_size",
		NULL,
	};

	return among(name, names);
}

/* The object of a guard, of which the argument is the address. */
static bool is_guard_pointer(const char *name)
{
	return !strncmp(name, "class_", 6) && ends_with(name, "_lock_ptr");
}

static struct value guard_value(struct ast *a, CXCursor arg)
{
	const struct symbol *s;
	struct kids kids;

	arg = strip(a, arg);
	kids_of(a, arg, &kids);
	s = kids.n == 1 ? named(a, kids.at[0]) : NULL;
	return s ? s->latest : nothing;
}

static struct fc_arg as_arg(struct ast *a, CXCursor c)
{
	struct fc_arg arg = { .kind = FC_INT };
	struct value v;
	long long number;

	if (constant(a, c, &number)) {
		arg.number = number;
		return arg;
	}
	v = eval(a, c);
	if (v.arg.kind == FC_CALL && v.local)
		return (struct fc_arg){ .kind = FC_LOCAL, .name = v.local };
	/* A pointer behind a pointer is as good as that one, a number is not. */
	if (v.arg.kind == FC_CALL || v.negated || (v.indirect && is_integer(c)))
		return (struct fc_arg){ 0 };
	return v.arg;
}

/* The function symbol that is called by name, or NULL. */
static const struct symbol *direct_callee(struct ast *a, CXCursor callee)
{
	const struct symbol *s = named(a, strip(a, callee));

	return s && s->kind == SYM_FUNCTION ? s : NULL;
}

static struct fc_arg indirect_callee(struct ast *a, CXCursor callee)
{
	struct value v = eval(a, callee);

	switch (v.arg.kind) {
	case FC_FUNCTION:
	case FC_MEMBER:
	case FC_PARAM:
		return v.negated ? (struct fc_arg){ 0 } : v.arg;
	case FC_GLOBAL:
		return (struct fc_arg){ .kind = FC_MEMBER, .name = own_member(a, v.arg.name) };
	default:
		return (struct fc_arg){ 0 };
	}
}

static struct value eval_builtin(struct ast *a, const char *name, const struct kids *kids,
				 bool *done)
{
	struct value v = nothing;

	*done = true;
	if (is_unevaluated(name))
		return nothing;
	if (!strcmp(name, "__builtin_unreachable")) {
		fc_build_unreachable(a->b);
		return nothing;
	}
	if (kids->n > 1 && is_guard_pointer(name))
		return guard_value(a, kids->at[1]);
	if (kids->n > 1 && is_transparent(name)) {
		v = eval(a, kids->at[1]);
		for (int i = 2; i < kids->n; i++)
			use(a, kids->at[i]);
		return v;
	}
	*done = false;
	return v;
}

/* Where the name of what is called stands. */
static struct fc_at at_callee(struct ast *a, CXCursor callee)
{
	struct kids kids;

	callee = strip(a, callee);
	while (clang_getCursorKind(callee) == CXCursor_UnaryOperator) {
		kids_of(a, callee, &kids);
		callee = strip(a, kids.at[0]);
	}
	return at_cursor(a, callee);
}

struct value eval_call(struct ast *a, CXCursor c)
{
	const struct symbol *s;
	struct fc_arg callee, *args;
	struct value v;
	struct kids kids;
	bool done, noreturn = false;

	kids_of(a, c, &kids);
	if (!kids.n)
		return nothing;
	s = direct_callee(a, kids.at[0]);
	if (s) {
		v = eval_builtin(a, s->bare, &kids, &done);
		if (done)
			return v;
		callee = (struct fc_arg){ .kind = FC_FUNCTION, .name = s->name };
		noreturn = s->noreturn;
	}
	args = fc_alloc_array(a->arena, kids.n, sizeof(*args));
	for (int i = 1; i < kids.n; i++)
		args[i - 1] = as_arg(a, kids.at[i]);
	if (!s)
		callee = indirect_callee(a, kids.at[0]);
	v = (struct value){ .arg.kind = FC_CALL };
	v.arg.index = fc_build_call(a->b, at_callee(a, kids.at[0]), callee, args, kids.n - 1);
	if (noreturn)
		fc_build_unreachable(a->b);
	return v;
}

/* Conditions */

static void branch_on(struct ast *a, struct value v, int yes, int no)
{
	struct fc_arg cond = { 0 };

	if (v.arg.kind == FC_CALL || (v.arg.kind == FC_PARAM && !v.indirect && !v.arg.number))
		cond = v.arg;
	if (v.negated)
		fc_build_branch(a->b, cond, no, yes);
	else
		fc_build_branch(a->b, cond, yes, no);
}

static void either(struct ast *a, CXCursor left, CXCursor right, int yes, int no)
{
	int more = fc_build_block(a->b);

	condition(a, left, yes, more);
	fc_build_place(a->b, more);
	condition(a, right, yes, no);
}

static void both(struct ast *a, CXCursor left, CXCursor right, int yes, int no)
{
	int more = fc_build_block(a->b);

	condition(a, left, more, no);
	fc_build_place(a->b, more);
	condition(a, right, yes, no);
}

static bool binary_condition(struct ast *a, CXCursor left, CXCursor right, int yes, int no)
{
	long long number;
	enum op op = binary_op(a, left, right);

	switch (op) {
	case OP_AND:
		both(a, left, right, yes, no);
		return true;
	case OP_OR:
		either(a, left, right, yes, no);
		return true;
	case OP_COMMA:
		use(a, left);
		condition(a, right, yes, no);
		return true;
	case OP_EQUAL:
	case OP_DIFFERENT:
		if (!constant(a, strip(a, right), &number) || number)
			return false;
		condition(a, left, op == OP_EQUAL ? no : yes, op == OP_EQUAL ? yes : no);
		return true;
	default:
		return false;
	}
}

static void choice_condition(struct ast *a, const struct kids *kids, int yes, int no)
{
	int first = fc_build_block(a->b), second = fc_build_block(a->b);

	condition(a, kids->at[0], first, second);
	fc_build_place(a->b, first);
	condition(a, kids->at[1], yes, no);
	fc_build_place(a->b, second);
	condition(a, kids->at[2], yes, no);
}

/* True if it was lowered to conditions below it. */
static bool compound_condition(struct ast *a, CXCursor c, int yes, int no)
{
	const struct symbol *s;
	struct kids kids;

	kids_of(a, c, &kids);
	switch (clang_getCursorKind(c)) {
	case CXCursor_UnaryOperator:
		if (kids.n != 1 || clang_getCursorType(c).kind != CXType_Int ||
		    unary_op(a, c) != OP_NOT)
			return false;
		condition(a, kids.at[0], no, yes);
		return true;
	case CXCursor_BinaryOperator:
		return kids.n == 2 && binary_condition(a, kids.at[0], kids.at[1], yes, no);
	case CXCursor_ConditionalOperator:
		if (kids.n != 3)
			return false;
		choice_condition(a, &kids, yes, no);
		return true;
	case CXCursor_UnexposedExpr:
		if (kids.n != 4)
			return false;
		either(a, kids.at[0], kids.at[3], yes, no);
		return true;
	case CXCursor_CallExpr:
		s = kids.n > 1 ? direct_callee(a, kids.at[0]) : NULL;
		if (!s || strcmp(s->bare, "__builtin_expect"))
			return false;
		condition(a, kids.at[1], yes, no);
		return true;
	default:
		return false;
	}
}

void condition(struct ast *a, CXCursor c, int yes, int no)
{
	struct value v;
	long long known;

	if (constant(a, c, &known)) {
		fc_build_jump(a->b, known ? yes : no);
		return;
	}
	c = strip(a, c);
	if (compound_condition(a, c, yes, no))
		return;
	v = eval(a, c);
	drop(a, c, &v);
	branch_on(a, v, yes, no);
}
