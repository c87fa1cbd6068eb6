/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The rows of the recorded logs as they were then, so that the tests of the
 * judge do not move with the table; and some rows for the judge alone.
 */
SCENARIO(wait_under_lock, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR, "", "")
SCENARIO(wait_under_lock_ok, "", SILENT, SILENT, "", "")
SCENARIO(wait_under_spinlock, "spin", SLEEPING, SLEEPING, "", "")
SCENARIO(leak_in_work, "dma_fence_map", LEAKED, LEAKED, "", "")
SCENARIO(hang_wait_under_lock, "", HANGS, HANGS, "", "")
SCENARIO(hang_annotated_lock, "dma_fence_map,lock_a", HANGS, HANGS, "", "")
SCENARIO(busted, "dma_fence_map,lock_a", CIRCULAR, CIRCULAR, "", "")
SCENARIO(other_class, "dma_fence_map,lock_b", CIRCULAR, CIRCULAR, "", "")
SCENARIO(other_kernel, "a, b", SINCE_6_12(SILENT, CIRCULAR), CIRCULAR, "", "")
SCENARIO(not_here, "", SKIPPED, SINCE_6_12(SKIPPED, SILENT), "", "")
