#!/usr/bin/env python3
"""How late requests start in the open model: from when one is due until the kernel has taken it, in windows of 100 ms.

Wanted is that the 99th percentile of each window is 250 µs at most, at up to 50,000 starts a second on one core. The engine of a worker runs as it is, in a
process of its own (StartErrorBenchmark), and keeps both times of each request. A window belongs to the requests that were due in it. One is left
out for one reason only, that a CPU was stolen between shortly before it began and when its last request was written, by two measures that are reported one beside the other:
/proc/stat counted steal on either CPU, which it does in 10 ms, or, beyond that, a CPU was not there for 500 µs (stolen.py): without its own the generator starts
nothing, and without that of nginx all of its users wait for answers. Beside it, in the same run, how late a program would be that has nothing to do (waiter.py): that is the
machine's part. Needs the AOT cache (aot.sh), perf, root, and compiled test classes: mvn -DskipTests test-compile.
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

import generators
import machine
import master
import report
import stolen

WINDOW = 100_000_000
LIMIT = 250_000


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
        with stolen.Counted() as counted, stolen.Interrupts() as ours, stolen.Wakings() as theirs:
            process = subprocess.Popen(of(seconds, trace), start_new_session=True, stdout=subprocess.PIPE, stderr=log, text=True)
            machine.prefer(process.pid)
            try:
                said, _ = process.communicate(timeout=seconds + 90)
            finally:
                machine.kill(process)
        pairs = array.array("q", trace.read_bytes())
    if process.returncode or said.strip() != "missed 0":
        raise SystemExit(f"the generator said {said!r}, see {log.name}")
    all_windows = windows(pairs, arguments.settle)
    uncounted = [one for one in all_windows if not counted.within(*span(one))]
    kept = [one for one in uncounted if not ours.within(*span(one)) and not theirs.within(*span(one))]
    if not kept:
        raise SystemExit("no window without steal")
    every = sorted(error for _, errors, _ in kept for error in errors)
    return {
        "windows": len(all_windows), "uncounted": [p99(errors) for _, errors, _ in uncounted], "kept": [p99(errors) for _, errors, _ in kept],
        "p50": statistics.median(every), "p99": p99(every), "max": every[-1], "started": 1e9 * len(every) / len(kept) / WINDOW,
    }


def span(window):
    begin, _, written = window
    return begin, max(begin + WINDOW, written)


def met(runs, key):
    """How many windows of all runs were within the limit, and how far the runs are apart."""
    share = lambda p99s: 100 * sum(one <= LIMIT for one in p99s) / len(p99s)
    each = [share(run_[key]) for run_ in runs]
    return f"{share([one for run_ in runs for one in run_[key]]):.1f} % ({min(each):.1f} to {max(each):.1f})"


def row(what, runs):
    count = lambda key: sum(len(run_[key]) for run_ in runs)
    each = [one for run_ in runs for one in run_["kept"]]
    micros = lambda nanos: f"{nanos / 1e3:,.0f} µs"
    return (f"| {what} | {statistics.median(run_['started'] for run_ in runs):,.0f} | {sum(run_['windows'] for run_ in runs)} | {count('uncounted')} | {met(runs, 'uncounted')}"
            f" | {count('kept')} | {met(runs, 'kept')} | {micros(statistics.median(each))} | {micros(max(each))}"
            f" | {micros(statistics.median(run_['p50'] for run_ in runs))} | {micros(statistics.median(run_['p99'] for run_ in runs))} | {micros(max(run_['max'] for run_ in runs))} |")


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
        nginx.undisturbed()
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
        " percentile of each such window is 250 µs at most. Windows in which, or next to which, a CPU was stolen are left out, and nothing else is: first those for which `/proc/stat` counted steal, which it does in"
        " 10 ms, then those in which CPU 0 took no interrupt of a timer for 500 µs or longer, though it has one each 250 µs, or CPU 1 did not wake up who comes first there: without it all users wait for nginx. Kernel threads that may run anywhere are kept on CPU 1."
        f" {arguments.runs} runs of {arguments.seconds} s after {arguments.settle} s at each rate, in turns; in parentheses the run with the least and the most; one worker's engine, warmed up as a worker is,"
        f" with a report cut each second; {'with' if generators.aot() else 'without'} the AOT cache, without a master. Rows with nothing to do are of a program that only looks at the clock until a request would be due: what it is late by, the machine is, which may have less than two whole CPUs.",
        "",
        f"- Machine: {machine.description()}; {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC; load average at the end: {os.getloadavg()[0]:.1f}",
        f"- Onrush {generators.commit()}; {machine.output('nginx', '-v').removeprefix('nginx version: ')}; Java {machine.output(generators.java(), '--version').split()[1]}",
        f"- Command: `starts.py --runs {arguments.runs} --settle {arguments.settle} --seconds {arguments.seconds} --users {arguments.users}`",
        "",
        "| wanted/s | started/s | windows | no steal counted | of these within 250 µs | and no CPU absent | of these within 250 µs | their p99s, median | highest | p50 of all in them | p99 | max |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
        *[row(what, runs) for what, runs in found.items()],
        "",
    ])
    print(text)
    if arguments.write:
        report.write("starts", text)


if __name__ == "__main__":
    main()
