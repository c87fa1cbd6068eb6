// SPDX-License-Identifier: GPL-2.0-only
/* Statements and functions. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "ast-unit.h"

static const struct value nothing;

static const char constructor[] = "_constructor";

/* Declarations */

/* The call that makes an object of a class of cleanup.h, or a null cursor. */
static CXCursor constructor_call(struct ast *a, CXCursor init)
{
	CXCursor call = strip(a, init), decl;
	const char *name;

	if (clang_getCursorKind(call) != CXCursor_CallExpr)
		return clang_getNullCursor();
	decl = clang_getCursorReferenced(call);
	if (clang_Cursor_isNull(decl))
		return decl;
	name = symbol_of(a, decl)->bare;
	return strncmp(name, "class_", 6) || !strstr(name, constructor) ? clang_getNullCursor() :
									  call;
}

/* The symbol of the function that undoes what @call did. */
static const char *destructor(struct ast *a, CXCursor call)
{
	const char *made = symbol_of(a, clang_getCursorReferenced(call))->bare, *name;
	int stem = strstr(made, constructor) - made;
	char *text;

	if (asprintf(&text, "%.*s_destructor", stem, made) < 0)
		abort();
	name = symbol_named(a, text);
	free(text);
	return name;
}

static void walk_local(struct ast *a, CXCursor decl)
{
	struct symbol *s = symbol_of(a, decl);
	CXCursor init = clang_Cursor_getVarDeclInitializer(decl);
	CXCursor made;
	struct value v;

	if (s->kind == SYM_GLOBAL)
		walk_variable(a, decl);
	if (s->kind != SYM_LOCAL)
		return;
	s->latest = nothing;
	if (clang_Cursor_isNull(init))
		return;
	v = walk_initialiser(a, init, clang_getCursorType(decl), NULL);
	store(a, at_cursor(a, decl).line, NULL, &v);
	s->latest = v;
	made = constructor_call(a, init);
	if (v.arg.kind == FC_CALL && !clang_Cursor_isNull(made))
		fc_build_defer(a->b, v.arg.index, destructor(a, made));
}

static void walk_declarations(struct ast *a, CXCursor c)
{
	struct kids kids;

	kids_of(a, c, &kids);
	for (int i = 0; i < kids.n; i++)
		if (clang_getCursorKind(kids.at[i]) == CXCursor_VarDecl)
			walk_local(a, kids.at[i]);
}

/* Loops */

static void walk_body(struct ast *a, CXCursor body, int end, int next)
{
	struct target outer_break = a->on_break, outer_continue = a->on_continue;

	a->on_break = (struct target){ end, fc_build_scope(a->b) };
	a->on_continue = (struct target){ next, fc_build_scope(a->b) };
	walk_statement(a, body);
	a->on_break = outer_break;
	a->on_continue = outer_continue;
}

static void walk_while(struct ast *a, const struct kids *kids)
{
	int head = fc_build_block(a->b), body = fc_build_block(a->b), end = fc_build_block(a->b);

	fc_build_place(a->b, head);
	condition(a, kids->at[0], body, end);
	fc_build_place(a->b, body);
	walk_body(a, kids->at[1], end, head);
	fc_build_jump(a->b, head);
	fc_build_place(a->b, end);
}

static void walk_do(struct ast *a, const struct kids *kids)
{
	int body = fc_build_block(a->b), test = fc_build_block(a->b), end = fc_build_block(a->b);

	fc_build_place(a->b, body);
	walk_body(a, kids->at[0], end, test);
	fc_build_place(a->b, test);
	condition(a, kids->at[1], body, end);
	fc_build_place(a->b, end);
}

/* The parts of a for statement; NULL: left out. */
struct for_parts {
	const CXCursor *init, *test, *step;
};

/* Does it look like the third part of a for statement? */
static bool is_step(struct ast *a, CXCursor c)
{
	struct kids kids;
	enum op op;

	switch (clang_getCursorKind(c)) {
	case CXCursor_CompoundAssignOperator:
		return true;
	case CXCursor_BinaryOperator:
		kids_of(a, c, &kids);
		op = kids.n == 2 ? binary_op(a, kids.at[0], kids.at[1]) : OP_UNKNOWN;
		return op == OP_ASSIGN || op == OP_COMMA;
	case CXCursor_UnaryOperator:
		kids_of(a, c, &kids);
		return kids.n == 1 && clang_getCursorKind(kids.at[0]) == CXCursor_DeclRefExpr;
	default:
		return false;
	}
}

