/**
 * From a plan's files to something that can run. A plan in YAML is read; one in Java is compiled in memory, loaded by a class loader
 * that sees nothing of the runner but {@code dev.onrush.api}, and asked for its definition.
 */
package dev.onrush.runner.code;
