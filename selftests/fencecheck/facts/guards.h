/* SPDX-License-Identifier: GPL-2.0-only */
/* Guards, as a kernel has them. */
struct mutex { int n; };
void mutex_lock(struct mutex *);
int mutex_trylock(struct mutex *);
void mutex_unlock(struct mutex *);
#define UNIQUE_(a, b)	a##b
#define UNIQUE(a, b)	UNIQUE_(a, b)
#define CLASS(name, var)						\
	class_##name##_t var __attribute__((cleanup(class_##name##_destructor))) = \
		class_##name##_constructor
#define DEFINE_GUARD(name, take, conditional)				\
	typedef __typeof__(struct mutex *) class_##name##_t;		\
	static const _Bool class_##name##_is_conditional = conditional;	\
	static inline void class_##name##_destructor(struct mutex **p)	\
	{ if (*p) mutex_unlock(*p); }					\
	static inline class_##name##_t class_##name##_constructor(struct mutex *m) \
	{ return take; }						\
	static inline void *class_##name##_lock_ptr(struct mutex **t) { return *t; }
#define guard(name)	CLASS(name, UNIQUE(guard_, __COUNTER__))
/* The loop has had two forms. */
#define scoped_guard_once(name, args...)				\
	for (CLASS(name, scope)(args), *done = (void *)0;		\
	     class_##name##_lock_ptr(&scope) && !done; done = (void *)1)
#define scoped_guard_(name, label, args...)				\
	for (CLASS(name, scope)(args);					\
	     class_##name##_lock_ptr(&scope) || !class_##name##_is_conditional; \
	     ({ goto label; }))						\
		if (0) { label: break; } else
#define scoped_guard(name, args...)	scoped_guard_(name, UNIQUE(label_, __COUNTER__), args)
#define scoped_cond_guard_(name, fail, label, args...)			\
	for (CLASS(name, scope)(args); 1; ({ goto label; }))		\
		if (!class_##name##_lock_ptr(&scope)) { fail; label: break; } else
#define scoped_cond_guard(name, fail, args...)				\
	scoped_cond_guard_(name, fail, UNIQUE(label_, __COUNTER__), args)
DEFINE_GUARD(mutex, ({ mutex_lock(m); m; }), 0)
DEFINE_GUARD(mutex_try, mutex_trylock(m) ? m : (void *)0, 1)
