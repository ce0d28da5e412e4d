"""Results in words: a section of docs/benchmarks.md between two comments."""
import pathlib
import re
import statistics

import generators
import glance
from ratios import cell

TITLES = {
    "trivial": "CPU time per request: one small GET after the other",
    "realistic": "CPU time per request: a realistic plan",
    "bare": "CPU time per request: Netty by itself, over epoll and over io_uring",
    **{f"rate{rate}": f"CPU time per request: {rate:,} requests a second" for rate in generators.RATES},
    **{f"pause{millis}": f"CPU time per request: 64 users who wait for {millis} ms after each answer" for millis in generators.PAUSES},
}


#: What everyone is held against, besides the measure.
OURS = "Onrush, fast"


def row(results, name, bases):
    rounds = [one[name] for one in results["rounds"]]
    values = [statistics.median(one[key] for one in rounds) for key in ("microseconds", "fromStart", "requestsPerSecond", "mib")]
    compared = " | ".join(cell(results["rounds"], name, base) for base in bases)
    return f"| {name} | {values[0]:.2f} | {compared} | {values[1]:.2f} | {values[2]:,.0f} | {values[3]:.0f} |"


def how(plan):
    if plan.startswith("rate"):
        return f"64 connections, {int(plan[4:]):,} requests a second wanted from each"
    if plan.startswith("pause"):
        drawn = generators.PAUSES[int(plan[5:])].replace(" ", ", ")
        return f"64 connections, each waits for {plan[5:]} ms after an answer (wrk: for one of {drawn} ms as it comes, unless it says otherwise)"
    if plan == "realistic":
        return f"{generators.THINKING} users as fast as they come, each with a connection (the trivial plan: 64)"
    return "64 connections at full speed"


def section(results):
    names = list(results["versions"])
    base = names[0]
    bases = [base] + [OURS for name in names[1:] if name == OURS]
    rounds = len(results["rounds"])
    share = "" if results["warmUp"] == 1 else f" ({results['warmUp']:g} of what is usual)"
    full = "" if rounds >= 15 else " This is a short run: a full one has 15 rounds."
    return "\n".join([
        f"## {TITLES[results['plan']]}",
        "",
        f"{how(results['plan'])}, generator on CPU 0, nginx on CPU 1, loopback. CPU time (user and system) of the generator's processes over the"
        f" requests that nginx counted, in {results['seconds']:g} s after each generator's warm-up{share}; {rounds} rounds, each with every generator in another"
        f" order, {results['rejected']} more rejected for more than {100 * results['steal']:g} % steal. Ratios are taken within a round to {' and to '.join(bases)};"
        f" the median and its 95 % bootstrap interval.{full}",
        "",
        f"- Machine: {results['machine']}; load average before: {results['load']:.1f}",
        f"- {results['date']}; {'; '.join(f'{name}: {version}' for name, version in results['versions'].items())}",
        "",
        f"| | µs per request | {' | '.join(f'× {one}' for one in bases)} | from the process's start | requests/s | resident MiB |",
        "|---" * (len(bases) + 5) + "|",
        *[row(results, name, bases) for name in names],
        "",
    ])


def write(name, text):
    page = pathlib.Path(generators.ROOT) / "docs" / "benchmarks.md"
    begin, end = f"<!-- {name}: begin, written by runner-image/benchmarks -->", f"<!-- {name}: end -->"
    old = page.read_text()
    block = f"{begin}\n{text}{end}"
    found = re.search(re.escape(begin) + ".*?" + re.escape(end), old, flags=re.S)
    page.write_text(glance.refreshed(old.replace(found.group(), block) if found else old.rstrip() + "\n\n" + block + "\n"))
