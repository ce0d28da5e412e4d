#!/usr/bin/env python3
"""How late requests start in the open model: from when one is due until the kernel has taken it, in windows of 100 ms.

Wanted is that the 99th percentile of each window is 250 µs at most, at up to 50,000 starts a second on one core. The engine of a worker runs as it is, in a
process of its own (StartErrorBenchmark), and keeps both times of each request. A window belongs to the requests that were due in it. One is left
out for one reason only: /proc/stat counted steal on either CPU between the last look before it began and the first look after its last request was written. Looks are
made every 20 ms. Beside it, in the same run, how late a program would be that has nothing to do (waiter.py): that is the machine's part. Needs the AOT cache (aot.sh) and
compiled test classes: mvn -DskipTests test-compile.
"""
import argparse
import array
import datetime
import functools
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import generators
import machine
import master
import report
from beside import Beside

WINDOW = 100_000_000
LIMIT = 250_000
LOOK = 0.02


class Steal(Beside):
    """What /proc/stat counts as stolen, in ticks, as time passes."""

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

    def between(self, begin, end):
        """Ticks that were stolen in a time, or a little before or after."""
        first = max((ticks for _, after, ticks in self.looks if after <= begin), default=self.looks[0][2])
        last = min((ticks for before, _, ticks in self.looks if before >= end), default=self.looks[-1][2])
        return last - first


def windows(pairs, settle):
    """Those that began after some seconds, by their beginning: errors in order, and when the last of them was written."""
    due, written = pairs[::2], pairs[1::2]
    first = min(due)
    found = {}
    for wanted, at in zip(due, written):
        number = (wanted - first) // WINDOW
        window = found.setdefault(number, ([], [0]))
        window[0].append(at - wanted)
        window[1][0] = max(window[1][0], at)
    # The last one may not be whole.
    return [(first + number * WINDOW, sorted(errors), last[0]) for number, (errors, last) in sorted(found.items())
            if number * WINDOW >= settle * 1e9 and number < max(found)]


def p99(errors):
    return errors[math.ceil(0.99 * len(errors)) - 1]


def command(nginx, rate, users, seconds, trace, plan=machine.HERE / "plans/trivial.yaml", options=(*generators.IMAGE, *generators.aot())):
    """A worker's engine on CPU 0, which writes down when each request was due and written. The AOT cache knows the program by its jar, to which classes may be added."""
    return ["taskset", "-c", "0", generators.java(), *options, "-cp", f"{generators.PROGRAM}:{master.RUNNER / 'target/test-classes'}",
            "dev.onrush.runner.load.StartErrorBenchmark", str(plan), nginx.url, str(rate), str(users), str(seconds), str(trace)]


def waiter(rate, beside, seconds, trace):
    """A program on CPU 0 that waits for the same times and does nothing. :param beside: ["busy"] for another that takes CPU 1"""
    return ["taskset", "-c", "0", sys.executable, str(machine.HERE / "waiter.py"), str(rate), str(seconds), str(trace), *beside]


def run(of, rate, arguments, log):
    """Runs what writes a trace. :param of: its command, given seconds and the trace's file"""
    seconds = arguments.settle + arguments.seconds
    with tempfile.TemporaryDirectory() as directory:
        trace = pathlib.Path(directory) / "trace"
        with Steal() as steal:
            process = subprocess.Popen(of(seconds, trace), start_new_session=True, stdout=subprocess.PIPE, stderr=log, text=True)
            machine.prefer(process.pid)
            try:
                said, _ = process.communicate(timeout=seconds + 60)
            finally:
                machine.kill(process)
        pairs = array.array("q", trace.read_bytes())
    if process.returncode or said.strip() != "missed 0":
        raise SystemExit(f"the generator said {said!r}, see {log.name}")
    all_windows = windows(pairs, arguments.settle)
    kept = [one for one in all_windows if not steal.between(one[0], max(one[0] + WINDOW, one[2]))]
    if not kept:
        raise SystemExit("no window without steal")
    each = [p99(errors) for _, errors, _ in kept]
    every = sorted(error for _, errors, _ in kept for error in errors)
    return {
        "rate": rate, "windows": len(all_windows), "kept": len(kept), "met": sum(one <= LIMIT for one in each), "median": statistics.median(each), "most": max(each),
        "p50": statistics.median(every), "p99": p99(every), "max": every[-1], "started": 1e9 * len(every) / len(kept) / WINDOW, "p99s": each,
    }


