#!/usr/bin/env python3
"""Holds the bounds that a report gives against a capture of loopback, while the generator is stopped, collects garbage or has no CPU.

The kernel says of each request when its first byte was sent, and of its answer when it took its last byte from the queue of the interface to
hand it to the socket: how long it lay in that queue is the network's part. Whatever is done to the generator, the percentiles of these times
have to lie within the bounds. In the open model the times from when each request was due have to, too, but for HTTP/2, where one that waits for its connection
may be overtaken by another one's on the next. Of connections that users share, by HTTP/2 or otherwise, the capture does not tell how long a request has waited for one, so
response times are held against those from due alone. Needs root (AF_PACKET), a built program, and python3-cryptography to read what was said over TLS. Prints a line for each percentile; exits 1 when one lies outside, 2 when nothing could be captured. Whatever happens to it, the
kernel's settings are as they were afterwards, and no process is left.

  bounds.py [--client fast|full|java-fast|java-full] [--open] [--tls] [--shared N] [--redirected] [--resumed] [--http2]
            [--seconds 10] [--slack MS] [calm|stopped|collecting|starved ...]
  bounds.py --check      a minute of short runs for CI; exits 0 where nothing can be captured, and says so
  bounds.py --table      what all runs so far gave, by kind
"""

import argparse
import json
import math
import statistics
import sys
import tempfile
from pathlib import Path

from proof.capture import Capture, NotPermitted, Unknown
from proof.kernel import Clocks, alone, settle
from proof.trial import CLIENTS, RATE, STATES, Trial, run
from proof.undo import Undo
from proof.wire import Wire

HERE = Path(__file__).resolve().parent
JAR = HERE.parent / "runner/target/onrush/onrush.jar"
RESULTS = HERE / "target/bounds.jsonl"
PERCENTILES = ["50", "95", "99", "100"]
TRIES = 3
CHECK = [
    Trial("stopped", "fast", open=False),
    Trial("stopped", "full", open=False),
    Trial("stopped", "fast", open=True),
    Trial("stopped", "java-fast", open=False, wire=Wire(tls=True)),
    Trial("stopped", "fast", open=True, wire=Wire(shared=8)),
    Trial("stopped", "full", open=False, wire=Wire(tls=True), redirected=True),
    Trial("stopped", "fast", open=False, wire=Wire(tls=True, resumed=True)),
    Trial("stopped", "full", open=False, wire=Wire(tls=True, http2=True)),
]
CHECK_SECONDS = 5
CHECK_SLACK = 1.0
#: In a state in which half of the requests meet no pause, the median is known to this part of itself: bounds that are as far apart as what
#: they bound would hold whatever happened. Not over TLS in the open model, where most users are new, and handshakes of a JVM that is cold keep
#: the generator behind.
WIDEST = 0.5


def rank(values, percentile):
    return values[max(1, math.ceil(float(percentile) / 100 * len(values))) - 1]


def from_due(ended, rate):
    """Response times in the open model from when each request was due, at equal distances from a start that nobody tells: it was no later than
    where no request was early. So these times are a little too short, by as much as the most punctual start was late."""
    step = 1e9 / rate
    start = min(exchange.wanted - number * step for number, exchange in enumerate(ended))
    return [exchange.end - start - number * step for number, exchange in enumerate(ended)]


def truths(trial, ended, report):
    """(name, which times of the report, true ones)."""
    yield "service", "serviceTime", [exchange.service for exchange in ended]
    if not trial.wire.waits():
        yield "response", "responseTime", [exchange.response for exchange in ended]
    if trial.open and not trial.wire.http2:
        yield "from due", "responseTime", from_due(ended, RATE)


def check(trial, ended, unended, report, slack):
    """What came of a trial, or None where the report has other requests than the capture."""
    names = report["names"]
    seen = names[0]
    if len(names) != 1 or seen["failures"] or seen["unfinished"] or unended or seen["requests"] != len(ended):
        print(f"{trial}: {seen['requests']} requests reported, {seen['failures']} of them failures, {seen['unfinished']} unfinished; "
              f"{len(ended)} captured, {unended} of them open")
        return None
    print(f"{trial}: {len(ended)} requests")
    outside = 0
    widths = {f"{times} {percentile}": (seen[times]["percentiles"][percentile] - seen[times]["lowerBounds"][percentile]) / 1e6
              for times in ("serviceTime", "responseTime") for percentile in PERCENTILES}
    for name, times, truth in truths(trial, ended, report):
        truth.sort()
        for percentile in PERCENTILES:
            low, value, high = seen[times]["lowerBounds"][percentile], rank(truth, percentile), seen[times]["percentiles"][percentile]
            off = max(low - value, value - high, 0) / 1e6
            outside = max(outside, off)
            print(f"  {name:8} p{percentile:3}: {value / 1e6:9.3f} ms in [{low / 1e6:.3f} ms, {high / 1e6:.3f} ms]"
                  + (f"  OUTSIDE by {off:.3f} ms" if off > slack else ""))
    median = widths["responseTime 50"] / (seen["responseTime"]["percentiles"]["50"] / 1e6)
    wide = trial.state in ("calm", "stopped") and not (trial.open and trial.wire.tls) and median > WIDEST
    if wide:
        print(f"  the median's bounds are too far apart to say anything: by {median:.0%} of it")
    return {"trial": str(trial), "requests": len(ended), "outside": outside, "good": outside <= slack and not wide, "widths": widths}


