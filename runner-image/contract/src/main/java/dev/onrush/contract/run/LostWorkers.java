package dev.onrush.contract.run;

/** What happens to the users of a worker that is lost while the test runs. */
public enum LostWorkers {
    /** The remaining workers start its users, at the spawn rate. */
    Redistribute,
    /** The run goes on with fewer users. */
    Continue,
    /** The run stops; what was measured is kept. */
    Fail
}
