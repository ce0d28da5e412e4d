package dev.onrush.runner.http;

/** What all requests of one client have in common. */
record CallEnvironment(Hosts hosts, Deadlines deadlines, Errors errors) {}
