package dev.onrush.runner.report;

/**
 * How far apart workers began that were told to begin together.
 *
 * @param workers that have said when they did
 * @param p99Millis from the first to the one by which 99 % of them had begun, by what each takes its clock to be
 * @param maxMillis from the first to the last, by the same
 * @param atMostMillis from the first to the last if each clock is as wrong as it can be: the truth is not beyond
 */
public record StartSkew(int workers, double p99Millis, double maxMillis, double atMostMillis) {}
