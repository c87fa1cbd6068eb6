# SPDX-License-Identifier: GPL-2.0-only
"""Headers that sparse reads in the place of the kernel's.

They are made from the headers of the tree that is checked. In scatterlist.h
sg_table.nents gets a __bitwise type, which sparse lets nobody use as a number;
the loops that rightly run up to a DMA count take it as one. The functions
that want a DMA count take it as one, too.
"""
import re

from cocci import MissingError

TYPE = "sgfence_dma_count_t"
# What is changed in linux/scatterlist.h: each must be there exactly once. The
# lines stay in their places.
CHANGES = (
    ("struct sg_table", r"^(?=struct sg_table \{$)", f"typedef unsigned int __bitwise {TYPE}; "),
    ("sg_table.nents", r"(?<=^struct sg_table \{\n)((?:[^}\n]*\n)*?\s+)unsigned int(\s+nents;)", rf"\1{TYPE}\2"),
    ("for_each_sg()", r"(?<=^#define for_each_sg\(sglist, sg, nr, __i\))(\s*\\\n[^\n]*; __i < )\(nr\);",
     r"\1(__force unsigned int)(nr);"),
    ("for_each_sg_dma_page()",
     r"(?<=^#define for_each_sg_dma_page\(sglist, dma_iter, dma_nents, pgoffset\))"
     r"(\s*\\\n[^\n]*__sg_page_iter_start\([^\n]*, )dma_nents,",
     r"\1(__force unsigned int)(dma_nents),"),
)
# Functions that want a DMA count: header, name, the arguments before it.
CONSUMERS = (("linux/dmaengine.h", "dmaengine_prep_slave_sg", ("chan", "sgl")),)


def scatterlist(text):
    """The overlay's linux/scatterlist.h, or MissingError."""
    for what, old, new in CHANGES:
        # A look-behind has a fixed width: the typedef comes last.
        if what != "struct sg_table":
            text = change(text, what, old, new)
    return change(text, *CHANGES[0])


def change(text, what, old, new):
    text, count = re.subn(old, new, text, flags=re.M)
    if count != 1:
        raise MissingError(f"include/linux/scatterlist.h: {what} is not written as in the kernels known here "
                           f"({count} matches); scripts/lib/sparse-nents/overlay.py wants a look")
    return text


def consumer(header, name, before):
    """A header that reads the kernel's, then puts a cast around the count."""
    args = ", ".join(before)
    return (f"#include_next <{header}>\n#ifndef {name}\n"
            f"#define {name}({args}, n, ...) {name}({args}, (__force unsigned int)(n), __VA_ARGS__)\n#endif\n")


def make(include, folder):
    """Write the overlay of a tree's include/ into an empty folder."""
    source = include / "linux" / "scatterlist.h"
    if not source.is_file():
        raise MissingError(f"no {source}")
    (folder / "linux").mkdir()
    (folder / "linux" / "scatterlist.h").write_text(
        scatterlist(source.read_text(errors="surrogateescape")), errors="surrogateescape")
    for header, name, before in CONSUMERS:
        if (include / header).is_file():
            (folder / header).write_text(consumer(header, name, before))
