// SPDX-License-Identifier: GPL-2.0-only
/// An importer takes ->priv of a shared buffer for an object of its own before
/// it knows who exported the buffer. A descriptor from user space may be of any
/// exporter, whose ->priv is of another type. Test ->ops against the driver's
/// own table first, or use is_virtio_dma_buf() and the like.
///
//# A driver that knows the exporter by other means, a table of the descriptors
//# that it gave out for instance, is reported. A buffer that was passed to any
//# function but those of the core counts as tested, and is not.
//
// Confidence: High
// Copyright: (C) 2026 sgfence authors
// Options: --no-includes
// Keywords: dma_buf_get, gem_prime_import, attach_dmabuf, prime_import
// Candidates: \b(dma_buf_get\s*\(|\w*prime_import\b|attach_dmabuf\b)
// Candidates: \w->priv\b|\bcontainer_of\s*\(
// Order: 99

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@

hooks = set()
casts = {}
marked = set()
printer = None

def place(position):
    return (position.file, position.line, position.column)

def imports(name):
    """A function that the core calls with a buffer from outside."""
    return name in hooks or name.endswith(("prime_import", "prime_import_dev"))

def accessor_of(name, function):
    """Those of one file only, the last."""
    for other in [c for c in casts if casts[c] != name]:
        del casts[other]
    casts[function] = name

def tell(position):
    """Once a place: several rules may see the same one."""
    if place(position) not in marked and printer:
        printer(position, "ERROR: sharing/unchecked-upcast: the exporter's data used before a test"
                " of ->ops; it may be another driver's")
    marked.add(place(position))

def wrong(position):
    return place(position[0]) in marked

@initialize:python depends on org@
@@

printer = coccilib.org.print_todo

@initialize:python depends on report@
@@

printer = coccilib.report.print_report

// Where a buffer comes in from outside.

@prime@
identifier s, I, f;
@@

struct s I = {
.gem_prime_import = f,
};

@script:python@
f << prime.f;
@@

hooks.add(f)

@attach@
identifier s, I, f;
@@

struct s I = {
.attach_dmabuf = f,
};

@script:python@
f << attach.f;
@@

hooks.add(f)

// The driver's own way from a buffer to its object, where it tests nothing.

@accessor exists@
identifier f, b;
position h;
identifier chk !~ "^(_*IS_ERR.*|PTR_ERR.*|ERR_CAST|WARN.*|dma_buf_.*|get_dma_buf|(pr|dev|drm|DRM)_.*|printk)$";
@@

f@h(struct dma_buf *b) {
... when != b->ops
    when != b->owner
    when != chk(b)
return <+... \(b->priv\|container_of(b, ...)\) ...+>;
}

@script:python@
f << accessor.f;
h << accessor.h;
@@

accessor_of(h[0].file, f)

// Two pointers compared, and a test in the same expression, are harmless.

@same@
expression b, E, F;
identifier chk;
position p;
@@

(
b->priv@p == E
|
b->priv@p != E
|
b->priv@p = E
|
b->ops == E && <+... \(b->priv@p\|container_of@p(b, ...)\) ...+>
|
b->ops != E || <+... \(b->priv@p\|container_of@p(b, ...)\) ...+>
|
b->ops == E ? <+... \(b->priv@p\|container_of@p(b, ...)\) ...+> : F
|
chk(b) && <+... \(b->priv@p\|container_of@p(b, ...)\) ...+>
|
!chk(b) || <+... \(b->priv@p\|container_of@p(b, ...)\) ...+>
)

@samecast depends on accessor@
expression b, E, F;
identifier chk;
identifier cast : script:python() { cast in casts };
position p;
@@

(
b->ops == E && <+... cast@p(b) ...+>
|
b->ops != E || <+... cast@p(b) ...+>
|
b->ops == E ? <+... cast@p(b) ...+> : F
|
chk(b) && <+... cast@p(b) ...+>
|
!chk(b) || <+... cast@p(b) ...+>
)

