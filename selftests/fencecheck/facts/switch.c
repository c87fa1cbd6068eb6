// SPDX-License-Identifier: GPL-2.0-only
/* Cases that fall through, a default, none, and a choice that is known. */
enum kind { ONE, TWO, THREE, FOUR };
void g(int);

void choose(enum kind kind)
{
	switch (kind) {
	case ONE:
		g(1);
		/* fall through */
	case TWO:
		g(2);
		break;
	case THREE:
		return;
	default:
		g(3);
	}
	switch (kind) {
	case ONE ... TWO:
		g(4);
	}
	switch (sizeof(int)) {
	case 1:
		g(5);
		break;
	case 4:
		g(6);
		break;
	default:
		g(7);
	}
}
