package dev.onrush.runner.load;

import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.UserClass;
import dev.onrush.runner.http.WebClientUsers;
import dev.onrush.runner.plan.Renderer;
import dev.onrush.runner.stats.RequestNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Users of a declared plan: they are driven by the loop itself and need no thread. */
public final class DeclaredUsers implements UserKind {
    private final Plan plan;
    private final RequestNames names;

    public DeclaredUsers(Plan plan) {
        this.plan = plan;
        this.names = RequestNames.of(plan);
    }

    @Override
    public RequestNames names() {
        return names;
    }

    @Override
    public UserFactory on(LoadEnvironment load) {
        return new Factory(
                plan,
                new UserEnvironment(load, new Renderer(plan), names),
                new WebClientUsers(load.vertx(), load.target()));
    }

    private static final class Factory implements UserFactory {
        private final Map<String, UserClass> classes = new LinkedHashMap<>();
        private final Map<String, TaskPicker> pickers = new LinkedHashMap<>();
        private final UserEnvironment environment;
        private final WebClientUsers http;

        Factory(Plan plan, UserEnvironment environment, WebClientUsers http) {
            this.environment = environment;
            this.http = http;
            plan.users().forEach(userClass -> {
                classes.put(userClass.name(), userClass);
                pickers.put(userClass.name(), new TaskPicker(userClass.tasks()));
            });
        }

        @Override
        public List<String> classes() {
            return List.copyOf(classes.keySet());
        }

        @Override
        public RunningUser newUser(String name, long number, Consumer<RunningUser> ended) {
            return new VirtualUser(number, classes.get(name), pickers.get(name), environment, http.newUser(), ended);
        }
    }
}
