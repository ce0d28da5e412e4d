package dev.onrush.runner.cli;

import dev.onrush.runner.bus.Token;
import dev.onrush.runner.session.Session;
import java.io.IOException;

/** The workers that a master starts itself. */
interface Crew extends AutoCloseable {
    /** Starts them, to register at the session's port with the token. */
    void join(Session session, Token token) throws IOException;

    /** Waits for workers that have ended their work, and ends what is left. */
    @Override
    void close() throws IOException;

    /** Of a master whose workers come from elsewhere. */
    Crew ELSEWHERE = new Crew() {
        @Override
        public void join(Session session, Token token) {}

        @Override
        public void close() {}
    };
}
