#!/usr/bin/env python3
"""Holds the bounds that a report gives against a capture of loopback, while the generator is stopped or has no CPU.

The capture says of each request when its first byte was sent, and of its answer when the kernel took its last byte from the queue
of the interface to hand it to the socket, by the kernel's clock: how long it lay in that queue is the network's part. Whatever is done to the generator, the percentiles of these times have to lie within the bounds. Needs root (AF_PACKET)
and a built program. Prints a line for each percentile; exits 1 when one lies outside.

  bounds.py [--jar JAR] [--seconds 10] [SCENARIO...]      scenarios: calm stopped starved
"""

import argparse
import asyncio
import json
import math
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAR = HERE.parent / "runner/target/onrush/onrush.jar"
SERVICE = 0.020
BODY = b"x" * 200
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
PERCENTILES = ["50", "95", "99", "100"]
USERS = 20
TEST = """apiVersion: onrush.dev/v1
kind: LoadTest
metadata: {name: bounds}
spec:
  plan:
    inline: |
      users:
        - name: U
          tasks: [{name: t, steps: [{get: /proof}]}]
  target: http://127.0.0.1:%d
  load: {users: %d, spawnRate: %d, runTime: %ds}
  stopTimeout: 20s
  workers: {cores: 1}
"""
SO_TIMESTAMPNS = 35
PACKET_HOST = 0
PACKET_OUTGOING = 4
# Received packets are stamped when they are taken from the interface's queue, not when they are put there.
STAMP_AT_ONCE = Path("/proc/sys/net/core/netdev_tstamp_prequeue")
ETH_P_IP = 0x0800


async def answer(reader, writer):
    try:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(SERVICE)
            writer.write(ANSWER)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def serve(ready):
    """A target in a process of its own, which tells its port."""

    async def run():
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        ready.write(b"%d\n" % server.sockets[0].getsockname()[1])
        ready.close()
        async with server:
            await server.serve_forever()

    asyncio.run(run())


class Capture(threading.Thread):
    """Requests as they are sent to a port on loopback, and answers as they are received, by the kernel's time stamps."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.packets = []
        self.ended = False
        self.before = STAMP_AT_ONCE.read_text()
        STAMP_AT_ONCE.write_text("0")
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)  # SO_RCVBUFFORCE
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.bind(("lo", 3))
        self.socket.settimeout(0.5)

    def run(self):
        while not self.ended:
            try:
                data, notes, _, address = self.socket.recvmsg(65_600, 128)
            except TimeoutError:
                continue
            if address[1] == ETH_P_IP:
                self.take(data, notes, address[2])

    def take(self, data, notes, direction):
        header = (data[0] & 15) * 4
        if data[9] != socket.IPPROTO_TCP:
            return
        source, target = struct.unpack_from("!HH", data, header)
        if self.port not in (source, target):
            return
        if direction != (PACKET_OUTGOING if target == self.port else PACKET_HOST):
            return
        total = struct.unpack_from("!H", data, 2)[0]
        flags = data[header + 13]
        payload = data[header + (data[header + 12] >> 4) * 4 : total]
        seconds, nanos = struct.unpack("qq", notes[0][2])
        self.packets.append((seconds * 1_000_000_000 + nanos, source, target, flags, payload))

    def end(self):
        time.sleep(0.5)
        self.ended = True
        self.join()
        STAMP_AT_ONCE.write_text(self.before)
        lost = struct.unpack("II", self.socket.getsockopt(263, 6, 8))[1]  # PACKET_STATISTICS
        if lost:
            sys.exit(f"the capture lost {lost} packets: nothing is known")

    def times(self):
        """Service times, and response times at the least: a connection's first request has its opening, too."""
        opened, opening, sent, left = {}, {}, {}, {}
        service, response = [], []
        for at, source, target, flags, payload in sorted(self.packets, key=lambda packet: packet[0]):
            if target == self.port:
                if flags & 2:
                    opened[source] = at
                if payload:
                    if source in sent:
                        sys.exit("two requests at once on a connection, or one in parts")
                    sent[source] = at
                    left[source] = len(ANSWER)
            elif flags & 2:
                opening[target] = at - opened[target]
            elif payload:
                left[target] -= len(payload)
                if left[target] == 0:
                    service.append(at - sent.pop(target))
                    response.append(service[-1] + opening.pop(target, 0))
        return sorted(service), sorted(response), len(sent)


