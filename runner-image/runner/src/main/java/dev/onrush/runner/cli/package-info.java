/** The command line: what {@code onrush} understands, and nothing of how it is done. */
package dev.onrush.runner.cli;
