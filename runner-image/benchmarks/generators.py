"""The load generators: how each is started, and how long it takes until it is what it will be."""
import dataclasses
import functools
import json
import os
import pathlib
import re
import shutil
import tempfile

from machine import HERE, output

ROOT = HERE.parent.parent
PEERS = pathlib.Path(os.environ.get("PEERS", HERE / "target" / "peers"))
CONNECTIONS = 64
#: So many that a realistic plan's think time leaves no generator with nothing to do.
THINKING = 512
RATES = (5_000, 20_000, 50_000)
#: For how many milliseconds users wait after each answer, which makes some 5,000, 20,000 and 50,000 requests a second; and of which ones wrk's draw theirs to come to as many.
PAUSES = {13: "12 13", 3: "2 3", 1: "0 1 1 1"}
FOREVER = 600
#: Of each process of the image.
IMAGE = [word for line in (ROOT / "runner-image/jvm.options").read_text().splitlines() for word in line.split("#")[0].split()]
#: A worker of the image has nicer compilers, since it is warm when it begins. Where it has to be fast soon from nothing, they need their share.
WORKER = [word for word in IMAGE if re.search("Priority|PrintWarnings|-D", word)]
#: Of a program that has its worker inside.
JVM = [word for word in IMAGE if word not in WORKER]


@dataclasses.dataclass
class Generator:
    name: str
    command: list
    version: str
    #: CPU seconds that it gets before it is measured
    warm_up: float
    environment: dict = dataclasses.field(default_factory=dict)
    #: where the rate is given: seconds by the clock instead, since CPU time then says nothing of how much was done
    settle: float = 0
    #: what has to be there besides the program that the command begins with
    needs: pathlib.Path | None = None


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def commit():
    """What was measured: the last commit to what the program is made of, so that writing a page of documentation is no other program."""
    return output("git", "-C", str(ROOT), "log", "-1", "--format=%h", "--", "runner-image", ":!runner-image/benchmarks")


PROGRAM = ROOT / "runner-image/runner/target/onrush/onrush.jar"


def aot():
    """The option for the AOT cache, where one was made of this program (aot.sh)."""
    cache = HERE / "target" / "onrush.aot"
    return [f"-XX:AOTCache={cache}"] if cache.exists() and cache.stat().st_mtime > PROGRAM.stat().st_mtime else []


def program(*options):
    """The program in a JVM as in the image."""
    return [java(), *JVM, *options, *aot(), "-jar", str(PROGRAM)]


def plan_file(plan, client=None, pause=None):
    text = (HERE / "plans" / plan).read_text()
    if pause:
        text = text.replace("  - name: Visitor\n", f"  - name: Visitor\n    waitTime: {pause}ms\n")
    if client:
        text = re.sub("^client: .*$", f"client: {client}", text, flags=re.M)
    file = pathlib.Path(tempfile.mkdtemp(prefix="onrush-plan-")) / plan
    file.write_text(text)
    return file


def onrush(name, plan, url, users=CONNECTIONS, spawn_rate=None, client=None, options=(), warm_up=15, pause=None):
    command = [*program(*options), "-f", str(plan_file(plan, client, pause)), "-H", url, "--headless",
               "-u", str(users), "-r", str(spawn_rate or users), "-t", f"{FOREVER}s"]
    return Generator(name, command, commit(), warm_up)


def open_model(plan, url, rate, users=CONNECTIONS, seconds=FOREVER, client=None):
    """Options of a run that starts so many iterations a second, come what may."""
    file = plan_file(plan, client)
    spec = {"plan": {"configMap": {"name": "benchmark"}}, "target": url, "load": {"arrivalRate": {"rate": rate, "maxUsers": users}, "runTime": f"{seconds}s"}}
    (file.parent / "run.json").write_text(json.dumps(spec))
    return ["-f", str(file), "--headless", "--run-file", str(file.parent / "run.json")]


def onrush_rate(name, url, rate, client=None, warm_up=10):
    return Generator(name, [*program(), *open_model("trivial.yaml", url, rate, client=client)], commit(), warm_up)


def wrk2(url, rate):
    command = [str(PEERS / "wrk2"), "-t1", f"-c{CONNECTIONS}", f"-d{FOREVER}s", f"-R{rate}", url + "/item/123"]
    return Generator("wrk2", command, output("git", "-C", str(PEERS / "wrk2src"), "rev-parse", "--short", "HEAD"), 0.5)


def wrk(name, url, *options):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{FOREVER}s", *options, url + "/item/123"]
    return Generator(name, command, output("wrk", "-v").split("\n")[0].split(" [")[0], 1)


def k6(script, url, rate=0, users=CONNECTIONS):
    command = [str(PEERS / "k6"), "run", "--quiet", "--no-usage-report", str(HERE / "peers" / f"{script}.js")]
    return Generator("k6", command, output(command[0], "version").split(" (")[0], 3, 
                     {"TARGET": url, "RATE": str(rate), "USERS": str(users), "GOMAXPROCS": "1"})


def vegeta(url, rate=0):
    target = pathlib.Path(tempfile.mkdtemp(prefix="vegeta-")) / "targets"
    target.write_text(f"GET {url}/item/123\n")
    command = [str(PEERS / "vegeta"), "attack", f"-rate={rate}", f"-max-workers={CONNECTIONS}", f"-workers={CONNECTIONS}",
               f"-connections={CONNECTIONS}", f"-duration={FOREVER}s", f"-targets={target}", "-output=/dev/null"]
    # Built from a module it does not know its own version; the binary does.
    module = re.search(r"\tmod\t\S+\t(\S+)", output("go", "version", "-m", command[0]))
    return Generator("vegeta", command, module.group(1) if module else "?", 1, {"GOMAXPROCS": "1"})


