package dev.onrush.runner.master;

/**
 * What a run has of the session that it is one of.
 *
 * @param classes what was chosen of the plan's classes
 * @param startedWith what its workers keep for a master that starts again and does not know of the run; null where it would know
 */
public record SessionPart(Joining joining, Takeover takeover, ClassChoices classes, String startedWith) {
    /** Of a run that stands for itself: exactly as many workers as it has end with it, and the plan's classes are as they are. */
    public static final SessionPart ALONE = new SessionPart(Joining.EXACT, Takeover.NONE, ClassChoices.NONE, null);

    /** Of a run with the plan's own classes. */
    public static SessionPart of(Joining joining, Takeover takeover) {
        return new SessionPart(joining, takeover, ClassChoices.NONE, null);
    }
}
