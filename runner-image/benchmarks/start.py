#!/usr/bin/env python3
"""Measures how far apart real workers begin: each is a process of its own on this machine, and a target says when each one's first request came.

Needs compiled test classes: mvn -DskipTests test-compile.
"""
import argparse
import datetime
import os
import statistics
import subprocess
import tempfile

import machine
import master
import report

BAR = 5


def start(workers):
    """When the workers' first requests came, in milliseconds after the first one's, and what the report said: the same, and at most."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    with tempfile.TemporaryDirectory(prefix="onrush-start-") as logs:
        done = subprocess.run(
            [java, "-XX:+UseSerialGC", "-cp", master.class_path(), "--enable-native-access=ALL-UNNAMED",
             "dev.onrush.runner.wire.StartBenchmark", str(workers), logs],
            stdout=subprocess.PIPE, text=True, timeout=170, check=True)
    said = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.startswith(("seen ", "said "))}
    return [int(one) / 1e3 for one in said["seen"]], [float(one) for one in said["said"]]


def p99(values):
    return sorted(values)[(len(values) * 99 + 99) // 100 - 1]


def lines(found):
    seen = [one for after, _ in found for one in after]
    return [
        ("first requests at the target, connections included, after the first worker's: median", f"{statistics.median(seen):.2f} ms", ""),
        ("the same: 99 % of them", f"{p99(seen):.2f} ms", ""),
        ("the same: the last of all starts", f"{max(seen):.2f} ms", ""),
        ("first users due, from the first worker to the last by their own clocks, the worst start", f"{max(said[1] for _, said in found):.2f} ms", f"{BAR} ms at most"),
        ("the same if each clock is as wrong as it can be", f"{max(said[2] for _, said in found):.2f} ms", ""),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--starts", type=int, default=8)
    parser.add_argument("--budget", type=float, help="minutes; no start is begun that would end later")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    arguments = parser.parse_args()
    begun = datetime.datetime.now(datetime.timezone.utc)
    found = []
    for i in range(arguments.starts):
        took = (datetime.datetime.now(datetime.timezone.utc) - begun).total_seconds() / 60
        if arguments.budget and i and took * (i + 1) / i > arguments.budget:
            break
        found.append(start(arguments.workers))
        print(" ".join(f"{one:.2f}" for one in found[-1][0]), "ms seen;", *found[-1][1][1:], "ms said", flush=True)
    measured = lines(found)
    for what, value, wanted in measured:
        print(f"{what}: {value}" + (f" (wanted: {wanted})" if wanted else ""))
    if arguments.write:
        report.write("start", "\n".join([
            f"{len(found)} starts of {arguments.workers} workers, all on the same 2 CPUs as master and target, each with one user. {machine.description()};",
            f"{begun:%Y-%m-%d %H:%M} UTC.",
            "",
            "| | measured | wanted |",
            "|---|---|---|",
            *[f"| {what} | {value} | {wanted} |" for what, value, wanted in measured],
            "",
        ]))


if __name__ == "__main__":
    main()
