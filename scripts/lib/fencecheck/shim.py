# SPDX-License-Identifier: GPL-2.0-only
"""A stand-in for the generated headers of a kernel that was never configured.

The kernel's own way needs flex, bison, a compiler and minutes. For parsing, a
plausible configuration is enough: see CORE, and every driver switched on."""
import os
import re
from math import gcd
from pathlib import Path

from . import kconfig

# An x86-64 machine as drivers see it, by what wants it; what its architecture and
# the drivers select comes on top. Left out is what rewrites the code that is looked
# at (lock debugging, sanitizers, tracing) and what wants more generated files.
CORE = (
    ("the machine", """64BIT X86 X86_64 SMP MMU NUMA HZ_250 PREEMPT_VOLUNTARY GENERIC_CPU CC_IS_CLANG X86_LOCAL_APIC
        X86_IO_APIC X86_TSC X86_CMPXCHG64 X86_CMOV X86_FEATURE_NAMES X86_PAT X86_DEBUGCTLMSR X86_5LEVEL MTRR
        CPU_SUP_INTEL CPU_SUP_AMD AMD_NB ARCH_SUPPORTS_INT128 CC_HAS_INT128 COMPAT COMPAT_32 IA32_EMULATION HYPERV
        PARAVIRT"""),
    ("the kernel", """MODULES MODULE_UNLOAD PRINTK BUG GENERIC_BUG GENERIC_BUG_RELATIVE_POINTERS KALLSYMS STACKTRACE
        STACKTRACE_SUPPORT NAMESPACES PID_NS USER_NS NET_NS IPC_NS UTS_NS CGROUPS CGROUP_SCHED CPUSETS SECURITY KEYS
        ASSOCIATIVE_ARRAY KUNIT COMPILE_TEST"""),
    ("time and scheduling", """NO_HZ_COMMON HIGH_RES_TIMERS GENERIC_CLOCKEVENTS TICK_ONESHOT TREE_RCU TREE_SRCU
        TASKS_RCU_GENERIC RCU_STALL_COMMON SRCU QUEUED_SPINLOCKS QUEUED_RWLOCKS ARCH_USE_CMPXCHG_LOCKREF
        RWSEM_SPIN_ON_OWNER MUTEX_SPIN_ON_OWNER FUTEX VMAP_STACK"""),
    ("memory", """SPARSEMEM SPARSEMEM_VMEMMAP SPARSEMEM_EXTREME ZONE_DMA ZONE_DMA32 ZONE_DEVICE DEVICE_PRIVATE
        HMM_MIRROR MMU_NOTIFIER TRANSPARENT_HUGEPAGE HUGETLB_PAGE HUGETLBFS SWAP SHMEM TMPFS MIGRATION
        MEMORY_ISOLATION COMPACTION CMA DMA_CMA MEMCG MEMCG_KMEM MEMORY_FAILURE MEMORY_HOTPLUG MEMORY_HOTREMOVE
        VM_EVENT_COUNTERS SLUB SLUB_CPU_PARTIAL PAGE_POOL ARCH_HAS_PTE_DEVMAP ARCH_HAS_COPY_MC
        ARCH_USE_MEMREMAP_PROT ARCH_HAS_CPU_CACHE_INVALIDATE_MEMREGION USE_PERCPU_NUMA_NODE_ID XARRAY_MULTI"""),
    ("input and output", """HAS_IOMEM HAS_IOPORT HAS_IOPORT_MAP HAS_DMA DMA_OPS DMA_OPS_HELPERS DMA_COHERENT_POOL
        SWIOTLB PHYS_ADDR_T_64BIT ARCH_DMA_ADDR_T_64BIT ARCH_HAS_ZONE_DMA_SET GENERIC_PCI_IOMAP IOMMU_API
        IOMMU_SUPPORT IOMMU_IOVA IOMMU_DMA IOMMU_SVA IOASID AMD_IOMMU AMD_IOMMU_V2 INTEL_IOMMU IRQ_DOMAIN
        IRQ_DOMAIN_HIERARCHY GENERIC_MSI_IRQ GENERIC_MSI_IRQ_DOMAIN DMADEVICES DMA_OF VFIO VFIO_PCI VFIO_MDEV
        VIRTIO_PCI VIRTIO_MENU VIRTIO_ANCHOR"""),
    ("power", """PM PM_SLEEP PM_SLEEP_SMP SUSPEND HIBERNATION PM_CLK PM_GENERIC_DOMAINS_OF PM_GENERIC_DOMAINS_SLEEP
        PM_DEVFREQ_EVENT DEVFREQ_THERMAL CPU_FREQ THERMAL_OF THERMAL_HWMON ENERGY_MODEL"""),
    ("firmware", """ACPI ACPI_BUTTON ACPI_SLEEP ACPI_NUMA DMI EFI OF OF_IRQ OF_ADDRESS OF_EARLY_FLATTREE OF_FLATTREE
        OF_RESERVED_MEM OF_GPIO OF_DYNAMIC OF_IOMMU OF_KOBJ SYSFB"""),
    ("PCI", """PCI PCI_MSI PCI_MSI_IRQ_DOMAIN PCI_IOV PCI_ATS PCI_PRI PCI_PASID PCI_MMCONFIG PCI_P2PDMA PCIEPORTBUS
        PCIEASPM PCIEAER PCI_QUIRKS PCI_HOST_COMMON PCI_ECAM AGP AGP_INTEL"""),
    ("systems on a chip", """COMMON_CLK HAVE_CLK HAVE_CLK_PREPARE REGULATOR_FIXED_VOLTAGE GPIO_ACPI GPIOLIB_IRQCHIP
        GPIO_GENERIC PINCTRL PINMUX PINCONF GENERIC_PINCONF PWM MAILBOX REGMAP_IRQ SOC_BUS HWSPINLOCK REMOTEPROC
        INTEL_SOC_PMIC ARCH_NOMADIK"""),
    ("buses", """I2C_SMBUS I2C_HELPER_AUTO SPI SPI_MASTER USB_SUPPORT TYPEC USB_ROLE_SWITCH TYPEC_DP_ALTMODE
        CONNECTOR INTEL_MEI INTEL_MEI_ME INTEL_MEI_HDCP INTEL_MEI_PXP INTEL_MEI_GSC"""),
    ("screens and sound", """VGA_CONSOLE TTY VT VT_CONSOLE HW_CONSOLE UNIX98_PTYS SERIAL_CORE SERIAL_CORE_CONSOLE
        MAGIC_SYSRQ HID INPUT_EVDEV LCD_CLASS_DEVICE LEDS_CLASS_FLASH LEDS_TRIGGERS VIDEO FB FB_CORE FB_DEVICE
        FB_NOTIFY FB_BACKLIGHT FB_DEFERRED_IO FB_CFB_FILLRECT FB_CFB_COPYAREA FB_CFB_IMAGEBLIT FB_SYS_FILLRECT
        FB_SYS_COPYAREA FB_SYS_IMAGEBLIT FB_SYS_FOPS FB_IOMEM_HELPERS FB_SYSMEM_HELPERS FB_SYSMEM_FOPS
        FB_MODE_HELPERS FRAMEBUFFER_CONSOLE FRAMEBUFFER_CONSOLE_ROTATION LOGO SND SND_SOC SND_HDA SND_HDA_CORE
        SND_DMAENGINE_PCM SND_JACK"""),
    ("files, network, devices", """PROC_FS SYSFS DEBUG_FS FILE_LOCKING INOTIFY_USER EVENTFD EPOLL SIGNALFD TIMERFD
        AIO BLOCK MTD MTD_BLOCK NLS NET INET UNIX CRYPTO_MANAGER CRYPTO_SHA1 CRYPTO_SHA256 CRYPTO_AES DEV_COREDUMP"""),
)
# Numbers and text.
VALUES = {
    "HZ": "250", "NR_CPUS": "512", "NODES_SHIFT": "6", "X86_L1_CACHE_SHIFT": "6", "X86_INTERNODE_CACHE_SHIFT": "6",
    "PHYSICAL_START": "0x1000000", "PHYSICAL_ALIGN": "0x200000", "PGTABLE_LEVELS": "5", "PAGE_SHIFT": "12",
    "ILLEGAL_POINTER_VALUE": "0xdead000000000000", "CLANG_VERSION": "140006", "GCC_VERSION": "0",
    "CC_VERSION_TEXT": '"clang"', "DEFAULT_HOSTNAME": '"(none)"', "LOCALVERSION": '""', "LOG_BUF_SHIFT": "17",
    "MESSAGE_LOGLEVEL_DEFAULT": "4", "CONSOLE_LOGLEVEL_DEFAULT": "7", "CONSOLE_LOGLEVEL_QUIET": "4",
    "X86_MINIMUM_CPU_FAMILY": "64", "ARCH_MMAP_RND_BITS": "28", "BASE_SMALL": "0", "PANIC_TIMEOUT": "0",
    "RCU_FANOUT": "64", "SPLIT_PTLOCK_CPUS": "4", "FUNCTION_ALIGNMENT": "16", "CMA_ALIGNMENT": "8", "CMA_AREAS": "19",
    "PCP_BATCH_SCALE_MAX": "5", "MAX_SKB_FRAGS": "17", "STACKDEPOT_MAX_FRAMES": "64", "USB_AUTOSUSPEND_DELAY": "2",
    "MAGIC_SYSRQ_DEFAULT_ENABLE": "0x1",
}
# Subsystems whose drivers are switched on, all of them, and what these select.
DRIVERS = ("drivers/gpu", "drivers/dma-buf", "drivers/accel", "drivers/media")
# Of these not:
NEVER = {
    "DEBUG_OBJECTS": "changes timers and works into calls that check them",
    "TRACING": "wants the headers of ftrace, for no code of drivers",
    "ARM_DMA_USE_IOMMU": "for another machine",
    "DRM_XE_DEBUG": "xe_guc_ct.c of 6.12.117 does not compile with it: no drm_line_printer()",
}