static bool is_assignment(struct ast *a, CXCursor c)
{
	return clang_getCursorKind(c) == CXCursor_DeclStmt ||
	       (clang_getCursorKind(c) == CXCursor_BinaryOperator && is_step(a, c));
}

/* libclang leaves out what is not there, so that kinds have to tell. */
static struct for_parts parts_of(struct ast *a, const struct kids *kids)
{
	const CXCursor *at = kids->at;
	struct for_parts p = { 0 };

	if (kids->n == 4) {
		p = (struct for_parts){ at, at + 1, at + 2 };
	} else if (kids->n == 3) {
		bool step = is_step(a, at[1]);

		if (is_assignment(a, at[0]) ||
		    (clang_getCursorKind(at[0]) == CXCursor_CallExpr && !step))
			p.init = at;
		else
			p.test = at;
		if (step || p.test)
			p.step = at + 1;
		else
			p.test = at + 1;
	} else if (kids->n == 2) {
		if (is_assignment(a, at[0]))
			p.init = at;
		else if (is_step(a, at[0]))
			p.step = at;
		else
			p.test = at;
	}
	return p;
}

/* The variable of a scoped_guard(), and the call that makes it; or false. */
static bool guard_of(struct ast *a, CXCursor init, CXCursor *variable, CXCursor *call)
{
	struct kids kids;

	if (clang_getCursorKind(init) != CXCursor_DeclStmt)
		return false;
	kids_of(a, init, &kids);
	for (int i = 0; i < kids.n; i++) {
		CXCursor value = clang_Cursor_getVarDeclInitializer(kids.at[i]);

		*variable = kids.at[i];
		*call = clang_Cursor_isNull(value) ? value : constructor_call(a, value);
		if (!clang_Cursor_isNull(*call))
			return true;
	}
	return false;
}

/* Guards that may fail are named after the lock and one of these. */
static bool may_fail(struct ast *a, CXCursor call)
{
	const char *name = symbol_of(a, clang_getCursorReferenced(call))->bare;

	return strstr(name, "_try_") || strstr(name, "_intr_") || strstr(name, "_kill_");
}

/* A scoped_guard(): the body runs once, or not at all if the lock was not taken. */
static void walk_guarded(struct ast *a, CXCursor c, const struct for_parts *p, CXCursor body)
{
	struct fc_cleanup *outer = fc_build_scope(a->b);
	int run = fc_build_block(a->b), next = fc_build_block(a->b), end = fc_build_block(a->b);
	CXCursor variable, call;
	long long known;

	walk_declarations(a, *p->init);
	guard_of(a, *p->init, &variable, &call);
	if (p->test && !constant(a, *p->test, &known) && may_fail(a, call))
		fc_build_branch(a->b, symbol_of(a, variable)->latest.arg, run, end);
	fc_build_place(a->b, run);
	walk_body(a, body, next, next);
	fc_build_jump(a->b, next);
	/* Not reached: a goto into the loop, of which the label is known then. */
	if (p->step)
		use(a, *p->step);
	fc_build_place(a->b, next);
	fc_build_leave(a->b, outer, at_end(a, c));
	fc_build_close(a->b, outer);
	fc_build_place(a->b, end);
}

static void walk_for(struct ast *a, CXCursor c, const struct kids *kids)
{
	int head = fc_build_block(a->b), body = fc_build_block(a->b);
	int next = fc_build_block(a->b), end = fc_build_block(a->b);
	struct for_parts p = parts_of(a, kids);
	CXCursor variable, call;

	if (p.init && guard_of(a, *p.init, &variable, &call)) {
		walk_guarded(a, c, &p, kids->at[kids->n - 1]);
		return;
	}
	if (p.init)
		walk_statement(a, *p.init);
	fc_build_place(a->b, head);
	if (p.test)
		condition(a, *p.test, body, end);
	fc_build_place(a->b, body);
	walk_body(a, kids->at[kids->n - 1], end, next);
	fc_build_place(a->b, next);
	if (p.step)
		use(a, *p.step);
	fc_build_jump(a->b, head);
	fc_build_place(a->b, end);
}

