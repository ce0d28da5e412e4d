#!/usr/bin/env python3
"""Cold starts of a worker process on one CPU, in the open model: how soon it is ready, and whether its first two seconds are like later ones.

The target (nginx) and the master have the other CPU. Percentiles are the master's: of what it had merged when it had two seconds of requests, and of
seconds 30 to 60 after a reset.
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import generators
import machine
import report
import state as state_of
from ratios import median_with_interval

FULL = 20
WEB, BUS = 18089, 15557
TO_MS = {"ns": 1e-6, "us": 1e-3, "µs": 1e-3, "ms": 1, "s": 1e3, "m": 6e4}


def milliseconds(duration):
    return sum(float(number) * TO_MS[unit] for number, unit in re.findall(r"([\d.]+)(ns|us|µs|ms|s|m)", duration))


def call(path, token, method="GET"):
    request = urllib.request.Request(f"http://127.0.0.1:{WEB}/api/v1/{path}", method=method, data=b"" if method == "POST" else None,
                                     headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")
    except (OSError, json.JSONDecodeError):
        return None


def look(token):
    """Requests, p50 and p99 in milliseconds; none before the first."""
    results = ((call("summary", token) or {}).get("results") or {})
    latency = results.get("latency") or {}
    if not results.get("requests"):
        return None
    return {"requests": int(results["requests"]), **{q: milliseconds(latency[q]) for q in ("p50", "p99")}}


def wait(what, found, processes, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        if any(process.poll() is not None for process in processes):
            break
        time.sleep(0.05)
    raise SystemExit(f"{what}: did not happen, see target/first-seconds.log")


def start(nginx, arguments, options, log):
    """One cold start."""
    directory = pathlib.Path(tempfile.mkdtemp(prefix="onrush-first-"))
    token = directory / "token"
    token.write_text("benchmark-token-of-the-first-seconds")
    token.chmod(0o600)
    run = generators.open_model("trivial.yaml", nginx.url, arguments.rate, seconds=90, client=arguments.client)
    common = ["--token-file", str(token)]
    master = subprocess.Popen(
        ["taskset", "-c", "1", *generators.program(), *run, "--master", "--master-bind-host", "127.0.0.1", "--master-bind-port", str(BUS),
         "--web-port", str(WEB), *common], start_new_session=True, stdout=log, stderr=log)
    processes = [master]
    try:
        wait("the master", lambda: call("session", token.read_text()), processes)
        steal, began = machine.stolen_seconds(), time.monotonic()
        worker = subprocess.Popen(
            ["taskset", "-c", "0", *generators.program(*generators.WORKER, *arguments.jvm), "--worker", "--master-host", "127.0.0.1", "--master-port", str(BUS),
             "-f", run[1], *common, *options], start_new_session=True, stdout=log, stderr=log)
        processes.append(worker)
        machine.prefer(worker.pid)
        before = nginx.requests()
        wait("the worker", lambda: (call("workers", token.read_text()) or None), processes)
        ready, ready_cpu = time.monotonic() - began, machine.cpu_seconds(worker.pid)
        first = wait("the first request", lambda: look(token.read_text()), processes)
        origin, early = time.monotonic(), first
        while early["requests"] < 2 * arguments.rate and time.monotonic() < origin + 10:
            time.sleep(0.05)
            now = look(token.read_text()) or early
            if abs(now["requests"] - 2 * arguments.rate) < abs(early["requests"] - 2 * arguments.rate):
                early = now
            if now["requests"] >= 2 * arguments.rate:
                break
        time.sleep(max(0, origin + arguments.later[0] - 1 - time.monotonic()))
        call("reset", token.read_text(), "POST")
        time.sleep(arguments.later[1] - arguments.later[0])
        late = wait("later requests", lambda: look(token.read_text()), processes)
        stolen = (machine.stolen_seconds() - steal) / (time.monotonic() - began) / os.cpu_count()
        return {"ready": ready, "readyCpu": ready_cpu, "early": early, "late": late, "steal": stolen, "requests": nginx.requests() - before,
                "mib": machine.resident_mib(worker.pid)}
    finally:
        for process in processes:
            machine.kill(process)


def section(data):
    lines = [
        f"## First seconds: {len(data['rounds'])} cold starts at {data['rate']:,} requests a second",
        "",
        f"A worker process on CPU 0; on CPU 1 nginx, for which everything else there waits, the master, and whatever else runs on the machine; open model, {data['client']} client, "
        f"{'with' if data['aot'] else 'without'} the AOT cache. Its first two seconds (what had been reported when about {2 * data['rate']:,} requests"
        f" had) over its seconds {data['later'][0]} to {data['later'][1]}; median over the starts with its 95 % bootstrap interval, and the range. {data['rejected']} more starts were"
        f" rejected for more than {100 * data['steal']:g} % steal. The aim is 0.8 to 1.25.",
        "",
        f"- Machine: {data['machine']}; load average before: {data['load']:.1f}",
        f"- {data['date']}; Onrush {data['commit']}; {FULL} starts make a full run",
        "",
        "| | ready after (s by the clock; of CPU) | p50, first over later | p99, first over later | p50 later | p99 later |",
        "|---|---|---|---|---|---|",
    ]
    for name in ("with the warm-up", "--no-warm-up"):
        these = [one[name] for one in data["rounds"] if name in one]
        if these:
            cells = []
            for q in ("p50", "p99"):
                values = [one["early"][q] / one["late"][q] for one in these]
                median, low, high = median_with_interval(values)
                cells.append(f"{median:.2f} ({low:.2f} to {high:.2f}; all {min(values):.2f} to {max(values):.2f})")
            ready = [one["ready"] for one in these]
            later = [statistics.median(one["late"][q] for one in these) for q in ("p50", "p99")]
            lines.append(f"| {name} | {statistics.median(ready):.1f} (at most {max(ready):.1f}); {statistics.median(one['readyCpu'] for one in these):.1f}"
                         f" | {' | '.join(cells)} | {later[0]:.3f} ms | {later[1]:.3f} ms |")
    return "\n".join([*lines, ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=FULL)
    parser.add_argument("--rate", type=int, default=20_000)
    parser.add_argument("--later", type=int, nargs=2, default=[30, 60], help="the seconds that the first two are compared with, for a short look")
    parser.add_argument("--client", choices=["fast", "full"], default="fast")
    parser.add_argument("--steal", type=float, default=0.01)
    parser.add_argument("--cold", action="store_true", help="start each without the warm-up, too")
    parser.add_argument("--jvm", action="append", default=[], help="an option for the worker's JVM; may be repeated")
    state_of.arguments(parser)
    arguments = parser.parse_args()
    aot = any("AOTCache" in word for word in generators.program())
    key = [arguments.rate, arguments.client, arguments.cold, arguments.steal, arguments.jvm, arguments.later, aot, generators.commit()]
    state = state_of.State(f"first-seconds-{arguments.client}", key, arguments.fresh)
    data, budget = state.data, state_of.Budget(arguments.budget)
    data.update(rate=arguments.rate, client=arguments.client, later=arguments.later, steal=arguments.steal, aot=aot, commit=generators.commit())
    kinds = {"with the warm-up": [], **({"--no-warm-up": ["--no-warm-up"]} if arguments.cold else {})}
    with machine.Housekeeping(), machine.Nginx(arguments.port) as nginx, open(machine.HERE / "target" / "first-seconds.log", "w") as log:
        nginx.undisturbed()
        while len(data["rounds"]) < arguments.starts and data["rejected"] <= 2 * arguments.starts and budget.allows_another():
            one = {name: start(nginx, arguments, options, log) for name, options in kinds.items()}
            if max(result["steal"] for result in one.values()) > arguments.steal:
                data["rejected"] += 1
            else:
                data["rounds"].append(one)
            state.save()
            print(json.dumps(one), flush=True)
    text = section(data)
    print(text)
    if arguments.write:
        report.write(f"first-seconds-{arguments.client}", text)


if __name__ == "__main__":
    main()
