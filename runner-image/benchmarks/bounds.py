#!/usr/bin/env python3
"""Holds the bounds that a report gives against a capture of loopback, while the generator is stopped or has no CPU.

The kernel says of each request when its first byte was sent, and of its answer when it took its last byte from the queue of the interface to
hand it to the socket: how long it lay in that queue is the network's part. Whatever is done to the generator, the percentiles of these times
have to lie within the bounds. Needs root (AF_PACKET) and a built program. Prints a line for each percentile; exits 1 when one lies outside.

  bounds.py [--jar JAR] [--seconds 10] [--slack MS] [SCENARIO...]      scenarios: calm stopped starved
"""

import argparse
import asyncio
import ctypes
import json
import math
import mmap
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from beside import Beside

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
      client: %s
      users:
        - name: U
          tasks: [{name: t, steps: [{get: /proof}]}]
  target: http://127.0.0.1:%d
  load: {users: %d, spawnRate: %d, runTime: %ds}
  stopTimeout: 20s
  workers: {cores: 1}
"""
SO_ATTACH_FILTER = 26
SOL_PACKET = 263
PACKET_HOST = 0
PACKET_OUTGOING = 4
#: Packets that come in get their time when they are taken from the interface's queue, not when they are put there.
STAMP_AT_ONCE = Path("/proc/sys/net/core/netdev_tstamp_prequeue")
#: BBR holds a packet back for a while after it was written, with a timer of its own (pacing); others hand it to the interface within the call.
CONGESTION_CONTROL = Path("/proc/sys/net/ipv4/tcp_congestion_control")
#: All protocols: packets on their way out are told to those alone who ask for all.
ETH_P_ALL = 0x0003


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


class Kernel:
    """Settings as the proof needs them, and as they were afterwards."""

    WANTED = {STAMP_AT_ONCE: "0", CONGESTION_CONTROL: "reno"}

    def __enter__(self):
        self.before = {path: path.read_text() for path in self.WANTED}
        for path, value in self.WANTED.items():
            path.write_text(value)

    def __exit__(self, *_):
        for path, value in self.before.items():
            path.write_text(value)


class Clocks(Beside):
    """How far apart the packets' clock and the generator's are: a step of the first in the middle of a request would be taken for the request's."""

    MOST = 50_000
    LOOK = 0.05

    def begin(self):
        self.apart = []

    def look(self):
        while not self.over.wait(self.LOOK):
            before, real, after = time.monotonic_ns(), time.time_ns(), time.monotonic_ns()
            if after - before < self.MOST / 10:
                self.apart.append(real - before)

    def steady(self):
        return max(self.apart) - min(self.apart) < self.MOST


