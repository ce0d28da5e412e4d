package dev.onrush.runner.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.PlanFiles;
import dev.onrush.contract.plan.TagSelection;
import dev.onrush.runner.bus.Messages;
import dev.onrush.runner.bus.Messages.PlanFile;
import dev.onrush.runner.bus.ProtocolException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanAssemblyTest {
    private static final TagSelection CHOSEN = new TagSelection(List.of("read"), List.of());
    private static final PlanFiles PLAN = plan();

    private static PlanFiles plan() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("empty.csv", new byte[0]);
        files.put("plan.yaml", "users: []".getBytes());
        files.put("users.csv", new byte[300]);
        return new PlanFiles("plan.yaml", files, CHOSEN);
    }

    private final PlanAssembly assembly = new PlanAssembly();

    private static List<PlanFile> listing() {
        return PLAN.files().entrySet().stream()
                .map(file -> new PlanFile(file.getKey(), file.getValue().length))
                .toList();
    }

    private static Messages.PlanPart part(List<PlanFile> files, long offset, byte[] data) {
        return new Messages.PlanPart(
                "plan.yaml",
                CHOSEN,
                PLAN.hash(),
                files,
                offset,
                Base64.getEncoder().encodeToString(data));
    }

    private static byte[] whole() {
        byte[] all = Arrays.copyOf("users: []".getBytes(), 309);
        return all;
    }

    @Test
    void partsBecomeTheFilesAgain() throws Exception {
        assembly.add(part(listing(), 0, Arrays.copyOf(whole(), 5)));
        assertFalse(assembly.isWhole());
        assertEquals(5, assembly.received());
        assembly.add(part(List.of(), 5, Arrays.copyOfRange(whole(), 5, 309)));
        assertTrue(assembly.isWhole());
        PlanFiles files = assembly.files();
        assertEquals(PLAN.hash(), files.hash());
        assertEquals(CHOSEN, files.selection());
        assertArrayEquals(new byte[0], files.files().get("empty.csv"));
    }

    @Test
    void otherContentThanTheHashSaysIsRefused() throws Exception {
        byte[] changed = whole();
        changed[308] = 1;
        assembly.add(part(listing(), 0, changed));
        assertThrows(ProtocolException.class, assembly::files);
    }

    @Test
    void moreThanTheLimitIsRefusedByTheListAlone() {
        List<PlanFile> files = List.of(new PlanFile("a", PlanAssembly.MAX_BYTES), new PlanFile("b", 1));
        assertThrows(ProtocolException.class, () -> assembly.add(part(files, 0, new byte[1])));
    }

    @Test
    void moreThanTheListSaysIsRefused() {
        assertThrows(ProtocolException.class, () -> assembly.add(part(listing(), 0, new byte[310])));
    }

    @Test
    void aPartThatBringsNothingIsRefusedInsteadOfAskingForEver() {
        assertThrows(ProtocolException.class, () -> assembly.add(part(listing(), 0, new byte[0])));
    }

    @Test
    void aPartFromElsewhereIsRefused() {
        assertThrows(ProtocolException.class, () -> assembly.add(part(listing(), 7, new byte[1])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../x", "..", "a/b", "a\\b", "/etc/passwd"})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        List<PlanFile> files = List.of(new PlanFile(name, 1));
        assertThrows(ProtocolException.class, () -> assembly.add(part(files, 0, new byte[1])));
    }

    @Test
    void namesTwiceAndNegativeSizesAreRefused() {
        List<PlanFile> twice = List.of(new PlanFile("a", 1), new PlanFile("a", 1));
        assertThrows(ProtocolException.class, () -> assembly.add(part(twice, 0, new byte[1])));
        List<PlanFile> negative = List.of(new PlanFile("a", -1));
        assertThrows(ProtocolException.class, () -> new PlanAssembly().add(part(negative, 0, new byte[0])));
    }
}
