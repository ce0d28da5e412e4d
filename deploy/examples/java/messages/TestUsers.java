import dev.onrush.api.*;
import java.time.Duration;

/**
 * Messages between master and workers: the example of Locust's documentation, line by line beside test_users.py. In one process,
 * without roles, the same handlers handle them.
 */
public final class TestUsers implements Plan {
    record TestUser(String name) {}

    @Override
    public void define(PlanBuilder plan) {
        plan.events().init(TestUsers::onInit).testStart(TestUsers::onTestStart);
        plan.user("Visitor", HttpUser::new)
                .waitTime(WaitTime.constant(Duration.ofMillis(200)))
                .task("browse", user -> user.client().get("/products"));
    }

    /** A worker has received a message of type 'test_users'. */
    static void setUpTestUsers(Environment environment, Message<TestUser[]> message) {
        for (TestUser user : message.data()) {
            System.out.println("User " + user.name() + " received");
        }
        environment.sendMessage("acknowledge_users", "Thanks for the " + message.data().length + " users!");
    }

    /** The master has received a message of type 'acknowledge_users'. */
    static void onAcknowledge(Environment environment, Message<String> message) {
        System.out.println(message.data());
    }

    static void onInit(Environment environment) {
        if (environment.role() != Role.MASTER) {
            environment.registerMessage("test_users", TestUser[].class, TestUsers::setUpTestUsers);
        }
        if (environment.role() != Role.WORKER) {
            environment.registerMessage("acknowledge_users", String.class, TestUsers::onAcknowledge);
        }
    }

    static void onTestStart(Environment environment) {
        if (environment.role() != Role.WORKER) { // whoever is not a worker sends
            TestUser[] users = {new TestUser("User1"), new TestUser("User2"), new TestUser("User3")};
            environment.sendMessage("test_users", users);
        }
    }
}
