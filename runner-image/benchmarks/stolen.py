"""Time of a CPU that nobody in this machine had: by what the kernel has counted so far, by interrupts of a timer that were not taken, and by who was woken late."""
import multiprocessing
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

from beside import Beside

LOOK = 0.02

#: Of the timer, and how long none is taken until that is called an absence.
TICK = 250_000
ABSENT = 500_000

#: What was stolen so shortly before a window may have made its requests late.
BEFORE = 20_000_000


class Counted(Beside):
    """What /proc/stat counts as stolen from either CPU, in ticks of 10 ms, as time passes."""

    def begin(self):
        self.looks = []

    def look(self):
        with open("/proc/stat", "rb", buffering=0) as stat:
            while True:
                before = time.monotonic_ns()
                stat.seek(0)
                line = stat.read(400).split(b"\n", 1)[0]
                self.looks.append((before, time.monotonic_ns(), int(line.split()[8])))
                if self.over.wait(LOOK):
                    return

    def within(self, begin, end):
        """Whether any was, in a time, or a little before or after."""
        first = max((ticks for _, after, ticks in self.looks if after <= begin), default=self.looks[0][2])
        last = min((ticks for before, _, ticks in self.looks if before >= end), default=self.looks[-1][2])
        return last != first


class Absences:
    """When a CPU was not there for some time. Gaps are pairs of its beginning and end, of time.monotonic_ns()."""

    def within(self, begin, end):
        """Whether there was any in a time or shortly before; a time that was not watched counts as one."""
        if begin < self.first or end > self.last:
            return True
        return any(first < end and last > begin - BEFORE for first, last in self.gaps)

    def noted(self, times):
        self.first, self.last = times[0], times[-1]
        self.gaps = [(begin, end) for begin, end in zip(times, times[1:]) if end - begin >= ABSENT]


class Interrupts(Absences):
    """When CPU 0 took no interrupt of a timer that has one each 250 µs (perf's cpu-clock), for 500 µs or longer: whoever runs there is not disturbed by that. Needs perf, and root."""

    #: How often perf's interrupts may come; on a CPU that sleeps through the kernel's own ticks they are counted as if they all came in one.
    MOST = pathlib.Path("/proc/sys/kernel/perf_event_max_sample_rate")

    def __enter__(self):
        self.most = self.MOST.read_text()
        self.MOST.write_text("2000000")
        self.directory = tempfile.TemporaryDirectory()
        self.data = pathlib.Path(self.directory.name) / "perf.data"
        self.process = subprocess.Popen(
            ["perf", "record", "-q", "-k", "CLOCK_MONOTONIC", "-e", f"cpu-clock/period={TICK}/", "-C", "0", "-m", "2048", "-B", "-N", "-o", str(self.data)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=30)
        self.MOST.write_text(self.most)
        try:
            if not self.data.exists():
                raise SystemExit(f"perf recorded nothing: {said.strip()}")
            script = subprocess.run(["perf", "script", "-i", str(self.data), "-F", "time", "--ns"], capture_output=True, text=True, check=True).stdout
        finally:
            self.directory.cleanup()
        self.noted(sorted(int(second) * 10**9 + int(nanos) for second, nanos in re.findall(r"(\d+)\.(\d{9}):", script)))


class Wakings(Absences):
    """When whoever comes before all others on CPU 1 and wants to be woken each 250 µs was not, for 500 µs or longer. Needs root."""

    def __enter__(self):
        self.over, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(target=self.wake, args=(theirs,), daemon=True)
        self.process.start()
        return self

    @staticmethod
    def wake(over):
        os.sched_setaffinity(0, {1})
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(2))
        first, gaps, last = time.monotonic_ns(), [], time.monotonic_ns()
        while not over.poll():
            time.sleep(TICK / 1e9)
            now = time.monotonic_ns()
            if now - last >= ABSENT:
                gaps.append((last, now))
            last = now
        over.send((first, gaps, last))

    def __exit__(self, *_):
        self.over.send(None)
        self.first, self.gaps, self.last = self.over.recv()
        self.process.join()
