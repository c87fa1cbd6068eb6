# SPDX-License-Identifier: GPL-2.0-only
"""Which C files the Makefiles of a tree build, whatever the configuration, and
with which flags. GNU make evaluates them, see probe.mk."""
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from . import place as places

PROBE = Path(__file__).with_name("probe.mk")
CONFIG = re.compile(r"\bCONFIG_[A-Za-z0-9_]+")
CONDITION = re.compile(r"^\s*(ifeq|ifneq|ifdef|ifndef|else)\b", re.M)
INCLUDED = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+\.c)[">]', re.M)
# Set, these change flags for other machines or compilers only.
NEVER = {f"CONFIG_{name}" for name in "ARM ARM64 PPC PPC32 PPC64 MIPS RISCV LOONGARCH S390 SPARC UML KASAN KCSAN "
         "KMSAN CC_IS_GCC".split()}
# What of the environment a probe may see: not our M and C, nor a make above us.
KEEP = ("PATH", "HOME", "LANG", "TMPDIR")


class Unit(NamedTuple):
    """One C file, and what its Makefile adds to the flags."""
    path: Path
    folder: Path    # of the Makefile that names it
    module: str     # the object that it becomes a part of
    flags: tuple    # words, as the Makefile has them


class Evaluated(NamedTuple):
    """One Kbuild file: its variables with every symbol set, and without."""
    folder: Path
    variables: dict
    others: list
    files: set      # it, and what it includes
    trouble: str


def kbuild_file(folder):
    """The Kbuild file of a folder, or None."""
    return next((folder / n for n in ("Kbuild", "Makefile") if (folder / n).is_file()), None)


class Makefiles:
    """Evaluates the Makefiles that lead to the wanted paths, and those below."""

    def __init__(self, place, work, jobs):
        self.place, self.work, self.jobs = place, Path(work), jobs
        build = place.source / "scripts" / "Makefile.build"
        # Until 6.9 $(src) is relative to the source, later it is absolute.
        self.relative = not place.external and build.is_file() and re.search(
            r"^src := \$\(obj\)$", build.read_text(errors="replace"), re.M)
        self.seen, self.units, self.trouble = {}, {}, {}

    def run(self):
        """Fill units, {path: Unit}, and trouble, {Makefile: reason}."""
        for wanted in self.place.wanted:
            self._walk(self._above(wanted), lambda f: places.below(wanted, f) or f == wanted or places.below(f, wanted))
        for wanted in self.place.wanted:
            if not any(p == wanted or places.below(p, wanted) for p in self.units):
                # Built by a Makefile elsewhere, as amd/display is by amd/amdgpu.
                above = [f for f in self._above(wanted) if f != wanted]
                self._walk(above[-1:], lambda f: True)
        for wanted in self.place.wanted:
            # Subdirectories that are separate modules.
            if wanted.is_dir():
                self._walk(self._separate(wanted), lambda f: True)
        self.units = {p: u for p, u in sorted(self.units.items()) if self.place.holds(p)}
        for name in self._fragments():
            self.trouble.pop(name, None)

    def rest(self):
        """[C files below the wanted paths that no Makefile names]."""
        return [p for w in self.place.wanted for p in (places.c_files(w) if w.is_dir() else [w]) if p not in self.units]

    def has_makefile(self, path):
        """Does a Makefile exist that could name this file?"""
        top = self.place.root
        folders = [f for f in path.parents if f == top and self.place.external or places.below(f, top)]
        return any(kbuild_file(f) for f in folders)

    def unnamed(self, path):
        """A unit of a file that no Makefile names, with what holds for its folder."""
        above = [f for f in path.parents if f in self.seen]
        folder = above[0] if above else path.parent
        return Unit(path, folder, path.stem, tuple(self._common(self.seen[folder])) if above else ())

    def _above(self, wanted):
        """Folders with a Kbuild file that lead from the root to this path."""
        top = self.place.root
        chain = [f for f in (wanted, *wanted.parents) if top in f.parents or f == top and self.place.external]
        return [f for f in reversed(chain) if f.is_dir() and kbuild_file(f)]

    def _separate(self, wanted):
        folders = {p.parent for p in self.rest() if places.below(p, wanted)}
        parts_of_others = self._fragments()
        return sorted(f for f in folders if f not in self.seen and kbuild_file(f) not in {None, *parts_of_others})

    def _fragments(self):
        """Makefiles that others include: alone they mean nothing."""
        return {name for e in self.seen.values() for name in e.files if name != kbuild_file(e.folder)}

    def _walk(self, folders, follow):
        """Evaluate folders and what they descend into, level by level."""
        walked = set()
        while folders:
            folders = sorted(set(folders) - walked)
            walked.update(folders)
            with ThreadPoolExecutor(self.jobs) as pool:
                done = pool.map(self._evaluate, [f for f in folders if f not in self.seen])
                self.seen.update((e.folder, e) for e in done)
            below = [sub for folder in folders for sub in self._take(self.seen[folder])]
            folders = [f for f in below if f not in walked and follow(f) and kbuild_file(f)]

    def _configuration(self, folder, words, value):
        place = self.place
        src = os.path.relpath(folder, place.source) if self.relative else str(folder)
        obj = str(folder) if place.external else os.path.relpath(folder, place.source)
        lines = [f"srctree := {place.source}", f"objtree := {place.objects or place.source}", f"src := {src}",
                 f"obj := {obj}", f"srcroot := {place.source}", f"file := {kbuild_file(folder)}"]
        if place.external:
            lines += [f"KBUILD_EXTMOD := {place.root}", f"M := {place.root}"]
        lines += [f"{word} := {value}" for word in sorted(words) if value and word not in NEVER]
        return "\n".join(lines) + "\n"

    def _probe(self, folder, words, value):
        """Variables as make sees them, with these symbols set to that value."""
        name = self.work / f"{abs(hash((str(folder), value)))}.mk"
        name.write_text(self._configuration(folder, words, value), errors="surrogateescape")
        run = subprocess.run(["make", "-rRs", "--no-print-directory", "-f", str(PROBE), f"configuration={name}"],
                             cwd=self.place.source, capture_output=True, text=True, errors="surrogateescape",
                             env={k: os.environ[k] for k in KEEP if k in os.environ}, check=False)
        if run.returncode:
            said = [x for x in run.stderr.splitlines() if "***" in x] or run.stderr.splitlines() or ["make failed"]
            return {}, said[0].replace("\t", " ")
        pairs = (line[2:].partition(" ") for line in run.stdout.splitlines() if line.startswith("@@"))
        return {name: value.split() if " " in value else [value] if value else [] for name, _, value in pairs}, ""

    def _evaluate(self, folder):
        words, files = set(), {kbuild_file(folder)}
        while True:
            found = words.union(*(CONFIG.findall(f.read_text(errors="replace")) for f in files if f.is_file()))
            if found == words and words:
                break
            words = found
            variables, trouble = self._probe(folder, words, "y")
            listed = {Path(os.path.normpath(self.place.source / f)) for f in variables.get("MAKEFILE_LIST", ())}
            listed = {f for f in listed if f != PROBE and not places.below(f, self.work)}
            if trouble or not words or listed <= files:
                break
            files |= listed
        others = []
        if any(CONDITION.search(f.read_text(errors="replace")) for f in files if f.is_file()):
            others = [self._probe(folder, words, value)[0] for value in ("m", "")]
        return Evaluated(folder, variables, others, files, trouble)

    def _inherited(self, folder):
        """subdir-ccflags-y of the Makefiles above this one."""
        above = [f for f in reversed(folder.parents) if f in self.seen]
        return [w for f in above for w in self.seen[f].variables.get("subdir-ccflags-y", ())]

    def _common(self, evaluated):
        """The flags of all objects of a Makefile."""
        return self._inherited(evaluated.folder) + [
            w for name in ("subdir-ccflags-y", "EXTRA_CFLAGS", "ccflags-y", "ccflags-m")
            for w in evaluated.variables.get(name, ())]

    def _take(self, evaluated):
        """Keep the units of a Makefile; return the folders below it."""
        folder, mine = evaluated.folder, evaluated.variables
        if evaluated.trouble:
            self.trouble[kbuild_file(folder)] = evaluated.trouble
        common = self._common(evaluated)
        below = []
        for variables in (mine, *evaluated.others):
            for word in (w for n in ("obj-y", "obj-m", "obj-", "lib-y") for w in variables.get(n, ())):
                if word.endswith("/"):
                    below.append(Path(os.path.normpath(folder / word)))
                    continue
                for name in parts(variables, word):
                    path = Path(os.path.normpath(folder / name)).with_suffix(".c")
                    if path not in self.units and (path.is_file() or path.is_symlink()):
                        self.units[path] = Unit(path, folder, Path(word).stem, tuple(own(mine, name, common)))
        return below


def parts(variables, word):
    """The objects that one object consists of: itself, or its list."""
    stem = word.removesuffix(".o")
    return [w for ending in ("-objs", "-y", "-m", "-") for w in variables.get(stem + ending, ()) if w.endswith(".o")] \
        or [word]


def own(variables, name, common):
    """The flags of one object."""
    removed, added = [], []
    for key in dict.fromkeys((name, Path(name).name)):
        removed += variables.get(f"CFLAGS_REMOVE_{key}", ())
        added += variables.get(f"CFLAGS_{key}", ())
    return [w for w in common + added if w not in removed]


def included(paths):
    """Names of C files that these C files include."""
    found = set()
    for path in paths:
        try:
            text = path.read_text(errors="surrogateescape")
        except OSError:
            continue
        found.update(Path(name).name for name in INCLUDED.findall(text))
    return found
