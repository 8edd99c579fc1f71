package io.github.camundacliq.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoundValueTests {

    @Test
    void showsSixtyCharactersWhole() {
        assertThat(FoundValue.shown("x".repeat(60))).isEqualTo("x".repeat(60));
    }

    @Test
    void cutsMoreThanSixty() {
        assertThat(FoundValue.shown("x".repeat(61))).isEqualTo("x".repeat(60) + "...");
    }

    @Test
    void countsCharactersAndNotTheUnitsJavaStoresThemIn() {
        assertThat(FoundValue.shown("😀".repeat(60))).isEqualTo("😀".repeat(60));
        assertThat(FoundValue.shown("😀".repeat(61))).isEqualTo("😀".repeat(60) + "...");
    }

    @Test
    void showsAQuestionMarkForWhatCannotBePrinted() {
        assertThat(FoundValue.shown("a\u0000b\r\n\tc\u009fd\u2028e\u202ef\ud83d"))
                .isEqualTo("a?b???c?d?e?f?");
    }

    @Test
    void leavesWordsOfEveryScriptAsTheyAre() {
        assertThat(FoundValue.shown("Grüße, 日本 x_y-z")).isEqualTo("Grüße, 日本 x_y-z");
    }
}
