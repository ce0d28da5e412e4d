/** A master's life over several runs: workers wait in a lobby, a run takes them, and they come back. */
package dev.onrush.runner.session;
