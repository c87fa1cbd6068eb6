// SPDX-License-Identifier: GPL-2.0-only
/*
 * Operators. libclang 14 does not tell which operator an expression has, so
 * it is read from the source text between the operands. In the body of a macro
 * libclang gives no place in the text, but a token that is lexed there does.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <string.h>

#include "ast-unit.h"

struct text {
	const char *at;	/* NULL: not known */
	size_t offset, length;
	CXFile file;
};

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$';
}

static struct text text_at(struct ast *a, CXFile file, unsigned int offset)
{
	struct text text = { .file = file, .offset = offset };

	if (file)
		text.at = clang_getFileContents(a->tu, file, &text.length);
	if (text.at && offset > text.length)
		text.at = NULL;
	return text;
}

/* Arguments of macros are followed to where they are written, bodies are not. */
static struct text file_text(struct ast *a, CXSourceLocation location)
{
	CXFile file;
	unsigned int offset;

	clang_getFileLocation(location, &file, NULL, NULL, &offset);
	return text_at(a, file, offset);
}

/* Also into the bodies of macros: of an empty range one token is lexed. */
static struct text spelled_text(struct ast *a, CXSourceLocation location)
{
	struct text text = { 0 };
	CXToken *tokens = NULL;
	unsigned int n = 0;

	clang_tokenize(a->tu, clang_getRange(location, location), &tokens, &n);
	if (n)
		text = file_text(a, clang_getTokenLocation(a->tu, tokens[0]));
	clang_disposeTokens(a->tu, tokens, n);
	return text;
}

static CXSourceLocation start_of(CXCursor c)
{
	return clang_getRangeStart(clang_getCursorExtent(c));
}

/* Past white space, ends of lines in macros and comments. */
static size_t skip_blank(const struct text *t, size_t i)
{
	for (;;) {
		const char *end;

		while (i < t->length && (isspace((unsigned char)t->at[i]) || t->at[i] == '\\'))
			i++;
		if (i + 1 >= t->length || t->at[i] != '/')
			return i;
		if (t->at[i + 1] == '*')
			end = memmem(t->at + i + 2, t->length - i - 2, "*/", 2);
		else if (t->at[i + 1] == '/')
			end = memchr(t->at + i, '\n', t->length - i);
		else
			return i;
		i = end ? (size_t)(end - t->at) + (*end == '*' ? 2 : 1) : t->length;
	}
}

static enum op op_named(const char *at, size_t length)
{
	static const struct {
		const char *text;
		enum op op;
	} ops[] = {
		{ "=", OP_ASSIGN }, { "&&", OP_AND }, { "||", OP_OR }, { "==", OP_EQUAL },
		{ "!=", OP_DIFFERENT }, { "<", OP_LESS }, { ">=", OP_AT_LEAST }, { ",", OP_COMMA },
		{ "|", OP_BITS }, { "+", OP_OTHER }, { "-", OP_OTHER }, { "*", OP_OTHER },
		{ "/", OP_OTHER }, { "%", OP_OTHER }, { "&", OP_OTHER }, { "^", OP_OTHER },
		{ "<<", OP_OTHER }, { ">>", OP_OTHER }, { "<=", OP_OTHER }, { ">", OP_OTHER },
	};

	for (size_t i = 0; i < sizeof(ops) / sizeof(*ops); i++)
		if (strlen(ops[i].text) == length && !memcmp(ops[i].text, at, length))
			return ops[i].op;
	return OP_UNKNOWN;
}

/* The operator that starts at @i: at most two characters. */
static enum op op_at(const struct text *t, size_t i)
{
	enum op op = i + 2 <= t->length ? op_named(t->at + i, 2) : OP_UNKNOWN;

	return op == OP_UNKNOWN && i < t->length ? op_named(t->at + i, 1) : op;
}

/* The operator that ends before @i. */
static enum op op_before(const struct text *t, size_t i)
{
	enum op op;

	while (i && (isspace((unsigned char)t->at[i - 1]) || t->at[i - 1] == '\\'))
		i--;
	op = i >= 2 ? op_named(t->at + i - 2, 2) : OP_UNKNOWN;
	return op == OP_UNKNOWN && i ? op_named(t->at + i - 1, 1) : op;
}

/* Both operands are written in one file, next to each other. */
static enum op op_between(struct ast *a, CXCursor left, CXCursor right)
{
	struct text from = file_text(a, clang_getRangeEnd(clang_getCursorExtent(left)));
	struct text to = file_text(a, start_of(right));
	size_t i, n = 1;

	if (!from.at || from.at != to.at || from.offset > to.offset)
		return OP_UNKNOWN;
	i = skip_blank(&from, from.offset);
	if (i >= to.offset)
		return OP_UNKNOWN;
	if (i + 1 < to.offset && op_named(from.at + i, 2) != OP_UNKNOWN)
		n = 2;
	if (skip_blank(&from, i + n) != to.offset)
		return OP_UNKNOWN;
	return op_named(from.at + i, n);
}

