package dev.onrush.contract.plan;

import dev.onrush.contract.input.InvalidInputException;
import dev.onrush.contract.input.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A plan and the files beside it, as a ConfigMap or a directory holds them.
 *
 * @param entry the name of the plan's own file, one of {@code files}; its path where the files are in an image, and not at hand
 * @param selection which of its tasks are wanted
 */
public record PlanFiles(String entry, SortedMap<String, byte[]> files, TagSelection selection) {
    /** The entry when none is named. */
    public static final String DEFAULT_ENTRY = "plan.yaml";

    /** With every task. */
    public PlanFiles(String entry, SortedMap<String, byte[]> files) {
        this(entry, files, TagSelection.ALL);
    }

    /** A plan that only those who run in an image can read. */
    public static PlanFiles inImage(String path) {
        return new PlanFiles(path, new TreeMap<>());
    }

    /** True for a plan whose files are not at hand: a path in an image. */
    public boolean isInImage() {
        return files.isEmpty();
    }

    /** The same files with other tasks wanted. */
    public PlanFiles choosing(TagSelection other) {
        return new PlanFiles(entry, files, other);
    }

    /**
     * Chooses the entry: the one that is named, else {@code plan.yaml}, else the only file in YAML or Java, or
     * else the only jar.
     *
     * @param source what the files come from, for messages
     * @param entry the name that was asked for; null for the default
     */
    public static PlanFiles of(String source, Map<String, byte[]> files, String entry) throws InvalidInputException {
        SortedMap<String, byte[]> sorted = new TreeMap<>(files);
        if (entry != null) {
            if (!sorted.containsKey(entry)) {
                throw missing(source, "expected the key \"" + entry + "\" that plan.entry names", sorted);
            }
            return new PlanFiles(entry, sorted);
        }
        if (sorted.containsKey(DEFAULT_ENTRY)) {
            return new PlanFiles(DEFAULT_ENTRY, sorted);
        }
        List<String> plans = ending(sorted, ".yaml", ".yml", ".java");
        List<String> candidates = plans.isEmpty() ? ending(sorted, ".jar") : plans;
        if (candidates.size() != 1) {
            throw missing(
                    source,
                    "expected the key plan.yaml, or only one key that ends in .yaml or .java, or plan.entry to name one",
                    sorted);
        }
        return new PlanFiles(candidates.get(0), sorted);
    }

    private static List<String> ending(SortedMap<String, byte[]> files, String... suffixes) {
        return files.keySet().stream()
                .filter(key -> Stream.of(suffixes).anyMatch(key::endsWith))
                .toList();
    }

    /** True for a plan in Java, as source or in a jar, or in an image; only a runner can tell whether it is right. */
    public boolean isCode() {
        return isInImage() || entry.endsWith(".java") || entry.endsWith(".jar");
    }

    /** The plan's text. */
    public String text() throws InvalidInputException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(files.get(entry)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(new Problem(entry, 0, "", "expected text in UTF-8"));
        }
    }

    /**
     * SHA-256 in hex over the names and contents of all files, and the selection: equal exactly when master and worker have the same
     * plan.
     */
    public String hash() {
        MessageDigest digest = sha256();
        update(digest, entry.getBytes(StandardCharsets.UTF_8));
        files.forEach((name, content) -> {
            update(digest, name.getBytes(StandardCharsets.UTF_8));
            update(digest, content);
        });
        if (!selection.isAll()) {
            selection.tags().forEach(tag -> update(digest, ("+" + tag).getBytes(StandardCharsets.UTF_8)));
            if (selection.equalWeights()) {
                update(digest, "=".getBytes(StandardCharsets.UTF_8));
            }
            selection.excludeTags().forEach(tag -> update(digest, ("-" + tag).getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Lengths go in too, so that no two sets of files run together into the same bytes. */
    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static InvalidInputException missing(String source, String expected, SortedMap<String, byte[]> files) {
        return new InvalidInputException(new Problem(source, 0, "plan.entry", expected + ", found " + files.keySet()));
    }
}
