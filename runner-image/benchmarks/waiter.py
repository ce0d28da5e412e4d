#!/usr/bin/env python3
"""Starts nothing at a rate: looks at the clock until something would be due, and notes when it saw that. How late that is, is the machine's alone: the kernel's threads,
interrupts, and the time in which whoever owns the machine had the CPU. Arguments: a second's starts, seconds, where to write pairs of due and seen, as
StartErrorBenchmark does, and "busy" to have CPU 1 taken all the time: a machine may be let have less than it has CPUs.
"""
import array
import contextlib
import gc
import multiprocessing
import os
import sys
import time


def spin():
    os.sched_setaffinity(0, {1})
    while True:
        pass


@contextlib.contextmanager
def busy():
    """The other CPU is, meanwhile."""
    process = multiprocessing.get_context("fork").Process(target=spin, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def main():
    rate, seconds, trace = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    with busy() if sys.argv[4:] == ["busy"] else contextlib.nullcontext():
        wait(rate, seconds, trace)


def wait(rate, seconds, trace):
    count = rate * seconds
    # Made before it begins, so that nothing is asked of the kernel meanwhile.
    seen = array.array("q", bytes(8 * count))
    gc.disable()
    clock, origin, step = time.monotonic_ns, time.monotonic_ns() + 100_000_000, 1e9 / rate
    for index in range(count):
        due, now = origin + int(index * step), clock()
        while now < due:
            now = clock()
        seen[index] = now
    pairs = array.array("q")
    for index in range(count):
        pairs.extend((origin + int(index * step), seen[index]))
    with open(trace, "wb") as file:
        pairs.tofile(file)
    print("missed 0")


if __name__ == "__main__":
    main()
