# SPDX-License-Identifier: GPL-2.0-only
"""The symbols that Kconfig files define: their types and defaults."""
import os
import re
from pathlib import Path

SYMBOL = re.compile(r"^\s*(?:menu)?config\s+([A-Za-z0-9_]+)\s*(?:#.*)?$")
TYPE = re.compile(r"^\s+(?:def_)?(bool|boolean|tristate|int|hex|string)\b\s*(.*)$")
SELECT = re.compile(r"^\s+select\s+([A-Z0-9_a-z]*[A-Z0-9_])\b", re.M)
DEFAULT = re.compile(r"^\s+default\s+(\"[^\"]*\"|\S+)")
END = re.compile(r"^\s*(menu|endmenu|choice|endchoice|if|endif|source|comment|mainmenu)\b")


def files(folder):
    """All Kconfig files below a folder, sorted."""
    for where, dirs, names in os.walk(folder):
        dirs.sort()
        yield from (Path(where) / name for name in sorted(names) if name.startswith("Kconfig"))


def symbols(text):
    """{symbol: (type, first default or '')} of the text of a Kconfig file. A
    default that is an expression is no use here and left out."""
    found, name = {}, None
    for line in text.splitlines():
        start = SYMBOL.match(line)
        if start:
            name = start.group(1)
        elif name and END.match(line):
            name = None
        elif name:
            kind, default = TYPE.match(line), DEFAULT.match(line)
            if kind:
                found.setdefault(name, [kind.group(1), ""])
            elif default and name in found and not found[name][1]:
                found[name][1] = default.group(1)
    return {name: tuple(what) for name, what in found.items()}


def below(folders):
    """The symbols of all Kconfig files below the folders. What they select and
    do not define themselves is of type bool."""
    found, chosen = {}, set()
    for folder in folders:
        for path in files(folder):
            text = path.read_text(errors="replace")
            found |= symbols(text)
            chosen.update(SELECT.findall(text))
    return {name: ("bool", "") for name in chosen} | found


def selected(text, names):
    """What these symbols of a Kconfig file select without a condition."""
    found, inside = set(), False
    for line in text.splitlines():
        start = SYMBOL.match(line)
        if start or END.match(line):
            inside = bool(start) and start.group(1) in names
        chosen = re.match(r"^\s+select\s+([A-Za-z0-9_]+)\s*(?:#.*)?$", line) if inside else None
        if chosen:
            found.add(chosen.group(1))
    return found
