#!/usr/bin/env python3
"""What a garbage collector and a heap cost a worker on one core: CPU time per request, memory, and how late requests start.

The full client, which allocates some 5 KB for a request, in the open model; the heap is that of a container with a limit of 1 GiB. The engine of a worker runs as it
is, in a process of its own (StartErrorBenchmark). Needs compiled test classes: mvn -DskipTests test-compile.
"""
import argparse
import array
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import generators
import machine
import ratios
import report
import starts
import state as state_of

#: 60 % of 1 GiB, as in the image.
HEAP = "614m"
#: What a JVM begins with in a container of 1 GiB where nothing is said.
GROWING = ["-Xms16m"]
FIXED = [f"-Xms{HEAP}"]
TOUCHED = [*FIXED, "-XX:+AlwaysPreTouch"]
VARIANTS = {
    "Serial, a heap that grows": ["-XX:+UseSerialGC", *GROWING],
    "Serial, a fixed heap": ["-XX:+UseSerialGC", *FIXED],
    "Serial, a fixed heap, touched at the start": ["-XX:+UseSerialGC", *TOUCHED],
    "Parallel, the same heap": ["-XX:+UseParallelGC", *TOUCHED],
    "G1, the same heap": ["-XX:+UseG1GC", *TOUCHED],
    "Shenandoah, the same heap": ["-XX:+UseShenandoahGC", *TOUCHED],
    "ZGC, the same heap": ["-XX:+UseZGC", *TOUCHED],
}


def measured(nginx, options, arguments, log):
    kept = [word for word in generators.IMAGE if not word.endswith("GC")]
    with tempfile.TemporaryDirectory() as directory:
        trace = pathlib.Path(directory) / "trace"
        plan = generators.plan_file("trivial.yaml", "full")
        command = starts.command(nginx, arguments.rate, 512, arguments.settle + arguments.seconds, trace, plan, [f"-Xmx{HEAP}", *options, *kept])
        first = nginx.requests()
        process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=log, text=True)
        machine.prefer(process.pid)
        try:
            while nginx.requests() < first + 100 and process.poll() is None:
                time.sleep(0.05)
            time.sleep(arguments.settle)
            cpu, requests, stolen, began = machine.cpu_seconds(process.pid), nginx.requests(), machine.stolen_seconds(), time.monotonic()
            time.sleep(arguments.seconds - 1)
            cpu, requests, mib = machine.cpu_seconds(process.pid) - cpu, nginx.requests() - requests, machine.resident_mib(process.pid)
            stolen = (machine.stolen_seconds() - stolen) / (time.monotonic() - began) / os.cpu_count()
            said, _ = process.communicate(timeout=60)
        finally:
            machine.kill(process)
        if process.returncode or said.strip() != "missed 0":
            raise SystemExit(f"the generator said {said!r}, see {log.name}")
        pairs = array.array("q", trace.read_bytes())
    late = sorted(error for _, errors, _ in starts.windows(pairs, arguments.settle) for error in errors)
    return {"microseconds": 1e6 * cpu / max(1, requests), "mib": mib, "p50": late[len(late) // 2], "p99": starts.p99(late), "max": late[-1], "steal": stolen}


def row(data, name, base):
    rounds = [one[name] for one in data["rounds"]]
    of = lambda key: statistics.median(one[key] for one in rounds)
    return (f"| {name} | {of('microseconds'):.1f} | {ratios.cell(data['rounds'], name, base)} | {of('mib'):.0f} | {of('p50') / 1e3:.0f} µs | {of('p99') / 1e3:,.0f} µs"
            f" | {of('max') / 1e6:.1f} ms ({min(one['max'] for one in rounds) / 1e6:.1f} to {max(one['max'] for one in rounds) / 1e6:.1f}) |")


def section(data):
    names = [name for name in VARIANTS if all(name in one for one in data["rounds"])]
    return "\n".join([
        "## Collectors and heaps",
        "",
        f"One worker's engine on CPU 0, the full client (some 5 KB of garbage a request) in the open model at {data['rate']:,} requests a second, nginx on CPU 1; a heap of {HEAP} at most, as"
        f" in a container of 1 GiB; in the {data['seconds']} s after the first {data['settle']}; {len(data['rounds'])} rounds, each with every one in another order, {data['rejected']} more rejected for"
        f" more than {100 * data['steal']:g} % steal. Medians; CPU time and how it compares with the first, within a round, with a 95 % bootstrap interval; how long after they were due requests were written.",
        "",
        f"- Machine: {data['machine']}; {data['date']}; load average before: {data['load']:.1f}",
        f"- Onrush {data['commit']}; command: `collectors.py --rounds {len(data['rounds'])}`",
        "",
        f"| | µs per request | × {names[0]} | resident MiB | late: p50 | p99 | the latest of a run |",
        "|---|---|---|---|---|---|---|",
        *[row(data, name, names[0]) for name in names],
        "",
    ])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rate", type=int, default=10_000)
    parser.add_argument("--settle", type=int, default=8, help="seconds of each run that are not looked at")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--steal", type=float, default=0.01, help="the most steal of a round, as a share of all CPUs")
    state_of.arguments(parser)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {1})
    key = [arguments.rate, arguments.settle, arguments.seconds, arguments.steal, VARIANTS, generators.IMAGE, generators.commit()]
    state = state_of.State("collectors", key, arguments.fresh)
    data, budget = state.data, state_of.Budget(arguments.budget)
    data.update(rate=arguments.rate, settle=arguments.settle, seconds=arguments.seconds, steal=arguments.steal, commit=generators.commit())
    with machine.Housekeeping(), machine.Nginx(arguments.port) as nginx, open(state.log, "w") as log:
        while len(data["rounds"]) < arguments.rounds and data["rejected"] <= 2 * arguments.rounds and budget.allows_another():
            names = list(VARIANTS)
            turn = (len(data["rounds"]) + data["rejected"]) % len(names)
            one = {}
            for name in names[turn:] + names[:turn]:
                one[name] = measured(nginx, VARIANTS[name], arguments, log)
                print(f"  {name}: {one[name]}", flush=True)
            if max(result["steal"] for result in one.values()) > arguments.steal:
                data["rejected"] += 1
            else:
                data["rounds"].append(one)
            state.save()
    if not data["rounds"]:
        raise SystemExit("no round was done")
    text = section(data)
    print(text)
    if arguments.write:
        report.write("collectors", text)


if __name__ == "__main__":
    main()
