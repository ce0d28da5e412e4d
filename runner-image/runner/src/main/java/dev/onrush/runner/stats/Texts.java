package dev.onrush.runner.stats;

/** Bounds for texts that somebody else wrote. */
final class Texts {
    private Texts() {}

    /** At most this many characters, with an ellipsis where something was left out. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
