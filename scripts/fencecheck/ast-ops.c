// SPDX-License-Identifier: GPL-2.0-only
/* Expressions with an operator. */
#include "ast-unit.h"

static const struct value nothing;

/* Assignments */

static bool is_bare_lvalue(struct ast *a, CXCursor c)
{
	CXCursor decl;

	c = without_parentheses(a, c);
	switch (clang_getCursorKind(c)) {
	case CXCursor_DeclRefExpr:
		decl = clang_getCursorReferenced(c);
		return clang_getCursorKind(decl) != CXCursor_EnumConstantDecl;
	case CXCursor_MemberRefExpr:
	case CXCursor_ArraySubscriptExpr:
	case CXCursor_UnaryOperator:
		return true;
	default:
		return false;
	}
}

static struct symbol *local_of(struct ast *a, CXCursor c)
{
	struct symbol *s = named(a, c);

	return s && s->kind == SYM_LOCAL ? s : NULL;
}

static void assign(struct ast *a, CXCursor to, struct value v)
{
	CXCursor place_of = without_parentheses(a, to);
	struct symbol *s = local_of(a, to);
	struct value place;

	if (s) {
		drop(a, to, &v);
		s->latest = v;
		return;
	}
	if (clang_getCursorKind(place_of) == CXCursor_MemberRefExpr)
		place = eval_member(a, place_of, true);
	else
		place = eval(a, place_of);
	store(a, at_cursor(a, to).line, &place.arg, &v);
}

static struct value eval_assignment(struct ast *a, CXCursor to, CXCursor from)
{
	struct value v = eval(a, from);

	assign(a, to, v);
	return v;
}

/* += and its like, ++ and --. */
struct value eval_update(struct ast *a, CXCursor c)
{
	struct kids kids;

	kids_of(a, c, &kids);
	for (int i = 1; i < kids.n; i++)
		if (is_expression(kids.at[i]))
			use(a, kids.at[i]);
	if (kids.n)
		assign(a, kids.at[0], nothing);
	return nothing;
}

/* Operators */

static bool is_zero(struct ast *a, CXCursor c)
{
	long long value;

	return constant(a, strip(a, c), &value) && !value;
}

static struct value eval_address(struct ast *a, CXCursor operand)
{
	CXCursor inner = without_parentheses(a, operand);
	struct symbol *s = local_of(a, inner);
	struct value v;

	if (s) {
		s->latest = nothing;
		return of_kind(FC_LOCAL, s->bare);
	}
	if (clang_getCursorKind(inner) == CXCursor_MemberRefExpr)
		return eval_member(a, inner, true);
	v = eval(a, inner);
	v.indirect = false;
	return v.arg.kind == FC_CALL || v.arg.kind == FC_INT ? nothing : v;
}

static struct value negate(struct value v)
{
	if (v.arg.kind != FC_CALL && (v.arg.kind != FC_PARAM || v.indirect || v.arg.number))
		return nothing;
	v.negated = !v.negated;
	return v;
}

static struct value eval_not(struct ast *a, CXCursor c)
{
	struct value v = eval(a, c);

	drop(a, c, &v);
	return negate(v);
}

struct value eval_unary(struct ast *a, CXCursor c)
{
	CXType type = clang_getCanonicalType(clang_getCursorType(c)), inner;
	struct kids kids;

	kids_of(a, c, &kids);
	if (kids.n != 1) {
		use_all(a, c);
		return nothing;
	}
	inner = clang_getCanonicalType(clang_getCursorType(kids.at[0]));
	if (type.kind == CXType_Pointer &&
	    clang_equalTypes(clang_getCanonicalType(clang_getPointeeType(type)), inner))
		return eval_address(a, kids.at[0]);
	if (inner.kind == CXType_Pointer &&
	    clang_equalTypes(clang_getCanonicalType(clang_getPointeeType(inner)), type))
		return pointed_to(eval(a, kids.at[0]));
	if (type.kind == CXType_Int && unary_op(a, c) == OP_NOT)
		return eval_not(a, kids.at[0]);
	if (is_bare_lvalue(a, kids.at[0]))
		return eval_update(a, c);
	use(a, kids.at[0]);
	return nothing;
}

