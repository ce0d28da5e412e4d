package dev.onrush.contract.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.onrush.contract.plan.Template.UndefinedVariableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    /** User 7 in iteration 3; the lower bound is what is drawn. */
    private record Fixed(Map<String, String> variables) implements Template.Values {
        @Override
        public String variable(String name) {
            return variables.get(name);
        }

        @Override
        public long user() {
            return 7;
        }

        @Override
        public long iteration() {
            return 3;
        }

        @Override
        public long random(long min, long max) {
            return min;
        }

        @Override
        public String uuid() {
            return "0-1-2";
        }
    }

    private static String render(String template) throws UndefinedVariableException {
        return Template.parse(template).render(new Fixed(Map.of("id", "42", "empty", "", "odd", "${user}$1\\")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "'' | ''",
                "/users/${user}/${iteration} | /users/7/3",
                "${uuid} | 0-1-2",
                "/p/${id}?x=${ id } | /p/42?x=42",
                "[${empty}] | []",
                "${random(1,100)} | 1",
                "${random( -5 , 5 )} | -5",
                "$${user} | ${user}",
                "$$${user} | $${user}",
                "cost $5, {a} | cost $5, {a}",
                "${unclosed | ${unclosed",
                "${odd} | ${user}$1\\"
            })
    void placeholdersAreFilled(String template, String rendered) throws UndefinedVariableException {
        assertEquals(rendered, render(template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${}",
                "${a b}",
                "${1a}",
                "${a.b}",
                "${random(1)}",
                "${random(2,1)}",
                "${random(1,x)}",
                "${random(1,9999999999999999999)}",
                "${é}",
                "${a}${-}"
            })
    void whatIsNoPlaceholderIsRefused(String template) {
        assertThrows(IllegalArgumentException.class, () -> Template.parse(template));
    }

    @Test
    void aVariableThatNothingExtractedIsNamed() {
        UndefinedVariableException thrown =
                assertThrows(UndefinedVariableException.class, () -> render("/a/${missing}"));
        assertEquals("variable missing was not extracted", thrown.getMessage());
    }

    @Test
    void aTemplateKnowsItsVariablesAndWhetherItIsConstant() {
        assertEquals(
                List.of("a", "b", "a"), Template.parse("${a}${b}${user}${a}").variables());
        assertTrue(Template.parse("a$${b}").isConstant());
        assertFalse(Template.parse("a${uuid}").isConstant());
        assertEquals(Template.literal("abc"), Template.parse("abc"));
    }
}
