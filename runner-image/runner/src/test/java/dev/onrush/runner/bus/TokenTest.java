package dev.onrush.runner.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @TempDir
    private Path directory;

    private Token read(String text) throws IOException {
        return Token.read(Files.writeString(directory.resolve("token"), text));
    }

    @Test
    void aTokenMatchesItselfOnly() {
        Token token = Token.random();
        assertTrue(token.matches(token.reveal()));
        assertFalse(token.matches(Token.random().reveal()));
        assertFalse(token.matches(token.reveal().substring(1)));
        assertFalse(token.matches(token.reveal() + "0"));
        assertFalse(token.matches(""));
        assertFalse(token.matches(null));
    }

    @Test
    void everyRandomTokenIsAnother() {
        assertNotEquals(Token.random().reveal(), Token.random().reveal());
        assertEquals(64, Token.random().reveal().length());
    }

    @Test
    void aTokenNeverShowsInALog() {
        Token token = Token.random();
        assertFalse(("" + token).contains(token.reveal()));
    }

    @Test
    void whiteSpaceAroundATokenInAFileIsIgnored() throws IOException {
        assertTrue(read("  0123456789abcdef\n").matches("0123456789abcdef"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0123456789abcde", "                   x"})
    void aTokenThatCouldBeGuessedIsRefused(String text) {
        assertThrows(IOException.class, () -> read(text));
    }

    @Test
    void aFileThatIsNoTokenIsRefused() {
        assertThrows(IOException.class, () -> read("x".repeat(1_025)));
        assertThrows(IOException.class, () -> Token.read(directory.resolve("none")));
    }
}
