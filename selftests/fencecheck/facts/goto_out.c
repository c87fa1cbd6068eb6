// SPDX-License-Identifier: GPL-2.0-only
/* Ways out by goto, a label that falls through to the next, and a loop of gotos. */
int get(int);
void put(int);

int goto_out(void)
{
	int ret;

	ret = get(1);
	if (ret)
		goto out;
	ret = get(2);
	if (ret)
		goto put_first;
again:
	ret = get(3);
	if (ret == 0)
		goto again;
	put(2);
put_first:
	put(1);
out:
	return ret;
}
