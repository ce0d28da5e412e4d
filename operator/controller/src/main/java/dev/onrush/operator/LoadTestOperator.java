package dev.onrush.operator;

import dev.onrush.operator.loadtest.LoadTestReconciler;
import dev.onrush.operator.loadtest.Settings;
import dev.onrush.operator.observe.MasterClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/** The framework, set up: what the process and the tests start alike. */
final class LoadTestOperator {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);
    private static final double RETRY_FACTOR = 1.5;

    private LoadTestOperator() {}

    /** A client for it, which reads what the operator looks at. */
    static KubernetesClientBuilder client() {
        return new KubernetesClientBuilder().withKubernetesSerialization(ClientReading.serialization());
    }

    /**
     * @param namespaces to watch; empty for all
     * @param lease for which instances compete; empty for a single one
     */
    static Operator create(
            KubernetesClient client,
            MasterClient master,
            Settings settings,
            Set<String> namespaces,
            Optional<OperatorConfig.Lease> lease) {
        Operator operator = new Operator(configuration -> {
            configuration
                    .withKubernetesClient(client)
                    // Reading CRDs is a right that nothing else needs.
                    .checkingCRDAndValidateLocalModel(false)
                    .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                    .withWorkflowExecutorService(Executors.newVirtualThreadPerTaskExecutor());
            lease.ifPresent(wanted -> configuration.withLeaderElectionConfiguration(
                    new LeaderElectionConfiguration(wanted.name(), wanted.namespace())));
        });
        operator.register(new LoadTestReconciler(client, master, settings), configuration -> {
            configuration.withRetry(forEver());
            if (!namespaces.isEmpty()) {
                configuration.settingNamespaces(namespaces);
            }
        });
        return operator;
    }

    /** An API server that is away for an hour must not leave a run unwatched. */
    private static GenericRetry forEver() {
        return new GenericRetry()
                .setInitialInterval(FIRST_RETRY.toMillis())
                .setIntervalMultiplier(RETRY_FACTOR)
                .setMaxInterval(LONGEST_RETRY.toMillis())
                .withoutMaxAttempts();
    }
}
