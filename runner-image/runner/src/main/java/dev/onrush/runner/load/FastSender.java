package dev.onrush.runner.load;

import dev.onrush.runner.http1.Http1Client;
import dev.onrush.runner.http1.Octets;
import dev.onrush.runner.http1.ResponseParser;
import dev.onrush.runner.program.Judge;
import dev.onrush.runner.program.RequestCode;

/** Sends with the fast client; one for all users. */
final class FastSender implements Sender {
    private final Http1Client client;
    private final Octets out = new Octets(1_024);
    private final Octets scratch = new Octets(1_024);

    FastSender(Http1Client client) {
        this.client = client;
    }

    @Override
    public void send(VirtualUser user, RequestCode request, long due) {
        RequestCode.Wire wire = request.wire();
        String missing = wire.write(out, scratch, user);
        if (missing == null) {
            client.send(user, wire.origin(), out, wire.expects(), due + request.timeoutNanos());
        } else {
            user.notSent("variable " + missing + " was not extracted");
        }
    }

    @Override
    public String judge(VirtualUser user, RequestCode request, ResponseParser answer) {
        Judge judge = request.judge();
        return judge.isStatusOnly() ? judge.status(answer.status()) : judge.whole(answer, user::set);
    }

    @Override
    public long written(VirtualUser user) {
        return user.written();
    }

    @Override
    public long held(VirtualUser user, long now) {
        return user.held(now);
    }

    @Override
    public void leave(VirtualUser user) {
        client.leave(user);
    }
}
