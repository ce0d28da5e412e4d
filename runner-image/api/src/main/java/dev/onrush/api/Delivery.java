package dev.onrush.api;

/** How messages of one type are handled. */
public enum Delivery {
    /** One after the other, in the order in which they came. */
    IN_ORDER,
    /** Each on a thread of its own, for handlers that take long. */
    CONCURRENT
}