def version(makefile):
    """(6, 1, 192) of the text of a kernel's Makefile."""
    found = dict(re.findall(r"^(VERSION|PATCHLEVEL|SUBLEVEL) *= *(\d+)", makefile, re.M))
    return tuple(int(found.get(part, 0)) for part in ("VERSION", "PATCHLEVEL", "SUBLEVEL"))


def autoconf(source, more):
    """The text of autoconf.h. @more: folders of the source whose Kconfig
    symbols are switched on, too."""
    machine = (source / "arch" / "x86" / "Kconfig").read_text(errors="replace")
    names = [name for _, symbols in CORE for name in symbols.split()]
    lines = {name: "1" for name in [*kconfig.selected(machine, ("X86", "X86_64")), *names] if name not in NEVER}
    lines |= VALUES
    for name, (kind, default) in kconfig.below([source / d for d in (*DRIVERS, *more)]).items():
        if name in NEVER or name in lines:
            continue
        if kind in ("bool", "boolean", "tristate"):
            lines[name] = "1"
        elif kind == "string":
            lines[name] = default if default.startswith('"') else '""'
        else:
            lines[name] = default if re.fullmatch(r"-?\d+|0x[0-9a-fA-F]+", default) else "0"
    return "".join(f"#define CONFIG_{name} {value}\n" for name, value in sorted(lines.items()))


