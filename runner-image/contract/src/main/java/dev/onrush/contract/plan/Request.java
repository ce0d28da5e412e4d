package dev.onrush.contract.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request.
 *
 * @param name what it is counted under; by default the URL as the plan writes it
 * @param url a path below the target, or an absolute http or https URL
 * @param headers names in the plan's spelling
 * @param checks all must hold; without a status check, a status of 400 or more fails
 * @param extract variables and the JSON pointers (RFC 6901) that fill them from the response's body
 * @param timeout from when the request is due to its last byte
 */
public record Request(
        Method method,
        String name,
        Template url,
        Map<String, Template> headers,
        Body body,
        List<Check> checks,
        Map<String, String> extract,
        Duration timeout)
        implements Step {

    /** True when a check or an extracted variable looks at the response's body. */
    public boolean readsBody() {
        if (!extract.isEmpty()) {
            return true;
        }
        for (Check check : checks) {
            if (!(check instanceof Check.Status) && !(check instanceof Check.HeaderEquals)) {
                return true;
            }
        }
        return false;
    }

    /** The methods that a plan can use, named in it in lower case. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE,
        HEAD,
        OPTIONS
    }

    /** What is sent. */
    public sealed interface Body {
        record None() implements Body {}

        /** @param text with no content type of its own */
        record Text(Template text) implements Body {}

        /** @param json sent as application/json */
        record Json(Template json) implements Body {}

        /** Sent as application/x-www-form-urlencoded. */
        record Form(Map<String, Template> fields) implements Body {}
    }
}
