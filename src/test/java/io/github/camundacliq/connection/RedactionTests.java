package io.github.camundacliq.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {

    private final Redaction redaction = new Redaction(List.of(new Secret("s3cr3t-value"), new Secret("$1\\x")));

    @Test
    void removesKnownSecretsWhereverTheyStand() {
        assertThat(redaction.of("as3cr3t-valueb, $1\\x.")).isEqualTo("a******b, ******.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000.0123456789abcdef0123456789abcdef.fedcba9876543210fedcba9876543210",
                "Zoho-oauthtoken 1000.short",
                "zoho-oauthtoken abc",
                "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x"
            })
    void removesWhatLooksLikeAToken(String token) {
        assertThat(redaction.of("before " + token + ", after"))
                .startsWith("before ")
                .endsWith(", after")
                .contains("******")
                .doesNotContain(token.substring(token.lastIndexOf(' ') + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1000.50 EUR", "Order 1000.1 of 2230642502702656126", "", "CT_1894736520184930172_847291635"})
    void leavesOrdinaryTextAsItIs(String text) {
        assertThat(redaction.of(text)).isEqualTo(text);
    }

    @Test
    void removesWhatNoDatabaseStoresAndLeavesLinesAsTheyAre() {
        assertThat(redaction.of("a\u0000b\u0007c\u009fd\ud83de\tf\r\ng😀")).isEqualTo("a b c d e\tf\r\ng😀");
        assertThat(redaction.of((Object) Map.of("a\u0000", List.of("b\u0000")))).isEqualTo(Map.of("a ", List.of("b ")));
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(redaction.line("x".repeat(199) + "😀")).isEqualTo("x".repeat(199) + "...");
    }

    @Test
    void reachesEveryTextOfAJsonValue() {
        Map<String, Object> json = Map.of(
                "s3cr3t-value",
                1,
                "nested",
                Map.of("list", Arrays.asList("x s3cr3t-value", 2, null, List.of("s3cr3t-value"))),
                "flag",
                true);
        assertThat(redaction.of((Object) json))
                .isEqualTo(Map.of(
                        "******",
                        1,
                        "nested",
                        Map.of("list", List.of("x ******", 2, "", List.of("******"))),
                        "flag",
                        true));
    }

    @Test
    void aLineHasNoBreaksAndNoControlCharacters() {
        assertThat(redaction.line(" one\r\n\ttwo\u0000\u0007three\u0085\u2028four\u001b[31m "))
                .isEqualTo("one two three four [31m");
    }

    @Test
    void aLineIsCutAfterItsSecretsAreRemoved() {
        assertThat(redaction.line("x".repeat(195) + "s3cr3t-value")).isEqualTo("x".repeat(195) + "*****...");
        assertThat(redaction.line("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(redaction.line("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
    }

    @Test
    void doesNotMaskEveryLetterForASecretOfOneLetter() {
        assertThat(new Redaction(List.of(new Secret("a"), new Secret(""))).of("a banana"))
                .isEqualTo("a banana");
    }

    @Test
    void secretIsRemovedAsAFormWritesIt() {
        assertThat(new Redaction(java.util.List.of(new Secret("a+b/c%d e"))).of("client_secret=a%2Bb%2Fc%25d+e&x=y"))
                .isEqualTo("client_secret=******&x=y");
    }
}
