#!/usr/bin/env python3
"""Counts what a worker process does in each of its first seconds at full speed on one CPU, with the warm-up and without it."""
import argparse
import os
import signal
import statistics
import subprocess
import time

import generators
import machine


def starts(nginx, options, seconds, log):
    """Requests in each second from the first one on, and how long it took from the process's start until then."""
    generator = generators.onrush("first seconds", "trivial.yaml", nginx.url)
    began, before, looks = time.monotonic(), nginx.requests(), 0
    process = subprocess.Popen(["taskset", "-c", "0", *generator.command, "--processes", "1", "--web-port", "0"],
                               env={**os.environ, **options}, start_new_session=True, stdout=log, stderr=log)
    machine.prefer(process.pid)
    try:
        # Each look is a request, too.
        while nginx.requests() - before < looks + 10:
            looks += 1
            if process.poll() is not None or time.monotonic() - began > 120:
                raise SystemExit("no request came, see first-seconds.log")
            time.sleep(0.02)
        first, counts = time.monotonic(), [nginx.requests()]
        for second in range(1, seconds + 1):
            time.sleep(max(0, first + second - time.monotonic()))
            counts.append(nginx.requests())
        return first - began, [b - a for a, b in zip(counts, counts[1:])]
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--port", type=int, default=18080)
    arguments = parser.parse_args()
    target = machine.HERE / "target"
    target.mkdir(exist_ok=True)
    print("| | first request after | requests in second " + " | ".join(str(i + 1) for i in range(arguments.seconds)) + " |")
    print("|---|---|" + "---|" * arguments.seconds)
    with machine.Nginx(arguments.port) as nginx, open(target / "first-seconds.log", "w") as log:
        for name, options in (("with the warm-up", {}), ("--no-warm-up", {"ONRUSH_NO_WARM_UP": "true"})):
            runs = [starts(nginx, options, arguments.seconds, log) for _ in range(arguments.starts)]
            medians = [f"{statistics.median(run[1][i] for run in runs):,.0f}" for i in range(arguments.seconds)]
            print(f"| {name} | {statistics.median(run[0] for run in runs):.1f} s | " + " | ".join(medians) + " |", flush=True)


if __name__ == "__main__":
    main()
