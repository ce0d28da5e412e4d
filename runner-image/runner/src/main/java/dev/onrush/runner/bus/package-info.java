/**
 * The wire between master and workers: the frames of the Vert.x TCP event-bus bridge (a length of four bytes, then JSON), bridged
 * to each side's own event bus, as a star around the master.
 *
 * <p>A connection is nobody until its first frame showed the run's token. That frame must come within {@link
 * dev.onrush.runner.bus.BusServer#AUTHENTICATION_TIMEOUT} and be no longer than {@link
 * dev.onrush.runner.bus.FrameDecoder#UNAUTHENTICATED_LIMIT}; a longer one is refused by its length alone, before it is
 * buffered. A worker may then send to the addresses in {@link dev.onrush.runner.bus.Addresses} and nowhere else, and what it
 * sends carries the identity of its connection, not one that it claims.
 */
package dev.onrush.runner.bus;
