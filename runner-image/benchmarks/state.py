"""What a benchmark has measured so far, so that one that was interrupted goes on where it was, and how long it may go on."""
import datetime
import json
import os
import time

import machine


class State:
    """Results in target/NAME.json; they are taken up again by a run with the same key, and forgotten by any other."""

    def __init__(self, name, key, fresh=False):
        directory = machine.HERE / "target"
        directory.mkdir(exist_ok=True)
        self.file = directory / f"{name}.json"
        self.log = directory / f"{name}.log"
        self.data = None
        if self.file.exists() and not fresh:
            found = json.loads(self.file.read_text())
            self.data = found if found.get("key") == key else None
        if self.data is None:
            self.data = {"key": key, "machine": machine.description(), "load": os.getloadavg()[0], "rejected": 0, "rounds": []}
        elif self.data["rounds"]:
            print(f"{name}: goes on after {len(self.data['rounds'])} rounds of before", flush=True)

    def save(self):
        self.data["date"] = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
        part = self.file.with_suffix(".part")
        part.write_text(json.dumps(self.data, indent=1))
        part.replace(self.file)


class Budget:
    """Minutes that a benchmark may take: no round begins that, by the longest so far, would end after them."""

    def __init__(self, minutes):
        self.end = None if minutes is None else time.monotonic() + 60 * minutes
        self.longest, self.began = 0, None

    def allows_another(self):
        now = time.monotonic()
        if self.began is not None:
            self.longest = max(self.longest, now - self.began)
        self.began = now
        return self.end is None or now + self.longest < self.end


def arguments(parser):
    parser.add_argument("--budget", type=float, metavar="MINUTES", help="begin no round that would end after them; run again to go on")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before with the same options and commit")
    parser.add_argument("--port", type=int, default=18080, help="nginx's")
    parser.add_argument("--write", action="store_true", help="write the results into docs/benchmarks.md")
