# SPDX-License-Identifier: GPL-2.0-only
"""Units that kbuild compiled, as scripts/fencecheck/check recorded them: a file
for each, a unit list of one unit, named by the source. So make -j is no trouble."""
import hashlib
import os
from pathlib import Path

from cocci import UsageError, tree

from . import core
from .flags import ALWAYS, joined, parsing

FOLDER = core.BUILD / "kbuild"


def record(folder, arguments):
    """Keep the flags and the source, the last argument. Returns the file."""
    source = Path(arguments[-1]).resolve()
    root = tree.find_root(source)
    args = [a for flag, value in parsing(arguments[:-1]) for a in joined(flag, value)]
    fields = "\t".join((os.getcwd(), *ALWAYS, *args))
    name = os.path.relpath(source, root)
    if any(c in f"{root}{name}" for c in "\t\n") or "\n" in fields:
        raise UsageError(f"{source}: names with a tab or a newline are not analysed")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(os.fsencode(source)).hexdigest()[:24]}.units"
    new = path.with_suffix(f".{os.getpid()}")
    new.write_text(f"root\t{root}\nflags\t0\t{fields}\nunit\t0\t{name}\n", errors="surrogateescape")
    new.replace(path)
    return path


def read(folder):
    """(root, unit list, files, lost) of all that was recorded."""
    units, sets, lost = [], {}, {}
    for path in sorted(folder.glob("*.units")):
        lines = [line.split("\t", 2) for line in path.read_text(errors="surrogateescape").splitlines()]
        if [line[0] for line in lines] != ["root", "flags", "unit"]:
            raise UsageError(f"{path} is not what scripts/fencecheck/check writes")
        units.append((Path(lines[0][1]), lines[1][2], lines[2][2]))
    if not units:
        raise UsageError(f"nothing was recorded in {folder}; "
                         "first make C=2 CHECK=/path/to/scripts/fencecheck/check in the kernel")
    roots = {root for root, _, _ in units}
    root = roots.pop() if len(roots) == 1 else Path(os.path.commonpath([str(r) for r in roots | {units[0][0]}]))
    text, files = [], []
    for where, fields, name in sorted(units, key=lambda u: str(u[0] / u[2])):
        name = os.path.relpath(where / name, root)
        if not (root / name).is_file():
            lost[name] = "was compiled, but is gone"
            continue
        files.append(name)
        text.append(f"unit\t{sets.setdefault(fields, len(sets))}\t{name}\n")
    head = "".join(f"flags\t{n}\t{fields}\n" for fields, n in sets.items())
    return root, f"root\t{root}\n{head}{''.join(text)}", files, lost
