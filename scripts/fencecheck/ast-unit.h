/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files ast* share: one translation unit under extraction. */
#ifndef FENCECHECK_AST_UNIT_H
#define FENCECHECK_AST_UNIT_H

#include <clang-c/Index.h>
#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "build.h"
#include "table.h"

/* What an expression gives. */
struct value {
	struct fc_arg arg;	/* FC_CALL: the call of that number */
	const char *local;	/* FC_CALL: read from this variable, or NULL */
	bool negated;		/* FC_CALL, FC_PARAM: not 0 if that is 0 */
	bool indirect;		/* FC_PARAM: what it points to */
	bool table;		/* FC_GLOBAL: may hold functions */
};

static inline struct value of_kind(enum fc_value kind, const char *name)
{
	return (struct value){ .arg = { .kind = kind, .name = name } };
}

enum symbol_kind { SYM_OTHER, SYM_FUNCTION, SYM_GLOBAL, SYM_LOCAL };

struct symbol {
	enum symbol_kind kind;
	const char *name;	/* as in facts.h */
	const char *bare;	/* as in the source */
	bool noreturn;
	bool table;		/* a global that may hold functions */
	bool walked;		/* its initialiser is written */
	/* SYM_LOCAL: */
	int param;		/* its index, or -1 */
	int assigned;		/* how often */
	bool exposed;		/* its address is taken */
	struct value latest;	/* in the order of the source */
};

struct target {
	int block;
	struct fc_cleanup *scope;
};

/* The switch that is being walked. */
struct choice {
	struct fc_ints blocks;
	int fallback;
	bool constant;
	long long value;
};

struct ast {
	struct fc_arena *arena;
	CXTranslationUnit tu;
	const char *root;	/* real path */
	const char *dir;
	const char *main_path;
	CXFile main_file;
	FILE *variables, *functions;
	/* Cursors are declarations that are known by their first data pointer. */
	FC_VEC(struct symbol *) symbols;
	struct fc_map symbol_of;
	FC_VEC(const char *) names;
	struct fc_map prefix_of;	/* record -> names: what stands before .MEMBER */
	struct fc_map path_of;		/* file -> names */
	struct fc_map folder_of;	/* interned folder -> names: its real path */
	struct fc_map named;		/* interned name of a function -> names: its symbol */
	struct fc_map queued;		/* functions on or through the work list */
	FC_VEC(CXCursor) work;
	/* The function that is being walked. */
	struct fc_build *b;
	struct target on_break, on_continue;
	struct choice *choice;
};

/* The children of a cursor. */
struct kids {
	CXCursor first[6];
	CXCursor *at;
	int n, room;
	struct fc_arena *arena;
};

void kids_of(struct ast *a, CXCursor c, struct kids *kids);

/* ast-names.c: files, symbols, records */

const char *path_of_file(struct ast *a, CXFile file);
/* A string of libclang, interned; frees it. */
const char *take(struct ast *a, CXString s);
/* The real absolute path of a file. */
const char *real_path(struct ast *a, const char *name);
struct symbol *symbol_of(struct ast *a, CXCursor decl);
/* The symbol of a function that is only known by its name. */
const char *symbol_named(struct ast *a, const char *name);
/* STRUCT.MEMBER of a field; NULL if the struct has no name. */
const char *member_name(struct ast *a, CXCursor field);
/* The name of the record that a field belongs to, or NULL. */
const char *record_name(struct ast *a, CXCursor field);
/* A file whose functions are followed though they are not in the main file. */
bool is_followed(const char *path);
/* The file a declaration is in, where macros that make it are used. */
CXFile file_of(CXCursor decl, unsigned int *line);
void queue_function(struct ast *a, CXCursor decl);

/* ast-text.c: what only the source text tells */

enum op {
	OP_UNKNOWN, OP_OTHER, OP_ASSIGN, OP_AND, OP_OR, OP_NOT, OP_EQUAL, OP_DIFFERENT, OP_LESS,
	OP_AT_LEAST, OP_COMMA, OP_BITS,
};

enum op binary_op(struct ast *a, CXCursor left, CXCursor right);
enum op unary_op(struct ast *a, CXCursor c);
/* Does the source text at the start of @c begin with @word? */
bool starts_with(struct ast *a, CXCursor c, const char *word);
/* Is it an asm goto? */
bool mentions_goto(struct ast *a, CXCursor c);
/* Line and columns of the identifier at a location, where the outermost macro is used. */
struct fc_at at_location(struct ast *a, CXSourceLocation location);
struct fc_at at_cursor(struct ast *a, CXCursor c);
/* The last character. */
struct fc_at at_end(struct ast *a, CXCursor c);

/* ast-expr.c */

bool is_expression(CXCursor c);
bool is_integer(CXCursor c);
CXCursor strip(struct ast *a, CXCursor c);
/* The symbol that an lvalue names, parentheses apart, or NULL. */
struct symbol *named(struct ast *a, CXCursor c);
/* Has it a known value, and does it call nothing? */
bool constant(struct ast *a, CXCursor c, long long *value);
struct value eval(struct ast *a, CXCursor c);
/* Evaluate for the side effects: functions that are named become references. */
void use(struct ast *a, CXCursor c);
/* All parts of an expression. */
void use_all(struct ast *a, CXCursor c);
/* A value is kept in a member or global, or (NULL) somewhere. */
void store(struct ast *a, int line, const struct fc_arg *place, const struct value *v);
/* NAME.NAME: a global that itself holds functions is written as a member of itself. */
const char *own_member(struct ast *a, const char *symbol);
struct value walk_initialiser(struct ast *a, CXCursor init, CXType type, const char *member);

CXCursor without_parentheses(struct ast *a, CXCursor c);
/* A value is not used: a function that it names becomes a reference. */
void drop(struct ast *a, CXCursor c, const struct value *v);
/* What a pointer points to. */
struct value pointed_to(struct value v);
struct value eval_member(struct ast *a, CXCursor c, bool write);

/* ast-ops.c */

struct value eval_unary(struct ast *a, CXCursor c);
struct value eval_binary(struct ast *a, CXCursor c);
/* += and its like, ++ and --. */
struct value eval_update(struct ast *a, CXCursor c);
struct value eval_conditional(struct ast *a, CXCursor c);
struct value eval_shortcut(struct ast *a, CXCursor left, CXCursor right, bool and);

/* ast-call.c */

struct value eval_call(struct ast *a, CXCursor c);
/* Branch on a condition. */
void condition(struct ast *a, CXCursor c, int yes, int no);

/* ast-stmt.c */

void walk_statement(struct ast *a, CXCursor c);
struct value walk_compound(struct ast *a, CXCursor c, bool want_value);
void walk_function(struct ast *a, CXCursor function);

/* ast-table.c */

/* Write what a variable with an initialiser holds. */
void walk_variable(struct ast *a, CXCursor decl);

/* One step through an initialiser list: what child @child initialises. */
struct element {
	CXCursor value;		/* the initialiser without its designators */
	CXType type;
	const char *member;	/* STRUCT.MEMBER, or what was given for the whole */
};
struct list {
	CXType type;
	const char *member;
	FC_VEC(CXCursor) fields;
	int next;
};
void list_begin(struct ast *a, CXType type, const char *member, struct list *list);
struct element list_next(struct ast *a, struct list *list, CXCursor child);

#endif
