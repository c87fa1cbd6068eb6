# SPDX-License-Identifier: GPL-2.0-only
"""Compiler flags: those that change what the parser sees, no others."""
import json
import os
import shlex
from functools import cache
from pathlib import Path

from cocci import UsageError

# Followed by a word, or with the word attached to them.
PATHS = ("-I", "-isystem", "-iquote", "-idirafter", "-include", "-imacros")
MACROS = ("-D", "-U")
KEEP = ("-nostdinc", "-undef", "-fshort-wchar", "-fno-short-wchar", "-funsigned-char", "-fsigned-char", "-fshort-enums",
        "-fms-extensions", "-fno-builtin", "-ffreestanding")
# A clang on x86-64 parses all: flags of the machine are not for it.
ALWAYS = ("--target=x86_64-linux-gnu", "-w")


def parsing(words):
    """The flags among words that matter for parsing: a list of (flag, value);
    value is '' for flags that stand alone."""
    found, words = [], list(words)
    while words:
        word = words.pop(0)
        if word in PATHS + MACROS and words:
            found.append((word, words.pop(0)))
            continue
        for flag in PATHS + MACROS:
            if word.startswith(flag) and len(word) > len(flag):
                found.append((flag, word[len(flag):]))
                break
        else:
            if word in KEEP or word.startswith("-std="):
                found.append((word, ""))
    return found


@cache
def of_makefile(words):
    """parsing() of words of a Makefile, as the shell hands them on."""
    try:
        return parsing(shlex.split(" ".join(words)))
    except ValueError:
        return parsing(words)


def joined(flag, value):
    """The arguments of one flag."""
    return [flag + value] if flag in MACROS + ("-I",) else [flag, value] if value else [flag]


class Kernel:
    """Flags of the kernel for files of a place."""

    def __init__(self, place, made):
        """@made: folder with the headers that were generated here."""
        self.place, self.made = place, made
        # Where a relative name in a flag may lead.
        self.bases = [place.source] + ([place.objects] if place.objects else []) + [made]
        self.generic = self._generic()

    def _generic(self):
        source, headers = self.place.source, self.place.objects or self.made
        makefile = (source / "Makefile").read_text(errors="replace")
        args = [*ALWAYS, "-std=gnu11", "-fshort-wchar"]
        args += ["-funsigned-char"] if "-funsigned-char" in makefile else []
        args += ["-fms-extensions"] if "-fms-extensions" in makefile else []
        args += ["-nostdinc"]
        arch = source / "arch" / "x86" / "include"
        generated = headers / "arch" / "x86" / "include" / "generated"
        for folder in (arch, generated, source / "include", headers / "include", arch / "uapi", generated / "uapi",
                       source / "include" / "uapi", headers / "include" / "generated" / "uapi"):
            args.append(f"-I{folder}")
        if not (source / "include" / "linux" / "stdarg.h").is_file():
            args += [f"-isystem{d}" for d in sorted(Path("/usr/lib").glob("llvm-*/lib/clang/*/include"))[-1:]]
        for name in ("compiler-version.h", "kconfig.h", "compiler_types.h"):
            path = source / "include" / "linux" / name
            args += ["-include", str(path)] if path.is_file() else []
        return args + ["-D__KERNEL__", "-DCC_USING_FENTRY"]

    def of(self, unit):
        """The arguments for one unit."""
        folder = os.path.relpath(unit.folder, self.place.source)
        args = [*self.generic, f"-I{unit.folder}"]
        args += [f"-I{b / folder}" for b in self.bases[1:] if (b / folder).is_dir() and not self.place.external]
        for flag, value in of_makefile(unit.flags):
            if flag not in PATHS or os.path.isabs(value):
                args += joined(flag, value)
                continue
            for base in self.bases:
                if (base / value).exists():
                    args += joined(flag, os.path.normpath(base / value))
        # A module outside of the kernel is never built in.
        args += ["-DMODULE"] if self.place.external or self.place.objects else []
        name = unit.module.replace("-", "_").replace(",", "_")
        return args + [f'-DKBUILD_BASENAME="{name}"', f'-DKBUILD_MODNAME="{name}"', f'-DKBUILD_MODFILE="{name}"',
                       f"-D__KBUILD_MODNAME=kmod_{name}"]


def compile_commands(path):
    """{absolute source file: (directory, arguments)} of a compile_commands.json."""
    try:
        entries = json.loads(path.read_text())
        found = {}
        for entry in entries:
            words = entry["arguments"] if "arguments" in entry else shlex.split(entry["command"])
            if not all(isinstance(w, str) for w in words):
                raise TypeError("arguments")
            folder = Path(entry["directory"])
            args = [a for flag, value in parsing(words[1:]) for a in joined(flag, value)]
            found[Path(os.path.realpath(folder / entry["file"]))] = (str(folder), [*ALWAYS, *args])
    except OSError as why:
        raise UsageError(f"cannot read {path}: {why.strerror}") from why
    except (ValueError, TypeError, KeyError, AttributeError) as why:
        raise UsageError(f"{path} is not a compile_commands.json: {type(why).__name__}: {why}") from why
    return found
