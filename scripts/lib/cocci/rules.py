# SPDX-License-Identifier: GPL-2.0-only
"""The rules: what the header of each .cocci file says."""
import re
from pathlib import Path

from . import UsageError

TOP = Path(__file__).resolve().parents[3]


class Rule:
    """One .cocci file. `id` is family/name, `options` are spatch's,
    `candidates` decides from a file's text whether spatch need look at it,
    `keywords` are the words that make a skipped function worth naming,
    `order` is the place in which MODE=patch applies the rule."""

    def __init__(self, path):
        self.path = Path(path).resolve()
        self.id = f"{self.path.parent.name}/{self.path.stem}"
        try:
            text = self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as why:
            raise UsageError(f"cannot read the rule {path}: {why}") from why
        self.options = self._field(text, "Options").split()
        # A rule from elsewhere has no such line: spatch sees every file.
        self.pattern = self._field(text, "Candidates") or "."
        self.keywords = [w for w in re.split(r"[,\s]+", self._field(text, "Keywords")) if w]
        order = self._field(text, "Order")
        self.order = int(order) if order.isdigit() else 99
        self.rewrites = re.search(r"depends on [^@]*\bpatch\b", text) is not None
        try:
            self.candidates = re.compile(self.pattern.encode())
        except re.error as why:
            raise UsageError(f"{path}: bad Candidates line: {why}") from why

    @staticmethod
    def _field(text, name):
        found = re.search(rf"^// {name}:[ \t]*(.*)$", text, re.M)
        return found.group(1).strip() if found else ""


def known():
    """Every rule of this project, in the order of their ids."""
    return [Rule(p) for p in sorted((TOP / "cocci").glob("*/*.cocci"))]


def choose(wanted, cocci):
    """The rules that RULES= (ids or families, comma or space separated) or
    COCCI= (the path of one file) ask for; all when neither is given."""
    if cocci:
        return [Rule(cocci)]
    rules = known()
    words = [w for w in re.split(r"[,\s]+", wanted or "") if w]
    for word in words:
        if not any(word in (r.id, r.id.split("/")[0]) for r in rules):
            raise UsageError(f"unknown rule '{word}'; see scripts/coccicheck --list-rules")
    if not words:
        return rules
    return [r for r in rules if r.id in words or r.id.split("/")[0] in words]
