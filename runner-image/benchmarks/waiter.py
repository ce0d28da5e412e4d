#!/usr/bin/env python3
"""Starts nothing at a rate: looks at the clock until something would be due, and notes when it saw that. How late that is, is the machine's alone: the kernel's threads,
interrupts, and the time in which whoever owns the machine had the CPU. Arguments: a second's starts, seconds, where to write pairs of due and seen, as
StartErrorBenchmark does.
"""
import array
import gc
import sys
import time


def main():
    rate, seconds, trace = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
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
