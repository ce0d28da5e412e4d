/**
 * How much CPU this process uses, how much it may use, and how long the kernel kept it from running: read from the JVM and from
 * the control group, version 1 or 2.
 */
package dev.onrush.runner.cpu;
