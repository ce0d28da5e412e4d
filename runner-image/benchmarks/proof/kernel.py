"""The kernel's settings and clocks that the proof depends on."""
import fcntl
import time
from pathlib import Path

from beside import Beside
from proof.capture import NotPermitted

#: Packets that come in get their time when they are taken from the interface's queue, not when they are put there.
STAMP_AT_ONCE = Path("/proc/sys/net/core/netdev_tstamp_prequeue")
#: BBR holds a packet back for a while after it was written, with a timer of its own (pacing); others hand it to the interface within the call.
CONGESTION_CONTROL = Path("/proc/sys/net/ipv4/tcp_congestion_control")
WANTED = {STAMP_AT_ONCE: "0", CONGESTION_CONTROL: "reno"}


def alone():
    """Waits until nobody else holds the settings, since what they are now may be theirs. To be kept open, and by whoever undoes them, too."""
    try:
        lock = STAMP_AT_ONCE.open()
    except OSError as why:
        raise NotPermitted(f"{STAMP_AT_ONCE}: {why.strerror}") from why
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def settle(undo):
    """The settings as the proof needs them; as they were afterwards."""
    for path, value in WANTED.items():
        try:
            before = path.read_text().strip()
            if before != value:
                undo.write(path, before)
                path.write_text(value)
        except OSError as why:
            raise NotPermitted(f"{path}: {why.strerror}") from why


class Clocks(Beside):
    """How far apart the packets' clock and the generator's are: a step of the first in the middle of a request would be taken for the request's."""

    MOST = 50_000
    LOOK = 0.05

    def begin(self):
        self.apart = []

    def look(self):
        while not self.over.wait(self.LOOK):
            before, real, after = time.monotonic_ns(), time.time_ns(), time.monotonic_ns()
            if after - before < self.MOST / 10:
                self.apart.append(real - before)

    def steady(self):
        return not self.apart or max(self.apart) - min(self.apart) < self.MOST
