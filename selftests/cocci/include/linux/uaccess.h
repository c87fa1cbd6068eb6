/* SPDX-License-Identifier: GPL-2.0-only */
/* Copies from and to user space for rule cases. */
#ifndef SGFENCE_CASES_UACCESS_H
#define SGFENCE_CASES_UACCESS_H

#include <linux/types.h>

#define __user

unsigned long copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long copy_to_user(void __user *to, const void *from, unsigned long n);

#define put_user(x, to)		(*(to) = (x), 0)

#endif
