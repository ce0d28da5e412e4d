"""What has to be undone whatever happens, be it that this process is killed: a process of its own does it, when this one is no more."""
import os
import signal
from pathlib import Path


class Undo:
    """To be made before any other process or thread."""

    def __init__(self):
        read, self.pipe = os.pipe()
        self.guard = os.fork()
        if self.guard == 0:
            # Whoever kills this process' group or closes its terminal leaves the guard alone.
            os.setsid()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            os.close(self.pipe)
            try:
                undo(read)
            finally:
                os._exit(0)
        os.close(read)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.pipe)
        os.waitpid(self.guard, 0)

    def write(self, path, value):
        """A file gets this content."""
        self._say("write", path, value)

    def kill(self, leader):
        """A process that leads a group is killed, and the group."""
        self._say("kill", leader)

    def ended(self, leader):
        """It needs not be killed any more: another may have its number."""
        self._say("ended", leader)

    def _say(self, *words):
        os.write(self.pipe, ("\0".join(str(word).strip() for word in words) + "\n").encode())


def undo(read):
    """Hears what there is to undo until the other side is no more, and does it, the last first."""
    steps = []
    with os.fdopen(read) as told:
        for line in told:
            what, *words = line.rstrip("\n").split("\0")
            if what == "ended":
                steps.remove(("kill", words))
            else:
                steps.append((what, words))
    for what, words in reversed(steps):
        try:
            if what == "kill":
                os.killpg(int(words[0]), signal.SIGKILL)
            else:
                Path(words[0]).write_text(words[1])
        except OSError:
            pass