def worker_of(run):
    """The process that makes the load."""
    for pid in children(run.pid):
        if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return int(pid)
    sys.exit("no worker was found")


def children(pid):
    """Of whichever thread."""
    return [c for task in Path(f"/proc/{pid}/task").iterdir() for c in (task / "children").read_text().split()]


def stop(worker, seconds):
    """Three times for 300 ms."""
    for _ in range(3):
        time.sleep(seconds / 4)
        os.kill(worker, signal.SIGSTOP)
        time.sleep(0.3)
        os.kill(worker, signal.SIGCONT)


def scenario(name, seconds, jar, where):
    read, write = os.pipe()
    target = os.fork()
    if target == 0:
        os.close(read)
        try:
            serve(os.fdopen(write, "wb"))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as ready:
        port = int(ready.readline())
    capture = Capture(port)
    capture.start()
    report = where / f"{name}-{port}"
    java = ["java" if "JAVA_HOME" not in os.environ else os.environ["JAVA_HOME"] + "/bin/java", "-XX:+UseSerialGC"]
    test = where / f"{name}.yaml"
    test.write_text(TEST % (port, USERS, USERS, seconds))
    command = java + ["-jar", str(jar), "run", str(test), "--reports", str(report)]
    if name == "starved":
        # A share of a core, beside hogs that are bounded in time.
        command = ["nice", "-n", "10"] + command
    hogs = []
    try:
        with open(where / f"{name}.log", "wb") as log:
            if name == "starved":
                busy = f"import time\nend = time.time() + {seconds + 20}\nwhile time.time() < end: pass"
                hogs = [subprocess.Popen(["nice", "-n", "5", sys.executable, "-c", busy]) for _ in range(os.cpu_count())]
            generator = subprocess.Popen(command, stdout=log, stderr=log)
            if name == "stopped":
                while not capture.packets and generator.poll() is None:
                    time.sleep(0.01)
                stop(worker_of(generator), seconds)
            generator.wait(timeout=seconds + 120)
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()
        os.kill(target, signal.SIGTERM)
        os.waitpid(target, 0)
    capture.end()
    return capture.times(), report, where / f"{name}.log"


def rank(values, percentile):
    return values[max(1, math.ceil(float(percentile) / 100 * len(values))) - 1]


def check(name, times, report):
    service, response, open_ = times
    names = report["names"]
    seen = names[0]
    if len(names) != 1 or seen["failures"] or seen["unfinished"] or open_ or seen["requests"] != len(service):
        print(f"{name}: {seen['requests']} requests reported, {len(service)} captured, {open_} of them open")
        return False
    good = True
    print(f"{name}: {len(service)} requests")
    for kind, truth, times in (("service", service, seen["serviceTime"]), ("response", response, seen["responseTime"])):
        for percentile in PERCENTILES:
            low, value, high = times["lowerBounds"][percentile], rank(truth, percentile), times["percentiles"][percentile]
            within = low <= value <= high
            good &= within
            print(
                f"  {kind:8} p{percentile}: {value / 1e6:9.3f} ms in [{low / 1e6:.3f} ms, {high / 1e6:.3f} ms]"
                + ("" if within else "  OUTSIDE")
            )
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jar", type=Path, default=JAR)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("scenarios", nargs="*", default=["calm", "stopped", "starved"])
    options = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as directory:
        where = Path(directory)
        for name in options.scenarios:
            times, report, log = scenario(name, options.seconds, options.jar, where)
            written = list(report.rglob("report.json"))
            if not written:
                sys.exit(log.read_text()[-3000:])
            if not check(name, times, json.loads(written[0].read_text())):
                failed.append(name)
    if failed:
        sys.exit("outside the bounds: " + ", ".join(failed))
    print("all within the bounds")


if __name__ == "__main__":
    main()
