"""The load generators: how each is started, and how long it takes until it is what it will be."""
import dataclasses
import os
import pathlib
import re
import shutil
import tempfile

from machine import HERE, output

ROOT = HERE.parent.parent
PEERS = pathlib.Path(os.environ.get("PEERS", HERE / "target" / "peers"))
CONNECTIONS = 64
FOREVER = 600


@dataclasses.dataclass
class Generator:
    name: str
    command: list
    version: str
    #: CPU seconds that it gets before it is measured
    warm_up: float
    environment: dict = dataclasses.field(default_factory=dict)


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def onrush(name, plan, url, users=CONNECTIONS, spawn_rate=None, client=None, options=(), warm_up=15):
    text = (HERE / "plans" / plan).read_text()
    if client:
        text = re.sub("^client: .*$", f"client: {client}", text, flags=re.M)
    directory = pathlib.Path(tempfile.mkdtemp(prefix="onrush-plan-"))
    file = directory / plan
    file.write_text(text)
    jar = ROOT / "runner-image/runner/target/onrush/onrush.jar"
    command = [java(), "-XX:+UseSerialGC", *options, "-jar", str(jar), "-f", str(file), "-H", url, "--headless",
               "-u", str(users), "-r", str(spawn_rate or users), "-t", f"{FOREVER}s"]
    return Generator(name, command, output("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"), warm_up)


def wrk(name, url, *options):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{FOREVER}s", *options, url + "/item/123"]
    return Generator(name, command, output("wrk", "-v").split("\n")[0].split(" [")[0], 1)


def k6(script, url):
    command = [str(PEERS / "k6"), "run", "--quiet", "--no-usage-report", str(HERE / "peers" / f"{script}.js")]
    return Generator("k6", command, output(command[0], "version").split(" (")[0], 3, {"TARGET": url, "GOMAXPROCS": "1"})


def vegeta(url):
    target = pathlib.Path(tempfile.mkdtemp(prefix="vegeta-")) / "targets"
    target.write_text(f"GET {url}/item/123\n")
    command = [str(PEERS / "vegeta"), "attack", "-rate=0", f"-max-workers={CONNECTIONS}", f"-workers={CONNECTIONS}",
               f"-connections={CONNECTIONS}", f"-duration={FOREVER}s", f"-targets={target}", "-output=/dev/null"]
    # Built from a module it does not know its own version; the binary does.
    module = re.search(r"\tmod\t\S+\t(\S+)", output("go", "version", "-m", command[0]))
    return Generator("vegeta", command, module.group(1) if module else "?", 1, {"GOMAXPROCS": "1"})


def locust(name, script, user, url):
    program = str(PEERS / "venv/bin/locust")
    command = [program, "-f", str(HERE / "peers" / f"{script}.py"), user, "--headless", "-u", str(CONNECTIONS),
               "-r", str(CONNECTIONS), "-H", url, "-t", f"{FOREVER}s", "--only-summary"]
    return Generator(name, command, output(program, "--version").split(" from")[0], 2)


def installed(generator):
    return shutil.which(generator.command[0]) is not None


def trivial(url):
    return [
        wrk("wrk", url),
        wrk("wrk, path and header varied", url, "-s", str(HERE / "peers/varied.lua")),
        onrush("Onrush, fast", "trivial.yaml", url),
        onrush("Onrush, full", "trivial.yaml", url, client="full", warm_up=25),
        onrush("Onrush, Java plan", "Trivial.java", url, warm_up=25),
        vegeta(url),
        k6("trivial", url),
        locust("Locust FastHttpUser", "trivial", "Fast", url),
        locust("Locust HttpUser", "trivial", "Requests", url),
    ]


def realistic(url):
    return [
        onrush("Onrush, fast", "realistic.yaml", url, warm_up=20),
        k6("realistic", url),
        locust("Locust FastHttpUser", "realistic", "Customer", url),
    ]
