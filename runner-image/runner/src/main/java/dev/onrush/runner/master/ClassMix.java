package dev.onrush.runner.master;

/**
 * Divides users among classes by weight, by the Webster (Sainte-Laguë) method: it never takes a user from one class while the
 * total grows, so a ramp starts users and stops none.
 */
final class ClassMix {
    private ClassMix() {}

    /**
     * @param weights one or more each
     * @param total zero or more
     * @return users per class, which add up to the total
     */
    static int[] counts(int[] weights, int total) {
        long sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int[] counts = new int[weights.length];
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            // Every class has at least this much under the method, so that only a few users remain to be given one by
            // one.
            double least = weights[i] * (total - weights.length / 2.0) / sum - 0.5;
            counts[i] = (int) Math.max(0, Math.floor(least));
            given += counts[i];
        }
        for (; given < total; given++) {
            counts[next(weights, counts)]++;
        }
        return counts;
    }

    private static int next(int[] weights, int[] counts) {
        int best = 0;
        for (int i = 1; i < weights.length; i++) {
            // weights[i] / (2 counts[i] + 1), compared without division.
            if ((long) weights[i] * (2L * counts[best] + 1) > (long) weights[best] * (2L * counts[i] + 1)) {
                best = i;
            }
        }
        return best;
    }
}
