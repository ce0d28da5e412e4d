package dev.onrush.runner.master;

/** Which workers may join a run, and what becomes of them afterwards. */
public enum Joining {
    /** As many as the run's definition has, and no more. */
    EXACT,
    /** More may come and get a share, as they do with Locust. */
    OPEN,
    /** The same, and they register again for the run after this one. */
    STAYING
}
