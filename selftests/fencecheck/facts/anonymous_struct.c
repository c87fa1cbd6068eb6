// SPDX-License-Identifier: GPL-2.0-only
/* A struct without a name is called after its place in the one around it. */
struct device {
	struct {
		int lock;
		struct {
			int deep;
		} in;
		union {
			int nameless;
		};
	} mm;
	struct {
		int flat;
	};
	struct {
		int lock;
	} rings[4];
	struct named {
		int lock;
	} named;
};
static struct { int lock; } alone;
void take(int *);

void anonymous_struct(struct device *d, int i)
{
	take(&d->mm.lock);
	take(&d->mm.in.deep);
	take(&d->mm.nameless);
	take(&d->flat);
	take(&d->rings[i].lock);
	take(&d->named.lock);
	take(&alone.lock);
}
