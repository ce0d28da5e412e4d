/**
 * An HTTP/1.1 client of few parts on one event loop: what a load generator needs, at the least cost per request. Requests come as
 * bytes that are ready to be sent; an answer is read as it arrives, in bounded memory, and strictly: what is not HTTP is an error of
 * its request. Nothing is sent twice, no request waits behind another one's answer, and no redirect is followed.
 *
 * <p>The parser, the chunk reader and the wheel of deadlines know nothing of sockets or clocks. Everything here runs on the loop of
 * its {@link dev.onrush.runner.http1.Http1Client}.
 */
package dev.onrush.runner.http1;
