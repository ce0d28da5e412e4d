/**
 * The master: waits for its workers, starts them together, gives each its share of the users, adds up what they measured, and
 * says how the run went. It runs no users itself. All state lives on one event loop.
 */
package dev.onrush.runner.master;