def locust(name, script, user, url, users=CONNECTIONS):
    program = str(PEERS / "venv/bin/locust")
    command = [program, "-f", str(HERE / "peers" / f"{script}.py"), user, "--headless", "-u", str(users),
               "-r", str(users), "-H", url, "-t", f"{FOREVER}s", "--only-summary"]
    return Generator(name, command, output(program, "--version").split(" from")[0], 2)


def hyperfoil(url, rate=0, pause=None):
    """Its engine in a process of its own (peers/Hyperfoil.java), with the options of Java that its own scripts give it."""
    text = (HERE / "peers/trivial.hf.yaml").read_text()
    if rate:
        text = text.replace("    always:\n      users: !param USERS\n", f"    constantRate:\n      usersPerSec: {rate}\n      maxSessions: !param USERS\n")
    if pause:
        text += f"        - thinkTime: {pause}ms\n"
    file = pathlib.Path(tempfile.mkdtemp(prefix="hyperfoil-")) / "trivial.hf.yaml"
    file.write_text(text)
    classes = PEERS / "hyperfoil"
    command = [java(), "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", f"{classes}/*:{classes}", "Hyperfoil", str(file),
               f"TARGET={url}", f"USERS={CONNECTIONS}", f"DURATION={FOREVER}s"]
    version = output("git", "-C", str(PEERS / "hyperfoilsrc"), "rev-parse", "--short", "HEAD")
    return Generator("Hyperfoil", command, f"Hyperfoil 0.30-SNAPSHOT {version}", 15, needs=classes / "Hyperfoil.class")


def bare(url, transport):
    """Netty by itself (peers/Bare.java), of the version that the program has: epoll or io_uring."""
    classes = PEERS / "bare"
    command = [java(), "--enable-native-access=ALL-UNNAMED", "-cp", f"{classes}:{classes}/*:{PROGRAM.parent}/lib/*", "Bare", transport, url, str(CONNECTIONS)]
    version = re.search(r"epoll-(\S+)\.jar", " ".join(os.listdir(PROGRAM.parent / "lib")))
    return Generator(f"Netty, {transport}", command, f"Netty {version.group(1)}", 8, needs=classes / "Bare.class")


def installed(generator):
    return shutil.which(generator.command[0]) is not None and (generator.needs is None or generator.needs.exists())


def trivial(url):
    return [
        wrk("wrk", url),
        wrk("wrk, path and header varied", url, "-s", str(HERE / "peers/varied.lua")),
        onrush("Onrush, fast", "trivial.yaml", url),
        onrush("Onrush, full", "trivial.yaml", url, client="full", warm_up=25),
        onrush("Onrush, Java plan", "Trivial.java", url, warm_up=25),
        hyperfoil(url),
        vegeta(url),
        k6("trivial", url),
        locust("Locust FastHttpUser", "trivial", "Fast", url),
        locust("Locust HttpUser", "trivial", "Requests", url),
    ]


def realistic(url):
    return [
        onrush("Onrush, fast", "realistic.yaml", url, users=THINKING, warm_up=20),
        onrush("Onrush, fast, trivial plan", "trivial.yaml", url),
        k6("realistic", url, users=THINKING),
        locust("Locust FastHttpUser", "realistic", "Customer", url, users=THINKING),
    ]


def at_rate(url, rate):
    slow = [k6("trivial", url, rate)] if rate <= min(RATES) else []
    candidates = [
        wrk2(url, rate),
        onrush_rate("Onrush, fast", url, rate),
        onrush_rate("Onrush, full", url, rate, client="full", warm_up=15),
        hyperfoil(url, rate=rate),
        vegeta(url, rate),
        *slow,
    ]
    return [dataclasses.replace(one, settle=20) for one in candidates]


def wrk_that_waits(name, url, pauses):
    return dataclasses.replace(wrk(name, url, "-s", str(HERE / "peers/varied.lua")), environment={"PAUSE": pauses})


def pausing(url, millis):
    """Users who wait after each answer, which wrk can do as well: so it is the measure where a part of the core is idle, too. Each has the CPU time that it has at full speed before it is measured.

    All have timers of a millisecond. Onrush draws one of the two that are around a pause's end; users who all wait for the same milliseconds, as wrk's do of themselves and Hyperfoil's do here, soon ask all at once."""
    return [
        wrk_that_waits("wrk", url, PAUSES[millis]),
        onrush("Onrush, fast", "trivial.yaml", url, pause=millis),
        onrush("Onrush, full", "trivial.yaml", url, client="full", warm_up=25, pause=millis),
        wrk_that_waits("wrk, the same pause for all", url, str(millis)),
        hyperfoil(url, pause=millis),
    ]


def netty(url):
    return [wrk("wrk", url), bare(url, "epoll"), bare(url, "io_uring")]


#: What is compared with what: for each plan a function of the target, which gives the generators.
PLANS = {
    "trivial": trivial,
    "realistic": realistic,
    "bare": netty,
    **{f"rate{rate}": functools.partial(at_rate, rate=rate) for rate in RATES},
    **{f"pause{millis}": functools.partial(pausing, millis=millis) for millis in PAUSES},
}
