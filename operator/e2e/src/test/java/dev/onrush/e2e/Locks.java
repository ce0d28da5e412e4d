package dev.onrush.e2e;

/** What scenarios that run at the same time share. */
final class Locks {
    /** The installed operator: read by scenarios that need it alive, written by those that stop it or need a quiet machine. */
    static final String OPERATOR = "operator";

    private Locks() {}
}
