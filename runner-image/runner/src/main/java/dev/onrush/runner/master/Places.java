package dev.onrush.runner.master;

/**
 * Among how many workers a load is divided where the share of one that is gone stays lost: those that take part, and those that did and
 * have no successor. One that is yet to come has no place, and one that was let go leaves none.
 */
final class Places {
    private int taken;

    /** @param taken by the workers of a master before this one, where the run goes on */
    Places(int taken) {
        this.taken = taken;
    }

    /** The run begins with so many workers. */
    void begin(int workers) {
        taken = workers;
    }

    /**
     * The places now.
     *
     * @param running workers that take part
     * @param most beyond so many nobody is missed
     */
    int count(int running, int most) {
        taken = Math.max(running, Math.min(taken, most));
        return taken;
    }
}
