package dev.onrush.runner.program;

import dev.onrush.contract.plan.Request;
import dev.onrush.runner.http1.Answers;
import dev.onrush.runner.http1.Octets;
import dev.onrush.runner.http1.Origin;

/**
 * A request that is ready to be sent but for its gaps.
 *
 * @param name the number that it is counted under
 * @param source as the plan has it
 * @param wire its bytes; null where another client makes them
 * @param timeoutNanos from when it is due to its last byte
 */
public record RequestCode(int name, Request source, Wire wire, Judge judge, long timeoutNanos) implements StepCode {
    /**
     * A request in bytes.
     *
     * @param head up to its end, or up to the length of a body that is not always the same
     * @param body null when it is part of the head or there is none
     */
    public record Wire(Origin origin, Text head, Text body, Answers expects) {
        private static final byte[] END = {'\r', '\n', '\r', '\n'};

        /**
         * Writes the request.
         *
         * @param scratch for a body, whose length comes before it
         * @return the name of a variable that was never extracted, in which case the request cannot be sent; or null
         */
        public String write(Octets out, Octets scratch, Fill fill) {
            out.clear();
            String missing = head.append(out, fill);
            if (missing != null || body == null) {
                return missing;
            }
            scratch.clear();
            missing = body.append(scratch, fill);
            out.append(scratch.length());
            out.append(END);
            out.append(scratch);
            return missing;
        }
    }
}
