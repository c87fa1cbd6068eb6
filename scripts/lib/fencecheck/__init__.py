# SPDX-License-Identifier: GPL-2.0-only
"""What scripts/fencecheck/fencecheck is made of: the place that is scanned, what
its Makefiles build and with which flags, and what a tree that was never
configured lacks."""
