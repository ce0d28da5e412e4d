package dev.onrush.runner.cpu;

/**
 * One look at what a process has used so far.
 *
 * @param nanoTime when
 * @param cpuNanos CPU time of all its threads, user and system
 * @param waitedNanos how long the thread that matters was ready to run and had no core; 0 where the kernel does not say
 */
public record CpuCounters(long nanoTime, long cpuNanos, long waitedNanos, CpuAllowance allowance) {}
