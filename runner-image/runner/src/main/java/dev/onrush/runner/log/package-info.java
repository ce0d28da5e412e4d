/** The last lines of this process's own log. */
package dev.onrush.runner.log;
