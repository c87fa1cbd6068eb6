# SPDX-License-Identifier: GPL-2.0-only
"""Where the sources are: the scanned tree, the kernel, its generated headers."""
import os
import re
from pathlib import Path
from typing import NamedTuple, Optional

from cocci import MissingError, UsageError, tree

# What is scanned in a kernel if nothing is named.
DEFAULT = ("drivers/gpu/drm", "drivers/dma-buf")
CPLUSPLUS = (".cc", ".cpp", ".cxx", ".c++", ".C")


def below(path, folder):
    """Is the absolute path somewhere in that folder? Asked for every file of a tree,
    where Path.parents takes seconds."""
    return str(path).startswith(f"{folder}/")


class Place(NamedTuple):
    """What is scanned, and with what it is compiled."""
    root: Path              # the scanned tree; names are relative to it
    wanted: list            # absolute directories and files
    source: Path            # the kernel's source
    objects: Optional[Path]  # its generated headers, or None: never configured

    @property
    def external(self):
        return self.root != self.source

    def holds(self, path):
        return any(path == w or below(path, w) for w in self.wanted)


def kernel(kdir, objects):
    """(source, folder with the generated headers or None) of KDIR and KOBJ."""
    source = Path(kdir).resolve()
    if not (source / "Makefile").is_file():
        raise MissingError(f"no kernel tree at {kdir}: it has no Makefile; `make deps` unpacks one, or give KDIR=")
    if objects and not configured(Path(objects)):
        raise UsageError(f"{objects} is not a configured kernel: it has no include/generated/autoconf.h")
    built = Path(objects).resolve() if objects else source if configured(source) else None
    # An object tree (make O=), or the headers of a distribution.
    named = re.search(r"^include\s+(/\S+)/Makefile\s*$", (source / "Makefile").read_text(errors="replace"), re.M)
    if named:
        source = Path(named.group(1)).resolve()
    return source, built


def configured(folder):
    return (folder / "include" / "generated" / "autoconf.h").is_file()


def locate(paths, modules, kdir, objects, kdir_is_given):
    """The Place that PATHs, M=, KDIR= and KOBJ= mean."""
    source, built = kernel(kdir, objects)
    paths = [Path(p) for p in paths] + [_module(source, m) for m in modules]
    if not paths:
        paths = [source / d for d in DEFAULT if (source / d).is_dir()]
        if not paths:
            raise UsageError(f"{source} has neither {' nor '.join(DEFAULT)}; say what to scan: M= or a PATH")
    root, wanted = tree.locate(paths, None, str(source))
    if root != source and tree.is_kernel(root):
        if kdir_is_given:
            raise UsageError(f"{wanted[0]} is outside of KDIR, in the kernel tree {root}: give KDIR={root}")
        source, built = kernel(root, objects)
    for path in wanted:
        if path.suffix in CPLUSPLUS and path.is_file():
            raise UsageError(f"{path} is C++; only C is analysed")
        if path.is_file() and path.suffix != ".c":
            raise UsageError(f"{path} is not a C source file")
    if source in root.parents:
        root = source
    return Place(root, sorted(set(wanted)), source, built)


def _module(source, module):
    """As kbuild does with M=: first looked for in the kernel."""
    return source / module if (source / module).exists() else Path(module)


def c_files(folder):
    """All C sources below a folder, sorted."""
    for where, dirs, files in os.walk(folder):
        dirs[:] = sorted(d for d in dirs if d != ".git")
        for name in sorted(files):
            if name.endswith(".c"):
                yield Path(where) / name
