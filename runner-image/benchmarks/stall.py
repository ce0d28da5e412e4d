#!/usr/bin/env python3
"""A target that stops in the middle of a run at a given rate, seen by Onrush's open model and by wrk2.

nginx is stopped for S seconds in a run of T seconds at R requests a second, and then serves what has piled up at a rate that is measured (mu). A
generator that starts requests when they are due, and counts from there, sees percentiles of L(q) = S - (1 - q) * T * (1 - R / mu), plus what a
request takes. Exits 1 when Onrush is further from that than 2 % and 2 ms.
"""
import argparse
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import generators
import machine
import report
import state as state_of

PERCENTILES = ("90", "99", "99.9")
#: wrk2 forgets what it measured before it has calibrated itself.
CALIBRATION = 10
TEST = """apiVersion: onrush.dev/v1
kind: LoadTest
metadata: {name: stall}
spec:
  plan:
    inline: |
      client: fast
      timeout: 30s
      users: [{name: U, tasks: [{name: t, steps: [{get: /item/1}]}]}]
  target: %s
  load: {arrivalRate: {rate: %d, maxUsers: 64, maxStartDelay: 30s}, runTime: %ds}
  workers: {cores: 1}
"""
MILLIS = {"us": 1e-3, "ms": 1, "s": 1e3, "m": 6e4}


def stall(nginx, seconds, rate):
    """Stops nginx; how long it stood, and how many requests a second it served until it had caught up."""
    pids = machine.children(nginx.process.pid)
    before = nginx.requests()
    stopped = time.monotonic()
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(seconds)
    for pid in reversed(pids):
        os.kill(pid, signal.SIGCONT)
    began = time.monotonic()
    stood = began - stopped
    while time.monotonic() < began + 20:
        served, now = nginx.requests() - before, time.monotonic()
        if served >= rate * (now - stopped) - 0.005 * rate:
            return stood, max(served / (now - began), rate * 1.01)
        time.sleep(0.002)
    raise SystemExit("nginx did not catch up")


def run(nginx, command, arguments, lead, log):
    process = subprocess.Popen(["taskset", "-c", "0", *command], start_new_session=True, stdout=log, stderr=log)
    try:
        first = nginx.requests()
        # Its own warm-up goes elsewhere.
        while nginx.requests() < first + arguments.rate // 10 and process.poll() is None:
            time.sleep(0.05)
        time.sleep(lead)
        stood, drain = stall(nginx, arguments.stop, arguments.rate)
        process.wait(timeout=arguments.seconds + 60)
        return stood, drain
    finally:
        machine.kill(process)


def onrush(nginx, arguments, log):
    directory = pathlib.Path(tempfile.mkdtemp(prefix="onrush-stall-"))
    (directory / "stall.yaml").write_text(TEST % (nginx.url, arguments.rate, arguments.seconds))
    command = [*generators.program(), "run", str(directory / "stall.yaml"), "--reports", str(directory)]
    stood, drain = run(nginx, command, arguments, arguments.seconds / 3, log)
    times = json.loads(next(directory.rglob("report.json")).read_text())["names"][0]["responseTime"]["percentiles"]
    return stood, drain, {q: times[q] / 1e6 for q in PERCENTILES}


def wrk2(nginx, arguments, _):
    with tempfile.TemporaryFile("w+") as output:
        command = [str(generators.PEERS / "wrk2"), "-t1", "-c64", f"-d{arguments.seconds + CALIBRATION}s", f"-R{arguments.rate}", "--latency",
                   nginx.url + "/item/1"]
        stood, drain = run(nginx, command, arguments, CALIBRATION + arguments.seconds / 3, output)
        output.seek(0)
        found = dict((float(q), float(value) * MILLIS[unit])
                     for q, value, unit in re.findall(r"^\s*([\d.]+)%\s+([\d.]+)(us|ms|s|m)\s*$", output.read(), re.M))
    return stood, drain, {q: found[float(q)] for q in PERCENTILES}


def expected(stood, drain, arguments, q):
    return 1e3 * max(0, stood - (1 - float(q) / 100) * arguments.seconds * (1 - arguments.rate / drain))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=5_000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--stop", type=float, default=3)
    state_of.arguments(parser)
    arguments = parser.parse_args()
    lines = [
        f"## A target that stops for {arguments.stop:g} s",
        "",
        f"nginx is stopped once in {arguments.seconds} s at {arguments.rate:,} requests a second. What a generator has to see is"
        " L(q) = S − (1 − q)·T·(1 − R/μ), with the rate μ at which nginx then caught up.",
        "",
        f"- Machine: {machine.description()}",
        f"- Onrush {generators.commit()}; command: `stall.py --rate {arguments.rate} --seconds {arguments.seconds} --stop {arguments.stop:g}`; one run each",
        "",
        "| | stood (S) | caught up at (μ) | " + " | ".join(f"p{q}: seen, expected" for q in PERCENTILES) + " |",
        "|---|---|---|" + "---|" * len(PERCENTILES),
    ]
    good = True
    with machine.Nginx(arguments.port) as nginx, open(machine.HERE / "target" / "stall.log", "w+") as log:
        for name, measure in (("Onrush, fast", onrush), ("wrk2", wrk2)):
            if name == "wrk2" and not (generators.PEERS / "wrk2").exists():
                continue
            stood, drain, seen = measure(nginx, arguments, log)
            cells = []
            for q in PERCENTILES:
                wanted = expected(stood, drain, arguments, q)
                within = abs(seen[q] - wanted) <= 0.02 * wanted + 2
                good &= within or name == "wrk2"
                cells.append(f"{seen[q]:,.0f} ms, {wanted:,.0f} ms" + ("" if within else " (outside 2 % + 2 ms)"))
            lines.append(f"| {name} | {stood:.3f} s | {drain:,.0f}/s | {' | '.join(cells)} |")
            print(lines[-1], flush=True)
    text = "\n".join([*lines, ""])
    if arguments.write:
        report.write("stall", text)
    if not good:
        sys.exit("Onrush is too far from what it has to see")


if __name__ == "__main__":
    main()
