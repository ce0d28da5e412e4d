package dev.onrush.runner.http;

/** A client that users send their requests with. Used on the loop that it was made for. */
public interface HttpUsers {
    /** A new user without cookies. */
    HttpUser newUser();

    /** Closes what users share. */
    void close();
}
