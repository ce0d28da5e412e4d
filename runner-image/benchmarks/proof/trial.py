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

TARGET = ["-m", "proof.target"]
USERS = 20
#: Arrivals a second, about a quarter of the requests that so many users make; while it is stopped each needs a user of its own.
RATE = 200
PATH = "/proof"
#: Of requests that are sent elsewhere.
LED_PATH = AWAY.decode() + "proof"
#: How many requests a connection carries whose TLS session the next one goes on with.
ANSWERS = 5
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
    tls: bool
    #: connections that all users share; each has its own where it is 0
    shared: int = 0
    #: whether the first answer to each request leads elsewhere; of the full client
    redirected: bool = False
    #: whether the target closes connections after some requests, and the next ones go on with their TLS sessions
    resumed: bool = False
    #: whether all share a connection of HTTP/2; of the full client's plans in YAML
    http2: bool = False

    def __str__(self):
        shared = f", {self.shared} shared connections" if self.shared else ""
        return f"{self.state}, {'open' if self.open else 'closed'} model, {self.client}" + (", TLS" if self.tls else "") + shared + (", redirected" if self.redirected else "") + (
            ", resumed" if self.resumed else "") + (", HTTP/2" if self.http2 else "")

    def target(self):
        """Options of the target."""
        return [*(["--answers", str(ANSWERS)] if self.resumed else []), *(["--http2"] if self.http2 else [])]

    def kept(self):
        """How many bytes of a packet: headers, or all where they are sealed; where many answers come at once a packet has several."""
        if self.http2:
            return 16384 if self.tls else 8192
        return 2048 if self.tls else 256

    def waits(self):
        """Whether a request may have waited for its connection, which a capture does not tell."""
        return bool(self.shared) or self.http2

    def test(self, port, seconds):
        load = f"{{users: {USERS}, spawnRate: {USERS}, runTime: {seconds}s}}"
        if self.open:
            load = f"{{arrivalRate: {{rate: {RATE}, maxUsers: 1000}}, runTime: {seconds}s}}"
        plan, client = CLIENTS[self.client]
        path = LED_PATH if self.redirected else PATH
        shared = f"sharedConnections: {self.shared}" if self.shared else "http2: {}" if self.http2 else ""
        words = (client, path) if plan is JAVA else (client, shared, path)
        return TEST % ("https" if self.tls else "http", port, load) + plan % words


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
    if trial.resumed and seen.resumed < seen.connections / 2:
        raise Unknown(f"of {seen.connections} connections {seen.resumed} went on with a TLS session")
    return seen


def run(trial, seconds, jar, where, undo):
    """What was seen, and the report's file."""
    here = Path(tempfile.mkdtemp(dir=where))
    noted = here / "secrets"
    with Processes(undo) as processes:
        tls = ["--secrets", noted, *certificate(where)] if trial.tls else []
        target = processes.start([sys.executable, *TARGET, *trial.target(), *tls], stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent)
        port = int(target.stdout.readline())
        capture = Capture(port, trial.kept())
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
            return known(trial, exchanges(capture.packets(), trial.http2, secrets(noted) if trial.tls else None)), written[0]
        finally:
            capture.close()
