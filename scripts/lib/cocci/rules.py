# SPDX-License-Identifier: GPL-2.0-only
"""The rules: what the header of each .cocci file says."""
import re
from pathlib import Path

from . import UsageError

TOP = Path(__file__).resolve().parents[3]


class Rule:
    """One .cocci file. `id` is family/name, `options` are spatch's,
    every file with a finding holds one of the `keywords`, and matches all of
    the `patterns`; a function with a keyword that spatch skips is named,
    `order` is the place in which MODE=patch applies the rule."""

    def __init__(self, path):
        self.path = Path(path).resolve()
        self.id = f"{self.path.parent.name}/{self.path.stem}"
        try:
            text = self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as why:
            raise UsageError(f"cannot read the rule {path}: {why}") from why
        self.options = " ".join(self._fields(text, "Options")).split()
        # A rule from elsewhere has no such line: spatch sees every file.
        self.patterns = self._fields(text, "Candidates") or ["."]
        self.keywords = [w for w in re.split(r"[,\s]+", ",".join(self._fields(text, "Keywords"))) if w]
        order = "".join(self._fields(text, "Order"))
        self.order = int(order) if order.isdigit() else 99
        # Rules with more false findings than true ones run on request only.
        self.pedantic = "pedantic" in self._fields(text, "Set")
        self.rewrites = re.search(r"depends on [^@]*\bpatch\b", text) is not None
        try:
            self._compiled = [re.compile(p.encode()) for p in self.patterns]
        except re.error as why:
            raise UsageError(f"{path}: bad Candidates line: {why}") from why

    def wants(self, text):
        """May the rule find something in a file with this text (bytes)?"""
        # The words first: a plain search is many times faster than a pattern.
        return (not self.keywords or any(w.encode() in text for w in self.keywords)) and \
            all(p.search(text) for p in self._compiled)

    @staticmethod
    def _fields(text, name):
        return [line.strip() for line in re.findall(rf"^// {name}:[ \t]*(.*)$", text, re.M)]


def known():
    """Every rule of this project, in the order of their ids."""
    return [Rule(p) for p in sorted((TOP / "cocci").glob("*/*.cocci"))]


def choose(wanted, cocci):
    """The rules that RULES= (ids or families, comma or space separated) or
    COCCI= (the path of one file) ask for. Without ids, pedantic rules are left
    out, unless +pedantic is among the words."""
    if cocci:
        return [Rule(cocci)]
    rules = known()
    words = [w for w in re.split(r"[,\s]+", wanted or "") if w]
    pedantic = "+pedantic" in words
    words = [w for w in words if w != "+pedantic"]
    for word in words:
        if not any(word in (r.id, r.id.split("/")[0]) for r in rules):
            raise UsageError(f"unknown rule '{word}'; see scripts/coccicheck --list-rules")
    return [r for r in rules if r.id in words
            or (not words or r.id.split("/")[0] in words) and (pedantic or not r.pedantic)]
