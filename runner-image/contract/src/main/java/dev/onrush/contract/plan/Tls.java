package dev.onrush.contract.plan;

/**
 * How connections to https targets are secured.
 *
 * @param sessionResumption whether a new connection resumes the session of an earlier one, or shakes hands in full each time
 * @param insecureSkipVerify whether any certificate is accepted, whoever it is from and whatever its name
 */
public record Tls(boolean sessionResumption, boolean insecureSkipVerify) {
    /** What a plan has that says nothing: as browsers do. */
    public static final Tls DEFAULT = new Tls(true, false);
}
