// SPDX-License-Identifier: GPL-2.0-only
/* A sibling with an object that has an nents, and nothing else of a table. */

struct object_array {
	unsigned int nents;
};

void add(struct object_array *objs)
{
	objs->nents++;
}
