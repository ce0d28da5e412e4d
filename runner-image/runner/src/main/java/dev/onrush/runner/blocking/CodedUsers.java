package dev.onrush.runner.blocking;

import dev.onrush.api.HttpClientKind;
import dev.onrush.api.User;
import dev.onrush.runner.code.CodedClass;
import dev.onrush.runner.code.CodedPlan;
import dev.onrush.runner.code.Transport;
import dev.onrush.runner.hooks.PlanRuntime;
import dev.onrush.runner.http.ClientSettings;
import dev.onrush.runner.http.HttpUsers;
import dev.onrush.runner.http.WebClientUsers;
import dev.onrush.runner.http1.FastUsers;
import dev.onrush.runner.load.LoadEnvironment;
import dev.onrush.runner.load.RunningUser;
import dev.onrush.runner.load.UserFactory;
import dev.onrush.runner.load.UserKind;
import dev.onrush.runner.stats.RequestNames;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Users of a plan in Java. */
public final class CodedUsers implements UserKind {
    private final CodedPlan plan;
    private final PlanRuntime runtime;
    private final RequestNames names = new RequestNames();

    /** @param runtime where the plan's hooks are, already part of a run */
    public CodedUsers(CodedPlan plan, PlanRuntime runtime) {
        this.plan = plan;
        this.runtime = runtime;
    }

    @Override
    public RequestNames names() {
        return names;
    }

    @Override
    public UserFactory on(LoadEnvironment load) {
        Transport transport = plan.transport();
        ClientSettings settings = ClientSettings.of(transport.sharedConnections(), transport.tls(), transport.http2());
        FastUsers fast = transport.client() == HttpClientKind.FAST
                ? new FastUsers(load.vertx(), load.context(), load.target(), settings)
                : null;
        HttpUsers http = fast == null ? new WebClientUsers(load.vertx(), load.target(), settings) : fast;
        Crew crew = new Crew(plan, runtime, load, names, http);
        Map<String, CodedClass<?>> classes = new LinkedHashMap<>();
        plan.classes().forEach(userClass -> classes.put(userClass.name(), userClass));
        Set<CodedUser<?>> alive = new HashSet<>();
        return new UserFactory() {
            @Override
            public List<String> classes() {
                return List.copyOf(classes.keySet());
            }

            @Override
            public Future<Void> ready() {
                return fast == null ? Future.succeededFuture() : fast.ready();
            }

            @Override
            public RunningUser newUser(String name, long number, Consumer<RunningUser> ended) {
                return user(classes.get(name), number, ended);
            }

            @Override
            public void close() {
                http.close();
            }

            private <U extends User> RunningUser user(
                    CodedClass<U> userClass, long number, Consumer<RunningUser> ended) {
                CodedUser<U> user = new CodedUser<>(userClass, number, crew, over -> {
                    alive.remove(over);
                    ended.accept(over);
                });
                alive.add(user);
                return user;
            }

            @Override
            public long age(long now) {
                long age = 0;
                for (CodedUser<?> user : alive) {
                    age = Math.max(age, user.age(now));
                }
                return age;
            }
        };
    }
}
