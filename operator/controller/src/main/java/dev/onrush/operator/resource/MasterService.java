package dev.onrush.operator.resource;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/** Gives the master a name. Workers look for it before it is ready, and it has no readiness of its own. */
public final class MasterService {
    /** Workers connect here. */
    public static final int BUS_PORT = 5557;

    /** The master's HTTP API. */
    public static final int WEB_PORT = 8089;

    private MasterService() {}

    public static Service of(Run run) {
        return new ServiceBuilder()
                .withMetadata(run.metadata(run.names().master(), Role.MASTER.label()))
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(run.podLabels(Role.MASTER))
                .withPorts(port("bus", BUS_PORT), port("web", WEB_PORT))
                .endSpec()
                .build();
    }

    private static ServicePort port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(number)
                .withNewTargetPort(name)
                .build();
    }
}
