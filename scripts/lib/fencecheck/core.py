# SPDX-License-Identifier: GPL-2.0-only
"""The core, a C program: built on first use, run, its results handed on."""
import fcntl
import os
import re
import subprocess
from pathlib import Path

from cocci import MissingError, UsageError

TOP = Path(__file__).resolve().parents[3]
BUILD = TOP / "build" / "fencecheck"
CORE = BUILD / "fencecheck-core"
SOURCES = TOP / "scripts" / "fencecheck"
# Variables of ours, or of a make above, that must not reach the one below.
FOREIGN = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "M", "C", "V", "O", "KDIR", "CC", "CFLAGS", "LDFLAGS",
           "ARCH", "CHECK")


class Broken(Exception):
    """The core did not come to an end: nothing of it is to be trusted, exit 3."""


def build():
    """Build the core, if it is not there or old. Safe in several processes."""
    BUILD.mkdir(parents=True, exist_ok=True)
    env = {k: v for k, v in os.environ.items() if k not in FOREIGN}
    with open(BUILD / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = subprocess.run(["make", "-s", "-C", str(SOURCES)], capture_output=True, text=True, errors="replace",
                             env=env, check=False)
    if run.returncode:
        said = [x for x in run.stderr.splitlines() if "rror" in x or "missing" in x] or ["make failed"]
        raise MissingError(f"cannot build the core: {said[0].removeprefix('fencecheck: ')}")


def command(units, work, models, options):
    """The command line of the core."""
    words = [str(CORE), "--units", str(units), "--cache", str(BUILD / "cache"), "--not-analysed", str(work / "lost"),
             "--jobs", str(options.jobs)]
    for model in models:
        words += ["--model", str(model)]
    for flag, value in (("--min-confidence", options.min_confidence), ("--why", options.why), ("--dot", options.dot)):
        words += [flag, str(value)] if value else []
    return words + (["--facts"] if options.facts else [])


def run(words, out):
    """Run the core, its results into the file @out or, if None, to stdout.
    Returns its exit code, which is 0, 1 or 3."""
    with subprocess.Popen(words, stdout=out) as child:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            child.terminate()
            raise
    if code in (0, 1, 3):
        return code
    if code in (2, 4):
        # It has said why.
        raise (UsageError if code == 2 else MissingError)("")
    raise Broken(f"fencecheck-core ended with {f'signal {-code}' if code < 0 else f'exit code {code}'}; "
                 "nothing of this run is to be trusted")


def findings(root, options, rules, files, lost, out, work):
    """Give what the core found to scripts/findings. rules: those that it has, and
    those of them that coccicheck has, too. Returns its exit code, its message, and
    the counts."""
    for name, lines in (("files", files), ("all-lost", lost)):
        (work / name).write_bytes("".join(f"{x}\n" for x in lines).encode(errors="surrogateescape"))
    words = [str(TOP / "scripts" / "findings"), "--root", str(root), "--format", options.format,
             "--files-from", str(work / "files"), "--not-analysed", str(work / "all-lost"),
             "--counts-file", str(work / "counts"), "--rules", ",".join(rules[0]),
             "--shared", ",".join(rules[1])]
    for flag, value in (("--out", options.out), ("--baseline", options.baseline), ("--diff", options.diff)):
        words += [flag, value] if value else []
    done = subprocess.run([*words, str(out)], stderr=subprocess.PIPE, check=False)
    message = done.stderr.decode(errors="replace").strip().removeprefix("findings: ")
    if done.returncode in (2, 4):
        raise (UsageError if done.returncode == 2 else MissingError)(message)
    return done.returncode, message, dict(part.split("=") for part in (work / "counts").read_text().split())
