package dev.onrush.runner.http;

import dev.onrush.runner.loop.PollClock;
import io.vertx.core.Context;

/**
 * What all requests of one client have in common.
 *
 * @param context on which the client is used
 */
record CallEnvironment(
        Hosts hosts, Destination destination, Deadlines deadlines, Errors errors, Context context, PollClock poll) {}
