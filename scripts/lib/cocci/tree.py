# SPDX-License-Identifier: GPL-2.0-only
"""The scanned tree: its root, its source files, and who needs spatch."""
import os
import re
import subprocess
import tempfile
from pathlib import Path

from . import MissingError, UsageError

# What `make coccicheck` audits in a whole kernel tree.
KERNEL_DIRS = ("drivers", "sound", "net", "samples", "arch")


def is_kernel(folder):
    return (folder / "Kbuild").is_file() and (folder / "MAINTAINERS").is_file()


def find_root(path):
    """The kernel tree or git work tree that holds path; else its folder."""
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.parents):
        if is_kernel(folder) or (folder / ".git").exists():
            return folder
    return start


def locate(paths, module, kdir):
    """Return (root, [absolute paths to scan]) for the command line's PATHs,
    M= and KDIR=. M is looked for in KDIR first, as kbuild does."""
    kernel = Path(kdir).resolve()
    wanted = [Path(p) for p in paths]
    if module:
        inside = kernel / module
        wanted.append(inside if inside.exists() else Path(module))
    if not wanted:
        if not kernel.is_dir():
            raise MissingError(f"no kernel tree at {kdir}; `make deps` unpacks one, or give KDIR= or a PATH")
        wanted = [kernel / d for d in KERNEL_DIRS if (kernel / d).is_dir()] if is_kernel(kernel) else [kernel]
    for path in wanted:
        if not path.exists():
            raise UsageError(f"no such file or directory: {path}")
    wanted = [p.resolve() for p in wanted]
    roots = {find_root(p) for p in wanted}
    root = roots.pop() if len(roots) == 1 else Path(os.path.commonpath([str(p) for p in wanted]))
    return (root if root.is_dir() else root.parent), wanted


def sources(root, wanted):
    """Relative paths of the C files below the wanted paths, sorted. A file
    that is named on the command line is taken whatever its name."""
    found = set()
    for path in wanted:
        if path.is_file():
            found.add(os.path.relpath(path, root))
            continue
        for folder, dirs, files in os.walk(path):
            dirs[:] = sorted(d for d in dirs if d != ".git")
            found.update(os.path.relpath(os.path.join(folder, f), root)
                         for f in files if f.endswith((".c", ".h")))
    return sorted(found)


def candidates(root, files, rules):
    """For each rule id the files that it must see. One grep over the whole
    tree finds the few files with a keyword of any rule; the Candidates of each
    rule then decide. Returns (by rule, unreadable)."""
    by_rule = {rule.id: [] for rule in rules}
    unreadable = []
    for name in _with_keywords(root, files, rules):
        try:
            with open(os.path.join(root, name), "rb") as source:
                text = source.read()
        except OSError as why:
            unreadable.append((name, f"cannot be read: {why.strerror}"))
            continue
        for rule in rules:
            if rule.wants(text):
                by_rule[rule.id].append(name)
    return by_rule, unreadable


def _with_keywords(root, files, rules):
    """The files that hold a keyword of some rule, and those that grep cannot
    read. A rule without keywords (it is not one of ours) wants every file."""
    if not all(rule.keywords for rule in rules):
        return files
    pattern = "|".join(sorted({word for rule in rules for word in rule.keywords}))
    with tempfile.TemporaryFile() as names:
        names.write(b"\0".join(os.fsencode(f) for f in files))
        names.seek(0)
        # Options before the names: a tree may hold a file called "-v".
        run = subprocess.run(["xargs", "-0", "-r", "grep", "-lZE", "-e", pattern, "--"], stdin=names,
                             cwd=root, capture_output=True, check=False,
                             env={**os.environ, "LC_ALL": "C"})
    if run.returncode not in (0, 123):
        raise MissingError(f"grep failed: {run.stderr.decode(errors='replace').strip()[:200]}")
    found = {os.fsdecode(n) for n in run.stdout.split(b"\0") if n}
    known = set(files)
    for line in run.stderr.decode(errors="surrogateescape").splitlines():
        named = re.match(r"grep: (.+?): ", line + " ")
        if named and named.group(1) in known:
            found.add(named.group(1))
    return sorted(found)
