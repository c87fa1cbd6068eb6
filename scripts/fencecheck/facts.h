/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Facts: what the analyser knows of a translation unit, as a small program.
 *
 * Every function is a control-flow graph of calls, references to functions and
 * returns. What a call means (a lock, a wait, an allocation) is not known here:
 * that is the model's business, so that a changed model needs no new facts.
 *
 * The text form, one record a line, fields separated by one tab. A file is named
 * relative to the scanned tree if it lies there. Names are C identifiers; a
 * symbol is `name` if it has external linkage, `name@path` if it is static,
 * where path is the file that defines it.
 *
 *   v SYMBOL PATH LINE                      a variable that holds functions:
 *   i STRUCT.MEMBER SYMBOL LINE             one function in its initialiser
 *
 *   F SYMBOL PATH LINE PARAMETERS           a function with a body:
 *   B N                                     block N begins; 0 is the entry
 *   c LINE COL ENDCOL CALLEE ARG...         call; calls are numbered from 0 in
 *                                           the order in which they stand here
 *   r LINE SYMBOL STRUCT.MEMBER|-           a function stored (or only named)
 *   a CALL PLACE                            the result of call CALL was stored
 *                                           in PLACE: m:STRUCT.MEMBER or v:SYMBOL
 *   n LINE COL ENDCOL r|w nents|orig_nents  access to a count of an sg_table
 *   j N                                     jump
 *   b COND N M                              to N if COND holds, to M otherwise
 *   w N M ...                               to one of them
 *   x LINE COL                              return, or end of the function
 *   u                                       never reached (__builtin_unreachable)
 *   e                                       end of the function
 *
 *   CALLEE  =SYMBOL direct; .STRUCT.MEMBER through a member; %K through the
 *           K-th parameter; ? anything else
 *   ARG     -  nothing known       i:N  constant
 *           %K the K-th parameter  %K|N the same with constant bits or'ed in
 *           f:SYMBOL a function
 *           m:STRUCT.MEMBER an object that is (or that is pointed to by) a
 *           member: &p->lock, p->lock, p->a.b.lock (the last named struct)
 *           v:SYMBOL a global        l:NAME a local variable
 *   COND    -  not known           %K  the K-th parameter is not 0
 *           cN  call N gave not 0
 *
 * Each block ends with exactly one of j, b, w, x, u.
 */
#ifndef FENCECHECK_FACTS_H
#define FENCECHECK_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fc_value {
	FC_NOTHING,
	FC_INT,		/* number */
	FC_PARAM,	/* index, number: the bits or'ed in */
	FC_FUNCTION,	/* name: a symbol */
	FC_MEMBER,	/* name: STRUCT.MEMBER */
	FC_GLOBAL,	/* name: a symbol */
	FC_LOCAL,	/* name */
	FC_CALL,	/* index: the number of the call; conditions only */
	FC_NONZERO,	/* anything but 0; in contexts only */
};

/* All names are interned: equal names are equal pointers. */
struct fc_arg {
	enum fc_value kind;
	int index;
	int64_t number;
	const char *name;
};

enum fc_event_kind { FC_EV_CALL, FC_EV_REFERENCE, FC_EV_STORE, FC_EV_NENTS };

struct fc_event {
	enum fc_event_kind kind;
	int line;
	int column;
	int end_column;
	/*
	 * Call: FC_FUNCTION, FC_MEMBER, FC_PARAM or FC_NOTHING. Reference: the
	 * function. Store: the place. Count of an sg_table: its name.
	 */
	struct fc_arg callee;
	const char *member;	/* reference: where it is stored, or NULL */
	bool write;		/* nents: written */
	int call;		/* call, store: the number of the call in the function */
	int nargs;
	struct fc_arg *args;
};

enum fc_exit { FC_JUMP, FC_BRANCH, FC_SWITCH, FC_RETURN, FC_UNREACHABLE };

struct fc_block {
	struct fc_event *events;
	int nevents;
	enum fc_exit exit;
	struct fc_arg cond;	/* FC_BRANCH: FC_NOTHING, FC_PARAM or FC_CALL */
	int *next;		/* FC_BRANCH: if it holds, otherwise */
	int nnext;
	int line, column;	/* FC_RETURN */
};

struct fc_function {
	const char *symbol;
	const char *path;
	int line;
	int nparams;
	int ncalls;
	struct fc_block *blocks;
	int nblocks;
};

struct fc_slot {
	const char *member;	/* STRUCT.MEMBER */
	const char *function;	/* a symbol */
	int line;
};

struct fc_variable {
	const char *symbol;
	const char *path;
	int line;
	struct fc_slot *slots;
	int nslots;
};

struct fc_unit {
	const char *path;	/* of the file that was compiled */
	struct fc_function *functions;
	int nfunctions;
	struct fc_variable *variables;
	int nvariables;
};

struct fc_arena;

/*
 * Read the text form into @unit, allocated in @arena. Never trusts its input:
 * block numbers, call numbers and parameter indices are checked.
 * Returns false, and a reason in @why (static text), if the text is not wholly
 * valid; @unit is then not to be used.
 */
bool fc_facts_read(struct fc_arena *arena, const char *text, size_t length,
		   struct fc_unit *unit, const char **why);

#endif
