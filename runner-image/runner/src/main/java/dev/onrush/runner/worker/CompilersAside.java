package dev.onrush.runner.worker;

import dev.onrush.contract.plan.Client;
import dev.onrush.runner.cpu.Compilers;
import dev.onrush.runner.load.LoadEngine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/** The last step before a warm worker says that it is ready: from then on the load comes first, and the JVM's compilers have what it leaves of the core. */
public final class CompilersAside {
    private CompilersAside() {}

    /**
     * Completes when the compilers have next to nothing left to do, or after the longest time.
     *
     * @param client of a declared plan; empty for one in Java
     * @param longest zero where there was no warm-up
     */
    public static Future<Void> whenAtRest(Vertx vertx, LoadEngine engine, Optional<Client> client, Duration longest) {
        boolean aside = standAside(client, !longest.isZero(), Compilers.areTrained());
        return CompilersAtRest.await(vertx, longest).onSuccess(_ -> {
            if (aside) {
                Compilers compilers = new Compilers();
                compilers.standBack();
                engine.giveWay(compilers.clocks());
            }
        });
    }

    /**
     * Not everywhere do they stand back: without a warm-up or the image's AOT cache much is yet to be compiled; for the full client the warm-up's time is short; and a plan's own code is
     * not run by it. There the compilers need their share of the core, or a busy load would stay slow.
     *
     * @param client of a declared plan; empty for one in Java
     * @param trained whether the JVM has the image's AOT cache
     */
    static boolean standAside(Optional<Client> client, boolean warm, boolean trained) {
        return warm && trained && client.equals(Optional.of(Client.FAST));
    }
}