static size_t word_end(const struct text *t, size_t i)
{
	while (i < t->length && is_word(t->at[i]))
		i++;
	return i;
}

/* Past a pair of brackets and what is between them. */
static size_t brackets_end(const struct text *t, size_t i)
{
	int depth = 0;

	i = skip_blank(t, i);
	for (; i < t->length; i++) {
		depth += t->at[i] == '(' || t->at[i] == '[';
		depth -= t->at[i] == ')' || t->at[i] == ']';
		if (depth <= 0)
			return i + 1;
	}
	return i;
}

/* Where the text of an operand ends, wherever it is written. */
static struct text operand_end(struct ast *a, CXCursor c)
{
	struct text t = { 0 };
	struct kids kids;

	switch (clang_getCursorKind(c)) {
	case CXCursor_DeclRefExpr:
	case CXCursor_MemberRefExpr:
	case CXCursor_IntegerLiteral:
		t = spelled_text(a, clang_getCursorLocation(c));
		t.offset = t.at ? word_end(&t, t.offset) : 0;
		return t;
	case CXCursor_ParenExpr:
	case CXCursor_StmtExpr:
		t = spelled_text(a, start_of(c));
		t.offset = t.at ? brackets_end(&t, t.offset) : 0;
		return t;
	case CXCursor_CallExpr:
	case CXCursor_ArraySubscriptExpr:
		kids_of(a, c, &kids);
		t = kids.n ? operand_end(a, kids.at[0]) : t;
		t.offset = t.at ? brackets_end(&t, t.offset) : 0;
		return t;
	default:
		kids_of(a, c, &kids);
		return kids.n ? operand_end(a, kids.at[kids.n - 1]) : t;
	}
}

/* Written as a part of an argument of a macro, and not where it is used? */
static bool in_argument(CXCursor c)
{
	unsigned int written, used;
	CXFile file;

	clang_getFileLocation(start_of(c), &file, NULL, NULL, &written);
	clang_getExpansionLocation(start_of(c), &file, NULL, NULL, &used);
	return written != used;
}

enum op binary_op(struct ast *a, CXCursor left, CXCursor right)
{
	enum op op = op_between(a, left, right);
	struct text t;

	if (op != OP_UNKNOWN && op != OP_COMMA)
		return op;
	if (op == OP_COMMA && !in_argument(left))
		return op;
	t = spelled_text(a, start_of(right));
	op = t.at ? op_before(&t, t.offset) : OP_UNKNOWN;
	if (op != OP_UNKNOWN && op != OP_COMMA)
		return op;
	t = operand_end(a, left);
	op = t.at ? op_at(&t, skip_blank(&t, t.offset)) : OP_UNKNOWN;
	/* The comma may be the one between two arguments of a macro. */
	return op == OP_COMMA ? OP_UNKNOWN : op;
}

/* The text where an expression starts, in a macro's body if it does there. */
static struct text start_text(struct ast *a, CXCursor c)
{
	struct text t = file_text(a, start_of(c));

	if (t.at && t.offset < t.length && is_word(t.at[t.offset]))
		t = spelled_text(a, start_of(c));
	return t;
}

enum op unary_op(struct ast *a, CXCursor c)
{
	struct text t = start_text(a, c);

	return t.at && t.offset < t.length && t.at[t.offset] == '!' ? OP_NOT : OP_OTHER;
}

bool starts_with(struct ast *a, CXCursor c, const char *word)
{
	struct text t = spelled_text(a, clang_isDeclaration(clang_getCursorKind(c)) ?
				     clang_getCursorLocation(c) : start_of(c));
	size_t length = strlen(word);

	return t.at && t.offset + length <= t.length && !memcmp(t.at + t.offset, word, length);
}

bool mentions_goto(struct ast *a, CXCursor c)
{
	struct text t = spelled_text(a, start_of(c));
	size_t end = t.offset;

	while (t.at && end < t.length && t.at[end] != '(')
		end++;
	return t.at && memmem(t.at + t.offset, end - t.offset, "goto", 4);
}

/* Places of events */

struct fc_at at_location(struct ast *a, CXSourceLocation location)
{
	unsigned int line, column, offset;
	struct text text;
	CXFile file;

	clang_getExpansionLocation(location, &file, &line, &column, &offset);
	text = text_at(a, file, offset);
	return (struct fc_at){
		line, column ? column - 1 : 0,
		column ? column - 1 + (text.at ? word_end(&text, offset) - offset : 0) : 0,
	};
}

struct fc_at at_cursor(struct ast *a, CXCursor c)
{
	return at_location(a, clang_getCursorLocation(c));
}

struct fc_at at_end(struct ast *a, CXCursor c)
{
	struct fc_at at = at_location(a, clang_getRangeEnd(clang_getCursorExtent(c)));

	if (at.column)
		at.column--;
	at.end_column = at.column + 1;
	return at;
}
