package dev.onrush.runner.worker;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.Bodies;
import dev.onrush.runner.bus.ClientCredentials;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import dev.onrush.runner.load.LoadEngine;
import dev.onrush.runner.log.LogLines;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a worker says to its master and is told by it, practised beside the load. In a run it is said once a second, and would take the core
 * from the load for milliseconds each time as long as it is not compiled.
 */
final class Rehearsal {
    /** What a worker is told; that it is understood is all that is practised of it. */
    private static final List<Record> ORDERS = List.of(
            RehearsalMaster.REGISTERED,
            new Messages.Start(0, WarmUpPlan.users(2), 0),
            new Messages.Spawn(WarmUpPlan.users(2), 0, 0),
            new Messages.Arrivals(
                    0,
                    List.of(new Messages.Arrivals.Ramp(1, 1)),
                    false,
                    1,
                    1,
                    WarmUpPlan.users(2),
                    List.of(new Messages.Arrivals.Share(0, 1, 0))),
            new Messages.Begun(0, 0),
            new Messages.Ready(null, null),
            new Messages.Stop(0, 0));

    private final MasterLink link;
    private final Heart heart;
    private final Reporter reporter;
    private final LogLines lines = new LogLines();
    private final LogFeed log;

    private Rehearsal(Vertx vertx, Context context, LoadEngine engine, RehearsalMaster master) {
        WorkerOptions options = new WorkerOptions(
                RehearsalMaster.LOOPBACK,
                master.port(),
                ClientCredentials.plain(master.token()),
                Optional.<PlanFiles>empty(),
                Duration.ZERO,
                Duration.ZERO);
        link = new MasterLink(vertx, options, () -> {});
        heart = Heart.of(context, link, engine, _ -> {}, _ -> {});
        log = new LogFeed(context, link, lines);
        reporter = new Reporter(vertx, context, link, engine, () -> Future.succeededFuture(null));
    }

    /**
     * Joins a master that is deployed, on a context.
     *
     * @param engine whose measurements are reported, and so forgotten
     */
    static Future<Rehearsal> with(RehearsalMaster master, Vertx vertx, Context context, LoadEngine engine) {
        Promise<Rehearsal> joined = Promise.promise();
        context.runOnContext(_ -> {
            Rehearsal rehearsal = new Rehearsal(vertx, context, engine, master);
            rehearsal.link.open("", null).map(_ -> rehearsal).onComplete(joined);
        });
        return joined.future();
    }

    /** A heartbeat, a report and a line of the log unless those before are still under way, and an order of each kind. On the context. */
    void exchange() {
        heart.beat();
        reporter.report();
        lines.add("rehearsal");
        log.send();
        for (Record order : ORDERS) {
            try {
                Bodies.read(Bodies.write(order), order.getClass());
            } catch (ProtocolException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Leaves the master. On the context. */
    void end() {
        link.leave();
    }
}
