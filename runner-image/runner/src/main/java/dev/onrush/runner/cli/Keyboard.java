package dev.onrush.runner.cli;

import dev.onrush.contract.run.Load;
import dev.onrush.runner.session.Session;
import java.io.IOException;
import java.io.InputStream;

/** At a terminal, users come and go by keys, as with Locust: w and W start 1 and 10, s and S stop 1 and 10. */
final class Keyboard implements AutoCloseable {
    /** As Locust: a key is felt at once, whatever the spawn rate is otherwise. */
    private static final String RATE = "100";

    private final Session session;
    private final InputStream keys;
    private final Terminal terminal;

    private Keyboard(Session session, InputStream keys, Terminal terminal) {
        this.session = session;
        this.keys = keys;
        this.terminal = terminal;
    }

    /** Of this process's own terminal; where there is none, nothing happens. */
    static Keyboard of(Session session) {
        return new Keyboard(session, System.in, new Terminal());
    }

    void listen() {
        if (terminal.readKeyByKey()) {
            Thread.ofPlatform().daemon().name("keyboard").start(this::read);
        }
    }

    private void read() {
        try {
            for (int key = keys.read(); key >= 0; key = keys.read()) {
                pressed((char) key);
            }
        } catch (IOException _) {
            // The terminal is gone; the run goes on without keys.
        }
    }

    private void pressed(char key) {
        int change =
                switch (key) {
                    case 'w' -> 1;
                    case 'W' -> 10;
                    case 's' -> -1;
                    case 'S' -> -10;
                    default -> 0;
                };
        if (change == 0) {
            return;
        }
        session.running()
                .compose(run -> run.summary().compose(summary -> {
                    Load load = summary.load();
                    int users = load == null || load.users() == null ? 0 : load.users();
                    Load next = new Load(Math.max(0, users + change), RATE, null, null);
                    return session.changeLoad(next).map(next.users());
                }))
                .onSuccess(users -> System.err.println("onrush: " + users + " users are wanted now"))
                .onFailure(e -> System.err.println("onrush: " + e.getMessage()));
    }

    @Override
    public void close() {
        terminal.restore();
    }
}
