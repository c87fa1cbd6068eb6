// SPDX-License-Identifier: GPL-2.0-only
#define _GNU_SOURCE
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "ast-unit.h"

const char *take(struct ast *a, CXString s)
{
	const char *text = clang_getCString(s);
	const char *name = fc_name(a->arena, text ? text : "");

	clang_disposeString(s);
	return name;
}

static int add_name(struct ast *a, const char *name)
{
	fc_push(a->arena, &a->names, name);
	return a->names.n - 1;
}

/* Files */

/* Real paths of folders are kept: there are few of them, and many files. */
static const char *real_folder(struct ast *a, const char *folder)
{
	int *n = fc_map_at(&a->folder_of, folder);
	char *real;

	if (*n < 0) {
		real = realpath(folder, NULL);
		*n = add_name(a, real ? fc_name(a->arena, real) : folder);
		free(real);
	}
	return a->names.at[*n];
}

const char *real_path(struct ast *a, const char *name)
{
	char text[PATH_MAX];
	const char *base, *folder;

	if (*name == '/')
		snprintf(text, sizeof(text), "%s", name);
	else
		snprintf(text, sizeof(text), "%s/%s", a->dir, name);
	base = strrchr(text, '/') + 1;
	folder = real_folder(a, fc_intern(a->arena, text, base - text));
	snprintf(text, sizeof(text), "%s%s%s", folder, folder[1] ? "/" : "",
		 name + strlen(name) - strlen(base));
	return fc_name(a->arena, text);
}

static const char *relative(struct ast *a, const char *path)
{
	size_t length = strlen(a->root);

	if (!strncmp(path, a->root, length) && path[length] == '/')
		return path + length + 1;
	return path;
}

const char *path_of_file(struct ast *a, CXFile file)
{
	int *n = fc_map_at(&a->path_of, file);

	if (*n < 0) {
		const char *real = real_path(a, take(a, clang_getFileName(file)));

		*n = add_name(a, fc_name(a->arena, relative(a, real)));
	}
	return a->names.at[*n];
}

CXFile file_of(CXCursor decl, unsigned int *line)
{
	CXFile file;

	clang_getExpansionLocation(clang_getCursorLocation(decl), &file, line, NULL, NULL);
	return file;
}

