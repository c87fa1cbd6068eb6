# SPDX-License-Identifier: GPL-2.0-only
"""The page of a rule as plain text, and which rules there are."""
import re

from cocci import UsageError

from .core import TOP

PAGES = TOP / "docs" / "rules"
# What the core judges. coccicheck has some of these, too.
RULES = ("fence/alloc-in-section", "fence/callback-sleeps", "fence/dead-begin", "fence/flush-in-section",
         "fence/lock-in-section", "fence/lock-inversion", "fence/narrow-section", "fence/queue-without-reclaim",
         "fence/unbalanced", "fence/wait-in-section")


def shared_rules():
    """The rules that a semantic patch has, too: either may need a suppression."""
    return [rule for rule in RULES if (TOP / "cocci" / f"{rule}.cocci").is_file()]


def page(rule):
    """The text of docs/rules/RULE.md without its marks."""
    path = PAGES / f"{rule}.md"
    if not re.fullmatch(r"[\w-]+/[\w-]+", rule) or not path.is_file():
        known = sorted(f"{p.parent.name}/{p.stem}" for p in PAGES.glob("*/*.md"))
        raise UsageError(f"unknown rule '{rule}'; the rules are {', '.join(known)}")
    lines, code = [], False
    for line in path.read_text().splitlines():
        if line.startswith("```"):
            code = not code
        elif code:
            lines.append(f"    {line}".rstrip())
        elif not line.startswith("<!--"):
            line = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", re.sub(r"^#+ ", "", line))
            lines.append(line if line.startswith("    ") else re.sub(r"`([^`]*)`|\*\*([^*]*)\*\*", r"\1\2", line))
    return "\n".join(lines).strip() + "\n"
