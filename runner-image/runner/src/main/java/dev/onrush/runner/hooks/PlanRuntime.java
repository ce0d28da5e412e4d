package dev.onrush.runner.hooks;

import dev.onrush.api.Environment;
import dev.onrush.api.Role;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.code.HookList;
import dev.onrush.runner.code.LoadedPlan;
import dev.onrush.runner.code.PlanEvents;
import dev.onrush.runner.code.PlanLoader;
import dev.onrush.runner.code.PlanOptionValues;
import dev.onrush.runner.code.PlanSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plan in a process, for as long as that lives: over several runs on a master. A declared plan has no hooks and nothing happens.
 * May be used from any thread.
 */
public final class PlanRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRuntime.class);
    private static final Place NOWHERE = new Place("", "", -1, URI.create("http://127.0.0.1"));
    private static final int END_PATIENCE_SECONDS = 10;

    private final LoadedPlan plan;
    private volatile PlanSettings settings = PlanSettings.NONE;
    private final Role role;
    private final PlanEvents events;
    private final ExceptionLog exceptions;
    private final MessageHandlers handlers = new MessageHandlers();
    private final PlanThread inOrder;
    private final PlanThread aside;
    private final Environment environment = new PlanEnvironment(this);
    private volatile PlanOptionValues options;
    private volatile Place place = NOWHERE;
    private volatile Outlet outlet;
    private CompletableFuture<Void> initialized;

    /** @param options values of the plan's own options; null for what they are by default */
    public PlanRuntime(LoadedPlan plan, Role role, PlanOptionValues options) {
        this.plan = plan;
        this.role = role;
        // Locust's names; a worker's own is put in by its master.
        this.exceptions = new ExceptionLog(role.name().toLowerCase(Locale.ROOT));
        this.options = options == null ? defaults(plan) : options;
        this.events = plan instanceof LoadedPlan.Coded coded ? coded.plan().events() : new PlanEvents();
        ClassLoader loader = events.getClass().getClassLoader();
        this.inOrder = new PlanThread("plan", loader);
        this.aside = new PlanThread("plan-telemetry", loader);
    }

    /** Of a plan that is still to be loaded. */
    public static PlanRuntime of(PlanFiles files, Role role) throws InvalidInputException {
        return new PlanRuntime(PlanLoader.load(files), role, null);
    }

    public LoadedPlan plan() {
        return plan;
    }

    private static PlanOptionValues defaults(LoadedPlan plan) {
        try {
            return plan instanceof LoadedPlan.Coded coded
                    ? coded.plan().options().read("", Map.of())
                    : new PlanOptionValues(Map.of(), Map.of());
        } catch (InvalidInputException e) {
            throw new IllegalStateException("nothing was given, so nothing is wrong", e);
        }
    }

    public Role role() {
        return role;
    }

    /** The plan's load shape, for one run; empty when it has none. */
    public Optional<ShapeThread> shape() {
        return plan instanceof LoadedPlan.Coded coded
                ? coded.plan().shape().map(shape -> new ShapeThread(shape, this))
                : Optional.empty();
    }

    /** True where the plan itself says how many users run. */
    public boolean hasShape() {
        return plan instanceof LoadedPlan.Coded coded && coded.plan().shape().isPresent();
    }

    public PlanEvents events() {
        return events;
    }

    public Environment environment() {
        return environment;
    }

    public ExceptionLog exceptions() {
        return exceptions;
    }

    /** Values of the plan's own options, to be passed on to workers. */
    public PlanSettings settings() {
        return settings;
    }

    /**
     * Takes values of the plan's own options. To be called before it takes part in a run.
     *
     * @param source where the settings come from, for messages
     */
    public PlanRuntime choose(String source, PlanSettings chosen) throws InvalidInputException {
        options = chosen.options(source, plan);
        settings = chosen;
        return this;
    }

    /** The process takes part in a run. The first time, {@code init} happens; completes when that is over. */
    public synchronized CompletableFuture<Void> enter(Place now, Outlet through) {
        place = now;
        outlet = through;
        if (initialized == null) {
            initialized = fire(events.init, environment);
        }
        return initialized;
    }

    /** Calls hooks after everything before, in order with the handling of messages. Completes when they are over; never fails. */
    public <E> CompletableFuture<Void> fire(HookList<E> hooks, E event) {
        if (hooks.isEmpty()) {
            // Messages that came before are handled before whatever follows.
            return idle();
        }
        return inOrder.run(() -> hooks.fire(event, e -> failed(hooks.name(), e)))
                .exceptionally(e -> {
                    failed(hooks.name(), e);
                    return null;
                });
    }

    /** Calls hooks of an event that comes again and again, on another thread than the rest: one that is slow misses some. */
    public <E> CompletableFuture<Void> mention(HookList<E> hooks, E event) {
        if (hooks.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return aside.run(() -> hooks.fire(event, e -> failed(hooks.name(), e))).exceptionally(e -> {
            failed(hooks.name(), e);
            return null;
        });
    }

    /** Calls hooks here and now. */
    public <E> void fireHere(HookList<E> hooks, E event) {
        hooks.fire(event, e -> failed(hooks.name(), e));
    }

    /** Completes when everything that was to be done in order is over. */
    public CompletableFuture<Void> idle() {
        return plan instanceof LoadedPlan.Coded
                ? inOrder.run(() -> {}).exceptionally(_ -> null)
                : CompletableFuture.completedFuture(null);
    }

    /** A message has come. */
    public void receive(String type, String json, String sender) {
        Runnable handle = () -> handlers.handle(environment, type, json, sender, e -> failed("message " + type, e));
        if (handlers.isInOrder(type)) {
            inOrder.run(handle).exceptionally(e -> {
                failed("message " + type, e);
                return null;
            });
        } else {
            Thread.ofVirtual().start(handle);
        }
    }

    /** The last that a plan hears of its process. Waits for its hooks, but not for long. */
    public void end(int exitCode) {
        fire(events.quitting, environment);
        CompletableFuture<Void> over = fire(events.quit, new dev.onrush.api.Events.Quit(environment, exitCode));
        try {
            over.completeOnTimeout(null, END_PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            failed("quit", e);
        }
    }

    /** Counts and logs what the plan's code threw. */
    public void failed(String what, Throwable thrown) {
        Throwable e = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (exceptions.add(e)) {
            LOG.warn("{}: the plan's code threw {}; more of the kind are only counted", what, e.toString(), e);
        }
    }

    Place place() {
        return place;
    }

    PlanOptionValues options() {
        return options;
    }

    MessageHandlers handlers() {
        return handlers;
    }

    Outlet outlet() {
        return Optional.ofNullable(outlet)
                .orElseThrow(() -> new IllegalStateException("there is no run yet: use it from init on"));
    }
}