/* Choices */

static void walk_if(struct ast *a, const struct kids *kids)
{
	int yes = fc_build_block(a->b), no = fc_build_block(a->b), end = fc_build_block(a->b);

	condition(a, kids->at[0], yes, no);
	fc_build_place(a->b, yes);
	walk_statement(a, kids->at[1]);
	fc_build_jump(a->b, end);
	fc_build_place(a->b, no);
	if (kids->n > 2)
		walk_statement(a, kids->at[2]);
	fc_build_place(a->b, end);
}

static void walk_switch(struct ast *a, const struct kids *kids)
{
	int choose = fc_build_block(a->b), end = fc_build_block(a->b);
	struct choice choice = { 0 }, *outer = a->choice;
	struct target outer_break = a->on_break;

	choice.constant = constant(a, kids->at[0], &choice.value);
	choice.fallback = end;
	if (!choice.constant)
		use(a, kids->at[0]);
	fc_build_jump(a->b, choose);
	a->choice = &choice;
	a->on_break = (struct target){ end, fc_build_scope(a->b) };
	walk_statement(a, kids->at[1]);
	a->choice = outer;
	a->on_break = outer_break;
	fc_build_jump(a->b, end);
	fc_build_place(a->b, choose);
	if (!choice.constant || !choice.blocks.n)
		fc_push(a->arena, &choice.blocks, choice.fallback);
	fc_build_switch(a->b, choice.blocks.at, choice.blocks.n);
	fc_build_place(a->b, end);
}

static bool is_chosen(struct ast *a, const struct choice *choice, const struct kids *kids)
{
	long long low, high;

	if (!choice->constant || !constant(a, kids->at[0], &low))
		return true;
	high = low;
	if (kids->n > 2 && !constant(a, kids->at[1], &high))
		return true;
	return choice->value >= low && choice->value <= high;
}

static void walk_case(struct ast *a, const struct kids *kids, bool is_default)
{
	int block = fc_build_block(a->b);

	fc_build_place(a->b, block);
	if (a->choice && is_default)
		a->choice->fallback = block;
	else if (a->choice && is_chosen(a, a->choice, kids))
		fc_push(a->arena, &a->choice->blocks, block);
	if (kids->n)
		walk_statement(a, kids->at[kids->n - 1]);
}

/* Jumps */

/* What a label is known by: its statement. */
static const void *label_of(CXCursor reference)
{
	CXCursor label;

	if (clang_getCursorKind(reference) != CXCursor_LabelRef)
		return NULL;
	label = clang_getCursorReferenced(reference);
	return clang_getCursorKind(label) == CXCursor_LabelStmt ? label.data[1] : NULL;
}

static void walk_goto(struct ast *a, CXCursor c, const struct kids *kids)
{
	const void *label = kids->n ? label_of(kids->at[0]) : NULL;

	if (label)
		fc_build_goto(a->b, label, at_cursor(a, c));
	else
		fc_build_unreachable(a->b);
}

/* libclang does not show the labels of an asm goto. */
static void walk_asm(struct ast *a, CXCursor c, const struct kids *kids)
{
	for (int i = 0; i < kids->n; i++)
		if (is_expression(kids->at[i]))
			use(a, kids->at[i]);
	if (mentions_goto(a, c))
		fc_build_goto_any(a->b, true);
}

static void walk_return(struct ast *a, CXCursor c, const struct kids *kids)
{
	struct fc_at at = at_cursor(a, c);

	if (kids->n)
		use(a, kids->at[0]);
	fc_build_leave(a->b, NULL, at);
	fc_build_return(a->b, at);
}

static void walk_jump(struct ast *a, CXCursor c, const struct target *target)
{
	fc_build_leave(a->b, target->scope, at_cursor(a, c));
	fc_build_jump(a->b, target->block);
}

struct value walk_compound(struct ast *a, CXCursor c, bool want_value)
{
	struct fc_cleanup *scope = fc_build_scope(a->b);
	struct value v = nothing;
	struct kids kids;

	kids_of(a, c, &kids);
	for (int i = 0; i < kids.n; i++) {
		if (want_value && i == kids.n - 1 && is_expression(kids.at[i]))
			v = eval(a, kids.at[i]);
		else
			walk_statement(a, kids.at[i]);
	}
	if (fc_build_scope(a->b) != scope) {
		fc_build_leave(a->b, scope, at_end(a, c));
		fc_build_close(a->b, scope);
	}
	return v;
}

