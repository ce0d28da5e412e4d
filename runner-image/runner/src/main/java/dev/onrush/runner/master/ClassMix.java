package dev.onrush.runner.master;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Divides users among classes: those with a fixed count first, the rest by weight. No class loses a user while the total grows,
 * so a ramp starts users and stops none.
 */
final class ClassMix {
    private ClassMix() {}

    /**
     * @param total zero or more
     * @return users per class; they add up to the total, or to all fixed counts where no class goes by weight and the total is higher
     */
    static int[] counts(List<ClassShare> classes, int total) {
        int[] counts = new int[classes.size()];
        int fixed = (int) Math.min(
                total, classes.stream().mapToLong(ClassShare::fixedCount).sum());
        // Weights that are the counts themselves give each class exactly its own once all can have theirs.
        fill(counts, classes, ClassShare::fixedCount, fixed);
        fill(counts, classes, share -> share.fixedCount() > 0 ? 0 : share.weight(), total - fixed);
        return counts;
    }

    /** Classes of weight 0 keep what they have. */
    private static void fill(int[] counts, List<ClassShare> classes, ToIntFunction<ClassShare> weight, int total) {
        int[] taking = new int[classes.size()];
        int size = 0;
        for (int i = 0; i < classes.size(); i++) {
            if (weight.applyAsInt(classes.get(i)) > 0) {
                taking[size++] = i;
            }
        }
        int[] members = Arrays.copyOf(taking, size);
        if (members.length > 0) {
            int[] weights = Arrays.stream(members)
                    .map(i -> weight.applyAsInt(classes.get(i)))
                    .toArray();
            int[] shares = Webster.divide(weights, total);
            for (int i = 0; i < members.length; i++) {
                counts[members[i]] = shares[i];
            }
        }
    }
}
