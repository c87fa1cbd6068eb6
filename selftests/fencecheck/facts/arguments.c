// SPDX-License-Identifier: GPL-2.0-only
/* What is known of arguments. */
enum { SIX = 6 };
#define GFP_NOIO	(0x400u | 0x800u)
#define GFP_MORE	0x2000u
struct object { int n; struct object *next; int many[4]; };
typedef unsigned int gfp_t;
struct object global;
static struct object mine;
int fn(int);
void use(long, ...);
int *get(void);

void arguments(gfp_t gfp, struct object *o, struct object **out, int changed)
{
	const gfp_t kept = GFP_NOIO;
	gfp_t more = gfp | GFP_MORE, twice = 1;
	struct object *other = o->next, local;
	int *got = get();

	changed = 1;
	twice |= 2;
	use(GFP_NOIO, SIX, sizeof(int), (void *)0, -1);
	use(gfp, gfp | GFP_NOIO | GFP_MORE, kept, more, twice);
	use(0, fn, &fn, &global, &mine, global.n);
	use(0, o, &o->many[2], o->next->next, &other->n, other);
	use(0, &local, got, get(), *out, changed);
	use(0, !gfp, gfp & GFP_MORE, gfp ? 1 : 2, "text");
}
