/* SPDX-License-Identifier: GPL-2.0-only */
/* File descriptors for rule cases. */
#ifndef SGFENCE_CASES_FILE_H
#define SGFENCE_CASES_FILE_H

struct file;

#define O_CLOEXEC		02000000

int get_unused_fd_flags(unsigned int flags);
void put_unused_fd(unsigned int fd);
void fd_install(unsigned int fd, struct file *file);
void fput(struct file *file);

#endif
