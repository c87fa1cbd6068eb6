# SPDX-License-Identifier: GPL-2.0-only
"""What scripts/findings is made of: lines, selection, output formats."""


class UsageError(Exception):
    """Bad input: one clear line, exit 2."""


class MissingError(Exception):
    """A tool or the tree is not there: one clear line, exit 4."""
