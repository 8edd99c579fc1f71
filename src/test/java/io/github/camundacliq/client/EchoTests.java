package io.github.camundacliq.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camundacliq.connection.Redaction;
import io.github.camundacliq.message.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTests {

    @Test
    void isRemovedAlsoNextToALetterThatHasTwoInLowerCase() {
        Echo echo = new Echo(new Message.Text("Kündigung für Jürgen zum 31.12., Büro İstanbul"));
        assertThat(echo.removedFrom("The text 'KÜNDIGUNG FÜR JÜRGEN ZUM' is not allowed"))
                .isEqualTo("The text '...' is not allowed");
    }

    @Test
    void leavesShortWordsThatAreWrittenInAnotherWay() {
        assertThat(new Echo(new Message.Text("Text")).removedFrom("The text is too long, not Text"))
                .isEqualTo("The text is too long, not ...");
    }

    @Test
    void saysNothingInsteadWhereTheMessageIsHuge() {
        assertThat(new Echo(new Message.Text("x".repeat(300_000))).removedFrom("Too long"))
                .isEqualTo("...");
    }

    @Test
    void isLookedForInTheBeginningOfALongExplanationAndTheRestLeftOut() {
        Quotation quotation = new Quotation(new Redaction(List.of()), new Message.Text("x".repeat(3000)));
        assertThat(quotation.of("x".repeat(1995) + " end and more")).isEqualTo("... end");
    }

    private static final Echo ECHO = new Echo(new Message.Text("Gehalt für \"Jürgen\"\nhttp://intern/liste"));

    /** As it is, in JSON, in JSON within JSON, in an address, in markup, and in capitals. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gehalt für \"Jürgen\"\nhttp://intern/liste",
                "Gehalt für \\\"Jürgen\\\"\\nhttp://intern/liste",
                "Gehalt f\\u00FCr \\\"J\\u00FCrgen\\\"\\nhttp://intern/liste",
                "Gehalt f\\u00fcr \\\"J\\u00fcrgen\\\"\\nhttp:\\/\\/intern\\/liste",
                "Gehalt für \\\\\\\"Jürgen\\\\\\\"\\\\nhttp://intern/liste",
                "Gehalt+f%C3%BCr+%22J%C3%BCrgen%22%0Ahttp%3A%2F%2Fintern%2Fliste",
                "Gehalt f&uuml;r &quot;J&uuml;rgen&quot;\nhttp://intern/liste",
                "GEHALT FÜR \"JÜRGEN\"\nHTTP://INTERN/LISTE"
            })
    void isRemovedHoweverTheOtherSideWritesIt(String repeated) {
        assertThat(ECHO.removedFrom("Value '" + repeated + "' is wrong"))
                .startsWith("Value '...")
                .endsWith("' is wrong")
                .doesNotContainIgnoringCase("Gehalt")
                .doesNotContainIgnoringCase("rgen")
                .doesNotContainIgnoringCase("intern")
                .doesNotContainIgnoringCase("liste");
    }
}
