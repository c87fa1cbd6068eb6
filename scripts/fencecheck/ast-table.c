// SPDX-License-Identifier: GPL-2.0-only
/* Initialisers: of which member each part is, and variables that hold functions. */
#include <string.h>

#include "ast-unit.h"

/* Steps through a list */

struct field_list {
	struct ast *a;
	struct list *list;
};

static enum CXVisitorResult add_field(CXCursor field, CXClientData data)
{
	struct field_list *fields = data;

	fc_push(fields->a->arena, &fields->list->fields, field);
	return CXVisit_Continue;
}

void list_begin(struct ast *a, CXType type, const char *member, struct list *list)
{
	struct field_list fields = { a, list };

	*list = (struct list){ .type = clang_getCanonicalType(type), .member = member };
	if (list->type.kind == CXType_Record)
		clang_Type_visitFields(list->type, add_field, &fields);
}

static struct element of_field(struct ast *a, struct list *list, CXCursor field, CXCursor value)
{
	for (int i = 0; i < list->fields.n; i++)
		if (list->fields.at[i].data[0] == field.data[0])
			list->next = i + 1;
	return (struct element){ value, clang_getCursorType(field), member_name(a, field) };
}

/* .a.b = x: the last of the members, and what is to be stored in it. */
static bool is_designated(const struct kids *kids, CXCursor *field)
{
	bool found = false;

	for (int i = 0; i < kids->n; i++) {
		if (clang_getCursorKind(kids->at[i]) != CXCursor_MemberRef)
			continue;
		*field = clang_getCursorReferenced(kids->at[i]);
		found = true;
	}
	return found && clang_isExpression(clang_getCursorKind(kids->at[kids->n - 1]));
}

struct element list_next(struct ast *a, struct list *list, CXCursor child)
{
	CXType type = list->type;
	struct kids kids = { .n = 0 };
	CXCursor field;

	if (clang_getCursorKind(child) == CXCursor_UnexposedExpr)
		kids_of(a, child, &kids);
	if (kids.n && is_designated(&kids, &field))
		return of_field(a, list, field, kids.at[kids.n - 1]);
	if (type.kind == CXType_Record && list->next < list->fields.n)
		return of_field(a, list, list->fields.at[list->next], child);
	if (kids.n > 1 && starts_with(a, child, "["))
		child = kids.at[kids.n - 1];
	if (type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray)
		type = clang_getArrayElementType(type);
	return (struct element){ child, type, list->member };
}

/* Variables */

struct slot {
	const char *member, *holds;
	int line;
};

struct table {
	struct ast *a;
	struct symbol *symbol;
	FC_VEC(struct slot) slots;
};

static void add_slot(struct table *t, CXCursor c, const char *member, const struct symbol *holds)
{
	if (!member)
		member = own_member(t->a, t->symbol->name);
	fc_push(t->a->arena, &t->slots,
		(struct slot){ member, holds->name, at_cursor(t->a, c).line });
}

static void write_slots(struct table *t, CXCursor decl)
{
	struct ast *a = t->a;
	unsigned int line;
	CXFile file = file_of(decl, &line);

	fprintf(a->variables, "v\t%s\t%s\t%u\n", t->symbol->name, path_of_file(a, file), line);
	for (int i = 0; i < t->slots.n; i++)
		fprintf(a->variables, "i\t%s\t%s\t%d\n", t->slots.at[i].member,
			t->slots.at[i].holds, t->slots.at[i].line);
}

static void walk_value(struct table *t, CXCursor c, CXType type, const char *member);

static void walk_parts(struct table *t, const struct kids *kids, CXType type, const char *member)
{
	for (int i = 0; i < kids->n; i++)
		if (is_expression(kids->at[i]))
			walk_value(t, kids->at[i], type, member);
}

static void walk_list(struct table *t, const struct kids *kids, CXType type, const char *member)
{
	struct list list;

	list_begin(t->a, type, member, &list);
	for (int i = 0; i < kids->n; i++) {
		struct element e = list_next(t->a, &list, kids->at[i]);

		walk_value(t, e.value, e.type, e.member);
	}
}

static void walk_value(struct table *t, CXCursor c, CXType type, const char *member)
{
	const struct symbol *s;
	struct kids kids;
	long long known;

	c = strip(t->a, c);
	kids_of(t->a, c, &kids);
	switch (clang_getCursorKind(c)) {
	case CXCursor_InitListExpr:
		walk_list(t, &kids, type, member);
		break;
	case CXCursor_CompoundLiteralExpr:
		if (kids.n)
			walk_value(t, kids.at[kids.n - 1], clang_getCursorType(c), member);
		break;
	case CXCursor_DeclRefExpr:
		s = named(t->a, c);
		if (s && s->kind == SYM_GLOBAL)
			walk_variable(t->a, clang_getCursorDefinition(clang_getCursorReferenced(c)));
		if (s && (s->kind == SYM_FUNCTION || s->table))
			add_slot(t, c, member, s);
		break;
	case CXCursor_ConditionalOperator:
		if (kids.n == 3 && constant(t->a, kids.at[0], &known))
			walk_value(t, kids.at[known ? 1 : 2], type, member);
		else
			walk_parts(t, &kids, type, member);
		break;
	case CXCursor_UnaryExpr:
		break;
	default:
		walk_parts(t, &kids, type, member);
		break;
	}
}

/* What EXPORT_SYMBOL() and its like leave behind is no use of the function. */
static bool is_export(const char *name)
{
	return strstr(name, "addressable_") || !strncmp(name, "__ksymtab_", 10);
}

void walk_variable(struct ast *a, CXCursor decl)
{
	struct table t = { .a = a };
	CXCursor init;

	if (clang_Cursor_isNull(decl) || !file_of(decl, NULL))
		return;
	t.symbol = symbol_of(a, decl);
	init = clang_Cursor_getVarDeclInitializer(decl);
	if (t.symbol->walked || is_export(t.symbol->bare) || clang_Cursor_isNull(init))
		return;
	t.symbol->walked = true;
	walk_value(&t, init, clang_getCursorType(decl), NULL);
	t.symbol->table = t.slots.n;
	if (t.slots.n)
		write_slots(&t, decl);
}