static bool begins(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

/* The part of a header's path from include/ or arch/ on. */
static const char *below_tree(const char *path)
{
	const char *found;

	if (*path != '/')
		return path;
	found = strstr(path, "/arch/");
	if (!found || !strstr(found, "/include/"))
		found = strstr(path, "/include/");
	return found ? found + 1 : path;
}

bool is_followed(const char *path)
{
	static const char * const left[] = {
		"include/linux/", "include/asm", "include/uapi/", "include/generated/",
		"include/trace/", "include/net/", "arch/",
	};
	static const char * const kept[] = { "include/linux/dma-", "include/linux/host1x" };
	const char *part = below_tree(path);

	if (begins(path, "/usr/include/") || begins(path, "/usr/lib/"))
		return false;
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (begins(part, kept[i]))
			return true;
	for (size_t i = 0; i < sizeof(left) / sizeof(*left); i++)
		if (begins(part, left[i]))
			return false;
	return true;
}

/* Symbols */

static bool is_noreturn(CXCursor decl)
{
	CXString s;
	bool found;

	if (clang_getCursorResultType(decl).kind != CXType_Void)
		return false;
	s = clang_getTypeSpelling(clang_getCursorType(decl));
	found = strstr(clang_getCString(s), "noreturn");
	clang_disposeString(s);
	return found;
}

/* A static symbol belongs to the file that defines it. */
static const char *static_name(struct ast *a, CXCursor decl, const char *bare)
{
	CXCursor def = clang_getCursorDefinition(decl);
	CXFile file = clang_Cursor_isNull(def) ? a->main_file : file_of(def, NULL);
	char text[PATH_MAX];

	snprintf(text, sizeof(text), "%s@%s", bare, path_of_file(a, file ? file : a->main_file));
	return fc_name(a->arena, text);
}

/* Tables of functions that are defined elsewhere are const records. */
static bool may_be_table(CXCursor decl)
{
	CXType type = clang_getCanonicalType(clang_getCursorType(decl));

	if (!clang_Cursor_isNull(clang_getCursorDefinition(decl)))
		return false;
	while (type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray)
		type = clang_getCanonicalType(clang_getArrayElementType(type));
	return type.kind == CXType_Record && clang_isConstQualifiedType(type);
}

static void fill_symbol(struct ast *a, CXCursor decl, struct symbol *s)
{
	enum CXLinkageKind linkage = clang_getCursorLinkage(decl);
	enum CXCursorKind kind = clang_getCursorKind(decl);
	bool is_static = linkage == CXLinkage_Internal ||
			 clang_Cursor_getStorageClass(decl) == CX_SC_Static;

	s->param = -1;
	s->bare = take(a, clang_getCursorSpelling(decl));
	if (kind == CXCursor_FunctionDecl) {
		s->kind = SYM_FUNCTION;
		s->noreturn = is_noreturn(decl);
	} else if (kind == CXCursor_ParmDecl) {
		s->kind = SYM_LOCAL;
	} else if (kind == CXCursor_VarDecl) {
		s->kind = linkage == CXLinkage_NoLinkage && !is_static ? SYM_LOCAL : SYM_GLOBAL;
		s->table = s->kind == SYM_GLOBAL && may_be_table(decl);
	}
	s->name = is_static ? static_name(a, decl, s->bare) : s->bare;
}

struct symbol *symbol_of(struct ast *a, CXCursor decl)
{
	struct symbol *s;
	int *n;

	decl = clang_getCanonicalCursor(decl);
	n = fc_map_at(&a->symbol_of, decl.data[0]);
	if (*n >= 0)
		return a->symbols.at[*n];
	*n = a->symbols.n;
	s = fc_alloc(a->arena, sizeof(*s));
	fc_push(a->arena, &a->symbols, s);
	fill_symbol(a, decl, s);
	if (s->kind == SYM_FUNCTION)
		queue_function(a, decl);
	return s;
}

struct search {
	const char *name;
	CXCursor found;
};

static enum CXChildVisitResult find_function(CXCursor c, CXCursor parent, CXClientData data)
{
	struct search *search = data;
	CXString name;

	(void)parent;
	if (clang_getCursorKind(c) != CXCursor_FunctionDecl)
		return CXChildVisit_Continue;
	name = clang_getCursorSpelling(c);
	if (!strcmp(clang_getCString(name), search->name))
		search->found = c;
	clang_disposeString(name);
	return clang_Cursor_isNull(search->found) ? CXChildVisit_Continue : CXChildVisit_Break;
}

const char *symbol_named(struct ast *a, const char *text)
{
	struct search search = { fc_name(a->arena, text), clang_getNullCursor() };
	int n = fc_map_get(&a->named, search.name);

	if (n >= 0)
		return a->names.at[n];
	clang_visitChildren(clang_getTranslationUnitCursor(a->tu), find_function, &search);
	if (!clang_Cursor_isNull(search.found))
		text = symbol_of(a, search.found)->name;
	else
		text = search.name;
	n = add_name(a, text);
	*fc_map_at(&a->named, search.name) = n;
	return text;
}

/* Tracing functions that macros make are left: they only call what is not followed. */
static bool is_worth(struct ast *a, CXCursor def)
{
	CXFile file = file_of(def, NULL);

	if (!file || clang_File_isEqual(file, a->main_file) || !is_followed(path_of_file(a, file)))
		return false;
	return !begins(take(a, clang_getCursorSpelling(def)), "trace_") ||
	       starts_with(a, def, "trace_");
}

void queue_function(struct ast *a, CXCursor decl)
{
	CXCursor def = clang_getCursorDefinition(decl);

	if (clang_Cursor_isNull(def) || *fc_map_at(&a->queued, def.data[0]) >= 0 ||
	    !is_worth(a, def))
		return;
	*fc_map_at(&a->queued, def.data[0]) = 1;
	fc_push(a->arena, &a->work, def);
}

/* Records and members */

struct field_search {
	CXCursor record;
	CXCursor field;
	bool found;
};

static enum CXVisitorResult is_field_of(CXCursor field, CXClientData data)
{
	struct field_search *search = data;
	CXType type = clang_getCanonicalType(clang_getCursorType(field));

	while (type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray)
		type = clang_getCanonicalType(clang_getArrayElementType(type));
	if (type.kind != CXType_Record ||
	    clang_getTypeDeclaration(type).data[0] != search->record.data[0])
		return CXVisit_Continue;
	search->field = field;
	search->found = true;
	return CXVisit_Break;
}

static const char *prefix_of(struct ast *a, CXCursor record);

/* "OUTER.FIELD" of a record without a name of its own. */
static const char *anonymous_prefix(struct ast *a, CXCursor record)
{
	struct field_search search = { .record = record };
	CXCursor parent = clang_getCursorSemanticParent(record);
	const char *outer, *name = "";
	char *text;

	if (clang_getCursorKind(parent) != CXCursor_StructDecl &&
	    clang_getCursorKind(parent) != CXCursor_UnionDecl)
		return NULL;
	outer = prefix_of(a, parent);
	clang_Type_visitFields(clang_getCursorType(parent), is_field_of, &search);
	if (search.found)
		name = take(a, clang_getCursorSpelling(search.field));
	if (!outer || !*name)
		return outer;
	if (asprintf(&text, "%s.%s", outer, name) < 0)
		abort();
	outer = fc_name(a->arena, text);
	free(text);
	return outer;
}

/* The name that a typedef gives to a record, or NULL. */
static const char *typedef_name(struct ast *a, CXCursor record)
{
	const char *name = take(a, clang_getTypeSpelling(clang_getCursorType(record)));
	const char *space = strrchr(name, ' ');

	return strpbrk(name, "(<:") ? NULL : space ? fc_name(a->arena, space + 1) : name;
}

static const char *prefix_of(struct ast *a, CXCursor record)
{
	const char *name;
	int n;

	record = clang_getCanonicalCursor(record);
	n = fc_map_get(&a->prefix_of, record.data[0]);
	if (n >= 0)
		return a->names.at[n];
	name = take(a, clang_getCursorSpelling(record));
	if (!*name || strpbrk(name, "(<: "))
		name = typedef_name(a, record);
	if (!name || !*name)
		name = anonymous_prefix(a, record);
	n = add_name(a, name);
	*fc_map_at(&a->prefix_of, record.data[0]) = n;
	return name;
}

const char *record_name(struct ast *a, CXCursor field)
{
	return prefix_of(a, clang_getCursorSemanticParent(field));
}

const char *member_name(struct ast *a, CXCursor field)
{
	const char *record = record_name(a, field), *name, *result;
	char *text;

	name = take(a, clang_getCursorSpelling(field));
	if (!record || !*name)
		return NULL;
	if (asprintf(&text, "%s.%s", record, name) < 0)
		abort();
	result = fc_name(a->arena, text);
	free(text);
	return result;
}
