package dev.onrush.runner.master;

/**
 * Divides a number by weights with the Webster (Sainte-Laguë) method: the shares add up to the number, are exact where the weights
 * allow it, and never shrink while the number grows.
 */
final class Webster {
    private Webster() {}

    /**
     * @param weights at least one, each one or more
     * @param total zero or more
     */
    static int[] divide(int[] weights, int total) {
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