def timeconst(hz):
    """What kernel/time/timeconst.bc calculates, as far as headers use it."""
    lines = []
    for unit, per_second in (("MSEC", 1000), ("USEC", 1000000), ("NSEC", 1000000000)):
        common = gcd(hz, per_second)
        for name, numerator, denominator in ((f"HZ_TO_{unit}", per_second // common, hz // common),
                                             (f"{unit}_TO_HZ", hz // common, per_second // common)):
            lines += [f"#define {name}_NUM {numerator}", f"#define {name}_DEN {denominator}",
                      f"#define {name}_MUL32 0", f"#define {name}_ADJ32 0", f"#define {name}_SHR32 0"]
    return "\n".join(lines) + "\n"


def syscalls(table, wanted, offset=""):
    """__NR_ numbers out of a table of system calls."""
    lines = []
    for line in table.splitlines():
        words = line.split()
        if len(words) > 2 and words[0].isdigit() and words[1] in wanted:
            lines.append(f"#define __NR_{offset}{words[2]} {words[0]}")
    return "\n".join(lines) + "\n"


def wrappers(source):
    """{path: text} of the headers of x86 that only include asm-generic's."""
    found = {}
    for uapi in ("", "uapi/"):
        arch = source / "arch" / "x86" / "include" / uapi / "asm"
        lists = [arch / "Kbuild", source / "include" / uapi / "asm-generic" / "Kbuild"]
        text = "\n".join(p.read_text() for p in lists if p.is_file())
        for kind, name in re.findall(r"^(generic|mandatory)-y\s*\+=\s*(\S+)", text, re.M):
            if kind == "generic" or not (arch / name).is_file():
                found[f"arch/x86/include/generated/{uapi}asm/{name}"] = f"#include <asm-generic/{name}>\n"
    return found


def tables(source):
    """{path: text} of the headers made of the tables of system calls."""
    found = {}
    entry = source / "arch" / "x86" / "entry" / "syscalls"
    generated = "arch/x86/include/generated"
    for path, table, abis, prefix in (
            (f"{generated}/uapi/asm/unistd_64.h", "syscall_64.tbl", ("common", "64"), ""),
            (f"{generated}/uapi/asm/unistd_x32.h", "syscall_64.tbl", ("common", "x32"), ""),
            (f"{generated}/uapi/asm/unistd_32.h", "syscall_32.tbl", ("i386",), ""),
            (f"{generated}/asm/unistd_64_x32.h", "syscall_64.tbl", ("x32",), "x32_"),
            (f"{generated}/asm/unistd_32_ia32.h", "syscall_32.tbl", ("i386",), "ia32_")):
        if (entry / table).is_file():
            found[path] = syscalls((entry / table).read_text(), abis, prefix)
    return found


def files(source, more):
    """{relative path: text} of all files of the stand-in."""
    major, minor, patch = version((source / "Makefile").read_text(errors="replace"))
    generated = "include/generated"
    masks = "".join(f"#define {kind}_MASK{n} 0\n" for kind in ("REQUIRED", "DISABLED") for n in range(32)) + \
        "#define REQUIRED_MASK_BIT_SET(x) 0\n#define DISABLED_MASK_BIT_SET(x) 0\n"
    return wrappers(source) | tables(source) | {
        f"{generated}/autoconf.h": autoconf(source, more),
        f"{generated}/bounds.h": "#define NR_PAGEFLAGS 24\n#define MAX_NR_ZONES 5\n#define NR_CPUS_BITS 9\n"
                                 "#define SPINLOCK_SIZE 4\n#define LRU_GEN_WIDTH 0\n#define __LRU_REFS_WIDTH 0\n",
        f"{generated}/asm-offsets.h": "\n",
        f"{generated}/rq-offsets.h": "\n",
        f"{generated}/timeconst.h": timeconst(int(VALUES["HZ"])),
        f"{generated}/utsrelease.h": f'#define UTS_RELEASE "{major}.{minor}.{patch}"\n',
        f"{generated}/compile.h": '#define UTS_MACHINE "x86_64"\n#define UTS_VERSION ""\n#define LINUX_COMPILE_BY ""\n'
                                  '#define LINUX_COMPILE_HOST ""\n#define LINUX_COMPILER ""\n',
        f"{generated}/uapi/linux/version.h":
            f"#define LINUX_VERSION_CODE {major << 16 | minor << 8 | min(patch, 255)}\n"
            f"#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))\n"
            f"#define LINUX_VERSION_MAJOR {major}\n#define LINUX_VERSION_PATCHLEVEL {minor}\n"
            f"#define LINUX_VERSION_SUBLEVEL {patch}\n",
        "arch/x86/include/generated/asm/cpufeaturemasks.h": masks,
        "arch/x86/include/generated/asm/orc_hash.h": "\n",
    }


def write(folder, contents):
    """Write files that are new or other than they were, each at once: another
    run may read them."""
    for name, text in contents.items():
        path = Path(folder) / name
        data = text.encode(errors="surrogateescape")
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{os.getpid()}")
        new.write_bytes(data)
        new.replace(path)