def known(trial, seconds, slack, jar, where, undo):
    """The result of a trial; of another where nothing is known from one."""
    for _ in range(TRIES):
        try:
            with Clocks() as clocks:
                seen, report = run(trial, seconds, jar, where, undo)
            if not clocks.steady():
                raise Unknown("the clock of the packets was set meanwhile")
            return check(trial, seen.ended, seen.unended, json.loads(report.read_text()), slack)
        except Unknown as why:
            print(f"{trial}: nothing is known, {why}")
    return None


def table():
    """A row for each kind of trial: runs, those within, requests, and medians of the widths in milliseconds."""
    kinds = {}
    for line in RESULTS.read_text().splitlines():
        result = json.loads(line)
        kinds.setdefault(result["trial"], []).append(result)
    print("| Trial | Runs | Within | Requests | Service time p50 | p99 | Response time p50 | p99 |")
    print("|---|---|---|---|---|---|---|---|")
    for kind, results in sorted(kinds.items(), key=lambda one: (STATES.index(one[0].split(",")[0]), one[0])):
        widths = [statistics.median(result["widths"][f"{times} {p}"] for result in results)
                  for times in ("serviceTime", "responseTime") for p in ("50", "99")]
        within = sum(result["outside"] == 0 for result in results)
        print(f"| {kind} | {len(results)} | {within} | {sum(r['requests'] for r in results):,} | "
              + " | ".join(f"{width:.2f}" for width in widths) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", type=Path, default=JAR)
    parser.add_argument("--client", choices=list(CLIENTS), default="fast", help="java-…: a plan in Java with that client")
    parser.add_argument("--open", action="store_true", help=f"{RATE} arrivals a second instead of users")
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--shared", type=int, default=0, help="connections that all users share; of plans in YAML")
    parser.add_argument("--redirected", action="store_true", help="the first answer to each request leads elsewhere; of the full clients")
    parser.add_argument("--resumed", action="store_true", help="connections end after some requests, and the next ones go on with their TLS sessions; with --tls")
    parser.add_argument("--http2", action="store_true", help="of the full client")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--slack", type=float, default=0, help="milliseconds by which a time may lie outside: a kernel or a hypervisor may pause between the interface and the socket")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("states", nargs="*", default=STATES, metavar="|".join(STATES))
    options = parser.parse_args()
    if set(options.states) - set(STATES):
        parser.error(f"expected states among {', '.join(STATES)}")
    if options.shared and options.client.startswith("java"):
        parser.error("--shared is of plans in YAML")
    if options.redirected and not options.client.endswith("full"):
        parser.error("--redirected is of the full clients")
    if options.resumed and not options.tls:
        parser.error("--resumed is of --tls")
    if options.http2 and (options.shared or options.redirected or options.resumed or options.client != "full"):
        parser.error("--http2 is of --client full, and goes with --tls and --open alone")
    if options.table:
        table()
        return
    wire = Wire(options.tls, options.shared, options.resumed, options.http2)
    trials = [Trial(state, options.client, options.open, wire, options.redirected) for state in options.states]
    seconds, slack = options.seconds, options.slack
    if options.check:
        trials, seconds, slack = CHECK, CHECK_SECONDS, max(slack, CHECK_SLACK)
    failed = []
    try:
        lock = alone()
        with Undo() as undo, tempfile.TemporaryDirectory() as directory:
            settle(undo)
            Capture(0).close()
            for trial in trials:
                result = known(trial, seconds, slack, options.jar, Path(directory), undo)
                if result:
                    RESULTS.parent.mkdir(exist_ok=True)
                    with RESULTS.open("a") as results:
                        results.write(json.dumps(result) + "\n")
                if not result or not result["good"]:
                    failed.append(str(trial))
        lock.close()
    except NotPermitted as why:
        print(f"THE BOUNDS OF REPORTS WERE NOT TRIED: no permission to capture, {why}")
        sys.exit(0 if options.check else 2)
    if failed:
        sys.exit("not within the bounds, or nothing is known: " + "; ".join(failed))
    print("all within the bounds")


if __name__ == "__main__":
    main()
