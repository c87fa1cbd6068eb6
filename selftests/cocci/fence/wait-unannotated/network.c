// SPDX-License-Identifier: GPL-2.0-only
/* Sequence numbers of a protocol: nothing here knows fences. */
#include <linux/sched.h>
#include <linux/wait.h>

struct link {
	wait_queue_head_t wq;
	u64 acked;
};

bool link_seqno_acked_and_done(struct link *link, u64 seqno);

void flush(struct link *link, u64 seqno)
{
	/* ok: fence/wait-unannotated: a sequence number of packets */
	wait_event(link->wq, link->acked >= seqno);
	/* ok: fence/wait-unannotated: a sequence number of packets */
	wait_event(link->wq, link_seqno_acked_and_done(link, seqno));
	while (link->acked < seqno)
		/* ok: fence/wait-unannotated: a sequence number of packets */
		msleep(20);
}
