#!/usr/bin/env python3
"""Measures the CPU time that a request costs each load generator, side by side on one CPU against nginx on the other.

See README.md. Writes its part of docs/benchmarks.md with --write.
"""
import argparse
import dataclasses
import os
import subprocess
import time

import generators
import machine
import report
import state as state_of


def measured(generator, nginx, seconds, log):
    """One run of one generator: its steady state, and all of it from the start."""
    environment = {**os.environ, **generator.environment}
    first = nginx.requests()
    with open(log, "w") as out:
        process = subprocess.Popen(["taskset", "-c", "0", *generator.command], env=environment,
                                   start_new_session=True, stdout=out, stderr=out)
        machine.prefer(process.pid)
        try:
            begin = time.monotonic()
            deadline = begin + 40 * generator.warm_up + generator.settle
            while time.monotonic() < begin + generator.settle or (
                    not generator.settle and machine.cpu_seconds(process.pid) < generator.warm_up):
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
            machine.kill(process)


def rounds(candidates, nginx, arguments, state):
    """Every generator once in each round, beginning with another one each time; a round with too much steal is done again."""
    budget, data = state_of.Budget(arguments.budget), state.data
    while len(data["rounds"]) < arguments.rounds and data["rejected"] <= 2 * arguments.rounds and budget.allows_another():
        turn = (len(data["rounds"]) + data["rejected"]) % len(candidates)
        one = {}
        for generator in candidates[turn:] + candidates[:turn]:
            one[generator.name] = measured(generator, nginx, arguments.seconds, state.log)
            print(f"  {generator.name}: {one[generator.name]['microseconds']:.2f} µs per request,"
                  f" {one[generator.name]['requestsPerSecond']:.0f} requests/s", flush=True)
        if max(result["steal"] for result in one.values()) > arguments.steal:
            data["rejected"] += 1
            print("  rejected: too much steal", flush=True)
        else:
            data["rounds"].append(one)
            print(f"round {len(data['rounds'])} of {arguments.rounds}", flush=True)
        state.save()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="measured in each run after its warm-up")
    parser.add_argument("--warm-up", type=float, default=1, metavar="SHARE", help="of each generator's warm-up, where the time is short")
    parser.add_argument("--steal", type=float, default=0.01, help="the most steal of a round, as a share of all CPUs")
    parser.add_argument("--plan", choices=generators.PLANS, default="trivial")
    parser.add_argument("--only", action="append", help="a generator's name; the first one is the measure; may be repeated")
    state_of.arguments(parser)
    arguments = parser.parse_args()

    with machine.Nginx(arguments.port) as nginx:
        candidates = generators.PLANS[arguments.plan](nginx.url)
        if arguments.only:
            candidates = [one for name in arguments.only for one in candidates if one.name == name]
        candidates = [dataclasses.replace(one, warm_up=one.warm_up * arguments.warm_up) for one in candidates]
        missing = [one.name for one in candidates if not generators.installed(one)]
        candidates = [one for one in candidates if generators.installed(one)]
        print(f"{len(candidates)} generators; not installed: {', '.join(missing) or 'none'}", flush=True)
        key = [arguments.plan, arguments.seconds, arguments.warm_up, arguments.steal, generators.commit(), [[one.name, one.version] for one in candidates]]
        state = state_of.State(arguments.plan, key, arguments.fresh)
        state.data.update(plan=arguments.plan, warmUp=arguments.warm_up, seconds=arguments.seconds, steal=arguments.steal,
                          versions={one.name: one.version for one in candidates})
        rounds(candidates, nginx, arguments, state)
    if not state.data["rounds"]:
        raise SystemExit("no round was done")
    text = report.section(state.data)
    print(text)
    if arguments.write:
        report.write(f"engine-{arguments.plan}", text)


if __name__ == "__main__":
    main()
