package dev.onrush.operator.resource;

import java.util.Locale;

/** The part that a pod plays. */
public enum Role {
    MASTER,
    WORKER;

    /** The value of the label {@link Labels#ROLE}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the role's Job. */
    public String job(Names names) {
        return this == MASTER ? names.master() : names.worker();
    }
}
