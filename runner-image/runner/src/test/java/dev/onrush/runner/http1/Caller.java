package dev.onrush.runner.http1;

import dev.onrush.runner.http.Failure;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An exchange that notes how its requests end, for a test's thread to look at. */
class Caller extends Exchange {
    private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

    @Override
    protected void answered(ResponseParser answer, long now) {
        outcomes.add(answer.status() + " " + (answer.body() == null ? answer.bodyBytes() + " bytes" : answer.body()));
    }

    @Override
    protected void failed(Failure failure, long now) {
        outcomes.add(failure.name());
    }

    @Override
    protected void wakened(long now) {
        outcomes.add("wakened");
    }

    /** The next outcome. */
    String outcome() {
        try {
            String outcome = outcomes.poll(20, TimeUnit.SECONDS);
            return outcome == null ? "nothing" : outcome;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean heardNothing() {
        return outcomes.isEmpty();
    }
}
