# SPDX-License-Identifier: GPL-2.0-only
# sgfence: `make help` says what there is. Variables are those of the kernel's
# coccicheck; the scripts read them from the environment.
export MODE M COCCI SPFLAGS J V DEBUG_FILE C KDIR KVER RULES FORMAT OUT BASELINE DIFF KOBJ
export SCENARIO ACCEL PATCHED

KVER ?= 6.1

help:
	@echo 'make deps            install what is needed (Debian) and unpack the kernel source'
	@echo 'make doctor          say what is there, what is missing, and what that switches off'
	@echo 'make coccicheck      audit KDIR (default: the Debian kernel source): sg_table, fences, sharing'
	@echo '                       M=drivers/gpu/drm/foo   one directory'
	@echo '                       MODE=patch OUT=x.patch  rewrite what can be rewritten'
	@echo '                       RULES=sgtable/unmap     some of the rules'
	@echo '                       FORMAT=json|sarif|html BASELINE=file DIFF=file|rev..rev'
	@echo '                       STRICT=1                fail on findings and on files not analysed'
	@echo 'make fencecheck      a static lockdep: deadlocks in the signalling of dma-fences'
	@echo '                       M="drivers/gpu/drm/foo ..."  directories or files'
	@echo '                       KOBJ=dir                where KDIR was configured, if it was'
	@echo 'make sparse-nents M=drivers/gpu/drm/foo   sparse: DMA counts used as plain numbers'
	@echo 'make apply KDIR=...  put the dma-fence patches into a 6.1 or 6.12 kernel tree'
	@echo 'make unapply KDIR=... take them out again'
	@echo 'make selftest        build kernels, provoke the deadlocks under lockdep, judge'
	@echo '                       SCENARIO=wait_* PATCHED=0|1|both ACCEL=auto|kvm|tcg'
	@echo 'make check           all tests that need no kernel build'
	@echo 'make check-tree      rewrite the whole Debian kernel and compile what changed'
	@echo 'make check-patches   each patch: form, applies, compiles without a new warning'
	@echo 'make lint            checks of the sources of this project'
	@echo 'make bench           the audit against the kernel'"'"'s own coccicheck; fencecheck against compilers'
	@echo 'KVER=6.12 chooses the other kernel source; README.md says more.'

deps:
	scripts/deps

doctor:
	scripts/deps --doctor

# As the kernel's own: findings do not fail the target, unless STRICT=1.
coccicheck:
	@scripts/coccicheck || { code=$$?; [ -z "$(STRICT)" ] && [ $$code = 1 -o $$code = 3 ] || exit $$code; }

fencecheck:
	@scripts/fencecheck/fencecheck || { code=$$?; [ -z "$(STRICT)" ] && [ $$code = 1 -o $$code = 3 ] || exit $$code; }

fencecheck-build:
	@$(MAKE) -s -C scripts/fencecheck

sparse-nents:
	@scripts/sparse-nents || { code=$$?; [ -z "$(STRICT)" ] && [ $$code = 1 -o $$code = 3 ] || exit $$code; }

check:
	selftests/run

check-tree:
	selftests/scripts/real-tree

check-patches:
	selftests/patches/check
	selftests/patches/build

apply:
	@scripts/apply-series "$(KDIR)"

unapply:
	@scripts/apply-series --unapply "$(KDIR)"

selftest:
	@scripts/vm

lint:
	scripts/lint

bench:
	selftests/scripts/bench
	selftests/scripts/fencecheck-bench

.PHONY: help deps doctor coccicheck fencecheck fencecheck-build sparse-nents apply unapply selftest check check-tree check-patches lint bench
