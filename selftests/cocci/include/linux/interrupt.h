/* SPDX-License-Identifier: GPL-2.0-only */
/* Interrupt handlers for rule cases. */
#ifndef SGFENCE_CASES_INTERRUPT_H
#define SGFENCE_CASES_INTERRUPT_H

typedef enum { IRQ_NONE, IRQ_HANDLED, IRQ_WAKE_THREAD } irqreturn_t;
typedef irqreturn_t (*irq_handler_t)(int irq, void *arg);

int request_irq(int irq, irq_handler_t handler, unsigned long flags, const char *name, void *arg);
int request_threaded_irq(int irq, irq_handler_t handler, irq_handler_t thread,
			 unsigned long flags, const char *name, void *arg);

#endif
