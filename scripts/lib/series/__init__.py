# SPDX-License-Identifier: GPL-2.0-only
"""Putting a patch series into a kernel tree and taking it out again."""
import os
import shutil
import subprocess


class Stop(Exception):
    """The run ends here: one line for the user, and the exit code."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class HalfDone(Stop):
    """A change failed midway and could not be taken back."""


# What would make the tools speak or act differently from user to user.
UNWANTED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
            "GIT_NAMESPACE", "POSIXLY_CORRECT", "PATCH_GET", "PATCH_VERSION_CONTROL", "QUILT_PATCHES", "QUILT_SERIES",
            "QUILT_PC", "QUILT_PATCH_OPTS", "QUILT_PUSH_ARGS", "QUILT_PATCHES_PREFIX")


def run(*command, cwd, **more):
    env = {k: v for k, v in os.environ.items() if k not in UNWANTED} | {"LC_ALL": "C"} | more
    return subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="surrogateescape", check=False)


def need(tool, why):
    if not shutil.which(tool):
        raise Stop(4, f"{tool} is missing; {why}")


def need_writable(kdir, files):
    """Files are replaced, so their folders count."""
    for name in ["", *files]:
        folder = (kdir / name).parent if name else kdir
        while not folder.exists():
            folder = folder.parent
        if not os.access(folder, os.W_OK | os.X_OK):
            raise Stop(1, f"cannot write in {folder}; nothing changed")


def some(names, most=5):
    names = list(names)
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
