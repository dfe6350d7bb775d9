# ruff: noqa: E501
"""Programs that try to get out, or to harm their host. Run them in a cage only: see harness.py.

The harness sets: OUTSIDE, a folder of the host's user with files ``notes`` and ``secret`` (mode
0600); HOST and VICTIM, process ids of that user; TCP, UDP, UNIX, ABSTRACT, addresses of listeners;
SPARE_FD, a descriptor that the host left inheritable; PACKAGE, the folder of the package under test.
A snippet prints ESCAPED when it did what it shouldn't; the harness looks for the harm itself, too.
"""

PRELUDE = """
import ctypes, errno, os, sys, time
libc = ctypes.CDLL(None, use_errno=True)
def attempt(function, *arguments, **named):
    try: result = function(*arguments, **named)
    except BaseException as error: return print("refused:", type(error).__name__)
    print("ESCAPED:", getattr(function, "__name__", function), repr(result)[:80])
    return result
def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *(
        ctypes.c_long(a) if isinstance(a, int) else a for a in arguments))
    print("ESCAPED: system call" if result >= 0 else "refused: system call", number)
    return result
X86 = os.uname().machine == "x86_64"
"""

# From the harmless to the dangerous.
ATTACKS = {
    # Files.
    "read_secret": "attempt(lambda: open(OUTSIDE + '/secret').read())",
    "read_notes": "attempt(lambda: open(OUTSIDE + '/notes').read())",
    "read_by_libc": """
buffer = ctypes.create_string_buffer(99)
file = libc.open((OUTSIDE + "/secret").encode(), 0)
if file >= 0: print("ESCAPED", libc.read(file, buffer, 99))""",
    "read_through_dotdot": """
attempt(lambda: open("../../../../../.." + OUTSIDE + "/secret").read())
attempt(lambda: open("/usr/lib/../.." + OUTSIDE + "/secret").read())""",
    "read_through_links": """
def by_link():
    os.symlink(OUTSIDE + "/secret", "link")
    return open("link").read()
attempt(by_link)
attempt(os.link, OUTSIDE + "/secret", "hard")""",
    "read_package": "attempt(os.listdir, PACKAGE); attempt(lambda: open(PACKAGE + '/core.py').read())",
    "read_accounts": "attempt(lambda: open('/etc/shadow').read()); attempt(lambda: open('/etc/passwd').read())",
    "list_home": """
attempt(os.listdir, OUTSIDE)
parent, name = os.path.split(OUTSIDE)
attempt(lambda: os.listdir(parent)[0 if name in os.listdir(parent) else 10**9])""",
    "write_home": """
attempt(lambda: open(OUTSIDE + "/new", "w"))
attempt(lambda: open(OUTSIDE + "/notes", "a").write("x"))
attempt(os.mkdir, OUTSIDE + "/folder")
attempt(os.mkfifo, OUTSIDE + "/fifo")""",
    "truncate_home": """
attempt(os.truncate, OUTSIDE + "/notes", 0)
attempt(os.open, OUTSIDE + "/notes", os.O_RDONLY | os.O_TRUNC)
attempt(os.open, OUTSIDE + "/notes", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)""",
    "remove_home": """
attempt(os.unlink, OUTSIDE + "/notes")
attempt(os.rename, OUTSIDE + "/notes", OUTSIDE + "/moved")
attempt(os.rmdir, OUTSIDE)""",
    "change_modes": """
attempt(os.chmod, OUTSIDE, 0o777)
attempt(os.chmod, OUTSIDE + "/secret", 0o666)
attempt(os.chown, OUTSIDE + "/secret", os.getuid(), os.getgid())
attempt(os.utime, OUTSIDE + "/notes", (0, 0))
attempt(os.setxattr, OUTSIDE + "/notes", "user.x", b"1")
call(452, -100, (OUTSIDE + "/notes").encode(), 0o777, 0)""",
    "write_shared": """
for path in ("/tmp/escaped", "/var/tmp/escaped", "/dev/shm/escaped", "/run/escaped"):
    def write():
        with open(path, "w") as file: file.write("x")
        return os.path.dirname(os.path.realpath(path))
    if (os.path.realpath("/tmp") if path.startswith("/tmp/") else path) != os.getcwd(): attempt(write)""",
    "write_interpreter": """
attempt(lambda: open(os.__file__, "a"))
attempt(lambda: open(sys.executable, "r+b"))
attempt(os.mkdir, os.path.dirname(os.__file__) + "/escaped")""",
    "write_root": "attempt(os.mkdir, '/escaped'); attempt(lambda: open('/escaped_file', 'w'))",
    "open_devices": """
for name in ("mem", "kmem", "kmsg", "sda", "vda", "tty", "ptmx", "fuse", "net/tun", "kvm"):
    attempt(os.open, "/dev/" + name, os.O_RDWR)
attempt(os.mknod, "device", 0o20666, os.makedev(1, 1))""",
    "handles_of_files": """
handle = ctypes.create_string_buffer(136); ctypes.cast(handle, ctypes.POINTER(ctypes.c_uint))[0] = 128
call(303 if X86 else 264, -100, (OUTSIDE + "/secret").encode(), handle, ctypes.byref(ctypes.c_int()), 0)
call(304 if X86 else 265, -100, handle, 0)""",
    "openat2": """
how = (ctypes.c_ulonglong * 3)(0, 0, 0)
call(437, -100, (OUTSIDE + "/secret").encode(), how, 24)""",
    # Secrets of the host.
    "environment": "print(dict(os.environ)); print(open('/proc/self/environ').read())",
    "host_in_proc": """
for name in ("environ", "mem", "cmdline", "maps", "fd", "cwd/secret", "root" + OUTSIDE + "/secret"):
    path = f"/proc/{HOST}/{name}"
    attempt(os.listdir if name == "fd" else (lambda p: open(p, "rb").read(10)), path)
attempt(lambda: open(f"/proc/{os.getppid()}/environ").read())
attempt(lambda: open(f"/proc/self/root{OUTSIDE}/secret").read())""",
    "inherited_descriptors": """
for number in range(3, 1024):
    try: kind = os.fstat(number)
    except OSError: continue
    if not (SESSION and number == 3): print("ESCAPED: descriptor", number, kind)""",
    "read_own_memory": """
import gc
for thing in gc.get_objects():
    if isinstance(thing, (dict, list, tuple)) and "BRONZE" in repr(thing)[:9999]: pass
for name in list(sys.modules): repr(sys.modules[name])""",
    "core_pattern": """
for path in ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/sys/kernel/uevent_helper"):
    attempt(os.open, path, os.O_WRONLY)
attempt(os.listdir, "/sys"); attempt(os.listdir, "/proc")""",
    # The network.
    "tcp": """
import socket
def connect():
    s = socket.socket(); s.settimeout(1); s.connect(("127.0.0.1", TCP)); s.send(b"x")
attempt(connect)""",
    "udp": """
import socket
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", UDP)))""",
    "unix_sockets": """
import socket
def connect(address):
    s = socket.socket(socket.AF_UNIX); s.settimeout(1); s.connect(address); s.send(b"x")
attempt(connect, UNIX)
attempt(connect, "\\0" + ABSTRACT)""",
    "datagram_pair": """
import socket
def pair(kind):
    one, two = socket.socketpair(socket.AF_UNIX, kind)
    one.sendto(b"x", UNIX + ".dgram")
attempt(pair, socket.SOCK_DGRAM)
attempt(pair, socket.SOCK_STREAM)
def reconnect():
    one, two = socket.socketpair()
    one.connect(UNIX)
attempt(reconnect)""",
    "exotic_sockets": """
for family in (16, 17, 38, 40, 44):
    call(41 if X86 else 198, family, 3, 0)
    call(53 if X86 else 199, family, 1, 0, (ctypes.c_int * 2)())""",
    "listen": """
import socket
attempt(lambda: socket.create_server(("127.0.0.1", 0)))""",
    # Other processes.
    "signal_host": """
import signal
for pid in (HOST, VICTIM, os.getppid()):
    attempt(os.kill, pid, 0); attempt(os.kill, pid, signal.SIGTERM)""",
    "queue_signals": """
info = ctypes.create_string_buffer(128); ctypes.cast(info, ctypes.POINTER(ctypes.c_int))[2] = -1
call(129 if X86 else 138, VICTIM, 15, info)
call(297 if X86 else 240, VICTIM, VICTIM, 15, info)
call(200 if X86 else 130, VICTIM, 15)
call(234 if X86 else 131, VICTIM, VICTIM, 15)""",
    "signal_by_pidfd": """
fd = call(434, VICTIM, 0)
call(424, fd if fd >= 0 else 3, 9, None, 0)
attempt(os.pidfd_open, HOST)""",
    "signal_by_owner": """
import fcntl, signal
r, w = os.pipe()
attempt(fcntl.fcntl, r, fcntl.F_SETOWN, VICTIM)
attempt(fcntl.fcntl, r, 10, signal.SIGKILL)
attempt(fcntl.ioctl, r, 0x8901, VICTIM.to_bytes(4, "little"))
try: fcntl.fcntl(r, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
except OSError: pass
os.write(w, b"x"); time.sleep(.1)""",
    "stop_host": """
import signal
attempt(os.kill, HOST, signal.SIGSTOP); attempt(os.kill, VICTIM, signal.SIGSTOP)""",
    "trace": """
for pid in (HOST, VICTIM, os.getppid()):
    call(101 if X86 else 117, 0x4206, pid, 0, 0)
    call(312 if X86 else 272, pid, os.getpid(), 0, 0, 0)
    buffer = ctypes.create_string_buffer(8)
    vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 8)
    call(310 if X86 else 270, pid, vector, 1, vector, 1, 0)
    call(311 if X86 else 271, pid, vector, 1, vector, 1, 0)""",
    "limits_of_host": """
import resource
for pid in (HOST, VICTIM):
    attempt(resource.prlimit, pid, resource.RLIMIT_NOFILE, (3, 3))
    attempt(os.sched_setaffinity, pid, {0})
    attempt(os.setpriority, os.PRIO_PROCESS, pid, 19)
    attempt(os.sched_setscheduler, pid, os.SCHED_IDLE, os.sched_param(0))
    call(251 if X86 else 30, 1, pid, 3 << 13)
attempt(os.setpriority, os.PRIO_USER, 0, 19)""",
    "raise_own_limits": """
import resource
for name in dir(resource):
    if name.startswith("RLIMIT_") and name not in ("RLIMIT_RSS",):
        kind = getattr(resource, name); soft, hard = resource.getrlimit(kind)
        if hard != -1: attempt(resource.setrlimit, kind, (hard, hard + 1))
attempt(os.nice, -1)""",
    "become_root": """
attempt(os.setuid, 0) if os.getuid() else None
attempt(os.setresgid, 0, 0, 0) if os.getgid() else None
attempt(os.setgroups, [0]); attempt(os.chroot, "/")""",
    "set_user_program": """
for program in ("/bin/su", "/usr/bin/sudo", "/usr/bin/newuidmap", "/bin/true"):
    attempt(os.execv, program, [program])""",
    "namespaces": """
for flag in (0x10000000, 0x20000, 0x20000000, 0x40000000, 0x8000000, 0x2000000):
    call(272 if X86 else 97, flag)
    call(56 if X86 else 220, flag | 17, 0, 0, 0, 0)
arguments = (ctypes.c_ulonglong * 11)(0x10000000, 0, 0, 0, 17)
call(435, arguments, 88)
attempt(lambda: os.setns(os.open("/proc/self/ns/mnt", 0)))""",
    "mounts": """
call(165 if X86 else 40, b"tmpfs", b"/", b"tmpfs", 0, None)
call(166 if X86 else 39, b"/", 2)
call(155 if X86 else 41, b".", b".")
call(428, -100, b"/", 1); call(430, b"tmpfs", 0); call(442, -100, b"/", 0, None, 0)""",
    "kernel_corners": """
for number in (321, 298, 323, 425, 319, 447, 248, 250, 246, 175, 169, 167, 163, 103, 135) if X86 else ():
    call(number, 1, 0, 0, 0, 0) if number != 135 else call(number, 8)
for number in (280, 241, 282, 425, 279, 447, 217, 219, 104, 105, 142, 224, 89, 116) if not X86 else ():
    call(number, 1, 0, 0, 0, 0)""",
    "other_tables": """
if X86:
    call(0x40000000 + 2, (OUTSIDE + "/secret").encode(), 0)
    call(0x40000000 + 41, 2, 1, 0)""",
    "shared_memory": """
call(29 if X86 else 194, 1, 4096, 0o1666)
call(68 if X86 else 186, 1, 0o1666)
call(64 if X86 else 190, 1, 1, 0o1666)
call(240 if X86 else 180, b"queue", 0o102, 0o666, None)
call(71 if X86 else 187, 0, 1, None)""",
    "watch_files": """
for number in (253, 294) if X86 else (26,):
    fd = libc.syscall(number, 0)
    if fd >= 0: call(254 if X86 else 27, fd, OUTSIDE.encode(), 0xFFF)""",
    "terminal": """
import fcntl
for fd in (0, 1, 2):
    for request in (0x5412, 0x541C): attempt(fcntl.ioctl, fd, request, b"x")""",
    "asynchronous_io": "call(206 if X86 else 0, 60000, ctypes.byref(ctypes.c_ulong()))",
    "leases": """
import fcntl
attempt(lambda: fcntl.fcntl(os.open(os.__file__, os.O_RDONLY), fcntl.F_SETLEASE, fcntl.F_RDLCK))
attempt(fcntl.fcntl, 1, fcntl.F_SETLEASE, fcntl.F_WRLCK)""",
    "flags_of_files": """
import fcntl
def flags(request, size): return fcntl.ioctl(os.open(os.__file__, os.O_RDONLY), request, bytes(size))
for request, size in ((0x40086602, 8), (0x40046602, 4), (0x40087602, 8), (0x401C5820, 28), (0x40806685, 128)):
    attempt(flags, request, size)
call(469, -100, os.__file__.encode(), ctypes.create_string_buffer(24), 24, 0)""",
    "outlive_the_host": """
if libc.prctl(1, 0, 0, 0, 0) == 0: print("ESCAPED: PR_SET_PDEATHSIG")
libc.prctl(36, 1, 0, 0, 0); libc.prctl(4, 1, 0, 0, 0)
os.setsid() if os.getsid(0) != os.getpid() else None""",
    "calls_of_32_bits": """
import mmap
if X86:  # getpid by int 0x80
    m = mmap.mmap(-1, 4096, prot=7); m[:9] = b"\\xb8\\x14\\0\\0\\0\\xcd\\x80\\xc3\\0"
    f = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))
    print("ESCAPED: int 0x80" if f() == os.getpid() else "refused")""",
    "own_filter": """
listener = (ctypes.c_char * 8)(6, 0, 0, 0, 0, 0, 0xC0, 0x7F)  # asks a listener about every call
header = (ctypes.c_ulonglong * 2)(1, ctypes.addressof(listener))
libc.syscall(317 if X86 else 277, 1, 8, header)
time.sleep(60)""",
    # The host's protocol.
    "sealed_output": """
import fcntl
for fd in (0, 1, 2): attempt(fcntl.fcntl, fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)""",
    "changed_streams": """
import fcntl
os.write(1, b"x" * 100)
for fd in range(4):
    try:
        os.fchmod(fd, 0) if fd < 3 else None
    except OSError: pass
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB); fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError: pass
    try: fcntl.fcntl(fd, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC)
    except OSError: pass
    try: os.lseek(fd, 1 << 40, 0)
    except OSError: pass""",
    "answers_too_early": """
for fd in range(3, 64):
    try: os.write(fd, b"ok\\n")
    except OSError: pass
while True: pass""",
    "forged_answers": """
for fd in range(3, 64):
    try: os.write(fd, b'{"status": 0, "error": "x", "pid": 1}\\n')
    except OSError: pass""",
    "closed_descriptors": "os.closerange(0, 64); time.sleep(9)",
    "silent_end": "os._exit(0)",
    "stops_itself": "import signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "crash": "ctypes.string_at(0)",
    "aborted": "os.abort()",
    "bad_text": "sys.stdout.buffer.write(bytes(range(256)) * 50); sys.stderr.buffer.write(b'\\xff' * 99)",
    "odd_text": "print('\\ud800\\x00\\x1b[2J\\x07' * 9, file=sys.stderr)",
    "poisoned_modules": """
import builtins, json, types, atexit, threading
for name in ("print", "len", "exec", "compile", "open", "BaseException"):
    setattr(builtins, name, None)
json.dumps = json.loads = None; sys.modules.clear(); os.__dict__.clear()""",
    "no_end": """
import atexit, threading
atexit.register(time.sleep, 60)
threading.Thread(target=time.sleep, args=(60,)).start()""",
    "hostile_exception": """
class Hostile(Exception):
    def __str__(self):
        while True: pass
raise Hostile""",
    # Resources.
    "spin": "while True: pass",
    "spin_in_c": "10 ** 10 ** 9",
    "spin_in_a_pattern": "import re; re.match('(a+)+$', 'a' * 64 + 'b')",
    "ignore_signals": """
import signal
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True: pass""",
    "recursion": """
sys.setrecursionlimit(10 ** 9)
def down(): return [down() for _ in (1,)]
down()""",
    "deep_literal": "eval('(' * 100000 + ')' * 100000)",
    "output_flood": "while True: os.write(1, b'x' * 65536)",
    "error_flood": "while True:\n    try: os.write(2, b'x' * 65536)\n    except OSError: pass",
    "sparse_output": "os.lseek(1, 1 << 40, 0); os.write(1, b'x'); os.ftruncate(1, 1 << 40)",
    "output_mapped": """
import mmap
os.ftruncate(1, 1 << 20); m = mmap.mmap(1, 1 << 20); m[:] = b"x" * (1 << 20)
os.ftruncate(1, 0); m[5]""",
    "memory_heap": "x = []\nwhile True: x.append(bytearray(10 ** 7))",
    "memory_integer": "x = 1 << (1 << 36)",
    "memory_shared": """
import mmap
x = [mmap.mmap(-1, 1 << 28) for _ in range(64)]
for m in x:
    for i in range(0, 1 << 28, 4096): m[i] = 1""",
    "memory_files": """
fds = []
for number in range(200):
    fd = libc.syscall(319 if X86 else 279, b"x", 0)
    if fd < 0: break
    print("ESCAPED: memfd"); os.write(fd, b"x" * (1 << 24))""",
    "memory_pipes": """
import fcntl
for _ in range(2000):
    r, w = os.pipe()
    try: fcntl.fcntl(w, 1031, 1 << 20)
    except OSError: pass
    os.set_blocking(w, False)
    os.write(w, b"x" * (1 << 20))""",
    "memory_locks": """
import fcntl
while True:
    for place in range(0, 1 << 20, 2): fcntl.lockf(1, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)""",
    "memory_of_sockets": """
import socket
pairs = [socket.socketpair() for _ in range(20)]
for one, two in pairs:
    one.setblocking(False)
    try:
        while True: socket.send_fds(one, [b"x" * 65536], [0, 1, 2])
    except OSError: pass""",
    "compressed_bomb": """
import zlib
data = zlib.compress(b"0" * (1 << 24), 9)
x = [zlib.decompress(data) for _ in range(500)]""",
    "disk_fill": """
for number in range(10000):
    with open(f"f{number}", "wb") as file: file.write(b"x" * (1 << 20))""",
    "inode_bomb": """
for number in range(100000):
    open(f"i{number}", "w").close()""",
    "deep_folders": """
while True:
    os.mkdir("d"); os.chmod("d", 0o700) if 0 else None; os.chdir("d")""",
    "descriptors": "x = []\nwhile True: x.append(os.dup(0))",
    "sync_storm": "while True:\n    if libc.sync() or ctypes.get_errno() == errno.EPERM: break",
    # Dangerous but for the cage.
    "thread_bomb": """
import threading
threading.stack_size(32768)
while True: threading.Thread(target=time.sleep, args=(60,)).start()""",
    "raw_clones": """
for flags in (17, 0, 0x100 | 17, 0x8000 | 17, 0x80000000):
    result = libc.syscall(56 if X86 else 220, flags, 0, 0, 0, 0)
    if result == 0: os._exit(0)
    if result > 0: print("ESCAPED: clone", flags)
for number in (57, 58) if X86 else ():
    result = libc.syscall(number)
    if result == 0: os._exit(0)
    if result > 0: print("ESCAPED: fork")""",
    "daemon": """
def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0: time.sleep(60)
        os._exit(0)
attempt(daemon)""",
    "child_processes": """
import subprocess
attempt(subprocess.run, ["/bin/sh", "-c", "sleep 60 &"])
attempt(os.system, "true") if os.system("true") == 0 else None
attempt(os.posix_spawn, "/bin/true", ["true"], {})""",
    "poison_server": """
import signal
for number in (signal.SIGCHLD, signal.SIGUSR1, signal.SIGKILL, signal.SIGSTOP):
    attempt(os.kill, os.getppid(), number)
attempt(lambda: open(f"/proc/{os.getppid()}/mem", "r+b"))""",
    "signal_group": "import signal\nattempt(os.killpg, 0, signal.SIGKILL); attempt(os.kill, 0, signal.SIGKILL)",
    "signal_all": "import signal\nattempt(os.kill, -1, signal.SIGKILL)",
    "fork_bomb": "while True:\n    try: os.fork(); print('ESCAPED: fork')\n    except OSError: break",
}
