"""Medians of per-round ratios with their intervals."""
import random
import statistics

RESAMPLES = 10_000


def median_with_interval(values):
    """The median and a 95 % bootstrap interval of it (Efron's percentile method, a fixed seed)."""
    draw = random.Random(20)
    medians = sorted(statistics.median(draw.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return statistics.median(values), medians[int(0.025 * RESAMPLES)], medians[int(0.975 * RESAMPLES)]


def ratios(rounds, name, base):
    return [one[name]["microseconds"] / one[base]["microseconds"] for one in rounds if name in one and base in one]


def cell(rounds, name, base):
    """How one compares with another within a round, as a table has it."""
    median, low, high = median_with_interval(ratios(rounds, name, base))
    return "1" if name == base else f"{median:.2f} ({low:.2f} to {high:.2f})"
