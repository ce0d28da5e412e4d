package dev.onrush.runner.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads the small files of a control group; one that is absent says nothing. */
final class CgroupFile {
    private CgroupFile() {}

    static OptionalLong number(Path file) throws IOException {
        try {
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException | NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /** Version 2 writes {@code max 100000} or {@code 150000 100000}. */
    static OptionalDouble max(Path file) throws IOException {
        try {
            String[] parts = Files.readString(file).strip().split(" ");
            return parts.length == 2
                    ? ratio(OptionalLong.of(Long.parseLong(parts[0])), OptionalLong.of(Long.parseLong(parts[1])))
                    : OptionalDouble.empty();
        } catch (NoSuchFileException | NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    /** Version 1 writes a quota of -1 where there is none. */
    static OptionalDouble ratio(OptionalLong quota, OptionalLong period) {
        return quota.orElse(-1) > 0 && period.orElse(0) > 0
                ? OptionalDouble.of((double) quota.getAsLong() / period.getAsLong())
                : OptionalDouble.empty();
    }

    /** A line such as {@code throttled_usec 1234}; 0 where there is none. */
    static long field(Path file, String name) throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(name.length() + 1).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException | NumberFormatException _) {
            return 0;
        }
    }
}
