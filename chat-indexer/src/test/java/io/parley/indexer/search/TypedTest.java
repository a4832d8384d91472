package io.parley.indexer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.contract.error.ContractException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "red  apples | red apples | |",
                "\"red apples\" pie | pie | red apples |",
                "pie -apples -\"green pears\" | pie | | apples;green pears",
                "“red apples” | | red apples |",
                "\"red appl | | red appl |",
                "\" | | |",
                "-\"\" soup | soup | |",
                "well-known 5\"disk | well-known 5\"disk | |",
                ":-) - -- -= | :-) - -- -= | |",
                "-#spam -@bob | | | #spam;@bob",
                "🍣 -🍕 -* | 🍣 -* | | 🍕",
                "\"a\"b | b | a |",
            })
    void wordsPhrasesAndWhatIsExcludedAreToldApart(String typed, String words, String phrases, String excluded) {
        assertEquals(new Typed(Objects.requireNonNullElse(words, ""), list(phrases), list(excluded)), Typed.of(typed));
    }

    private static List<String> list(String joined) {
        return joined == null ? List.of() : List.of(joined.split(";"));
    }

    @Test
    void clausesAreBounded() {
        assertEquals(32, Typed.of("-a ".repeat(32)).excluded().size());
        String tooMany = "-a ".repeat(30) + "\"b\" ".repeat(3);
        assertThrows(ContractException.class, () -> Typed.of(tooMany));
    }
}
