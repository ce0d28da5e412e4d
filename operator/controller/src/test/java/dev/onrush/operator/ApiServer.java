package dev.onrush.operator;

import dev.onrush.operator.crd.CrdFile;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real API server for all tests of a build: etcd and kube-apiserver, no kubelet and no controllers. */
final class ApiServer implements ExecutionCondition, ParameterResolver {
    private static final String HOW = "KUBE_API_TEST_DIR is not set, so there is no API server to test against."
            + " To get one: `go install sigs.k8s.io/controller-runtime/tools/setup-envtest@latest`,"
            + " `setup-envtest use --bin-dir ~/.kubeapitest`, `export KUBE_API_TEST_DIR=~/.kubeapitest`";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (System.getenv("KUBE_API_TEST_DIR") != null) {
            return ConditionEvaluationResult.enabled("binaries are given");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("CI=true does not skip tests. " + HOW);
        }
        return ConditionEvaluationResult.disabled(HOW);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(ApiServer.class))
                .getOrComputeIfAbsent(Server.class, type -> new Server(), Server.class);
    }

    /** The running server; JUnit closes it at the end. */
    static final class Server implements AutoCloseable {
        /** The operator's user in tests, with the rights of rights.yaml and no more. */
        private static final String OPERATOR = "onrush-operator";

        private final KubeAPIServer server;
        private final KubernetesClient admin;

        Server() {
            server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                    .withOfflineMode(true)
                    .withUpdateKubeConfig(false)
                    .build());
            server.start();
            admin = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                    .build();
            admin.load(read(CrdFile.path())).create();
            Path rights = CrdFile.root().resolve("operator/rights.yaml");
            ClusterRole role = Serialization.unmarshal(read(rights), ClusterRole.class);
            admin.resource(role).create();
            admin.resource(new ClusterRoleBindingBuilder()
                            .withNewMetadata()
                            .withName(OPERATOR)
                            .endMetadata()
                            .withNewRoleRef(
                                    "rbac.authorization.k8s.io",
                                    "ClusterRole",
                                    role.getMetadata().getName())
                            .addNewSubject("rbac.authorization.k8s.io", "User", OPERATOR, null)
                            .build())
                    .create();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> admin.genericKubernetesResources("onrush.dev/v1", "LoadTest")
                            .inAnyNamespace()
                            .list()
                            .getItems()
                            .isEmpty());
        }

        KubernetesClient admin() {
            return admin;
        }

        /** What leader election needs in the operator's own namespace, and only there. */
        void grantLeases(String namespace) {
            admin.resource(new RoleBuilder()
                            .withNewMetadata()
                            .withName("leases")
                            .withNamespace(namespace)
                            .endMetadata()
                            .addNewRule()
                            .withApiGroups("coordination.k8s.io")
                            .withResources("leases")
                            .withVerbs("get", "create", "update", "patch")
                            .endRule()
                            .build())
                    .create();
            admin.resource(new RoleBindingBuilder()
                            .withNewMetadata()
                            .withName("leases")
                            .withNamespace(namespace)
                            .endMetadata()
                            .withNewRoleRef("rbac.authorization.k8s.io", "Role", "leases")
                            .addNewSubject("rbac.authorization.k8s.io", "User", OPERATOR, null)
                            .build())
                    .create();
        }

        /** A kubeconfig with the operator's rights. */
        String operatorKubeConfig() {
            io.fabric8.kubernetes.api.model.Config config =
                    Serialization.unmarshal(server.getKubeConfigYaml(), io.fabric8.kubernetes.api.model.Config.class);
            config.getUsers().forEach(user -> user.getUser().setAs(OPERATOR));
            return Serialization.asYaml(config);
        }

        /** A client with the operator's rights. */
        KubernetesClient operator(Consumer<io.fabric8.kubernetes.client.http.HttpClient.Builder> customize) {
            Config config = Config.fromKubeconfig(server.getKubeConfigYaml());
            config.setImpersonateUsername(OPERATOR);
            config.setRequestRetryBackoffLimit(0);
            return LoadTestOperator.client()
                    .withConfig(config)
                    .withHttpClientBuilderConsumer(customize)
                    .build();
        }

        private static java.io.InputStream read(Path file) {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            admin.close();
            server.stop();
        }
    }
}
