import dev.onrush.api.*;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Every event, and an option of the plan's own. Each worker tells the master how many bytes it got. */
public final class Observed implements Plan {
    private static final Option<Duration> PAUSE =
            Option.duration("pause", Duration.ofMillis(200), "How long a user waits after each task.");

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong allBytes = new AtomicLong();

    @Override
    public void define(PlanBuilder plan) {
        plan.user("Visitor", HttpUser::new)
                .waitTime((user, task) -> user.environment().option(PAUSE))
                .task("browse", user -> user.client().get("/products"));

        plan.events()
                .initCommandLineParser(parser -> parser.add(PAUSE))
                .init(environment -> say(environment, "init, pause " + environment.option(PAUSE)))
                .testStart(environment -> say(environment, "the test starts"))
                .spawningComplete(event -> say(event.environment(), event.users() + " users run"))
                .request(event -> bytes.addAndGet(event.length()))
                .userError(event -> System.out.println(event.error()))
                .reportToMaster(event -> event.added().put("bytes", bytes.getAndSet(0)))
                .workerReport(event -> allBytes.addAndGet(((Number) event.added().get("bytes")).longValue()))
                .workerConnect(event -> say(event.environment(), event.worker() + " is ready"))
                .resetStats(environment -> allBytes.set(0))
                .cpuWarning(event -> say(event.environment(), "CPU " + Math.round(100 * event.cpu()) + "%"))
                .usageMonitor(event -> say(event.environment(), "memory " + (event.memory() >> 20) + " MiB"))
                .heartbeatSent(event -> {})
                .heartbeatReceived(event -> {})
                .testStopping(environment -> say(environment, "the test stops"))
                .testStop(environment -> say(environment, "the test has stopped; bytes: " + allBytes))
                .quitting(environment -> say(environment, "quitting"))
                .quit(event -> say(event.environment(), "exit code " + event.exitCode()));
    }

    private static void say(Environment environment, String text) {
        System.out.println(environment.role() + " " + environment.id() + ": " + text);
    }
}
