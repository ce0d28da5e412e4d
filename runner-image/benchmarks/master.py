#!/usr/bin/env python3
"""Measures what a master uses: workers that only talk, over TLS from another process, each with a report of many histograms every second.

The master has CPU 0, the workers CPU 1. Needs compiled test classes: mvn -DskipTests test-compile.
"""
import argparse
import os
import subprocess

import machine

RUNNER = machine.HERE.parent / "runner"


def class_path():
    listed = machine.HERE / "target" / "master.classpath"
    if not listed.exists():
        listed.parent.mkdir(exist_ok=True)
        subprocess.run(["mvn", "-o", "-q", "-B", "-f", str(RUNNER.parent.parent / "pom.xml"), "-pl", "runner-image/runner", "-am",
                        "test-compile", "dependency:build-classpath", "-Dmdep.includeScope=test",
                        f"-Dmdep.outputFile={listed}"], check=True)
    return ":".join([str(RUNNER / "target/test-classes"), str(RUNNER / "target/classes"), listed.read_text().strip()])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=1000)
    parser.add_argument("--names", type=int, default=50)
    parser.add_argument("--requests", type=int, default=450, help="for each name and report; that many fill some 220 buckets")
    parser.add_argument("--warm-up", type=int, default=30, help="seconds")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--java-options", default="", help="for the master, such as a flight recording")
    arguments = parser.parse_args()
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    classes = class_path()
    common = ["-cp", classes, "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]
    master = subprocess.Popen(
        ["taskset", "-c", "0", java, "-XX:+UseSerialGC", f"-Xmx{arguments.heap}", *arguments.java_options.split(), *common,
         "dev.onrush.runner.wire.MasterBenchmark", str(arguments.workers), str(arguments.names), str(arguments.warm_up),
         str(arguments.seconds)], stdout=subprocess.PIPE, text=True)
    played = None
    values, live = {}, []
    try:
        stolen = machine.stolen_seconds()
        for line in master.stdout:
            key, _, value = line.strip().partition(" ")
            if key == "port":
                played = subprocess.Popen(
                    ["taskset", "-c", "1", java, "-Xmx2g", "-XX:+UseSerialGC", *common, "dev.onrush.runner.wire.PlayedWorkers",
                     *value.split(), str(arguments.workers), str(arguments.names), str(arguments.requests)],
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
    reports = float(values["requests/s"]) / arguments.names / arguments.requests
    late = (int(values["finished"]) - int(said["last"])) / 1e9
    print(f"Machine: {machine.description()}; stolen meanwhile: {machine.stolen_seconds() - stolen:.2f} s")
    print(f"{arguments.workers} workers, {arguments.names} names, {arguments.requests} requests for each name and report")
    print(f"cores used by the master: {values['cores']}")
    print(f"reports per second that it took: {reports:.0f}; CPU for each: {float(values['cores']) / reports * 1e6:.0f} µs")
    print("live set after a collection: " + ", ".join(f"{one:.0f}" for one in live) + " MiB")
    print(f"final result after the last report was written: {late:.2f} s; {values['result']}")
    counted = int(values["result"].split()[1])
    sent = int(said["reports"]) * arguments.names * arguments.requests
    print(f"requests reported {sent}, in the result {counted}: {'equal' if sent == counted else 'NOT EQUAL'}")
    print(f"order to begin, from the first worker to 99 % of them: {int(said['skew']) / 1e6:.1f} ms")


if __name__ == "__main__":
    main()