struct value eval_shortcut(struct ast *a, CXCursor left, CXCursor right, bool and)
{
	int more = fc_build_block(a->b), end = fc_build_block(a->b);

	condition(a, left, and ? more : end, and ? end : more);
	fc_build_place(a->b, more);
	use(a, right);
	fc_build_place(a->b, end);
	return nothing;
}

static struct value eval_compare(struct ast *a, CXCursor left, CXCursor right, bool equal)
{
	struct value v;

	if (is_zero(a, left)) {
		CXCursor other = left;

		left = right;
		right = other;
	}
	v = eval(a, left);
	drop(a, left, &v);
	if (!is_zero(a, right)) {
		use(a, right);
		return nothing;
	}
	v = negate(v);
	return equal ? v : negate(v);
}

/* An error code below 0 is the only use of this that matters. */
static struct value eval_sign(struct ast *a, CXCursor left, CXCursor right, bool less)
{
	struct value v = eval(a, left);

	drop(a, left, &v);
	if (!is_zero(a, right)) {
		use(a, right);
		return nothing;
	}
	if (v.arg.kind != FC_CALL || v.negated)
		return nothing;
	return less ? v : negate(v);
}

static struct value eval_bits(struct ast *a, CXCursor left, CXCursor right)
{
	struct value v = eval(a, left), w = eval(a, right), other;

	if (v.arg.kind == FC_INT) {
		other = v;
		v = w;
		w = other;
	}
	if (w.arg.kind == FC_INT && !v.negated && !v.indirect &&
	    (v.arg.kind == FC_INT || v.arg.kind == FC_PARAM)) {
		v.arg.number |= w.arg.number;
		return v;
	}
	drop(a, left, &v);
	drop(a, right, &w);
	return nothing;
}

struct value eval_binary(struct ast *a, CXCursor c)
{
	struct kids kids;
	CXCursor left, right;

	kids_of(a, c, &kids);
	if (kids.n != 2) {
		use_all(a, c);
		return nothing;
	}
	left = kids.at[0];
	right = kids.at[1];
	switch (binary_op(a, left, right)) {
	case OP_UNKNOWN:
		if (!is_bare_lvalue(a, left))
			break;
		/* fall through */
	case OP_ASSIGN:
		return eval_assignment(a, left, right);
	case OP_AND:
		return eval_shortcut(a, left, right, true);
	case OP_OR:
		return eval_shortcut(a, left, right, false);
	case OP_EQUAL:
		return eval_compare(a, left, right, true);
	case OP_DIFFERENT:
		return eval_compare(a, left, right, false);
	case OP_LESS:
		return eval_sign(a, left, right, true);
	case OP_AT_LEAST:
		return eval_sign(a, left, right, false);
	case OP_BITS:
		return eval_bits(a, left, right);
	case OP_COMMA:
		use(a, left);
		return eval(a, right);
	default:
		break;
	}
	use(a, left);
	use(a, right);
	return nothing;
}

/* One of two values; which one is not known. */
static struct value eval_choice(struct ast *a, CXCursor test, CXCursor yes, CXCursor no)
{
	int first = fc_build_block(a->b), second = fc_build_block(a->b);
	int end = fc_build_block(a->b);
	long long known;

	if (constant(a, test, &known))
		return eval(a, known ? yes : no);
	condition(a, test, first, second);
	fc_build_place(a->b, first);
	use(a, yes);
	fc_build_jump(a->b, end);
	fc_build_place(a->b, second);
	use(a, no);
	fc_build_place(a->b, end);
	return nothing;
}

struct value eval_conditional(struct ast *a, CXCursor c)
{
	struct kids kids;

	kids_of(a, c, &kids);
	if (kids.n == 3)
		return eval_choice(a, kids.at[0], kids.at[1], kids.at[2]);
	use_all(a, c);
	return nothing;
}
