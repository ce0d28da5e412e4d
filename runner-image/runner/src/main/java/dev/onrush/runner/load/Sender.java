package dev.onrush.runner.load;

import dev.onrush.runner.http1.ResponseParser;
import dev.onrush.runner.program.RequestCode;

/** Sends users' requests with one of the clients, and tells the user how each ends. */
interface Sender {
    /** @param due when the user wanted the request, of {@link System#nanoTime}: there is time left of its timeout since then */
    void send(VirtualUser user, RequestCode request, long due);

    /** What is wrong with an answer, or null, in which case the user's variables are filled from it. */
    String judge(VirtualUser user, RequestCode request, ResponseParser answer);

    /** When the kernel had taken all of the user's last request; 0 when that is not known. */
    long written(VirtualUser user);

    /** How long this generator itself may have kept the user's last request after {@link #send} returned, in nanoseconds. */
    long held(VirtualUser user, long now);

    /** Ends whatever the user waits for. */
    void leave(VirtualUser user);
}
