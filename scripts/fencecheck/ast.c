// SPDX-License-Identifier: GPL-2.0-only
#define _GNU_SOURCE
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ast-unit.h"
#include "ast.h"

static void *need(void *memory)
{
	if (memory)
		return memory;
	fputs("fencecheck: out of memory\n", stderr);
	exit(4);
}

static char *format(const char *path, unsigned int line, unsigned int column, const char *text)
{
	char *result;

	if (asprintf(&result, "%s:%u:%u: %s", path, line, column, text) < 0)
		need(NULL);
	return result;
}

/* The compiler */

/* The arguments of the unit, and what is ours. */
static const char **arguments(struct ast *a, char *const *flags, int nflags, int *n)
{
	static const char * const own[] = { "-w", "-ferror-limit=0" };
	const char **args = fc_alloc_array(a->arena, nflags + 4, sizeof(*args));

	*n = 0;
	for (int i = 0; i < nflags; i++)
		args[(*n)++] = flags[i];
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		args[(*n)++] = own[i];
	if (*a->dir) {
		args[(*n)++] = "-working-directory";
		args[(*n)++] = a->dir;
	}
	return args;
}

static const char *read_source(struct ast *a, CXIndex index, char *const *flags, int nflags)
{
	static const char * const why[] = {
		[CXError_Failure] = "libclang cannot parse it with these flags",
		[CXError_Crashed] = "libclang crashed",
		[CXError_InvalidArguments] = "libclang does not take these flags",
		[CXError_ASTReadError] = "libclang cannot read its own tree",
	};
	int n;
	const char **args = arguments(a, flags, nflags, &n);
	enum CXErrorCode error;

	error = clang_parseTranslationUnit2(index, a->main_path, args, n, NULL, 0,
					    CXTranslationUnit_KeepGoing, &a->tu);
	if (error == CXError_Success)
		return NULL;
	return error <= CXError_ASTReadError ? why[error] : why[CXError_Failure];
}

static char *first_error(struct ast *a)
{
	char *problem = NULL;

	for (unsigned int i = 0; !problem && i < clang_getNumDiagnostics(a->tu); i++) {
		CXDiagnostic d = clang_getDiagnostic(a->tu, i);
		unsigned int line, column;
		CXFile file;

		if (clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error) {
			clang_getExpansionLocation(clang_getDiagnosticLocation(d), &file, &line,
						   &column, NULL);
			problem = format(path_of_file(a, file ? file : a->main_file), line, column,
					 take(a, clang_getDiagnosticSpelling(d)));
		}
		clang_disposeDiagnostic(d);
	}
	return problem;
}

/* What was read */

struct inclusions {
	struct ast *a;
	struct fc_extracted *out;
	struct fc_map seen;
	int room;
};

static void add_file(struct inclusions *in, const char *path)
{
	int *seen = fc_map_at(&in->seen, path);
	struct fc_extracted *out = in->out;

	if (*seen >= 0)
		return;
	*seen = 1;
	if (out->nfiles == in->room) {
		in->room = in->room ? 2 * in->room : 256;
		out->files = need(realloc(out->files, in->room * sizeof(*out->files)));
	}
	out->files[out->nfiles++] = need(strdup(path));
}

static void visit_inclusion(CXFile file, CXSourceLocation *stack, unsigned int depth,
			    CXClientData data)
{
	struct inclusions *in = data;
	const char *name = take(in->a, clang_getFileName(file));

	(void)stack;
	(void)depth;
	if (*name != '<')
		add_file(in, real_path(in->a, name));
}

static void list_files(struct ast *a, struct fc_extracted *out)
{
	struct inclusions in = { .a = a, .out = out, .seen = fc_map_new(a->arena) };

	add_file(&in, a->main_path);
	clang_getInclusions(a->tu, visit_inclusion, &in);
}

/* What is in it */

struct top {
	struct ast *a;
	FC_VEC(CXCursor) functions;
};

