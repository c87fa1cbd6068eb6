# SPDX-License-Identifier: GPL-2.0-only
"""What scripts/vm is made of: images, guests, verdicts, reports."""
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]


class UsageError(Exception):
    """Bad input: one clear line, exit 2."""


class MissingError(Exception):
    """A tool or a source is not there, or a build failed: one clear line, exit 4."""
