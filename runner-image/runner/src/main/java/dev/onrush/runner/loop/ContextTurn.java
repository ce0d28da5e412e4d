package dev.onrush.runner.loop;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;

/**
 * What happens between its beginning and its end happens as if the context had called it. In place of a handler that the context is given: what all of
 * a loop's handlers go through is to the compilers a call that may lead anywhere, and what is behind it is compiled apart, or late. On the context's loop.
 *
 * @param context whose turn it is
 * @param before whose turn it was
 */
public record ContextTurn(ContextInternal context, ContextInternal before) {
    public static ContextTurn begin(Context context) {
        ContextInternal internal = (ContextInternal) context;
        return new ContextTurn(internal, internal.beginDispatch());
    }

    /** What was to happen has failed, which is for the context's exception handler. */
    public void failed(RuntimeException e) {
        context.reportException(e);
    }

    public void end() {
        context.endDispatch(before);
    }
}