static void walk_others(struct ast *a, const struct kids *kids)
{
	for (int i = 0; i < kids->n; i++)
		walk_statement(a, kids->at[i]);
}

void walk_statement(struct ast *a, CXCursor c)
{
	enum CXCursorKind kind = clang_getCursorKind(c);
	struct kids kids;

	if (clang_isExpression(kind)) {
		use(a, c);
		return;
	}
	if (kind == CXCursor_CompoundStmt) {
		walk_compound(a, c, false);
		return;
	}
	if (!clang_isStatement(kind))
		return;
	kids_of(a, c, &kids);
	if (kind == CXCursor_IfStmt && kids.n >= 2)
		walk_if(a, &kids);
	else if (kind == CXCursor_WhileStmt && kids.n == 2)
		walk_while(a, &kids);
	else if (kind == CXCursor_DoStmt && kids.n == 2)
		walk_do(a, &kids);
	else if (kind == CXCursor_ForStmt && kids.n)
		walk_for(a, c, &kids);
	else if (kind == CXCursor_SwitchStmt && kids.n == 2)
		walk_switch(a, &kids);
	else if (kind == CXCursor_CaseStmt || kind == CXCursor_DefaultStmt)
		walk_case(a, &kids, kind == CXCursor_DefaultStmt);
	else if (kind == CXCursor_GotoStmt)
		walk_goto(a, c, &kids);
	else if (kind == CXCursor_IndirectGotoStmt)
		fc_build_goto_any(a->b, false);
	else if (kind == CXCursor_ReturnStmt)
		walk_return(a, c, &kids);
	else if (kind == CXCursor_BreakStmt)
		walk_jump(a, c, &a->on_break);
	else if (kind == CXCursor_ContinueStmt)
		walk_jump(a, c, &a->on_continue);
	else if (kind == CXCursor_DeclStmt)
		walk_declarations(a, c);
	else if (kind == CXCursor_GCCAsmStmt)
		walk_asm(a, c, &kids);
	else {
		if (kind == CXCursor_LabelStmt)
			fc_build_label(a->b, c.data[1]);
		walk_others(a, &kids);
	}
}

/* Functions */

/*
 * An operand that is changed or of which the address is taken is not read: the
 * name stands there without the cast that reads it.
 */
static enum CXChildVisitResult count_changes(CXCursor c, CXCursor parent, CXClientData data)
{
	struct ast *a = data;
	struct symbol *s;
	struct kids kids;

	(void)parent;
	switch (clang_getCursorKind(c)) {
	case CXCursor_VarDecl:
		if (!clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(c)))
			symbol_of(a, c)->assigned++;
		break;
	case CXCursor_BinaryOperator:
	case CXCursor_CompoundAssignOperator:
		kids_of(a, c, &kids);
		s = kids.n ? named(a, kids.at[0]) : NULL;
		if (s)
			s->assigned++;
		break;
	case CXCursor_UnaryOperator:
	case CXCursor_GCCAsmStmt:
		kids_of(a, c, &kids);
		for (int i = 0; i < kids.n; i++) {
			s = named(a, kids.at[i]);
			if (s)
				s->exposed = true;
		}
		break;
	default:
		break;
	}
	return CXChildVisit_Recurse;
}

void walk_function(struct ast *a, CXCursor function)
{
	int nparams = clang_Cursor_getNumArguments(function);
	unsigned int line;
	CXFile file = file_of(function, &line);
	struct kids kids;
	CXCursor body;

	kids_of(a, function, &kids);
	body = kids.n ? kids.at[kids.n - 1] : function;
	if (!file || clang_getCursorKind(body) != CXCursor_CompoundStmt)
		return;
	for (int i = 0; i < nparams; i++)
		symbol_of(a, clang_Cursor_getArgument(function, i))->param = i;
	clang_visitChildren(body, count_changes, a);
	fc_build_begin(a->b, symbol_of(a, function)->name, path_of_file(a, file), line,
		       nparams > 0 ? nparams : 0);
	walk_compound(a, body, false);
	fc_build_end(a->b, at_end(a, body), a->functions);
}
