#!/usr/bin/env python3
"""What was aimed at and what came out, in one table at the top of docs/benchmarks.md: copied from the page's other tables whenever one of them is written.

  glance.py            writes it anew
  glance.py --check    exits 1 where it is not what the tables say, or they have nothing to say
"""
import re
import sys
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- glance: begin, written by runner-image/benchmarks -->\n", "<!-- glance: end -->"
NONE = "–"


class Aim(NamedTuple):
    what: str
    wanted: str
    #: of the section that has it
    section: str
    row: str
    column: str
    #: which of the columns with that name
    which: int = 0
    #: what the number is of
    unit: str = ""


AIMS = [
    Aim("CPU of a small GET at full speed, fast client", "1.15 × wrk's at most", "engine-trivial", "Onrush, fast", "× wrk", unit="× wrk's"),
    Aim("… what Hyperfoil takes", "more than Onrush", "engine-trivial", "Hyperfoil", "× Onrush, fast", unit="× Onrush's"),
    Aim("the same, full client", "2.2 × wrk's at most", "engine-trivial", "Onrush, full", "× wrk", unit="× wrk's"),
    Aim("the same, plan in Java", "2.5 × wrk's at most", "engine-trivial", "Onrush, Java plan", "× wrk", unit="× wrk's"),
    Aim("the same of users who wait for 1 ms after each answer, fast client", "1.15 × wrk's at most", "engine-pause1", "Onrush, fast", "× wrk", unit="× wrk's"),
    Aim("… for 3 ms", "1.15 × wrk's at most", "engine-pause3", "Onrush, fast", "× wrk", unit="× wrk's"),
    Aim("… for 13 ms", "1.15 × wrk's at most", "engine-pause13", "Onrush, fast", "× wrk", unit="× wrk's"),
    Aim("open model at 20,000 a second, fast client", "1.15 × wrk2's at most", "engine-rate20000", "Onrush, fast", "× wrk2", unit="× wrk2's"),
    Aim("… what Hyperfoil takes", "more than Onrush", "engine-rate20000", "Hyperfoil", "× Onrush, fast", unit="× Onrush's"),
    Aim("a realistic plan: what k6 takes", "10 × Onrush's at least", "engine-realistic", "k6", "× Onrush, fast", unit="× Onrush's"),
    Aim("… Locust's FastHttpUser", "15 × Onrush's at least", "engine-realistic", "Locust FastHttpUser", "× Onrush, fast", unit="× Onrush's"),
    Aim("… Onrush for a trivial plan", "0.63 × at least", "engine-realistic", "Onrush, fast, trivial plan", "× Onrush, fast", unit="× that"),
    Aim("5,000 users at a request a second: what k6 takes", "8 × Onrush's at least", "paced-5000", "k6", "× Onrush, fast", unit="× Onrush's"),
    Aim("… memory of Onrush, the kernel's for its sockets included", "256 MiB at most", "paced-5000", "Onrush, fast", "memory"),
    Aim("the first two seconds of a worker over its later ones: p50", "0.8 to 1.25", "first-seconds-fast", "with the warm-up", "p50, first over later"),
    Aim("… p99", "0.8 to 1.25", "first-seconds-fast", "with the warm-up", "p99, first over later"),
    Aim("open model, windows of 100 ms whose starts are within 250 µs at p99, no CPU absent: 5,000 a second", "100 %", "starts", "5,000", "of these within 250 µs", 1),
    Aim("… 20,000 a second", "100 %", "starts", "20,000", "of these within 250 µs", 1),
    Aim("… 50,000 a second", "100 %", "starts", "50,000", "of these within 250 µs", 1),
    Aim("a master with 1,000 workers: cores", "1 at most", "master", "cores used by the master", "measured"),
    Aim("… the result after the last report", "2 s at most", "master", "the final result after the last report was written", "measured"),
]


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def measured(page, aim):
    """What the table of a section says; NONE where there is none."""
    found = re.search(rf"<!-- {aim.section}: begin.*?-->\n(.*?)<!-- {aim.section}: end -->", page, flags=re.S)
    rows = [cells(line) for line in found.group(1).splitlines() if line.startswith("|")] if found else []
    places = [place for place, name in enumerate(rows[0]) if name == aim.column] if rows else []
    values = [row[places[aim.which]] for row in rows if row[0] == aim.row and len(places) > aim.which]
    return f"{values[0]} {aim.unit}".strip() if values else NONE


def table(page):
    rows = [f"| {aim.what} | {aim.wanted} | {measured(page, aim)} |" for aim in AIMS]
    return "\n".join(["| | wanted | measured |", "|---|---|---|", *rows, ""])


def refreshed(page):
    before, rest = page.split(BEGIN)
    return before + BEGIN + table(page) + END + rest.split(END, 1)[1]


def main():
    page = PAGE.read_text()
    if "--check" not in sys.argv:
        PAGE.write_text(refreshed(page))
        return
    unknown = [aim.what for aim in AIMS if measured(page, aim) == NONE]
    if unknown:
        sys.exit(f"{PAGE}: no table says of {'; '.join(unknown)}")
    if refreshed(page) != page:
        sys.exit(f"{PAGE}: the table at the top is not what the others say; write it anew with {sys.argv[0]}")


if __name__ == "__main__":
    main()
