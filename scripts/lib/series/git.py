# SPDX-License-Identifier: GPL-2.0-only
"""A tree in a git work tree: commits, by git am.

refs/sgfence/<last commit of the series> holds the commit below the first: so
unapply takes out what apply put in, on any branch, and nothing else."""
import os
import shutil
from pathlib import Path

from . import Stop, need_writable, run, some

# The user's settings must not change what the patches say.
CONFIG = [x for setting in ("am.threeWay=false", "apply.whitespace=nowarn", "apply.ignoreWhitespace=no",
                            "mailinfo.scissors=false", "am.messageid=false") for x in ("-c", setting)]
UNDER_WAY = {"rebase-apply": "a git am or rebase", "rebase-merge": "a rebase", "MERGE_HEAD": "a merge",
             "CHERRY_PICK_HEAD": "a cherry-pick", "REVERT_HEAD": "a revert"}


def find(kdir, files):
    """The Git of a tree, or None: no git, or one that does not know these files."""
    if not shutil.which("git"):
        if (kdir / ".git").exists():
            raise Stop(4, f"git is missing, and {kdir} is a git tree")
        return None
    done = run("git", "rev-parse", "--show-toplevel", "--show-prefix", cwd=kdir)
    if done.returncode:
        if "not a git repository" in done.stdout or "must be run in a work tree" in done.stdout:
            return None
        raise Stop(4, f"git: {done.stdout.splitlines()[0]}")
    top, prefix = done.stdout.split("\n")[:2]
    there = [name for name in files if (kdir / name).exists()]
    known = run("git", "--literal-pathspecs", "ls-files", "-z", "--", *there, cwd=kdir).stdout.split("\0")[:-1]
    if not known or not there:
        return None
    if unknown := set(there) - set(known):
        raise Stop(1, f"git tracks some of the touched files, but not {some(sorted(unknown))}; nothing changed")
    return Git(kdir, Path(top), prefix)


class Git:
    how = "git am"

    def __init__(self, kdir, top, prefix):
        self.kdir, self.top, self.prefix = kdir, top, prefix

    def git(self, *command):
        return run("git", "--literal-pathspecs", *command, cwd=self.top)

    def ask(self, *command):
        """The output, or '' if the command fails."""
        done = self.git(*command)
        return "" if done.returncode else done.stdout.strip()

    def inside_git(self, name):
        return self.top / self.ask("rev-parse", "--git-path", name)

    def check_whole(self, _patches):
        for name, what in UNDER_WAY.items():
            where = self.inside_git(name)
            if where.exists():
                raise Stop(1, f"{what} is under way{stopped_at(where)}; finish it, or take it back "
                           "(`git status` says how); nothing changed")

    def check_ready(self, files):
        self.check_clean(files)
        if self.git("var", "GIT_COMMITTER_IDENT").returncode:
            raise Stop(1, "git does not know who you are: set user.name and user.email with `git config`; "
                       "nothing changed")

    def check_clean(self, files):
        if self.git("diff", "--cached", "--quiet").returncode:
            raise Stop(1, "the index has changes that are not committed; nothing changed")
        said = self.git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--",
                        *(self.prefix + name for name in files)).stdout
        if dirty := [entry[3:] for entry in said.split("\0") if entry]:
            raise Stop(1, f"changes that are not committed: {some(dirty)}; nothing changed")
        need_writable(self.kdir, files)
        if not os.access(self.inside_git("objects"), os.W_OK):
            raise Stop(1, f"cannot write in {self.inside_git('objects')}; nothing changed")

    def apply(self, missing, _plan, _series):
        head = self.ask("rev-parse", "HEAD")
        below = [f"--directory={self.prefix}"] if self.prefix else []
        done = self.git(*CONFIG, "am", "--quiet", "--keep-cr", *below, "--", *(str(item.path) for item in missing))
        if done.returncode:
            if self.inside_git("rebase-apply").exists():
                self.git("am", "--abort")
            if self.ask("rev-parse", "HEAD") != head:
                raise Stop(1, f"git am failed, and `git am --abort` did, too; the tree was at {head}: "
                           f"{first(done.stdout)}")
            raise Stop(1, f"git am failed: {first(done.stdout)}; taken back with `git am --abort`, nothing changed")
        base = self.ask("rev-parse", "--verify", f"refs/sgfence/{head}") or head
        self.git("update-ref", f"refs/sgfence/{self.ask('rev-parse', 'HEAD')}", base)
        self.git("update-ref", "-d", f"refs/sgfence/{head}")

    def base(self):
        return self.ask("rev-parse", "--quiet", "--verify", "refs/sgfence/" + self.ask("rev-parse", "HEAD"))

    def applied(self):
        """Commits, the last one last."""
        if base := self.base():
            return self.ask("log", "--reverse", "--format=%h %s", f"{base}..HEAD").splitlines()
        for ref in self.ask("for-each-ref", "--format=%(refname:lstrip=2)", "refs/sgfence/").split():
            if self.git("merge-base", "--is-ancestor", ref, "HEAD").returncode == 0:
                count = self.ask("rev-list", "--count", f"{ref}..HEAD")
                raise Stop(1, f"commits on top of the series: {count} after {ref[:12]}; move them away or use "
                           "git revert; nothing changed")
        return []

    def check_removable(self):
        names = self.ask("diff", "--name-only", "--no-renames", "-z", self.base(), "HEAD").split("\0")
        self.check_clean([name.removeprefix(self.prefix) for name in names if name])

    def unapply(self):
        head = self.ask("rev-parse", "HEAD")
        done = self.git("reset", "--quiet", "--keep", self.base())
        if done.returncode:
            raise Stop(1, f"git reset --keep: {first(done.stdout)}; nothing changed")
        self.git("update-ref", "-d", f"refs/sgfence/{head}")


def stopped_at(where):
    """Which patch of how many, if it is a git am."""
    try:
        return f" (stopped at patch {(where / 'next').read_text().strip()} of {(where / 'last').read_text().strip()})"
    except OSError:
        return ""


def first(said):
    lines = [line for line in said.splitlines() if not line.startswith("hint:")]
    return lines[0] if lines else "no reason given"
