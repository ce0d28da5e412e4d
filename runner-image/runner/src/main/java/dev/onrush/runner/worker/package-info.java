/**
 * A worker's process: it registers with the master, drives its share of the users, and reports until everything that it measured
 * is acknowledged. The wire and the load have an event loop each, so that a busy load never silences a heartbeat.
 */
package dev.onrush.runner.worker;
