package dev.onrush.runner.session;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.util.Optional;

/**
 * What a run was started with, as its workers keep it for a master that starts again.
 *
 * @param workers that were here
 */
record Started(StartRequest request, int workers) {
    String encode() {
        return Json.encode(this);
    }

    /** Empty when it is not what {@link #encode} wrote. */
    static Optional<Started> decode(String json) {
        try {
            return Optional.ofNullable(json)
                    .map(text -> Json.decodeValue(text, Started.class))
                    .filter(started -> started.request() != null && started.workers() > 0);
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }
}
