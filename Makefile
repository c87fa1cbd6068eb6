# SPDX-License-Identifier: GPL-2.0-only
# sgfence: `make help` says what there is. Variables are those of the kernel's
# coccicheck; the scripts read them from the environment.
export MODE M COCCI SPFLAGS J V DEBUG_FILE C KDIR KVER RULES FORMAT OUT BASELINE DIFF

KVER ?= 6.1

help:
	@echo 'make deps            install what is needed (Debian) and unpack the kernel source'
	@echo 'make doctor          say what is there, what is missing, and what that switches off'
	@echo 'make coccicheck      audit KDIR (default: the Debian kernel source) for sg_table misuse'
	@echo '                       M=drivers/gpu/drm/foo   one directory'
	@echo '                       MODE=patch OUT=x.patch  rewrite what can be rewritten'
	@echo '                       RULES=sgtable/unmap     some of the rules'
	@echo '                       FORMAT=json|sarif|html BASELINE=file DIFF=file|rev..rev'
	@echo '                       STRICT=1                fail on findings and on files not analysed'
	@echo 'make check           all tests that need no kernel build'
	@echo 'make check-tree      rewrite the whole Debian kernel and compile what changed'
	@echo 'make lint            checks of the sources of this project'
	@echo 'make bench           the audit against the kernel'"'"'s own coccicheck'
	@echo 'KVER=6.12 chooses the other kernel source; README.md says more.'

deps:
	scripts/deps

doctor:
	scripts/deps --doctor

# As the kernel's own: findings do not fail the target, unless STRICT=1.
coccicheck:
	@scripts/coccicheck || { code=$$?; [ -z "$(STRICT)" ] && [ $$code = 1 -o $$code = 3 ] || exit $$code; }

check:
	selftests/run

check-tree:
	selftests/scripts/real-tree

lint:
	scripts/lint

bench:
	selftests/scripts/bench

.PHONY: help deps doctor coccicheck check check-tree lint bench
