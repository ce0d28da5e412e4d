package dev.onrush.operator.loadtest;

import dev.onrush.operator.api.LoadTest;
import dev.onrush.operator.dependent.Children;
import dev.onrush.operator.dependent.Events;
import dev.onrush.operator.dependent.Jobs;
import dev.onrush.operator.dependent.LoadTests;
import dev.onrush.operator.dependent.Plans;
import dev.onrush.operator.dependent.Tokens;
import dev.onrush.operator.observe.MasterClient;
import dev.onrush.operator.status.StatusDraft;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/** What the steps work with. */
record Tools(
        LoadTests tests,
        Children children,
        Jobs jobs,
        Plans plans,
        Tokens tokens,
        MasterClient master,
        KubernetesClient client,
        Settings settings) {

    static Tools of(KubernetesClient client, MasterClient master, Settings settings) {
        Events events = new Events(client, settings.clock());
        return new Tools(
                new LoadTests(client, events),
                new Children(client),
                new Jobs(client),
                new Plans(client),
                new Tokens(client),
                master,
                client,
                settings);
    }

    StatusDraft draft(LoadTest test) {
        return new StatusDraft(test, clock().instant());
    }

    Clock clock() {
        return settings.clock();
    }
}
