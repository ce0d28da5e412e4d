#!/usr/bin/env python3
"""Measures the memory of a worker whose users mostly wait (a request a minute each, on shared connections)."""
import argparse
import os
import subprocess
import time

import generators
import machine
import report
import state as state_of


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=1_000_000)
    parser.add_argument("--heap", default="640m")
    parser.add_argument("--java", action="store_true", help="a virtual thread for each user, in a plan in Java")
    state_of.arguments(parser)
    parser.add_argument("--seconds", type=float, default=10)
    arguments = parser.parse_args()
    with machine.Nginx(arguments.port) as nginx, open(machine.HERE / "target" / "waiting.log", "w") as log:
        rate = max(1, arguments.users // 25)
        generator = generators.onrush("waiting", "Waiting.java" if arguments.java else "waiting.yaml", nginx.url, arguments.users, rate, options=[f"-Xmx{arguments.heap}"])
        process = subprocess.Popen(["taskset", "-c", "0", *generator.command], start_new_session=True, stdout=log, stderr=log)
        machine.prefer(process.pid)
        try:
            time.sleep(65)
            cpu, requests = machine.cpu_seconds(process.pid), nginx.requests()
            time.sleep(arguments.seconds)
            cpu, requests = machine.cpu_seconds(process.pid) - cpu, nginx.requests() - requests
            resident = machine.resident_mib(process.pid)
            histogram = machine.output(f"{os.environ['JAVA_HOME']}/bin/jcmd", str(machine.children(process.pid)[-1]), "GC.class_histogram")
            text = (f"{arguments.users:,} users{', a virtual thread each,' if arguments.java else ''} who wait a minute between two requests, on 200 shared connections, `-Xmx{arguments.heap}`:"
                    f" {resident:.0f} MiB resident, {requests / arguments.seconds:,.0f} requests/s,"
                    f" {1e6 * cpu / max(1, requests):.1f} µs of CPU per request (Onrush {generators.commit()}, one run).")
            print(text)
            if arguments.write:
                report.write("waiting-java" if arguments.java else "waiting", f"## {'Virtual threads' if arguments.java else 'Users'} that wait\n\n{text}\n")
            print("\n".join(histogram.splitlines()[:8]))
        finally:
            machine.kill(process)


if __name__ == "__main__":
    main()
