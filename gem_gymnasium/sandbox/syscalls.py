"""Numbers of the system calls that filters name, and the classes in which they are denied.

The numbers are those of Linux's ``unistd.h``: its own table for x86-64, the generic one for
aarch64. Calls that a machine doesn't have (``fork`` on aarch64) are absent from its table.
"""

from __future__ import annotations

import platform

__all__ = [
    "AUDIT_ARCH",
    "DENIED",
    "DENIED_FORK",
    "DENIED_METADATA",
    "DENIED_MOUNT",
    "DENIED_PATHS",
    "NUMBERS",
    "supported",
]

# Since Linux 5.1 new calls have one number on every machine.
_COMMON = """
pidfd_send_signal 424 io_uring_setup 425 io_uring_enter 426 io_uring_register 427 open_tree 428
move_mount 429 fsopen 430 fsconfig 431 fsmount 432 fspick 433 pidfd_open 434 clone3 435
close_range 436 openat2 437 pidfd_getfd 438 process_madvise 440 mount_setattr 442 quotactl_fd 443
landlock_create_ruleset 444 landlock_add_rule 445 landlock_restrict_self 446 memfd_secret 447
process_mrelease 448 fchmodat2 452 setxattrat 463 removexattrat 466 open_tree_attr 467
file_setattr 469
"""

_X86_64 = """
open 2 ioctl 16 shmget 29 shmat 30 shmctl 31 socket 41 connect 42 bind 49 listen 50 socketpair 53
clone 56 fork 57 vfork 58 execve 59 kill 62 semget 64 semop 65 semctl 66 shmdt 67 msgget 68
msgsnd 69 msgrcv 70 msgctl 71 fcntl 72 truncate 76 getdents 78 chdir 80 fchdir 81 rename 82
mkdir 83 rmdir 84 creat 85 link 86 unlink 87 symlink 88 readlink 89 chmod 90 fchmod 91 chown 92
fchown 93 lchown 94 ptrace 101 syslog 103 capset 126 rt_sigqueueinfo 129 utime 132 mknod 133
uselib 134 personality 135 ustat 136 setpriority 141 sched_setparam 142 sched_setscheduler 144
vhangup 153 modify_ldt 154 pivot_root 155 _sysctl 156 prctl 157 adjtimex 159 chroot 161 sync 162
acct 163 settimeofday 164 mount 165 umount2 166 swapon 167 swapoff 168 reboot 169 sethostname 170
setdomainname 171 iopl 172 ioperm 173 init_module 175 delete_module 176 quotactl 179
nfsservctl 180 setxattr 188 lsetxattr 189 fsetxattr 190 removexattr 197 lremovexattr 198
fremovexattr 199 tkill 200 sched_setaffinity 203 io_setup 206 lookup_dcookie 212
remap_file_pages 216 getdents64 217 semtimedop 220 clock_settime 227 tgkill 234 utimes 235
mbind 237 set_mempolicy 238 mq_open 240 mq_unlink 241 mq_notify 244 kexec_load 246 add_key 248
request_key 249 keyctl 250 ioprio_set 251 inotify_init 253 inotify_add_watch 254 migrate_pages 256
openat 257 mkdirat 258 mknodat 259 fchownat 260 futimesat 261 unlinkat 263 renameat 264 linkat 265
symlinkat 266 readlinkat 267 fchmodat 268 unshare 272 vmsplice 278 move_pages 279 utimensat 280
inotify_init1 294 rt_tgsigqueueinfo 297 perf_event_open 298 fanotify_init 300 fanotify_mark 301
prlimit64 302 name_to_handle_at 303 open_by_handle_at 304 clock_adjtime 305 syncfs 306 setns 308
process_vm_readv 310 process_vm_writev 311 kcmp 312 finit_module 313 sched_setattr 314
renameat2 316 seccomp 317 memfd_create 319 kexec_file_load 320 bpf 321 execveat 322
userfaultfd 323
"""

