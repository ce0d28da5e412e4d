/**
 * Event loops that know when they last looked for something to read, and that wake up on time: what bounds the generator's own part
 * in every latency, and starts arrivals when they are due.
 */
package dev.onrush.runner.loop;
