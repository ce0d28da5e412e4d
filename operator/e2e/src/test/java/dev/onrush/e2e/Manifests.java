package dev.onrush.e2e;

/** Small LoadTests against the quickstart's shop. */
final class Manifests {
    /** A plan that a user goes through about five times a second. */
    static final String PLAN = """
            users:
              - name: Visitor
                waitTime: 200ms
                tasks:
                  - name: browse
                    steps:
                      - get: /products
                        checks: {status: 200}
            """;

    private Manifests() {}

    /** A LoadTest with its plan inside: two workers and ten users. */
    static String loadTest(String name, String runTime, String more) {
        return loadTest(name, runTime, "inline: |\n" + PLAN.indent(6), more);
    }

    /**
     * @param plan lines below {@code spec.plan}
     * @param more lines below {@code spec}; may replace workers when it names them
     */
    static String loadTest(String name, String runTime, String plan, String more) {
        String workers = more.contains("workers:") ? "" : """
                workers:
                  cores: 2
                  resources:
                    requests: {cpu: 100m, memory: 128Mi}
                """;
        String spec = """
                plan:
                  %s
                target: http://quickstart-shop:8080
                load: {users: 10, spawnRate: 10, runTime: %s}
                """.formatted(plan.strip(), runTime) + workers + more;
        return """
                apiVersion: onrush.dev/v1
                kind: LoadTest
                metadata:
                  name: %s
                spec:
                """.formatted(name) + spec.indent(2);
    }
}
