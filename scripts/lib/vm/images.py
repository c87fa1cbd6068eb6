# SPDX-License-Identifier: GPL-2.0-only
"""What is built before a guest boots: kernel images, the table, the judge."""
import os
import re
import subprocess
import time
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from vm import TOP, MissingError, UsageError

MODULE = TOP / "kernel" / "fence-lockdep"
JUDGE = TOP / "selftests" / "dma-fence"
TOOLS = TOP / "build" / "selftest"


class Row(NamedTuple):
    """A row of the scenario table, as one kernel version sees it."""
    name: str
    base: str
    patched: str

    def want(self, series):
        return (self.patched if series else self.base).lower()


class Image(NamedTuple):
    """A built kernel; series is what the module prints for it."""
    path: Path
    series: int
    seconds: float


def compile_tool(name, sources, headers, *flags):
    """A small host program, compiled again when something in it is newer."""
    tool = TOOLS / name
    inputs = [*sources, *headers]
    for path in inputs:
        if not path.is_file():
            raise MissingError(f"{path.relative_to(TOP)} is missing")
    if not tool.is_file() or tool.stat().st_mtime < max(p.stat().st_mtime for p in inputs):
        TOOLS.mkdir(parents=True, exist_ok=True)
        # Renamed into place: another run may be using it.
        new = TOOLS / f"{name}.{os.getpid()}"
        command = [os.environ.get("CC") or "cc", "-O1", "-Wall", f"-I{MODULE}", *flags, "-o", str(new), *map(str, sources)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise MissingError(f"cannot compile {name}: {done.stderr.strip().splitlines()[0]}")
        new.rename(tool)
    return tool


def init():
    """/init of the guests: static, they have no libraries."""
    return compile_tool("init", [Path(__file__).with_name("init.c")], [], "-static")


def judge():
    sources = [JUDGE / "judge.c", JUDGE / "log.c"]
    table = MODULE / "scenarios.h"
    return compile_tool("judge", sources, [JUDGE / "log.h", table], f'-DTABLE="{table}"')


def rows(kver):
    """The whole table: the only place that knows scenarios and expectations."""
    table = compile_tool("table", [MODULE / "table.c"], [MODULE / "scenarios.h"])
    done = subprocess.run([str(table)], capture_output=True, text=True, check=True)
    at = 2 if kver == "6.1" else 4
    fields = [line.split("\t") for line in done.stdout.splitlines()]
    return [Row(f[0], f[at], f[at + 1]) for f in fields if len(f) > at + 1]


def choose(table, patterns):
    """Rows by glob; `busted` is wrong on purpose and runs only when named."""
    words = patterns.replace(",", " ").split() or ["*"]
    chosen = [row for row in table
              if (row.name == "busted" and "busted" in words)
              or (row.name != "busted" and any(fnmatchcase(row.name, word) for word in words))]
    if not chosen:
        raise UsageError(f"no scenario matches '{patterns}'")
    return chosen


def build(kver, series, config):
    """An image by scripts/kernel-tree, which says on stderr what it does."""
    start = time.monotonic()
    done = subprocess.run([str(TOP / "scripts" / "kernel-tree"), "--kver", kver, "--series", series,
                           "--config", config, "build"], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == 2:
        raise UsageError(f"scripts/kernel-tree refused --series {series}")
    if done.returncode:
        raise MissingError(f"no kernel {kver} {series} {config}")
    path = Path(done.stdout.strip())
    header = (path / "source" / "include" / "linux" / "dma-fence.h").read_text()
    return Image(path, int(re.search(r"\bdma_fence_might_wait\b", header) is not None), time.monotonic() - start)
