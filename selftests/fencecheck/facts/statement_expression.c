// SPDX-License-Identifier: GPL-2.0-only
/* Loops and conditions of macros stand where the macro is used. */
struct head { int n; };
struct device { struct head wait; int done; };
void prepare(struct head *), finish(struct head *), schedule(void);
int ready(void);
#define wait_for(head, condition) ({			\
	int __ret = 0;					\
							\
	for (;;) {					\
		prepare(&(head));			\
		if (condition)				\
			break;				\
		schedule();				\
	}						\
	finish(&(head));				\
	__ret;						\
})
#define wait_event(head, condition)			\
do {							\
	if (condition)					\
		break;					\
	(void)wait_for(head, condition);		\
} while (0)
#define WARN_ON(condition) ({				\
	int __warn = !!(condition);			\
							\
	if (__builtin_expect(!!(__warn), 0))		\
		schedule();				\
	__builtin_expect(!!(__warn), 0);		\
})

int statement_expression(struct device *d)
{
	wait_event(d->wait,
		   ready());
	if (WARN_ON(ready()))
		return 1;
	return 0;
}
