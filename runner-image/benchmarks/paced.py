#!/usr/bin/env python3
"""Users who ask at a steady pace, each on a connection of its own: CPU time per request, and the memory of the control group, the kernel's
part for sockets included. 5,000 users at one request a second beside k6 and Locust; with --users 15000 --period 3 as many connections as a
process may hold with 20,000 descriptors. Needs root, for control groups.
"""
import argparse
import contextlib
import os
import pathlib
import re
import subprocess
import tempfile
import time

import generators
import machine
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


def candidates(url, users, period):
    plan = (machine.HERE / "plans/paced.yaml").read_text().replace("constantPacing: 1s", f"constantPacing: {period}s")
    directory = pathlib.Path(tempfile.mkdtemp(prefix="onrush-paced-"))
    (directory / "paced.yaml").write_text(plan)
    onrush = generators.onrush("Onrush, fast", "paced.yaml", url, users, users // 10)
    command = [str(directory / "paced.yaml") if word.endswith("paced.yaml") else word for word in onrush.command]
    onrush = generators.Generator(onrush.name, command, onrush.version, 0)
    k6 = generators.k6("paced", url, users=users)
    locust = generators.locust("Locust FastHttpUser", "paced", "Paced", url, users)
    for peer in (k6, locust):
        peer.environment["PERIOD"] = str(period)
    return [one for one in (onrush, k6, locust) if generators.installed(one)]


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
        return {"micros": 1e6 * cpu / max(1, requests), "rate": requests / seconds, "mib": group.mib(), "resident": machine.resident_mib(process.pid)}
    finally:
        machine.kill(process)
        group.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=5_000)
    parser.add_argument("--period", type=int, default=1, help="seconds between two requests of a user")
    parser.add_argument("--settle", type=float, default=35, help="seconds before it is measured")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--only", action="append")
    state_of.arguments(parser)
    arguments = parser.parse_args()
    lines = [
        f"## {arguments.users:,} users at a steady pace",
        "",
        f"A request each {arguments.period} s of each user, on a connection of its own; one core; after {arguments.settle:g} s, for {arguments.seconds:g} s, one run each. Memory is that"
        " of the control group: the process and the kernel's part for its sockets.",
        "",
        f"- Machine: {machine.description()}",
        f"- Onrush {generators.commit()}; command: `paced.py --users {arguments.users} --period {arguments.period}`",
        "",
        "| | version | CPU per request | requests/s | memory | per user |",
        "|---|---|---|---|---|---|",
    ]
    with machine.Nginx(arguments.port) as nginx, open(machine.HERE / "target" / "paced.log", "w") as log:
        for generator in candidates(nginx.url, arguments.users, arguments.period):
            if arguments.only and generator.name not in arguments.only:
                continue
            one = measure(generator, nginx, arguments, log)
            lines.append(
                f"| {generator.name} | {generator.version} | {one['micros']:.1f} µs | {one['rate']:,.0f} | {one['mib']:.0f} MiB"
                f" | {1024 * one['mib'] / arguments.users:.1f} KiB |")
            print(lines[-1], flush=True)
    text = "\n".join([*lines, ""])
    print(text)
    if arguments.write:
        report.write(f"paced-{arguments.users}", text)


if __name__ == "__main__":
    main()
