"""One run of the program against a target of its own, captured, with something done to it meanwhile."""
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from proof.capture import Capture, Unknown
from proof.exchanges import exchanges
from proof.target import AWAY
from proof.tls import secrets
from proof.wire import Wire

TARGET = ["-m", "proof.target"]
USERS = 20
#: Arrivals a second, about a quarter of the requests that so many users make; while it is stopped each needs a user of its own.
RATE = 200
PATH = "/proof"
#: Of requests that are sent elsewhere.
LED_PATH = AWAY.decode() + "proof"
TEST = """apiVersion: onrush.dev/v1
kind: LoadTest
metadata: {name: bounds}
spec:
  target: %s://127.0.0.1:%d
  load: %s
  stopTimeout: 20s
  workers: {cores: 1}
  plan:
"""
YAML = """    inline: |
      client: %s
      tls: {insecureSkipVerify: true}
      %s
      users:
        - name: U
          tasks: [{name: t, steps: [{get: %s}]}]
"""
JAVA = """    entry: Proof.java
    inline: |
      import dev.onrush.api.*;

      public final class Proof implements Plan {
          @Override
          public void define(PlanBuilder plan) {
              plan.client(HttpClientKind.%s).tls(Tls.DEFAULT.withoutVerification());
              plan.user("U", HttpUser::new).task("t", user -> user.client().get("%s"));
          }
      }
"""
CLIENTS = {"fast": (YAML, "fast"), "full": (YAML, "full"), "java-fast": (JAVA, "FAST"), "java-full": (JAVA, "FULL")}
STATES = ["calm", "stopped", "collecting", "starved"]


class Trial(NamedTuple):
    state: str
    client: str
    open: bool
    wire: Wire = Wire()
    #: whether the first answer to each request leads elsewhere; of the full client
    redirected: bool = False

    def __str__(self):
        model = f"{'open' if self.open else 'closed'} model"
        return ", ".join([self.state, model, self.client, *self.wire.words(), *(["redirected"] if self.redirected else [])])

    def test(self, port, seconds):
        load = f"{{users: {USERS}, spawnRate: {USERS}, runTime: {seconds}s}}"
        if self.open:
            load = f"{{arrivalRate: {{rate: {RATE}, maxUsers: 1000}}, runTime: {seconds}s}}"
        plan, client = CLIENTS[self.client]
        path = LED_PATH if self.redirected else PATH
        words = (client, path) if plan is JAVA else (client, self.wire.plan(), path)
        return TEST % (self.wire.scheme(), port, load) + plan % words


def java(name="java"):
    return os.environ["JAVA_HOME"] + "/bin/" + name if "JAVA_HOME" in os.environ else name


def certificate(where):
    key, cert = where / "key.pem", where / "cert.pem"
    if not cert.exists():
        made = subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", cert], capture_output=True, check=False)
        if made.returncode:
            sys.exit(made.stderr.decode())
    return [cert, key]


class Processes:
    """Those of a trial, which are over with it."""

    def __init__(self, undo):
        self.undo = undo
        self.running = []

    def __enter__(self):
        return self

    def start(self, command, **how):
        # A group of its own and no session: where the kernel shares the CPU among sessions, niceness means something within one only.
        process = subprocess.Popen(command, process_group=0, **how)
        self.undo.kill(process.pid)
        self.running.append(process)
        return process

    def __exit__(self, *_):
        for process in self.running:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
            self.undo.ended(process.pid)


def worker_of(run):
    """The process that makes the load."""
    threads = Path(f"/proc/{run.pid}/task").iterdir()
    for pid in (child for thread in threads for child in (thread / "children").read_text().split()):
        if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return int(pid)
    raise Unknown("no worker was found")


def stop(worker, seconds):
    """Three times for 300 ms."""
    for _ in range(3):
        time.sleep(seconds / 4)
        os.kill(worker, signal.SIGSTOP)
        time.sleep(0.3)
        os.kill(worker, signal.SIGCONT)


def collect(worker, seconds):
    """Has the collector stop everything to go through the whole heap, again and again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        subprocess.run([java("jcmd"), str(worker), "GC.run"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def disturb(state, generator, seconds, processes):
    match state:
        case "stopped":
            stop(worker_of(generator), seconds)
        case "collecting":
            collect(worker_of(generator), seconds)
        case "starved":
            # They get ten times as much of each core as one who is as nice as the generator.
            for _ in range(os.cpu_count()):
                processes.start([sys.executable, "-c", "while True: pass"])


def known(trial, seen):
    """What a capture tells, where it was of what was to be tried."""
    if trial.wire.resumed and seen.resumed < seen.connections / 2:
        raise Unknown(f"of {seen.connections} connections {seen.resumed} went on with a TLS session")
    return seen


def run(trial, seconds, jar, where, undo):
    """What was seen, and the report's file."""
    here = Path(tempfile.mkdtemp(dir=where))
    noted = here / "secrets"
    with Processes(undo) as processes:
        tls = ["--secrets", noted, *certificate(where)] if trial.wire.tls else []
        target = processes.start([sys.executable, *TARGET, *trial.wire.target(), *tls], stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent)
        port = int(target.stdout.readline())
        capture = Capture(port, trial.wire.kept())
        try:
            test = here / "bounds.yaml"
            test.write_text(trial.test(port, seconds))
            command = [java(), "-XX:+UseSerialGC", "-jar", str(jar), "run", str(test), "--reports", str(here)]
            if trial.state == "starved":
                command = ["nice", "-n", "10", *command]
            with open(here / "log", "wb") as log:
                generator = processes.start(command, stdout=log, stderr=log)
            while not capture.begun() and generator.poll() is None:
                time.sleep(0.01)
            if generator.poll() is None:
                disturb(trial.state, generator, seconds, processes)
            try:
                generator.wait(timeout=seconds + 120)
            except subprocess.TimeoutExpired:
                sys.exit(f"{trial}: the run does not end\n" + (here / "log").read_text()[-3000:])
            written = list(here.rglob("report.json"))
            if not written:
                sys.exit(f"{trial}: there is no report\n" + (here / "log").read_text()[-3000:])
            return known(trial, exchanges(capture.packets(), trial.wire.http2, secrets(noted) if trial.wire.tls else None)), written[0]
        finally:
            capture.close()
