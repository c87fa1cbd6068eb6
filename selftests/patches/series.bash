# SPDX-License-Identifier: GPL-2.0-only
# Small trees and a series of three patches for the tests of apply-series.
# shellcheck shell=bash

# The tree: two files, with text that later steps change.
fake_tree() {
	mkdir -p "$1/drivers/gpu" "$1/include"
	printf '%s\n' '# SPDX-License-Identifier: GPL-2.0' "VERSION = ${2:-6}" "PATCHLEVEL = ${3:-1}" 'SUBLEVEL = 192' > "$1/Makefile"
	seq -f 'core line %g' 1 30 > "$1/drivers/fence.c"
	seq -f 'gpu line %g' 1 30 > "$1/drivers/gpu/gpu.c"
	seq -f 'header line %g' 1 9 > "$1/include/fence.h"
}

quiet_git() {
	git -c user.name=A -c user.email=a@b -c commit.gpgsign=false -C "$1" "${@:2}" >/dev/null 2>&1
}

git_tree() {
	quiet_git "$1" init -b main
	quiet_git "$1" add -A
	quiet_git "$1" commit -m base
}

# commit TREE SUBJECT: what is changed in the tree becomes the next patch.
commit() {
	quiet_git "$1" add -A
	quiet_git "$1" commit -m "$2" -m "Why it is so." -m "Scenario: none (a test)"
}

# patches/v6.1: 0001 and 0002 change the same place, 0003 another file and adds one.
fake_series() {
	local work=$PWD/make-series
	fake_tree "$work"
	git_tree "$work"
	sed -i 's/core line 10$/core line 10 one/' "$work/drivers/fence.c"
	sed -i 's/header line 5/header line 5 one/' "$work/include/fence.h"
	commit "$work" "fence: one"
	sed -i 's/core line 10 one/core line 10 two/; s/core line 25/core line 25 two/' "$work/drivers/fence.c"
	commit "$work" "fence: two"
	sed -i 's/gpu line 20/gpu line 20 three/' "$work/drivers/gpu/gpu.c"
	mkdir "$work/drivers/new"
	echo new > "$work/drivers/new/new.c"
	commit "$work" "gpu: three"
	take_series "$work" patches/v6.1
}

# take_series TREE FOLDER: its commits after the first one, as a series.
take_series() {
	mkdir -p "$2"
	git -C "$1" format-patch -q --no-signature -o "$PWD/$2" "$(git -C "$1" rev-list --max-parents=0 HEAD)"
	(cd "$2" && printf '%s\n' '# a comment' [0-9]*.patch > series)
}

# Everything a user could miss: names, contents, modes; not what git keeps for itself.
snapshot() {
	(cd "$1" && find . -path ./.git -prune -o \( -type f -o -type d \) -printf '%y %m %p\n' | sort
	find . -path ./.git -prune -o -type f -print0 | sort -z | xargs -0 sha256sum)
	[ ! -d "$1/.git" ] || git -C "$1" log --format=%H%n%B
}
