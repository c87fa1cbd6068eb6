// SPDX-License-Identifier: GPL-2.0-only
/* Tables of functions: designated, positional, nested, arrays, and tables of tables. */
struct ops { int (*get)(int); void (*put)(int); };
struct class { const char *name; const struct ops *ops; struct ops own; struct { int (*get)(int); } deep; };
struct data { int n; };
static int get(int n) { return n; }
static void put(int n);
void outside(int);
extern const struct ops elsewhere;
static const struct data plain = { 1 };
static const struct ops first = { .get = get, .put = put };
static const struct ops second = { get, outside };
static const struct class classes[] = {
	{ .name = "one", .ops = &first, .own = { .put = outside } },
	[3] = { "two", &elsewhere, { get, put }, { .get = get } },
	{ .own.get = get, .deep.get = &get },
};
static const struct data *const data[] = { &plain };
static int (*functions[])(int) = { get, (void *)0 };
static void put(int n) { functions[n](n); }

const struct ops *give(int n)
{
	static const struct ops local = { .put = outside };

	return n ? &local : &first;
}
