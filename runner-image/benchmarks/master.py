#!/usr/bin/env python3
"""Measures what a master uses: workers that only talk, over TLS from another process, each with a report of many histograms every second.

The master has CPU 0, the workers CPU 1. Needs compiled test classes: mvn -DskipTests test-compile.
"""
import argparse
import datetime
import os
import subprocess
import time

import machine
import report

RUNNER = machine.HERE.parent / "runner"
RESULT_BAR = 2


def class_path():
    listed = machine.HERE / "target" / "master.classpath"
    if not listed.exists():
        listed.parent.mkdir(exist_ok=True)
        subprocess.run(["mvn", "-o", "-q", "-B", "-f", str(RUNNER.parent.parent / "pom.xml"), "-pl", "runner-image/runner", "-am",
                        "test-compile", "dependency:build-classpath", "-Dmdep.includeScope=test",
                        f"-Dmdep.outputFile={listed}"], check=True)
    return ":".join([str(RUNNER / "target/test-classes"), str(RUNNER / "target/classes"), listed.read_text().strip()])


def run(arguments, seconds, between):
    """What the master and the workers said, by its name, and the live sets in MiB."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    hour = ["dev.onrush.runner.master.HourBenchmark", str(arguments.workers), str(arguments.names), str(seconds), str(between)]
    minute = ["dev.onrush.runner.wire.MasterBenchmark", str(arguments.workers), str(arguments.names), str(arguments.warm_up), str(seconds), str(between)]
    common = ["-cp", class_path(), "--enable-native-access=ALL-UNNAMED"]
    master = subprocess.Popen(
        ["taskset", "-c", "0", java, "-XX:+UseSerialGC", f"-Xmx{arguments.heap}", *arguments.java_options.split(), *common,
         *(hour if arguments.hour else minute)], stdout=subprocess.PIPE, text=True)
    played = None
    values, live = {}, []
    try:
        for line in master.stdout:
            key, _, value = line.strip().partition(" ")
            if key == "port":
                played = subprocess.Popen(
                    ["taskset", "-c", "1", java, "-Xmx2g", "-XX:+UseSerialGC", *common, "dev.onrush.runner.wire.PlayedWorkers",
                     *value.split(), str(arguments.workers), str(arguments.names), str(arguments.requests),
                     *([str(seconds)] if arguments.hour else [])],
                    stdout=subprocess.PIPE, text=True)
            elif key == "live":
                live.append(int(value) / 2**20)
            elif not key.startswith("20"):
                values[key] = value
        said = dict(line.split() for line in played.communicate(timeout=30)[0].splitlines() if len(line.split()) == 2)
    finally:
        for process in (master, played):
            if process and process.poll() is None:
                process.kill()
                process.wait()
    return {**values, **said}, live


def lines(arguments, seconds, between, found, live, stolen):
    """Each thing that was measured, what came out, and what is wanted."""
    reports = float(found["requests/s"]) / arguments.names / arguments.requests
    late = (int(found["finished"]) - int(found["last"])) / 1e9
    state, counted, missing = found["result"].split()
    sent = int(found["reports"]) * arguments.names * arguments.requests
    return [
        ("cores used by the master", f"{float(found['cores']):.2f}", "1 at most"),
        (f"reports taken per second, of {arguments.workers:,} offered", f"{reports:,.0f}", f"{arguments.workers:,}"),
        ("CPU for each report, heartbeats included", f"{float(found['cores']) / reports * 1e6:,.0f} µs", ""),
        (f"live set after a collection, every {between} s for {seconds} s", ", ".join(f"{one:.0f}" for one in live) + " MiB",
         "level, 512 MiB at most"),
        ("the final result after the last report was written", f"{late:.2f} s", f"{RESULT_BAR} s at most"),
        ("requests reported and in the result", f"{sent:,}, {'equal' if sent == int(counted) else f'NOT EQUAL: {int(counted):,}'}", "equal"),
        ("state and missing workers", f"{state}, {missing}", "Finished, 0"),
        ("what workers take for the moment to begin, from the first to 99 % of them", f"{int(found['skew']) / 1e6:.2f} ms", "5 ms at most"),
        ("the most that one of them is wrong, and how wrong it says that it may be at most",
         f"{int(found['wrong']) / 1e6:.2f} ms, {int(found['bound']) / 1e6:.2f} ms; {found['beyond']} beyond what they say", "0 beyond"),
        ("timers of the one process that plays them, from the first to 99 %", f"{int(found['rang']) / 1e6:.1f} ms", ""),
        ("time stolen by the hypervisor meanwhile", f"{stolen:.2f} s", ""),
    ]


def hour_lines(arguments, seconds, between, found, live, took):
    late = (int(found["finished"]) - int(found["last"])) / 1e9
    state, counted, missing = found["result"].split()
    sent = int(found["reports"]) * arguments.names * arguments.requests
    return [
        (f"live set after a full collection, every {between // 60} min of the {seconds // 60} min that were played",
         ", ".join(f"{one:.1f}" for one in live) + " MiB", "level, 512 MiB at most"),
        ("reports", f"{int(found['reports']):,} in {took:.0f} s", ""),
        ("the final result after the last report was written", f"{late:.2f} s", f"{RESULT_BAR} s at most"),
        ("requests reported and in the result", f"{sent:,}, {'equal' if sent == int(counted) else f'NOT EQUAL: {int(counted):,}'}", "equal"),
        ("state and missing workers", f"{state}, {missing}", "Finished, 0"),
    ]


def hour_section(arguments, measured):
    return "\n".join([
        f"An hour of reports, played as fast as the master takes them: {arguments.workers} workers with one report for each second of the run, {arguments.names}",
        f"names with {arguments.requests} requests each in every report, over TLS as above. The run's clock is moved on by a second when every worker has reported the one before, and the",
        "master then looks at the run as it does once a second, so intervals close, are packed and are added up to longer ones as in a real hour. What is not as in",
        "one: there are fewer workers than 1,000 (their number is in the table above), and heartbeats, logs and whatever else goes by the clock on the wall come as",
        f"often as the minutes that it took have room for. {machine.description()}; {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC.",
        "",
        "| | measured | wanted |",
        "|---|---|---|",
        *[f"| {what} | {value} | {wanted} |" for what, value, wanted in measured],
        "",
    ])


def section(arguments, measured):
    return "\n".join([
        f"The master on CPU 0 (`-XX:+UseSerialGC -Xmx{arguments.heap}{' ' if arguments.java_options else ''}{arguments.java_options}`), the workers on"
        f" CPU 1; {arguments.names} names with",
        f"{arguments.requests} requests each in every report; {arguments.warm_up} s of warm-up; one run. {machine.description()};",
        f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC.",
        "",
        "| | measured | wanted |",
        "|---|---|---|",
        *[f"| {what} | {value} | {wanted} |" for what, value, wanted in measured],
        "",
    ])


def say(arguments, measured):
    print(f"Machine: {machine.description()}")
    print(f"{arguments.workers} workers, {arguments.names} names, {arguments.requests} requests for each name and report")
    for what, value, wanted in measured:
        print(f"{what}: {value}" + (f" (wanted: {wanted})" if wanted else ""))


def hour(arguments, seconds, between):
    begun = time.monotonic()
    found, live = run(arguments, seconds, between)
    measured = hour_lines(arguments, seconds, between, found, live, time.monotonic() - begun)
    say(arguments, measured)
    if arguments.write:
        report.write("master-hour", hour_section(arguments, measured))


def clocked(arguments):
    seconds = arguments.minutes * 60 if arguments.minutes else arguments.seconds
    between = 60 if arguments.minutes else max(1, seconds // 3)
    stolen = machine.stolen_seconds()
    found, live = run(arguments, seconds, between)
    measured = lines(arguments, seconds, between, found, live, machine.stolen_seconds() - stolen)
    say(arguments, measured)
    if arguments.write:
        report.write("master", section(arguments, measured))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, help="1,000; 50 for an hour")
    parser.add_argument("--names", type=int, default=50)
    parser.add_argument("--requests", type=int, default=450, help="for each name and report; that many fill some 210 buckets")
    parser.add_argument("--warm-up", type=int, default=30, help="seconds")
    parser.add_argument("--seconds", type=int, default=60, help="with three looks at the live set")
    parser.add_argument("--minutes", type=int, help="instead of seconds, with a look each minute")
    parser.add_argument("--hour", action="store_true",
                        help="3,600 s of reports as fast as the master takes them, with a look at the live set each 600; of 50 workers, unless said otherwise")
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--java-options", default="", help="for the master, such as a flight recording")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    arguments = parser.parse_args()
    arguments.workers = arguments.workers or (50 if arguments.hour else 1000)
    if arguments.hour:
        hour(arguments, 3600, 600)
    else:
        clocked(arguments)


if __name__ == "__main__":
    main()
