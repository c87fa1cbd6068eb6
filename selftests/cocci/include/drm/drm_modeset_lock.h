/* SPDX-License-Identifier: GPL-2.0-only */
/* Modeset locks for rule cases. */
#ifndef SGFENCE_CASES_DRM_MODESET_LOCK_H
#define SGFENCE_CASES_DRM_MODESET_LOCK_H

struct drm_device;
struct drm_modeset_lock;
struct drm_modeset_acquire_ctx;

int drm_modeset_lock(struct drm_modeset_lock *lock, struct drm_modeset_acquire_ctx *ctx);
void drm_modeset_unlock(struct drm_modeset_lock *lock);
void drm_modeset_lock_all(struct drm_device *dev);
void drm_modeset_unlock_all(struct drm_device *dev);

#endif
