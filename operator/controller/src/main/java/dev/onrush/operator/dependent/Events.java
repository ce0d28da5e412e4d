package dev.onrush.operator.dependent;

import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.status.Notice;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happened to whoever describes the LoadTest. An Event that cannot be told never holds up a run. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int MAX_MESSAGE = 1_024;

    private final KubernetesClient client;
    private final Clock clock;

    public Events(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    public void tell(LoadTest test, Notice notice) {
        LOG.info(
                "{}/{}: {}: {}",
                test.getMetadata().getNamespace(),
                test.getMetadata().getName(),
                notice.reason(),
                notice.message());
        try {
            client.resource(event(test, notice)).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn("cannot write an Event: {}", e.getMessage());
            }
        }
    }

    private Event event(LoadTest test, Notice notice) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String message = notice.message().length() <= MAX_MESSAGE
                ? notice.message()
                : notice.message().substring(0, MAX_MESSAGE - 1) + "…";
        // The same news about the same object has the same name.
        int hash = Objects.hash(test.getMetadata().getUid(), notice.reason(), notice.message());
        return new EventBuilder()
                .withNewMetadata()
                .withName("%s.%08x".formatted(test.getMetadata().getName(), hash))
                .withNamespace(test.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(test.getApiVersion())
                .withKind(test.getKind())
                .withName(test.getMetadata().getName())
                .withNamespace(test.getMetadata().getNamespace())
                .withUid(test.getMetadata().getUid())
                .endInvolvedObject()
                .withType(notice.warning() ? "Warning" : "Normal")
                .withReason(notice.reason())
                .withMessage(message)
                .withNewSource()
                .withComponent("onrush-operator")
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }
}
