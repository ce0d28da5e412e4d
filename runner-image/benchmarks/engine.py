#!/usr/bin/env python3
"""Measures the CPU time that a request costs each load generator, side by side on one CPU against nginx on the other.

See README.md. Writes its part of docs/benchmarks.md with --write.
"""
import argparse
import datetime
import json
import os
import pathlib
import signal
import subprocess
import time

import generators
import machine
import report


def measured(generator, nginx, seconds, log):
    """One run of one generator: its steady state, and all of it from the start."""
    environment = {**os.environ, **generator.environment}
    first = nginx.requests()
    with open(log, "w") as out:
        process = subprocess.Popen(["taskset", "-c", "0", *generator.command], env=environment,
                                   start_new_session=True, stdout=out, stderr=out)
        machine.prefer(process.pid)
        try:
            deadline = time.monotonic() + 40 * generator.warm_up
            while machine.cpu_seconds(process.pid) < generator.warm_up:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"{generator.name} does not run, see {log}")
                time.sleep(0.05)
            cpu, requests, stolen = machine.cpu_seconds(process.pid), nginx.requests(), machine.stolen_seconds()
            begin = time.monotonic()
            time.sleep(seconds)
            cpu_end, requests_end = machine.cpu_seconds(process.pid), nginx.requests()
            took = time.monotonic() - begin
            if process.poll() is not None:
                raise SystemExit(f"{generator.name} ended early, see {log}")
            return {
                "microseconds": 1e6 * (cpu_end - cpu) / max(1, requests_end - requests),
                "fromStart": 1e6 * cpu_end / max(1, requests_end - first),
                "requestsPerSecond": (requests_end - requests) / took,
                "cpu": (cpu_end - cpu) / took,
                "steal": (machine.stolen_seconds() - stolen) / took / os.cpu_count(),
                "mib": machine.resident_mib(process.pid),
            }
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def rounds(candidates, nginx, arguments, directory):
    """Every generator once in each round, beginning with another one each time; a round with too much steal is done again."""
    kept, rejected = [], 0
    while len(kept) < arguments.rounds and rejected <= arguments.rounds:
        turn = len(kept) % len(candidates)
        one = {}
        for generator in candidates[turn:] + candidates[:turn]:
            one[generator.name] = measured(generator, nginx, arguments.seconds, directory / "generator.log")
            print(f"  {generator.name}: {one[generator.name]['microseconds']:.2f} µs per request,"
                  f" {one[generator.name]['requestsPerSecond']:.0f} requests/s", flush=True)
        if max(result["steal"] for result in one.values()) > arguments.steal:
            rejected += 1
            print("  rejected: too much steal", flush=True)
        else:
            kept.append(one)
            print(f"round {len(kept)} of {arguments.rounds}", flush=True)
    return kept, rejected


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="measured in each run after its warm-up")
    parser.add_argument("--steal", type=float, default=0.01, help="the most steal of a round, as a share of all CPUs")
    parser.add_argument("--plan", choices=["trivial", "realistic"], default="trivial")
    parser.add_argument("--only", action="append", help="a generator's name; the first one is the measure; may be repeated")
    parser.add_argument("--port", type=int, default=18080)
    parser.add_argument("--write", action="store_true", help="write the results into docs/benchmarks.md")
    arguments = parser.parse_args()

    directory = machine.HERE / "target"
    directory.mkdir(exist_ok=True)
    load = os.getloadavg()[0]
    with machine.Nginx(arguments.port) as nginx:
        candidates = getattr(generators, arguments.plan)(nginx.url)
        if arguments.only:
            candidates = [one for name in arguments.only for one in candidates if one.name == name]
        missing = [one.name for one in candidates if not generators.installed(one)]
        candidates = [one for one in candidates if generators.installed(one)]
        print(f"{len(candidates)} generators; not installed: {', '.join(missing) or 'none'}", flush=True)
        kept, rejected = rounds(candidates, nginx, arguments, directory)
    results = {
        "plan": arguments.plan,
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": machine.description(),
        "load": load,
        "seconds": arguments.seconds,
        "rejected": rejected,
        "steal": arguments.steal,
        "versions": {one.name: one.version for one in candidates},
        "rounds": kept,
    }
    (directory / f"{arguments.plan}.json").write_text(json.dumps(results, indent=1))
    text = report.section(results)
    print(text)
    if arguments.write:
        report.write(pathlib.Path(generators.ROOT) / "docs" / "benchmarks.md", f"engine-{arguments.plan}", text)


if __name__ == "__main__":
    main()
