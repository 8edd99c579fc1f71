package io.github.camundacliq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatIdTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2230642502702656126",
                "CT_1894736520184930172_847291635",
                "CT_2218463219501460345_835930979-B2",
                "CT_1894736520184930172_847291635-T-1",
                "a"
            })
    void takesEveryFormThatCliqHas(String id) {
        assertThat(new ChatId(id)).hasToString(id);
    }

    @Test
    void takesTwoHundredCharacters() {
        assertThat(new ChatId("9".repeat(200)).value()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "..",
                "../message",
                "a/b",
                "a%2Fb",
                "a b",
                "CT_1?x=y",
                "CT_1#x",
                "CT_1\n",
                "größe",
                "１２３",
                "2.2306425027026561E18"
            })
    void refusesWhatIsNoSegmentOfAnAddress(String id) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new ChatId(id))
                .withMessageContaining("'chatId'")
                .withMessageContaining("browser's address");
    }

    @Test
    void refusesTwoHundredAndOneCharactersAndShowsThemShortened() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new ChatId("9".repeat(201)))
                .satisfies(refusal -> assertThat(refusal.explanation())
                        .contains("9".repeat(60) + "...")
                        .doesNotContain("9".repeat(61)));
    }

    @Test
    void showsNoControlCharacters() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new ChatId("a\r\nSet-Cookie: b\u0007"))
                .satisfies(refusal -> assertThat(refusal.explanation()).doesNotContainPattern("\\p{Cntrl}"));
    }
}
