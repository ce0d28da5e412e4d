package dev.onrush.runner.http1;

/**
 * What is known of a request's answer beforehand.
 *
 * @param toHead the request is a HEAD, whose answer has no body
 * @param keepHead whether the headers will be looked at
 * @param keepBody whether the body will be looked at
 */
public record Answers(boolean toHead, boolean keepHead, boolean keepBody) {}
