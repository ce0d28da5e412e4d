package dev.onrush.api;

/**
 * How connections to {@code https} targets are secured.
 *
 * @param sessionResumption whether a new connection resumes the session of an earlier one, as browsers do, or shakes hands in full
 *     each time
 * @param insecureSkipVerify whether any certificate is accepted, whoever it is from and whatever its name
 */
public record Tls(boolean sessionResumption, boolean insecureSkipVerify) {
    /** What a plan has that says nothing: sessions are resumed, certificates are verified. */
    public static final Tls DEFAULT = new Tls(true, false);

    /** The same, but each connection shakes hands in full. */
    public Tls withoutSessionResumption() {
        return new Tls(false, insecureSkipVerify);
    }

    /** The same, but any certificate is accepted. */
    public Tls withoutVerification() {
        return new Tls(sessionResumption, true);
    }
}
