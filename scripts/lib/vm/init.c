// SPDX-License-Identifier: GPL-2.0-only
/*
 * /init of the guest: load one module and say on the second serial port what
 * happened. The kernel hands over its parameters module=, option= and hung=
 * (seconds) as environment. One static program and no shell: under emulation
 * every process costs time, and a boot is short.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <unistd.h>

static int channel = -1;

#define say(format, ...) dprintf(channel, format "\n", ##__VA_ARGS__)

static void write_sysctl(const char *name, const char *value)
{
	char path[80];
	int fd;

	snprintf(path, sizeof(path), "/proc/sys/kernel/%s", name);
	fd = open(path, O_WRONLY);
	if (fd < 0 || write(fd, value, strlen(value)) < 0)
		say("cannot write %s", name);
	close(fd);
}

static void say_lockdep(void)
{
	FILE *stats = fopen("/proc/lockdep_stats", "r");
	char line[120];
	int on;

	if (!stats) {
		say("lockdep none");
		return;
	}
	while (fgets(line, sizeof(line), stats))
		if (sscanf(line, " debug_locks: %d", &on) == 1)
			say("lockdep %s", on ? "on" : "off");
	fclose(stats);
}

static void load(const char *module, const char *option)
{
	char path[80];
	int fd;

	say_lockdep();
	snprintf(path, sizeof(path), "/%s.ko", module);
	fd = open(path, O_RDONLY);
	say("insmod rc=%d", syscall(SYS_finit_module, fd, option ? option : "", 0) ? errno : 0);
	say_lockdep();
}

int main(void)
{
	const char *hung = getenv("hung"), *module = getenv("module");

	mount("dev", "/dev", "devtmpfs", 0, NULL);
	channel = open("/dev/ttyS1", O_WRONLY | O_NOCTTY);
	say("boot");
	mount("proc", "/proc", "proc", 0, NULL);
	if (hung) {
		write_sysctl("hung_task_timeout_secs", hung);
		write_sysctl("hung_task_check_interval_secs", "1");
		write_sysctl("hung_task_panic", "1");
	}
	if (module)
		load(module, getenv("option"));
	say("done");
	fsync(channel);
	reboot(RB_AUTOBOOT);
	return 1;
}
