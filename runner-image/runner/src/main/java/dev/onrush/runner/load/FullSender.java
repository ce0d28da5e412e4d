package dev.onrush.runner.load;

import dev.onrush.contract.plan.Template;
import dev.onrush.contract.plan.Template.UndefinedVariableException;
import dev.onrush.runner.http.HttpUser;
import dev.onrush.runner.http.RenderedRequest;
import dev.onrush.runner.http.Response;
import dev.onrush.runner.http1.Http1Client;
import dev.onrush.runner.http1.ResponseParser;
import dev.onrush.runner.plan.Renderer;
import dev.onrush.runner.program.RequestCode;
import io.vertx.core.Future;
import java.util.UUID;

/** Sends with the full client; one for each user, since it keeps the user's cookies. */
final class FullSender implements Sender {
    private final Renderer renderer;
    private final HttpUser http;
    private final Http1Client timers;
    private long handed;

    /** @param timers for users that wait */
    FullSender(Renderer renderer, HttpUser http, Http1Client timers) {
        this.renderer = renderer;
        this.http = http;
        this.timers = timers;
    }

    @Override
    public void send(VirtualUser user, RequestCode request, long due) {
        try {
            RenderedRequest rendered = renderer.render(request.source(), new Values(user));
            long sent = System.nanoTime();
            handed = sent;
            Future<Response> answer = http.send(rendered.after(sent - due));
            handed = System.nanoTime();
            answer.onComplete((come, cause) -> ended(user, request, sent, come, cause));
        } catch (UndefinedVariableException e) {
            user.notSent(e.getMessage());
        }
    }

    private static void ended(VirtualUser user, RequestCode request, long sent, Response answer, Throwable cause) {
        long now = System.nanoTime();
        if (cause == null) {
            user.goOn(request.judge().whole(answer, user::set), answer.bodyBytes(), sent, now);
        } else {
            user.endedInVain(cause.getMessage(), sent, now);
        }
    }

    @Override
    public String judge(VirtualUser user, RequestCode request, ResponseParser answer) {
        throw new IllegalStateException("the full client has its own answers");
    }

    @Override
    public long written(VirtualUser user) {
        return http.written(handed);
    }

    @Override
    public long held(VirtualUser user, long now) {
        return http.held(now);
    }

    @Override
    public void leave(VirtualUser user) {
        timers.leave(user);
    }

    /** A user's values by name. */
    private record Values(VirtualUser filler) implements Template.Values {
        @Override
        public String variable(String name) {
            return filler.variable(name);
        }

        @Override
        public long user() {
            return filler.user();
        }

        @Override
        public long iteration() {
            return filler.iteration();
        }

        @Override
        public long random(long min, long max) {
            // The template's bounds have at most 18 digits, so the sum does not overflow.
            return filler.random().nextLong(min, max + 1);
        }

        @Override
        public String uuid() {
            return UUID.randomUUID().toString();
        }
    }
}
