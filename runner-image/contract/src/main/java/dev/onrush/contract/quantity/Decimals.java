package dev.onrush.contract.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rates and ratios as text: the Kubernetes API conventions allow no floating-point numbers in a resource. */
public final class Decimals {
    private Decimals() {}

    /** Writes a rate with one decimal below 1,000 and none above, such as {@code 2.5} or {@code 48210}. */
    public static String rate(double perSecond) {
        int decimals = Math.abs(perSecond) < 1_000 ? 1 : 0;
        return plain(BigDecimal.valueOf(perSecond).setScale(decimals, RoundingMode.HALF_UP));
    }

    /**
     * Writes a share as a percentage such as {@code 0.12%}. A share that is not zero never reads as zero.
     *
     * @param part zero or more
     * @param whole zero or more; a share of nothing is 0%
     */
    public static String ratio(long part, long whole) {
        return whole == 0 ? "0%" : percent((double) part / whole);
    }

    /** Writes a share from 0 to 1 as a percentage with three significant digits. */
    public static String percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(share * 100).round(new MathContext(3, RoundingMode.HALF_UP));
        return plain(percent) + "%";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
