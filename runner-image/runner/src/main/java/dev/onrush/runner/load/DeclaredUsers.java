package dev.onrush.runner.load;

import dev.onrush.contract.plan.Client;
import dev.onrush.contract.plan.Plan;
import dev.onrush.runner.http.ClientSettings;
import dev.onrush.runner.http.WebClientUsers;
import dev.onrush.runner.http1.Http1Client;
import dev.onrush.runner.plan.Renderer;
import dev.onrush.runner.program.PlanCompiler;
import dev.onrush.runner.program.UserCode;
import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Users of a declared plan: they are driven by the loop itself and need no thread. */
public final class DeclaredUsers implements UserKind {
    private final Plan plan;
    private final ClientSettings settings;
    private final RequestNames names;

    public DeclaredUsers(Plan plan) {
        this(plan, ClientSettings.of(plan));
    }

    /** @param settings instead of those of the plan */
    public DeclaredUsers(Plan plan, ClientSettings settings) {
        this.plan = plan;
        this.settings = settings;
        this.names = RequestNames.of(plan);
    }

    @Override
    public RequestNames names() {
        return names;
    }

    @Override
    public UserFactory on(LoadEnvironment load) {
        Http1Client fast = new Http1Client(load.vertx(), load.context(), settings);
        List<UserCode> classes = PlanCompiler.compile(plan, names, fast, load.target());
        WebClientUsers full =
                plan.client() == Client.FULL ? new WebClientUsers(load.vertx(), load.target(), settings) : null;
        return new Factory(classes, new UserEnvironment(load, fast), full, new Renderer(plan));
    }

    private static final class Factory implements UserFactory {
        private final Map<String, UserCode> classes = new LinkedHashMap<>();
        private final UserEnvironment environment;
        private final FastSender fast;
        private final WebClientUsers full;
        private final Renderer renderer;

        /** @param full null when the fast client is used */
        Factory(List<UserCode> classes, UserEnvironment environment, WebClientUsers full, Renderer renderer) {
            classes.forEach(code -> this.classes.put(code.name(), code));
            this.environment = environment;
            this.fast = new FastSender(environment.client());
            this.full = full;
            this.renderer = renderer;
        }

        @Override
        public List<String> classes() {
            return List.copyOf(classes.keySet());
        }

        @Override
        public Future<Void> ready() {
            return environment.client().resolve();
        }

        @Override
        public void waken(long now) {
            environment.client().wakenDue(now);
        }

        @Override
        public void close() {
            environment.client().close();
            if (full != null) {
                full.close();
            }
        }

        @Override
        public RunningUser newUser(String name, long number, Consumer<RunningUser> ended) {
            Sender sender = full == null ? fast : new FullSender(renderer, full.newUser(), environment.client());
            return new VirtualUser(number, classes.get(name), environment, sender, ended);
        }
    }
}
