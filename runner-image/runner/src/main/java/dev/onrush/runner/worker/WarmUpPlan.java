package dev.onrush.runner.worker;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.plan.Client;
import dev.onrush.contract.plan.Plan;
import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.PlanReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a warm-up runs: a plan with all that plans have, for each client that the real one may use. */
final class WarmUpPlan {
    private static final String TRAINEE = "Trainee";
    private static final String NOVICE = "Novice";

    private static final String PLAN = """
            client: %s
            timeout: 5s
            users:
              - name: Trainee
                onStart: [{get: /, extract: {token: /token}}]
                tasks:
                  - name: often
                    weight: 8
                    steps:
                      - get: /items/${random(1,1000)}
                        headers: {X-Request: "${random(1,1000000000)}", Authorization: "Bearer ${token}"}
                        checks: {status: 200}
                  - name: sometimes
                    steps:
                      - get: /items?page=${iteration}
                        checks: {status: 200, jsonExists: /items/0/id}
                        extract: {id: /items/0/id}
                      - post: /cart
                        json: {user: "${user}", product: "${id}"}
                        checks: {status: [200, 201], headers: {Content-Type: application/json}}
                  - name: seldom
                    steps: [{pause: [1ms, 5ms]}]
              - name: Novice
                tasks: [{name: only, steps: [{get: /items}]}]
            """;

    private WarmUpPlan() {}

    /** So many users, half of them of each class. */
    static Map<String, Integer> users(int users) {
        return Map.of(TRAINEE, users - users / 2, NOVICE, users / 2);
    }

    /** The clients that a plan may use: both where it is not known yet or may be either, none where it is wrong. */
    static List<Client> clients(Optional<PlanFiles> files) {
        if (files.isPresent() && files.get().entry().matches(".*\\.ya?ml")) {
            try {
                return List.of(PlanReader.read(files.get()).client());
            } catch (InvalidInputException _) {
                // The worker itself will say what is wrong with it.
                return List.of();
            }
        }
        return List.of(Client.values());
    }

    /** The plan for one client. */
    static Plan of(Client client) throws InvalidInputException {
        byte[] text = PLAN.formatted(client.word()).getBytes(StandardCharsets.UTF_8);
        return PlanReader.read(PlanFiles.of("warm-up", Map.of(PlanFiles.DEFAULT_ENTRY, text), null));
    }
}
