#!/usr/bin/env python3
"""Measures with JMH what recording, cutting, reading and adding up cost, on CPU 0. Needs compiled test classes: mvn -DskipTests test-compile.

Arguments are JMH's, such as a benchmark's name; -l lists them.
"""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import tempfile

import machine
import master
import report

WORDS = {
    "record": "record a request in four histograms",
    "cut": "cut: a worker's load stands still for this",
    "cutAndEncode": "cut, encode what was cut, and keep it",
    "read": "read a delta and check it",
    "readAndAdd": "the same, and add it up",
    "total": "the sum over all names",
}


def significant(microseconds):
    """Three digits, and no exponent."""
    return f"{microseconds:,.0f}" if microseconds >= 100 else f"{microseconds:.3g}"


def section(results):
    lines = [
        f"JMH on CPU 0; {machine.description()}; {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}. A delta is of"
        " 50 names with 450 requests each, which occupy some 210 buckets in each of four histograms (83 KiB).",
        "",
        "| | µs | ± (99.9 %) |",
        "|---|---|---|",
    ]
    for one in results:
        name = one["benchmark"].rsplit(".", 1)[1]
        score = one["primaryMetric"]
        lines.append(f"| {WORDS.get(name, name)} | {significant(score['score'] / 1e3)} | {significant(score['scoreError'] / 1e3)} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    arguments, others = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as directory:
        written = pathlib.Path(directory) / "results.json"
        subprocess.run(
            ["taskset", "-c", "0", os.path.join(os.environ["JAVA_HOME"], "bin", "java"), "-cp", master.class_path(), "org.openjdk.jmh.Main",
             "-jvmArgs", "-XX:+UseSerialGC -Xmx1g", "-rf", "json", "-rff", str(written), *(others or ["DeltaBenchmark"])], check=True)
        results = json.loads(written.read_text()) if written.exists() else []
    if arguments.write:
        report.write("master-micro", section(results))


if __name__ == "__main__":
    main()
