package dev.onrush.runner.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Linker;
import org.junit.jupiter.api.Test;

class FreedMemoryTest {
    @Test
    void theGnuLibraryKeepsIt() {
        assumeTrue(Linker.nativeLinker()
                .defaultLookup()
                .find("gnu_get_libc_version")
                .isPresent());
        assertTrue(FreedMemory.keep());
    }
}
