package dev.onrush.runner.worker;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a plan's files together from the parts that the master sends. */
final class PlanAssembly {
    /** As much as a master reads from a directory. */
    static final long MAX_BYTES = 64L << 20;

    private static final int MAX_FILES = 10_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Messages.PlanPart first;
    private long size;

    /** How many bytes are here already. */
    long received() {
        return bytes.size();
    }

    void add(Messages.PlanPart part) throws ProtocolException {
        if (first == null) {
            begin(part);
        }
        check(first.hash().equals(part.hash()), "the plan with hash " + first.hash(), part.hash());
        check(part.offset() == bytes.size(), "the part from byte " + bytes.size(), part.offset());
        byte[] data = decoded(part.data());
        check(data.length > 0 || isWhole(), "a part of the plan", "nothing");
        check(bytes.size() + data.length <= size, "at most " + size + " bytes", bytes.size() + data.length);
        bytes.writeBytes(data);
    }

    boolean isWhole() {
        return first != null && bytes.size() == size;
    }

    /** The files, if they are what the master's hash says. */
    PlanFiles files() throws ProtocolException {
        byte[] all = bytes.toByteArray();
        SortedMap<String, byte[]> files = new TreeMap<>();
        int from = 0;
        for (Messages.PlanFile file : first.files()) {
            int to = (int) (from + file.size());
            files.put(file.name(), Arrays.copyOfRange(all, from, to));
            from = to;
        }
        check(files.containsKey(first.entry()), "the plan's own file " + first.entry(), files.keySet());
        PlanFiles plan = new PlanFiles(first.entry(), files, first.selection());
        check(plan.hash().equals(first.hash()), "a plan with hash " + first.hash(), plan.hash());
        return plan;
    }

    private void begin(Messages.PlanPart part) throws ProtocolException {
        List<Messages.PlanFile> files = part.files();
        check(
                part.hash() != null && part.entry() != null && part.selection() != null && files != null,
                "a plan's first part",
                part);
        check(files.size() <= MAX_FILES, "at most " + MAX_FILES + " files", files.size());
        String before = "";
        for (Messages.PlanFile file : files) {
            check(isName(file), "a file's name and size", file);
            check(file.name().compareTo(before) > 0, "files in the order of their names", file.name());
            before = file.name();
            size += file.size();
            check(size <= MAX_BYTES, "at most " + MAX_BYTES + " bytes of plan files", size);
        }
        first = part;
    }

    /** Files are kept in memory, but a name that leads elsewhere is nobody's honest plan. */
    private static boolean isName(Messages.PlanFile file) {
        return file != null
                && file.size() >= 0
                && file.name() != null
                && !file.name().isBlank()
                && file.name().length() <= 255
                && !file.name().contains("/")
                && !file.name().contains("\\")
                && !file.name().startsWith("..");
    }

    private static byte[] decoded(String base64) throws ProtocolException {
        try {
            return Base64.getDecoder().decode(String.valueOf(base64));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("expected data in base64: " + e.getMessage());
        }
    }

    private static void check(boolean holds, String expected, Object found) throws ProtocolException {
        if (!holds) {
            throw new ProtocolException("expected " + expected + ", found " + found);
        }
    }
}
