package dev.onrush.runner.http;

import dev.onrush.runner.loop.PollClock;

/** What all requests of one client have in common. */
record CallEnvironment(Hosts hosts, Destination destination, Deadlines deadlines, Errors errors, PollClock poll) {}