class Capture:
    """Requests as they are sent to a port on loopback, and answers as they are received. The kernel notes each packet and its time in a ring
    (packet(7), TPACKET_V2) as it passes: whoever reads them later changes nothing about that, however busy the machine is."""

    VERSION, RING, STATISTICS, LOSS = 10, 5, 6, 14
    FRAME, FRAMES, BLOCK = 256, 1 << 19, 1 << 20
    #: struct tpacket2_hdr, and behind it struct sockaddr_ll
    HEADER = struct.Struct("=IIIHHIIHH4x")
    ADDRESS_AT = 32

    def __init__(self, port):
        self.port = port
        self.packets = []
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0)
        self.filter()
        self.socket.setsockopt(SOL_PACKET, self.VERSION, 1)
        blocks = self.FRAME * self.FRAMES // self.BLOCK
        self.socket.setsockopt(SOL_PACKET, self.RING, struct.pack("IIII", self.BLOCK, blocks, self.FRAME, self.FRAMES))
        self.ring = mmap.mmap(self.socket.fileno(), self.FRAME * self.FRAMES)
        self.socket.bind(("lo", ETH_P_ALL))

    def filter(self):
        """Only TCP from or to the port: what else is on loopback must not fill the ring."""
        program = [
            (0x30, 0, 0, 9),  # ldb [9]: the protocol
            (0x15, 0, 6, socket.IPPROTO_TCP),
            (0xB1, 0, 0, 0),  # ldx 4*([0]&0xf): the length of the IP header
            (0x48, 0, 0, 0),  # ldh [x+0]: the source's port
            (0x15, 2, 0, self.port),
            (0x48, 0, 0, 2),  # ldh [x+2]: the target's port
            (0x15, 0, 1, self.port),
            (0x06, 0, 0, 0x40000),  # all of it
            (0x06, 0, 0, 0),  # nothing
        ]
        code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
        self.socket.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(program), ctypes.addressof(code)))

    def begun(self):
        return self.HEADER.unpack_from(self.ring, 0)[0] & 1

    def end(self):
        time.sleep(0.5)
        lost = struct.unpack("II", self.socket.getsockopt(SOL_PACKET, self.STATISTICS, 8))[1]
        if lost:
            sys.exit(f"the capture lost {lost} packets: nothing is known")
        for number in range(self.FRAMES):
            at = number * self.FRAME
            status, _, held, _, network, seconds, nanos, _, _ = self.HEADER.unpack_from(self.ring, at)
            if not status & 1:
                break
            direction = self.ring[at + self.ADDRESS_AT + 10]
            self.take(self.ring[at + network : at + network + held], seconds * 1_000_000_000 + nanos, direction)
        self.ring.close()
        self.socket.close()

    def take(self, data, at, direction):
        header = (data[0] & 15) * 4
        source, target = struct.unpack_from("!HH", data, header)
        if direction != (PACKET_OUTGOING if target == self.port else PACKET_HOST):
            return
        total = struct.unpack_from("!H", data, 2)[0]
        flags = data[header + 13]
        length = total - header - (data[header + 12] >> 4) * 4
        self.packets.append((at, source, target, flags, length))

    def times(self):
        """Service times, and response times at the least: a connection's first request has its opening, too."""
        opened, opening, sent, left = {}, {}, {}, {}
        service, response = [], []
        for at, source, target, flags, length in self.packets:
            if target == self.port:
                if flags & 2:
                    opened[source] = at
                if length:
                    if source in sent:
                        sys.exit("two requests at once on a connection, or one in parts")
                    sent[source] = at
                    left[source] = len(ANSWER)
            elif flags & 2:
                opening[target] = at - opened[target]
            elif length:
                left[target] -= length
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


def scenario(name, client, seconds, jar, where):
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
    report = where / f"{name}-{port}"
    java = ["java" if "JAVA_HOME" not in os.environ else os.environ["JAVA_HOME"] + "/bin/java", "-XX:+UseSerialGC"]
    test = where / f"{name}.yaml"
    test.write_text(TEST % (client, port, USERS, USERS, seconds))
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
                while not capture.begun() and generator.poll() is None:
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


def check(name, times, report, slack):
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
            within = low - slack <= value <= high + slack
            good &= within
            print(
                f"  {kind:8} p{percentile}: {value / 1e6:9.3f} ms in [{low / 1e6:.3f} ms, {high / 1e6:.3f} ms]"
                + ("" if within else "  OUTSIDE")
            )
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jar", type=Path, default=JAR)
    parser.add_argument("--client", choices=["fast", "full"], default="fast")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--slack", type=float, default=0, help="milliseconds by which a time may lie outside: a kernel or a hypervisor may pause between the interface and the socket")
    parser.add_argument("scenarios", nargs="*", default=["calm", "stopped", "starved"])
    options = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as directory, Kernel():
        where = Path(directory)
        for name in options.scenarios:
            with Clocks() as clocks:
                times, report, log = scenario(name, options.client, options.seconds, options.jar, where)
            if not clocks.steady():
                sys.exit(f"{name}: the clock of the packets was set meanwhile: nothing is known")
            written = list(report.rglob("report.json"))
            if not written:
                sys.exit(log.read_text()[-3000:])
            if not check(name, times, json.loads(written[0].read_text()), options.slack * 1e6):
                failed.append(name)
    if failed:
        sys.exit("outside the bounds: " + ", ".join(failed))
    print("all within the bounds")


if __name__ == "__main__":
    main()
