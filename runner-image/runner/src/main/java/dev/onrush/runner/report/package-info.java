/** From what was measured to what people and programs read: summary, thresholds, report, status. */
package dev.onrush.runner.report;
