/* SPDX-License-Identifier: GPL-2.0-only */
/* Fences as files for rule cases. */
#ifndef SGFENCE_CASES_SYNC_FILE_H
#define SGFENCE_CASES_SYNC_FILE_H

struct dma_fence;

struct sync_file {
	struct file *file;
};

struct sync_file *sync_file_create(struct dma_fence *fence);

#endif
