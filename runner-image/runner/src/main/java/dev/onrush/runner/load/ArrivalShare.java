package dev.onrush.runner.load;

/**
 * From an arrival on, and until the next share begins, every n-th arrival is this worker's.
 *
 * @param from the first arrival that this is about
 * @param of n, one or more
 * @param index arrivals whose number leaves this remainder; less than zero for none
 */
public record ArrivalShare(long from, int of, int index) {}
