package dev.onrush.runner.code;

import dev.onrush.api.Events;
import dev.onrush.api.HttpClientKind;
import dev.onrush.api.LoadTestShape;
import dev.onrush.api.PlanBuilder;
import dev.onrush.api.Tls;
import dev.onrush.api.User;
import dev.onrush.api.UserClass;
import dev.onrush.api.UserContext;
import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problems;
import dev.onrush.contract.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Collects what a plan says of itself. */
final class Definition implements PlanBuilder {
    private static final int MAX_CLASSES = 100;

    private final List<ClassBuilder<?>> classes = new ArrayList<>();
    private final PlanEvents events = new PlanEvents();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private LoadTestShape shape;
    private Transport transport = Transport.DEFAULT;
    private Duration timeout = Plan.DEFAULT_TIMEOUT;

    @Override
    public <U extends User> UserClass<U> user(String name, Function<UserContext, U> factory) {
        if (classes.size() == MAX_CLASSES) {
            throw new IllegalArgumentException("expected at most " + MAX_CLASSES + " user classes");
        }
        ClassBuilder<U> builder = new ClassBuilder<>(name, factory);
        classes.add(builder);
        return builder;
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public PlanBuilder shape(LoadTestShape newShape) {
        shape = Objects.requireNonNull(newShape, "a shape");
        return this;
    }

    @Override
    public PlanBuilder client(HttpClientKind kind) {
        transport = transport.client(kind);
        return this;
    }

    @Override
    public PlanBuilder sharedConnections(int connections) {
        transport = transport.sharedConnections(connections);
        return this;
    }

    @Override
    public PlanBuilder tls(Tls tls) {
        transport = transport.tls(tls);
        return this;
    }

    @Override
    public PlanBuilder http2(int streamsPerConnection) {
        transport = transport.http2(streamsPerConnection);
        return this;
    }

    @Override
    public PlanBuilder header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "a header's name"), Objects.requireNonNull(value, "a header's value"));
        return this;
    }

    @Override
    public PlanBuilder timeout(Duration newTimeout) {
        if (newTimeout.compareTo(Duration.ofMillis(1)) < 0 || newTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("expected a timeout from 1 ms to 1 h, found " + newTimeout);
        }
        timeout = newTimeout;
        return this;
    }

    /** @param source the plan's, for messages */
    CodedPlan build(String source) throws InvalidInputException {
        Problems problems = new Problems(source);
        List<CodedClass<?>> built = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (classes.isEmpty()) {
            problems.add(0, "", "expected at least one user class, found none: define calls plan.user");
        }
        transport.problem().ifPresent(problem -> problems.add(0, "", problem));
        for (ClassBuilder<?> builder : classes) {
            try {
                if (!names.add(builder.name())) {
                    throw new IllegalArgumentException(
                            "expected different names, found \"" + builder.name() + "\" twice");
                }
                built.add(builder.build());
            } catch (IllegalArgumentException e) {
                problems.add(builder.place().line(), "", e.getMessage());
            }
        }
        PlanOptionSet options = new PlanOptionSet();
        events.initCommandLineParser.fire(
                options,
                e -> problems.add(Place.of(e).line(), "", e.getMessage() == null ? e.toString() : e.getMessage()));
        problems.throwIfAny();
        return new CodedPlan(
                List.copyOf(built),
                events,
                Optional.ofNullable(shape),
                options,
                transport,
                Map.copyOf(headers),
                timeout);
    }
}
