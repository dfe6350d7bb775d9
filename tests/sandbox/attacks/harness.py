"""The host that is attacked: started by the test in a cage, prints a line of JSON for each attack.

It stands for a training program: a secret in its environment, in a file and on its standard input,
a descriptor that it forgot to close, listeners, and another process of its user.

    python harness.py FOLDER_OF_THE_PACKAGE LEVEL USER_ID
"""

import fcntl
import json
import os
import resource
import socket
import struct
import subprocess
import sys
import tempfile
import time
import types

PACKAGE, LEVEL, USER = sys.argv[1], sys.argv[2], int(sys.argv[3])
for name, path in (("gem_gymnasium", PACKAGE), ("gem_gymnasium.sandbox", f"{PACKAGE}/sandbox")):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [path]

from gem_gymnasium.sandbox.limits import Limits, SandboxUnavailable  # noqa: E402
from gem_gymnasium.sandbox.sandbox import Sandbox  # noqa: E402

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from snippets import ATTACKS, PRELUDE  # noqa: E402

SECRET = "BRONZE-GOOSE-71"
WALL = 0.7


def loopback_up():
    """Bring up the cage's loopback device, so that its canaries could be reached."""
    with socket.socket() as one:
        request = struct.pack("16sh", b"lo", 1) + bytes(22)
        fcntl.ioctl(one, 0x8914, request)


def processes():
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                found[int(name)] = fields[0]
    return found


class Host:
    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="home-")
        for name in ("notes", "secret"):
            with open(f"{self.home}/{name}", "w") as file:
                file.write(SECRET)
            os.chmod(f"{self.home}/{name}", 0o600 if name == "secret" else 0o644)
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.sockets = tempfile.mkdtemp(prefix="sockets-")
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(f"{self.sockets}/s")
        self.datagram = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.datagram.bind(f"{self.sockets}/s.dgram")
        os.chmod(self.sockets, 0o777)
        self.abstract = socket.socket(socket.AF_UNIX)
        self.abstract.bind("\0canary")
        self.unix.listen()
        self.abstract.listen()
        self.listeners = (self.tcp, self.udp, self.unix, self.datagram, self.abstract)
        for one in self.listeners:
            one.setblocking(False)
        os.environ["API_KEY"] = SECRET
        self.victim = subprocess.Popen(["/bin/sleep", "600"], start_new_session=True)
        spare = os.open(f"{self.home}/notes", os.O_RDWR)
        os.set_inheritable(spare, True)
        self.names = {
            "OUTSIDE": self.home,
            "HOST": os.getpid(),
            "VICTIM": self.victim.pid,
            "TCP": self.tcp.getsockname()[1],
            "UDP": self.udp.getsockname()[1],
            "UNIX": f"{self.sockets}/s",
            "ABSTRACT": "canary",
            "SPARE_FD": spare,
            "PACKAGE": PACKAGE,
        }

    def state(self):
        """What no program may change."""
        files = {}
        for path in (self.home, *(f"{self.home}/{n}" for n in sorted(os.listdir(self.home)))):
            stat = os.stat(path)
            files[path] = (stat.st_mode, stat.st_uid, stat.st_size, stat.st_mtime, stat.st_nlink)
        with open(f"/proc/{self.victim.pid}/limits") as file:
            limits = file.read()
        return {
            "files": files,
            "shared": sorted(
                name
                for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/")
                if os.path.isdir(folder)
                for name in os.listdir(folder)
                if "escaped" in name
            ),
            "victim": (self.victim.poll(), os.getpriority(0, self.victim.pid), limits),
            "host": [resource.getrlimit(kind) for kind in range(16)],
            "order": (os.getpriority(0, 0), os.sched_getaffinity(0), os.sched_getscheduler(0)),
        }

    def callers(self):
        """Which listeners somebody called."""
        called = []
        for name, one in zip(
            ("tcp", "udp", "unix", "datagram", "abstract"), self.listeners, strict=True
        ):
            try:
                one.accept() if name in ("tcp", "unix", "abstract") else one.recv(10)
            except BlockingIOError:
                continue
            called.append(name)
        return called


def harms(host, box, name, mode):
    """Run an attack, and say what harm it did."""
    state, before = host.state(), set(processes())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    names = {**host.names, "SESSION": mode == "session"}
    code = "".join(f"{key} = {value!r}\n" for key, value in names.items())
    code += PRELUDE + ATTACKS[name]
    limits = Limits(wall=WALL, memory=256 << 20, output=1 << 16, files=16 << 20)
    started = time.monotonic()
    if mode == "session":
        with box.session(limits) as session:
            result = session.run(code)
            again = session.run("print(6 * 7)").stdout
    elif mode == "program":
        with box.program(code, limits) as program:
            result = program.run("")
            again = program.run("").status and "42\n"
    else:
        result = box.run(code, limits=limits)
        again = box.run("print(6 * 7)").stdout
    seconds = time.monotonic() - started
    found = []
    if seconds > (2 * WALL if mode == "program" else WALL) + 4:
        found.append(f"took {seconds:.1f} s")
    if again != "42\n" and mode != "session":
        found.append("the sandbox no longer works")
    for text in (result.stdout, result.stderr):
        if SECRET in text:
            found.append("read a secret")
        if "ESCAPED" in text:
            found.append(text[text.index("ESCAPED") :][:120])
        if len(text) > (1 << 16) + 200:
            found.append("too much output")
    if host.state() != state:
        after = host.state()
        found.append(f"changed {[key for key in state if state[key] != after[key]]}")
    if callers := host.callers():
        found.append(f"reached {callers}")
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory > 64 << 10:
        found.append("the host's memory grew")
    end = time.monotonic() + 2
    while (left := set(processes()) - before - box_servers(box)) and time.monotonic() < end:
        time.sleep(0.02)
    if left:
        found.append(f"{len(left)} processes are left")
    stopped = [pid for pid, kind in processes().items() if kind in "Tt"]
    if stopped:
        found.append("processes are stopped")
    return found, result.status


def box_servers(box):
    """The sandbox's own processes, which may come and go."""
    found = set()
    for pid in processes():
        try:
            with open(f"/proc/{pid}/cmdline") as file:
                text = file.read()
        except OSError:
            continue
        if '"preload": [' in text and busy(pid) is False:
            found.add(pid)
    return found


def busy(pid):
    """Whether a process computes or has threads: a server waits."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0] == "R" or int(fields[17]) > 1


def main():
    if os.getuid() == 0:
        loopback_up()
    if USER:
        os.setgroups([])
        os.setgid(USER)
        os.setuid(USER)
        os.environ["HOME"] = "/nonexistent"
    host = Host()
    try:
        box = Sandbox(LEVEL, preload=(), workers=1)
    except SandboxUnavailable as error:
        print(json.dumps({"unavailable": str(error)}), flush=True)
        return
    modes = sys.argv[4].split(",")
    with box:
        box.run("")
        for name in ATTACKS:
            for mode in modes:
                found, status = harms(host, box, name, mode)
                line = {"attack": name, "mode": mode, "harms": found, "status": status}
                print(json.dumps(line), flush=True)
    host.victim.kill()


main()
