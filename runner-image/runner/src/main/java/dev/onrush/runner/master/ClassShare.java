package dev.onrush.runner.master;

import dev.onrush.contract.plan.UserClass;

/**
 * What dispatch knows of a user class.
 *
 * @param weight in the closed model of no meaning with a fixed count; 0 for a class that has no part in the run
 * @param fixedCount 0 for a share by weight
 */
record ClassShare(String name, int weight, int fixedCount) {
    static ClassShare of(UserClass userClass) {
        return new ClassShare(userClass.name(), userClass.weight(), userClass.fixedCount());
    }
}
