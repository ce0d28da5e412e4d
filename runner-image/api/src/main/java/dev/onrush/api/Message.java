package dev.onrush.api;

/**
 * A message between the processes of a run.
 *
 * @param type what it was sent as
 * @param data what it says; null where nothing was sent with it
 * @param sender the {@link Environment#id} of the process that sent it
 */
public record Message<T>(String type, T data, String sender) {}
