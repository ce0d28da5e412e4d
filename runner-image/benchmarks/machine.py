"""What the kernel knows: CPU times of processes, steal, memory; and what nginx counted."""
import os
import pathlib
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")


def children(pid):
    """A process and all its descendants."""
    found = [pid]
    for thread in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in thread.read_text().split():
                found += children(int(child))
        except OSError:
            pass
    return found


def cpu_seconds(pid):
    """User and system time of a process, its threads and its descendants, since it was started."""
    total = 0
    for one in children(pid):
        try:
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return total / TICK


def resident_mib(pid):
    total = 0
    for one in children(pid):
        try:
            for line in pathlib.Path(f"/proc/{one}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total / 1024


def stolen_seconds():
    """Time that the hypervisor gave to others while a CPU here wanted to run."""
    return sum(int(line.split()[8]) for line in pathlib.Path("/proc/stat").read_text().splitlines() if line.startswith("cpu ")) / TICK


def prefer(pid):
    """A share of the CPU before others of the machine, where that is allowed: only CPU time per request is compared, and it comes sooner."""
    try:
        pathlib.Path(f"/proc/{pid}/autogroup").write_text("-15")
    except OSError:
        pass


def threads():
    """The numbers of all threads of the machine, of which some may have ended since."""
    return [int(task.name) for task in pathlib.Path("/proc").glob("[0-9]*/task/[0-9]*")]


class Housekeeping:
    """Whatever runs already, of the kernel and of others, stays on CPU 1 meanwhile: what it takes of CPU 0, for milliseconds at a time, the generator does not have."""

    #: Where the kernel runs work that belongs to no CPU, by threads that come and go.
    WORK = pathlib.Path("/sys/devices/virtual/workqueue/cpumask")

    def __enter__(self):
        # Whoever ends this by a signal still wants all others to have both CPUs afterwards.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        self.moved = {}
        self.bound = set()
        for thread in threads():
            try:
                allowed = os.sched_getaffinity(thread)
                if len(allowed) > 1 and 0 in allowed:
                    os.sched_setaffinity(thread, {1})
                    self.moved[thread] = allowed
                elif allowed == {1}:
                    self.bound.add(thread)
            except OSError:
                pass  # It has ended, or is bound to where it is.
        self.work = self.work_on("2")
        return self

    def work_on(self, cpus):
        """:param cpus: a mask, as the kernel writes it. :return: the one before; None where it may not be set"""
        try:
            before = self.WORK.read_text()
            self.WORK.write_text(cpus)
            return before
        except OSError:
            return None

    def __exit__(self, *_):
        if self.work:
            self.work_on(self.work)
        everywhere = set().union(*self.moved.values())
        for thread in threads():
            try:
                # What has begun meanwhile has its parent's CPU.
                if os.sched_getaffinity(thread) == {1} and thread not in self.bound:
                    os.sched_setaffinity(thread, self.moved.get(thread, everywhere))
            except OSError:
                pass


def kill(process):
    """A process that leads a group, and the group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


class Nginx:
    """nginx on the second CPU, one worker process, answering from memory."""

    def __init__(self, port):
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="onrush-benchmark-"))
        conf = (HERE / "nginx.conf.in").read_text().replace("@DIRECTORY@", str(self.directory)).replace("@PORT@", str(port))
        (self.directory / "nginx.conf").write_text(conf)

    def __enter__(self):
        self.process = subprocess.Popen(
            ["taskset", "-c", "1", "nginx", "-c", str(self.directory / "nginx.conf")],
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        prefer(self.process.pid)
        for _ in range(100):
            try:
                self.requests()
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("nginx did not start, see " + str(self.directory / "nginx.log"))

    def undisturbed(self):
        """Whatever shares its CPU waits for it, where that is allowed: so a master whose code is cold does not look like a slow target."""
        for pid in children(self.process.pid):
            try:
                os.sched_setscheduler(pid, os.SCHED_FIFO, os.sched_param(1))
            except OSError:
                pass

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.directory)

    def requests(self):
        """Requests that nginx has answered; this one is left out."""
        with urllib.request.urlopen(self.url + "/status", timeout=10) as page:
            return int(page.read().decode().splitlines()[2].split()[2]) - 1


def output(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return (done.stdout + done.stderr).strip()
    except OSError:
        return ""


def description():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal")) / 2**20
    system = next((line.split("=")[1].strip().strip('"') for line in open("/etc/os-release") if line.startswith("PRETTY_NAME")), "?")
    return f"{os.cpu_count()} CPUs ({model}), {memory:.0f} GiB, Linux {platform.release()}, {system}"
