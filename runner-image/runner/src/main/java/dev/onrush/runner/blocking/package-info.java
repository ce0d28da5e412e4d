/**
 * Users of a plan in Java: each is a virtual thread in blocking style. Their requests go over the load's event loop like those of
 * declared users, are measured there, and only the waiting is theirs.
 */
package dev.onrush.runner.blocking;
