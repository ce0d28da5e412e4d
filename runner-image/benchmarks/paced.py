#!/usr/bin/env python3
"""Users who ask at a steady pace, each on a connection of its own: CPU time per request, and the memory of the control group, the kernel's
part for sockets included. 5,000 users at one request a second beside k6 and Locust; with --users 15000 --period 3 as many connections as a
process may hold with 20,000 descriptors. Beside them, by name, Onrush whose users share connections, which is another kind of load.
Needs root, for control groups.
"""
import argparse
import contextlib
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

import generators
import machine
import ratios
import report
import state as state_of

V1 = pathlib.Path("/sys/fs/cgroup/memory")
V2 = pathlib.Path("/sys/fs/cgroup")


class Group:
    """A control group of memory, version 1 or 2."""

    def __init__(self, name):
        self.path = (V1 if V1.exists() else V2) / f"onrush-benchmark-{name}"
        self.path.mkdir(exist_ok=True)

    def join(self):
        """To be called in the process itself, before it becomes the generator."""
        (self.path / "cgroup.procs").write_text(str(os.getpid()))

    def mib(self):
        """What it uses now; pages of files, such as a program's jars, that the kernel could drop at once are left out."""
        usage = next(file for file in ("memory.usage_in_bytes", "memory.current") if (self.path / file).exists())
        stat = dict(line.split() for line in (self.path / "memory.stat").read_text().splitlines())
        return (int((self.path / usage).read_text()) - int(stat.get("total_inactive_file", stat.get("inactive_file", 0)))) / 2**20

    def close(self):
        for _ in range(50):
            with contextlib.suppress(OSError):
                self.path.rmdir()
                return
            time.sleep(0.1)


#: What users have in common in the row of shared connections: enough that nobody waits at this pace.
SHARED = 64


def onrush(name, url, users, period, shared=None):
    plan = (machine.HERE / "plans/paced.yaml").read_text().replace("constantPacing: 1s", f"constantPacing: {period}s")
    if shared:
        plan += f"sharedConnections: {shared}\n"
    file = pathlib.Path(tempfile.mkdtemp(prefix="onrush-paced-")) / "paced.yaml"
    file.write_text(plan)
    made = generators.onrush(name, "paced.yaml", url, users, users // 10)
    command = [str(file) if word.endswith("paced.yaml") else word for word in made.command]
    return generators.Generator(name, command, made.version, 0)


def candidates(url, users, period):
    k6 = generators.k6("paced", url, users=users)
    locust = generators.locust("Locust FastHttpUser", "paced", "Paced", url, users)
    for peer in (k6, locust):
        peer.environment["PERIOD"] = str(period)
    # The first is what the others are divided by.
    ours = [onrush("Onrush, fast", url, users, period), onrush(f"Onrush, fast, {SHARED} shared connections", url, users, period, SHARED)]
    return [one for one in (ours[0], k6, locust, ours[1]) if generators.installed(one)]


def measure(generator, nginx, arguments, log):
    group = Group(re.sub(r"\W+", "-", generator.name))
    process = subprocess.Popen(
        ["taskset", "-c", "0", *generator.command], start_new_session=True, stdout=log, stderr=log, preexec_fn=group.join,
        env={**os.environ, **generator.environment})
    machine.prefer(process.pid)
    try:
        time.sleep(arguments.settle)
        cpu, requests, began = machine.cpu_seconds(process.pid), nginx.requests(), time.monotonic()
        time.sleep(arguments.seconds)
        cpu, requests, seconds = machine.cpu_seconds(process.pid) - cpu, nginx.requests() - requests, time.monotonic() - began
        return {"microseconds": 1e6 * cpu / max(1, requests), "rate": requests / seconds, "mib": group.mib(), "resident": machine.resident_mib(process.pid)}
    finally:
        machine.kill(process)
        group.close()


def rounds(chosen, nginx, arguments, state):
    """Every generator once in each round, beginning with another one each time; what is interrupted goes on after the generator that was the last."""
    budget, data = state_of.Budget(arguments.budget), state.data
    with open(state.log, "w") as log:
        while len(data["rounds"]) < arguments.rounds:
            turn = len(data["rounds"]) % len(chosen)
            begun = data.setdefault("begun", {})
            for generator in chosen[turn:] + chosen[:turn]:
                if generator.name in begun:
                    continue
                if not budget.allows_another():
                    return
                begun[generator.name] = measure(generator, nginx, arguments, log)
                state.save()
                print(f"  {generator.name}: {begun[generator.name]['microseconds']:.1f} µs per request", flush=True)
            data["rounds"].append(data.pop("begun"))
            print(f"round {len(data['rounds'])} of {arguments.rounds}", flush=True)
            state.save()


def row(data, name, base, users):
    values = {key: [one[name][key] for one in data["rounds"]] for key in ("microseconds", "rate", "mib")}
    micros, rate, mib = (statistics.median(values[key]) for key in ("microseconds", "rate", "mib"))
    return (f"| {name} | {data['versions'][name]} | {micros:.1f} µs ({min(values['microseconds']):.1f} to {max(values['microseconds']):.1f}) | {ratios.cell(data['rounds'], name, base)} |"
            f" {rate:,.0f} | {mib:.0f} MiB | {1024 * mib / users:.1f} KiB |")


def section(data, arguments):
    names = list(data["versions"])
    return "\n".join([
        f"## {arguments.users:,} users at a steady pace",
        "",
        f"A request each {arguments.period} s of each user, on a connection of its own unless its name says otherwise; one core; after {arguments.settle:g} s, for"
        f" {arguments.seconds:g} s; {len(data['rounds'])} rounds, each with every generator in another order: the median, and the least and the most of the CPU time. Ratios are taken within a"
        " round, with a 95 % bootstrap interval of their median. Memory is that of the control group: the process and the kernel's part for its sockets.",
        "",
        f"- Machine: {data['machine']}; {data['date']}; load average before: {data['load']:.1f}",
        f"- Onrush {generators.commit()}; command: `paced.py --users {arguments.users} --period {arguments.period} --rounds {arguments.rounds}`",
        "",
        f"| | version | CPU per request | × {names[0]} | requests/s | memory | per user |",
        "|---|---|---|---|---|---|---|",
        *[row(data, name, names[0], arguments.users) for name in names],
        "",
    ])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=5_000)
    parser.add_argument("--period", type=int, default=1, help="seconds between two requests of a user")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--settle", type=float, default=90, help="seconds before it is measured: at this pace it takes so long until a JVM has compiled what it will")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--only", action="append", help="a generator's name; the first one is the measure; may be repeated")
    state_of.arguments(parser)
    arguments = parser.parse_args()
    with machine.Nginx(arguments.port) as nginx:
        chosen = candidates(nginx.url, arguments.users, arguments.period)
        if arguments.only:
            chosen = [one for name in arguments.only for one in chosen if one.name == name]
        name = f"paced-{arguments.users}"
        key = [arguments.users, arguments.period, arguments.settle, arguments.seconds, [[one.name, one.version] for one in chosen]]
        state = state_of.State(name, key, arguments.fresh)
        state.data["versions"] = {one.name: one.version for one in chosen}
        rounds(chosen, nginx, arguments, state)
    if not state.data["rounds"]:
        raise SystemExit("no round was done")
    text = section(state.data, arguments)
    print(text)
    if arguments.write:
        report.write(name, text)


if __name__ == "__main__":
    main()