_AARCH64 = """
io_setup 0 setxattr 5 lsetxattr 6 fsetxattr 7 removexattr 14 lremovexattr 15 fremovexattr 16
lookup_dcookie 18 fcntl 25 inotify_init1 26 inotify_add_watch 27 ioctl 29 ioprio_set 30 mknodat 33
mkdirat 34 unlinkat 35 symlinkat 36 linkat 37 renameat 38 umount2 39 mount 40 pivot_root 41
nfsservctl 42 truncate 45 chdir 49 fchdir 50 chroot 51 fchmod 52 fchmodat 53 fchownat 54 fchown 55
openat 56 vhangup 58 quotactl 60 getdents64 61 vmsplice 75 readlinkat 78 sync 81 utimensat 88
acct 89 capset 91 personality 92 unshare 97 kexec_load 104 init_module 105 delete_module 106
clock_settime 112 syslog 116 ptrace 117 sched_setparam 118 sched_setscheduler 119
sched_setaffinity 122 kill 129 tkill 130 tgkill 131 rt_sigqueueinfo 138 setpriority 140 reboot 142
sethostname 161 setdomainname 162 prctl 167 settimeofday 170 adjtimex 171 mq_open 180 mq_unlink 181
mq_notify 184 msgget 186 msgctl 187 msgrcv 188 msgsnd 189 semget 190 semctl 191 semtimedop 192
semop 193 shmget 194 shmctl 195 shmat 196 shmdt 197 socket 198 socketpair 199 bind 200 listen 201
connect 203 add_key 217 request_key 218 keyctl 219 clone 220 execve 221 swapon 224 swapoff 225
remap_file_pages 234 mbind 235 set_mempolicy 237 migrate_pages 238 move_pages 239
rt_tgsigqueueinfo 240 perf_event_open 241 prlimit64 261 fanotify_init 262 fanotify_mark 263
name_to_handle_at 264 open_by_handle_at 265 clock_adjtime 266 syncfs 267 setns 268
process_vm_readv 270 process_vm_writev 271 kcmp 272 finit_module 273 sched_setattr 274
renameat2 276 seccomp 277 memfd_create 279 bpf 280 execveat 281 userfaultfd 282
kexec_file_load 294
"""

# machine: (the architecture as seccomp sees it, the table)
_MACHINES = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _AARCH64)}


def _table(text: str) -> dict[str, int]:
    words = text.split()
    return {name: int(number) for name, number in zip(words[::2], words[1::2], strict=True)}


def _names(text: str) -> list[str]:
    return text.split()


def supported() -> bool:
    """Whether this machine's numbers are known here."""
    return platform.machine() in _MACHINES


AUDIT_ARCH, _own = _MACHINES.get(platform.machine(), (0, ""))
NUMBERS: dict[str, int] = _table(_own) | _table(_COMMON)

# What no program needs, and what reaches other processes, the network or the kernel's odd corners.
# `rt_sigqueueinfo` signals like `kill`; `msgsnd` and its like work on ids that others made; the
# machine has only so many slots for `io_setup`.
DENIED = _names("""
socket connect bind listen
ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp
pidfd_open pidfd_getfd pidfd_send_signal tkill rt_sigqueueinfo rt_tgsigqueueinfo
execve execveat setns chroot pivot_root
open_tree open_tree_attr move_mount fsopen fsconfig fsmount fspick mount_setattr
name_to_handle_at open_by_handle_at fanotify_init fanotify_mark inotify_add_watch
io_uring_setup io_uring_enter io_uring_register io_setup bpf perf_event_open userfaultfd
memfd_create memfd_secret vmsplice remap_file_pages
mbind set_mempolicy migrate_pages move_pages personality modify_ldt uselib
shmget shmat shmctl shmdt semget semop semctl semtimedop msgget msgsnd msgrcv msgctl
mq_open mq_unlink mq_notify
add_key request_key keyctl
sched_setparam sched_setscheduler sched_setattr setpriority ioprio_set
init_module finit_module delete_module kexec_load kexec_file_load
reboot swapon swapoff sethostname setdomainname settimeofday adjtimex clock_settime clock_adjtime
acct quotactl quotactl_fd nfsservctl lookup_dcookie ustat _sysctl vhangup syslog iopl ioperm
sync syncfs
""")

# Landlock doesn't mediate changes of a file's metadata; an own tree of files makes them harmless.
DENIED_METADATA = _names("""
chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes futimesat utimensat
setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat
file_setattr
""")

# Without these no file is opened, made, removed or listed by its name.
DENIED_PATHS = _names("""
open openat openat2 creat truncate mkdir mkdirat mknod mknodat unlink unlinkat rmdir rename renameat
renameat2 link linkat symlink symlinkat readlink readlinkat chdir fchdir getdents getdents64
inotify_init inotify_init1
""")

DENIED_MOUNT = ["mount", "umount2", "unshare"]  # the server needs them at level "namespace"
DENIED_FORK = ["fork", "vfork"]  # `clone` is judged by its flags
