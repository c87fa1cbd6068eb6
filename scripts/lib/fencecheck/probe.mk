# SPDX-License-Identifier: GPL-2.0-only
# What one Kbuild file builds, and with which flags: its variables, a line each,
# marked by @@. Nothing is built. kbuild.py calls this and sets on the command
# line: srctree objtree src obj file configuration.
.SUFFIXES:
probe: ;
.PHONY: probe

comma := ,
quote := "
squote := '
empty :=
space := $(empty) $(empty)
pound := \#

KERNELRELEASE := fencecheck
ARCH := x86
SRCARCH := x86
BITS := 64
CC := clang
PYTHON3 := python3
# Flags that the parser does not know are left out later.
cc-option = $(1)
cc-option-yn = y

# As Kbuild does, so that nothing comes from the environment.
ours := obj-y obj-m lib-y ccflags-y subdir-ccflags-y EXTRA_CFLAGS
$(foreach name,$(ours),$(eval $(name) :=))

include $(configuration)
before := $(.VARIABLES)
include $(file)

names := MAKEFILE_LIST $(ours) $(filter-out before names $(before),$(.VARIABLES))
show = $(if $(filter-out undefined,$(origin $(1))),$(info @@$(1) $($(1))))
$(foreach name,$(names),$(call show,$(name)))
