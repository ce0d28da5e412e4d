/**
 * Virtual users on one event loop. Everything in this package runs on that loop and never blocks it; {@link
 * dev.onrush.runner.load.LoadEngine} is the way in from other threads.
 */
package dev.onrush.runner.load;