def row(what, runs):
    """All windows of all runs of a rate, and how far the runs are apart."""
    each = [one for run_ in runs for one in run_["p99s"]]
    kept, met = len(each), sum(run_["met"] for run_ in runs)
    shares = [run_["met"] / run_["kept"] for run_ in runs]
    micros = lambda nanos: f"{nanos / 1e3:,.0f}"
    return (f"| {what} | {statistics.median(run_['started'] for run_ in runs):,.0f} | {kept} of {sum(run_['windows'] for run_ in runs)} | {100 * met / kept:.1f} %"
            f" ({100 * min(shares):.1f} to {100 * max(shares):.1f}) | {micros(statistics.median(each))} µs | {micros(max(each))} µs"
            f" | {micros(statistics.median(run_['p50'] for run_ in runs))} µs | {micros(statistics.median(run_['p99'] for run_ in runs))} µs"
            f" | {micros(max(run_['max'] for run_ in runs))} µs |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, action="append", help="may be repeated; 5000, 20000 and 50000 where none is given")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--settle", type=int, default=5, help="seconds of each run that are not looked at")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--users", type=int, default=512, help="at most")
    parser.add_argument("--port", type=int, default=18080, help="nginx's")
    parser.add_argument("--write", action="store_true", help="write the results into docs/benchmarks.md")
    arguments = parser.parse_args()
    # What looks at the generator does not share its CPU.
    os.sched_setaffinity(0, {1})
    found = {}
    with machine.Housekeeping(), machine.Nginx(arguments.port) as nginx, open(machine.HERE / "target" / "starts.log", "w") as log:
        for _ in range(arguments.runs):
            for rate in arguments.rate or generators.RATES:
                of = {
                    f"{rate:,}": functools.partial(command, nginx, rate, arguments.users),
                    f"{rate:,}, nothing to do": functools.partial(waiter, rate, []),
                    f"{rate:,}, nothing to do, CPU 1 busy": functools.partial(waiter, rate, ["busy"]),
                }
                for what, start in of.items():
                    runs = found.setdefault(what, [])
                    runs.append(run(start, rate, arguments, log))
                    print(row(what, runs[-1:]), flush=True)
    text = "\n".join([
        "## How late requests start in the open model",
        "",
        "From when a request is due until the kernel has taken it, the generator on CPU 0, nginx on CPU 1, loopback, for requests that were due in the same 100 ms. Wanted: the 99th"
        " percentile of each such window is 250 µs at most. Windows in which, or next to which, a CPU was stolen are left out, and nothing else is. Kernel threads that may run anywhere are kept on CPU 1."
        f" {arguments.runs} runs of {arguments.seconds} s after {arguments.settle} s at each rate, in turns; in parentheses the run with the least and the most; one worker's engine, warmed up as a worker is,"
        f" with a report cut each second; {'with' if generators.aot() else 'without'} the AOT cache, without a master. Rows with nothing to do are of a program that only looks at the clock until a request would be due: what it is late by, the machine is, which may have less than two whole CPUs.",
        "",
        f"- Machine: {machine.description()}; {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC; load average at the end: {os.getloadavg()[0]:.1f}",
        f"- Onrush {generators.commit()}; {machine.output('nginx', '-v').removeprefix('nginx version: ')}; Java {machine.output(generators.java(), '--version').split()[1]}",
        f"- Command: `starts.py --runs {arguments.runs} --settle {arguments.settle} --seconds {arguments.seconds} --users {arguments.users}`",
        "",
        "| wanted/s | started/s | windows without steal | p99 within 250 µs | median of p99s | highest p99 | p50 of all | p99 of all | max of all |",
        "|---|---|---|---|---|---|---|---|---|",
        *[row(what, runs) for what, runs in found.items()],
        "",
    ])
    print(text)
    if arguments.write:
        report.write("starts", text)


if __name__ == "__main__":
    main()
