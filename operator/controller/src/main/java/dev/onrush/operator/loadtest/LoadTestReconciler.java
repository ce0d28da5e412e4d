package dev.onrush.operator.loadtest;

import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.observe.MasterClient;
import dev.onrush.operator.resource.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a LoadTest to its verdict, in four steps; each starts from what the API server holds, whoever wrote it. */
@ControllerConfiguration(name = LoadTestReconciler.NAME)
public final class LoadTestReconciler implements Reconciler<LoadTest> {
    public static final String NAME = "loadtest";

    private static final Logger LOG = LoggerFactory.getLogger(LoadTestReconciler.class);
    private static final Set<Integer> MOVED = Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT);

    private final Tools tools;
    private final Admission admission;
    private final Launch launch;
    private final Observation observation;
    private final TidyUp tidyUp;

    public LoadTestReconciler(KubernetesClient client, MasterClient master, Settings settings) {
        tools = Tools.of(client, master, settings);
        Reports reports = new Reports(tools);
        admission = new Admission(tools);
        launch = new Launch(tools, admission);
        observation = new Observation(tools, reports);
        tidyUp = new TidyUp(tools, reports);
    }

    @Override
    public UpdateControl<LoadTest> reconcile(LoadTest cached, Context<LoadTest> context) {
        // Read anew: a cache that is late must not make a decision twice.
        Optional<LoadTest> test = tools.tests().read(cached);
        if (test.isEmpty()) {
            tools.tokens().forget(cached);
            return UpdateControl.noUpdate();
        }
        Seen seen = new Seen(context.getSecondaryResources(Job.class), context.getSecondaryResources(Pod.class));
        try {
            return switch (run(test.get(), seen)) {
                case Outcome.Again(var delay) ->
                    UpdateControl.<LoadTest>noUpdate().rescheduleAfter(delay);
                case Outcome.Continue done -> UpdateControl.noUpdate();
                case Outcome.Rest rest -> UpdateControl.noUpdate();
            };
        } catch (KubernetesClientException e) {
            if (!MOVED.contains(e.getCode())) {
                throw e;
            }
            // Deleted or written by another while we worked: no failure, only another state to start from.
            LOG.info("{}: looking again: {}", cached.getMetadata().getName(), e.getMessage());
            return UpdateControl.<LoadTest>noUpdate()
                    .rescheduleAfter(tools.settings().poll());
        }
    }

    private Outcome run(LoadTest test, Seen seen) {
        return admission
                .step(test)
                .then(admitted -> launch.step(admitted, seen))
                .then(launched -> observation.step(launched, seen))
                .then(over -> tidyUp.step(over, seen));
    }

    @Override
    public List<EventSource<?, LoadTest>> prepareEventSources(EventSourceContext<LoadTest> context) {
        return List.of(
                new InformerEventSource<>(labelled(Job.class), context),
                new InformerEventSource<>(labelled(Pod.class), context));
    }

    /** Only what the operator made is watched, by its label: pods belong to their Job, not to the LoadTest. */
    private static <R extends HasMetadata> InformerEventSourceConfiguration<R> labelled(Class<R> type) {
        return InformerEventSourceConfiguration.from(type, LoadTest.class)
                .withLabelSelector(Labels.LOAD_TEST)
                .withSecondaryToPrimaryMapper(child -> Set.of(new ResourceID(
                        child.getMetadata().getLabels().get(Labels.LOAD_TEST),
                        child.getMetadata().getNamespace())))
                .build();
    }
}
