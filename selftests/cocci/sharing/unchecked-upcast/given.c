// SPDX-License-Identifier: GPL-2.0-only
/* A buffer that the core of the subsystem hands to an import function. */
#include <linux/dma-buf.h>

struct drm_device;

struct drm_gem_object {
	struct drm_device *dev;
};

struct drm_driver {
	struct drm_gem_object *(*gem_prime_import)(struct drm_device *dev, struct dma_buf *buf);
};

struct drm_gem_object *import_foreign(struct drm_device *dev, struct dma_buf *buf);

/* Whose device it is says nothing as long as the type is not known. */
static struct drm_gem_object *import_a(struct drm_device *dev, struct dma_buf *buf)
{
	/* hit: sharing/unchecked-upcast */
	struct drm_gem_object *obj = buf->priv;

	if (obj->dev == dev)
		return obj;
	return import_foreign(dev, buf);
}

const struct drm_driver driver_a = {
	.gem_prime_import = import_a,
};

struct drm_gem_object *b_gem_prime_import(struct drm_device *dev, struct dma_buf *buf)
{
	struct drm_gem_object *obj;

	if (!buf->size)
		return ERR_PTR(-EINVAL);
	/* hit: sharing/unchecked-upcast */
	obj = buf->priv;
	if (obj->dev == dev)
		return obj;
	return import_foreign(dev, buf);
}

static void c_release(struct dma_buf *buf)
{
	/* ok: sharing/unchecked-upcast: called for its own buffers only */
	struct drm_gem_object *obj = buf->priv;

	obj->dev = NULL;
}

static const struct dma_buf_ops c_ops = {
	.release = c_release,
};

static struct drm_gem_object *c_import(struct drm_device *dev, struct dma_buf *buf)
{
	if (buf->ops == &c_ops) {
		/* ok: sharing/unchecked-upcast: its own buffer come back */
		struct drm_gem_object *obj = buf->priv;

		if (obj->dev == dev)
			return obj;
	}
	return import_foreign(dev, buf);
}

const struct drm_driver driver_c = {
	.gem_prime_import = c_import,
};

static int d_export(struct drm_gem_object *obj, struct dma_buf *buf)
{
	/* ok: sharing/unchecked-upcast: the exporter sets it */
	buf->priv = obj;
	buf->ops = &c_ops;
	return 0;
}

int d_prime_import(struct drm_gem_object *obj, struct dma_buf *buf)
{
	/* ok: sharing/unchecked-upcast: written, not read */
	buf->priv = obj;
	return d_export(obj, buf);
}
