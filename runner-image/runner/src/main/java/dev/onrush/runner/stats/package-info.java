/**
 * What is measured, from one request to the run's result: a worker records into {@link dev.onrush.runner.stats.Recorder} and cuts
 * it into {@link dev.onrush.runner.stats.Delta}s, and the master adds those up in {@link dev.onrush.runner.stats.RunStatistics}.
 * Adding histograms loses nothing, so the merged percentiles are those of one histogram of all samples.
 */
package dev.onrush.runner.stats;
