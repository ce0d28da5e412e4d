package dev.onrush.operator.loadtest;

import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.dependent.Children.NotOursException;
import dev.onrush.operator.observe.MasterClient.Address;
import dev.onrush.operator.observe.MasterClient.ReportTooLargeException;
import dev.onrush.operator.resource.Names;
import dev.onrush.operator.resource.ReportConfigMap;
import dev.onrush.operator.status.Progress;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the full report. It is worth having, and never worth a verdict: whatever goes wrong here is only logged. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Tools tools;

    Reports(Tools tools) {
        this.tools = tools;
    }

    /** @return false when it is worth another try */
    boolean keep(LoadTest test, Address master) throws InterruptedException {
        String runId = Progress.of(test).runId().orElseThrow();
        String name = Names.of(test).report();
        try {
            if (tools.children().find(ConfigMap.class, test, runId, name).isEmpty()) {
                String report = tools.master().report(master, ReportConfigMap.MAX_BYTES);
                tools.children()
                        .ensure(ConfigMap.class, test, runId, name, () -> ReportConfigMap.of(test, runId, report));
            }
            return true;
        } catch (ReportTooLargeException | NotOursException e) {
            LOG.warn("{}: the report is not kept: {}", name, e.getMessage());
            return true;
        } catch (IOException | KubernetesClientException e) {
            LOG.info("{}: the report could not be kept yet: {}", name, e.getMessage());
            return false;
        }
    }
}
