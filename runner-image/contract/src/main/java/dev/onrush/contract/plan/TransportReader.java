package dev.onrush.contract.plan;

import dev.onrush.contract.input.Fields;
import dev.onrush.contract.input.Located;
import dev.onrush.contract.input.Problems;
import java.util.Optional;

/** Reads what a plan says about its connections. */
final class TransportReader {
    private TransportReader() {}

    static Tls tls(Fields plan, Problems problems) {
        return plan.get("tls")
                .map(value -> {
                    Fields fields = Fields.of("tls", value, problems);
                    Tls tls = new Tls(
                            flag(fields, "sessionResumption").orElse(Tls.DEFAULT.sessionResumption()),
                            flag(fields, "insecureSkipVerify").orElse(Tls.DEFAULT.insecureSkipVerify()));
                    fields.noOthers();
                    return tls;
                })
                .orElse(Tls.DEFAULT);
    }

    static Optional<Http2> http2(Fields plan, Client client, Problems problems) {
        Optional<Located> written = plan.get("http2");
        if (written.isPresent() && client != Client.FULL) {
            problems.add(
                    written.get().line(), "http2", "expected client: full, as the fast client speaks HTTP/1.1 only");
        }
        return written.map(value -> {
            Fields fields = Fields.of("http2", value, problems);
            Http2 http2 = new Http2(
                    fields.integer("streamsPerConnection", 1, Http2.MAX_STREAMS).orElse(Http2.DEFAULT_STREAMS));
            fields.noOthers();
            return http2;
        });
    }

    private static Optional<Boolean> flag(Fields fields, String name) {
        return fields.get(name)
                .flatMap(value -> value.toJson().isBoolean()
                        ? Optional.of(value.toJson().booleanValue())
                        : fields.wrong(value, fields.pathOf(name), "true or false"));
    }
}