@fetched exists@
expression b;
expression E;
identifier chk !~ "^(_*IS_ERR.*|PTR_ERR.*|ERR_CAST|WARN.*|dma_buf_.*|get_dma_buf|(pr|dev|drm|DRM)_.*|printk)$";
position p != same.p;
@@

b = dma_buf_get(...)
... when != b->ops
    when != b->owner
    when != b = E
    when != chk(..., b, ...)
\(b->priv@p\|container_of@p(b, ...)\)

@script:python@
p << fetched.p;
@@

tell(p[0])

@declared exists@
identifier b;
expression E;
identifier chk !~ "^(_*IS_ERR.*|PTR_ERR.*|ERR_CAST|WARN.*|dma_buf_.*|get_dma_buf|(pr|dev|drm|DRM)_.*|printk)$";
position p != same.p;
@@

struct dma_buf *b = dma_buf_get(...);
... when != b->ops
    when != b->owner
    when != b = E
    when != chk(..., b, ...)
\(b->priv@p\|container_of@p(b, ...)\)

@script:python@
p << declared.p;
@@

tell(p[0])

@given exists@
identifier f : script:python() { imports(f) };
identifier b;
expression E;
identifier chk !~ "^(_*IS_ERR.*|PTR_ERR.*|ERR_CAST|WARN.*|dma_buf_.*|get_dma_buf|(pr|dev|drm|DRM)_.*|printk)$";
position p != same.p;
@@

f(..., struct dma_buf *b, ...) {
... when != b->ops
    when != b->owner
    when != b = E
    when != chk(..., b, ...)
\(b->priv@p\|container_of@p(b, ...)\)
... when any
}

@script:python@
p << given.p;
@@

tell(p[0])

// The same by way of an accessor.

@fetchedcast depends on accessor exists@
expression b;
expression E;
identifier chk !~ "^(_*IS_ERR.*|PTR_ERR.*|ERR_CAST|WARN.*|dma_buf_.*|get_dma_buf|(pr|dev|drm|DRM)_.*|printk)$";
identifier cast : script:python() { cast in casts };
position p != samecast.p;
@@

b = dma_buf_get(...)
... when != b->ops
    when != b->owner
    when != b = E
    when != chk(..., b, ...)
cast@p(b)

@script:python@
p << fetchedcast.p;
@@

tell(p[0])

@declaredcast depends on accessor exists@
identifier b;
expression E;
identifier chk !~ "^(_*IS_ERR.*|PTR_ERR.*|ERR_CAST|WARN.*|dma_buf_.*|get_dma_buf|(pr|dev|drm|DRM)_.*|printk)$";
identifier cast : script:python() { cast in casts };
position p != samecast.p;
@@

struct dma_buf *b = dma_buf_get(...);
... when != b->ops
    when != b->owner
    when != b = E
    when != chk(..., b, ...)
cast@p(b)

@script:python@
p << declaredcast.p;
@@

tell(p[0])

@givencast depends on accessor exists@
identifier f : script:python() { imports(f) };
identifier b;
expression E;
identifier chk !~ "^(_*IS_ERR.*|PTR_ERR.*|ERR_CAST|WARN.*|dma_buf_.*|get_dma_buf|(pr|dev|drm|DRM)_.*|printk)$";
identifier cast : script:python() { cast in casts };
position p != samecast.p;
@@

f(..., struct dma_buf *b, ...) {
... when != b->ops
    when != b->owner
    when != b = E
    when != chk(..., b, ...)
cast@p(b)
... when any
}

@script:python@
p << givencast.p;
@@

tell(p[0])

@depends on context@
expression b;
position p : script:python() { wrong(p) };
@@

* b->priv@p

@depends on context@
identifier f;
position p : script:python() { wrong(p) };
@@

* f@p(...)
