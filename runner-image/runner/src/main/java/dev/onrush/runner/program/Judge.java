package dev.onrush.runner.program;

import com.fasterxml.jackson.core.JsonPointer;
import dev.onrush.contract.plan.Check;
import dev.onrush.contract.plan.Request;
import dev.onrush.runner.http.Response;
import dev.onrush.runner.http1.Octets;
import dev.onrush.runner.http1.ResponseParser;
import dev.onrush.runner.plan.Checks;
import dev.onrush.runner.plan.JsonScan;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Judges a request's answers and takes from them what later requests need. */
public final class Judge {
    private static final int FIRST_FAILURE = 400;
    private static final byte[] NOTHING = {};

    private final Request request;
    private final BitSet accepted;
    private final boolean statusOnly;
    private final Extract[] extracts;
    private final Map<String, JsonPointer> pointers = new HashMap<>();
    private final JsonScan scan;

    /** A variable and where it comes from. */
    private record Extract(int slot, String name, String pointer) {}

    /** Where variables go. */
    @FunctionalInterface
    public interface Variables {
        void set(int slot, String value);
    }

    Judge(Request request, List<String> slots) {
        this.request = request;
        this.statusOnly =
                request.extract().isEmpty() && request.checks().stream().allMatch(Check.Status.class::isInstance);
        this.accepted = accepted(request);
        this.extracts = request.extract().entrySet().stream()
                .map(entry -> new Extract(slots.indexOf(entry.getKey()), entry.getKey(), entry.getValue()))
                .toArray(Extract[]::new);
        this.scan = JsonScan.of(
                Stream.concat(request.checks().stream().map(Judge::place), request.extract().values().stream())
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Where a check looks in JSON; null when it does not. */
    private static String place(Check check) {
        return switch (check) {
            case Check.JsonEquals equals -> equals.pointer();
            case Check.JsonExists exists -> exists.pointer();
            case Check.Status _, Check.BodyContains _, Check.HeaderEquals _ -> null;
        };
    }

    private JsonPointer pointer(String text) {
        return pointers.computeIfAbsent(text, JsonPointer::compile);
    }

    private static BitSet accepted(Request request) {
        BitSet accepted = new BitSet();
        accepted.set(0, 1000);
        boolean checked = false;
        for (Check check : request.checks()) {
            if (check instanceof Check.Status(var expected)) {
                checked = true;
                BitSet these = new BitSet();
                expected.forEach(these::set);
                accepted.and(these);
            }
        }
        if (!checked) {
            accepted.clear(FIRST_FAILURE, 1000);
        }
        return accepted;
    }

    /** True when a status is all that decides. */
    public boolean isStatusOnly() {
        return statusOnly;
    }

    boolean needsHead() {
        return request.checks().stream().anyMatch(Check.HeaderEquals.class::isInstance);
    }

    boolean needsBody() {
        return request.readsBody();
    }

    /** What is wrong with a status, or null. */
    public String status(int status) {
        return accepted.get(status) ? null : "status " + status;
    }

    /** What is wrong with an answer, or null, in which case the variables are filled from it. */
    public String whole(Response response, Variables variables) {
        byte[] bytes = response.body().getBytes();
        return whole(
                new Checks(
                        response.status(),
                        name -> response.header().apply(name),
                        bytes,
                        bytes.length,
                        this::pointer,
                        scan),
                variables);
    }

    /** The same for an answer of the fast client. */
    public String whole(ResponseParser answer, Variables variables) {
        Octets body = answer.body();
        byte[] bytes = body == null ? NOTHING : body.array();
        int length = body == null ? 0 : body.length();
        return whole(new Checks(answer.status(), answer::header, bytes, length, this::pointer, scan), variables);
    }

    private String whole(Checks checks, Variables variables) {
        String failure = checks.firstFailure(request);
        for (int i = 0; i < extracts.length && failure == null; i++) {
            Extract extract = extracts[i];
            String value = checks.text(extract.pointer());
            if (value == null) {
                failure = "extract " + extract.name() + ": nothing at " + extract.pointer();
            } else {
                variables.set(extract.slot(), value);
            }
        }
        return failure;
    }
}
