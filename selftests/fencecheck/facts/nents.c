// SPDX-License-Identifier: GPL-2.0-only
/* The counts of an sg_table, not those of others. */
struct scatterlist { int length; };
struct sg_table { struct scatterlist *sgl; unsigned int nents, orig_nents; };
struct other { unsigned int nents; };
#define for_each(i, n)	for (i = 0; i < (n); i++)
int map(struct scatterlist *, unsigned int);

int nents(struct sg_table *t, struct other *o)
{
	unsigned int i, *at = &t->orig_nents;

	t->nents = map(t->sgl, t->orig_nents);
	t->nents += *at;
	o->nents = t->nents++;
	for_each(i, t->nents)
		o++;
	return sizeof(t->nents);
}
