"""Something that is looked at all the time while something else goes on."""
import threading


class Beside:
    """Runs look() in a thread of its own, which is over soon after self.over is set."""

    def __enter__(self):
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.begin()
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