static bool is_main(const struct ast *a, CXCursor c)
{
	CXFile file = file_of(c, NULL);

	return file && clang_File_isEqual(file, a->main_file);
}

static void visit_variable(struct ast *a, CXCursor c)
{
	CXFile file;

	if (clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(c)))
		return;
	file = file_of(c, NULL);
	if (file && (clang_File_isEqual(file, a->main_file) || is_followed(path_of_file(a, file))))
		walk_variable(a, c);
}

static enum CXChildVisitResult visit_top(CXCursor c, CXCursor parent, CXClientData data)
{
	struct top *top = data;

	(void)parent;
	switch (clang_getCursorKind(c)) {
	case CXCursor_VarDecl:
		visit_variable(top->a, c);
		break;
	case CXCursor_FunctionDecl:
		if (is_main(top->a, c) && clang_isCursorDefinition(c))
			fc_push(top->a->arena, &top->functions, c);
		break;
	default:
		break;
	}
	return CXChildVisit_Continue;
}

/* Variables first: then it is known which of them hold functions. */
static void walk_unit(struct ast *a)
{
	struct top top = { .a = a };

	clang_visitChildren(clang_getTranslationUnitCursor(a->tu), visit_top, &top);
	for (int i = 0; i < top.functions.n; i++)
		walk_function(a, top.functions.at[i]);
	for (int i = 0; i < a->work.n; i++)
		walk_function(a, a->work.at[i]);
}

static char *write_unit(struct ast *a, size_t *length)
{
	char *variables, *functions, *facts;
	size_t nvariables, nfunctions;

	a->variables = need(open_memstream(&variables, &nvariables));
	a->functions = need(open_memstream(&functions, &nfunctions));
	walk_unit(a);
	if (fclose(a->variables) || fclose(a->functions))
		need(NULL);
	*length = nvariables + nfunctions;
	facts = need(realloc(variables, *length + 1));
	memcpy(facts + nvariables, functions, nfunctions + 1);
	free(functions);
	return facts;
}

static void start(struct ast *a, const char *root, const char *dir, const char *path)
{
	char *text = realpath(root, NULL);

	a->dir = fc_name(a->arena, dir && *dir ? dir : root);
	a->root = fc_name(a->arena, text ? text : root);
	free(text);
	a->symbol_of = fc_map_new(a->arena);
	a->prefix_of = fc_map_new(a->arena);
	a->path_of = fc_map_new(a->arena);
	a->folder_of = fc_map_new(a->arena);
	a->named = fc_map_new(a->arena);
	a->queued = fc_map_new(a->arena);
	a->b = fc_build_new(a->arena);
	if (asprintf(&text, "%s%s%s", *path == '/' ? "" : a->root, *path == '/' ? "" : "/", path) < 0)
		need(NULL);
	a->main_path = real_path(a, text);
	free(text);
}

int fc_extract(const char *root, const char *dir, char *const *flags, int nflags,
	       const char *path, struct fc_extracted *out)
{
	struct ast a = { .arena = fc_arena_new() };
	const char *why = "cannot be read";
	CXIndex index;

	*out = (struct fc_extracted){ 0 };
	start(&a, root, dir, path);
	index = clang_createIndex(1, 0);
	if (!access(a.main_path, R_OK))
		why = read_source(&a, index, flags, nflags);
	if (!why) {
		a.main_file = clang_getFile(a.tu, a.main_path);
		out->facts = write_unit(&a, &out->length);
		out->problem = first_error(&a);
		list_files(&a, out);
		clang_disposeTranslationUnit(a.tu);
	} else {
		out->problem = format(path, 1, 1, why);
	}
	clang_disposeIndex(index);
	fc_arena_free(a.arena);
	return why ? -1 : 0;
}

void fc_extracted_free(struct fc_extracted *out)
{
	for (int i = 0; i < out->nfiles; i++)
		free(out->files[i]);
	free(out->files);
	free(out->facts);
	free(out->problem);
	*out = (struct fc_extracted){ 0 };
}
