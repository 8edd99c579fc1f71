package io.github.camundacliq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTests {

    private static final long FIFTY_MEGABYTES = 50L * 1024 * 1024;

    private final MessageRules rules = new MessageRules(5000);

    @Test
    void takesATextOfTheGreatestLength() {
        assertThat(rules.text("x".repeat(5000))).isEqualTo(new Message.Text("x".repeat(5000)));
    }

    @Test
    void refusesATextThatIsOneCharacterTooLong() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.text("x".repeat(5001)))
                .withMessageContaining("5001 characters")
                .withMessageContaining("cliq.max-text-length")
                .withMessageContaining("Shorten it")
                .withMessageNotContaining("xxx");
    }

    @Test
    void countsCharactersAndNotTheUnitsJavaStoresThemIn() {
        assertThat(rules.text("😀".repeat(5000)).kind()).isEqualTo("TEXT");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.text("😀".repeat(5001)))
                .withMessageContaining("5001 characters");
    }

    @Test
    void takesALongerTextWhereTheLimitIsSetHigher() {
        assertThat(new MessageRules(10_000).text("x".repeat(10_000)).kind()).isEqualTo("TEXT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void refusesABlankText(String text) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.text(text))
                .withMessageContaining("'message' is an empty text");
    }

    @Test
    void keepsTheSpellingOfAKeyValueMessage() {
        String json = "{ \"text\" :\t\"H\\u00e4llo\",\n\"n\":1.00e2 , \"id\":2230642502702656126 }";
        assertThat(rules.keyValue(json)).isEqualTo(new Message.KeyValue(json, "Hällo"));
    }

    @Test
    void takesAKeyValueMessageWithoutAText() {
        assertThat(rules.keyValue("{\"card\":{}}")).isEqualTo(new Message.KeyValue("{\"card\":{}}", ""));
    }

    @Test
    void appliesTheLimitToTheTextOfAKeyValueMessageOnly() {
        assertThat(rules.keyValue("{\"text\":\"a\",\"slides\":\"" + "x".repeat(20_000) + "\"}")
                        .kind())
                .isEqualTo("KEY-VALUE");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.keyValue("{\"text\":\"" + "x".repeat(5001) + "\"}"))
                .withMessageContaining("Key 'text'")
                .withMessageContaining("5001 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\"} {\"text\":\"b\"}",
                "{\"text\":\"a\"}x",
                "{\"text\":\"a\"",
                "{text:\"a\"}",
                "{'text':'a'}",
                "{\"text\":\"a\",}",
                "{\"text\":NaN}"
            })
    void refusesWhatIsNoJsonAndSaysWhere(String json) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.keyValue(json))
                .withMessageContaining("no readable JSON (line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 100_000})
    void refusesJsonOfAbsurdDepth(int depth) {
        String json = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.keyValue(json))
                .withMessageContaining("no readable JSON");
    }

    @Test
    void refusesANumberOfAbsurdLength() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.keyValue("{\"a\":" + "1".repeat(2000) + "}"))
                .withMessageContaining("no readable JSON");
    }

    @Test
    void refusesAnEmptyObject() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.keyValue("{}"))
                .withMessageContaining("an empty object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "true", "null", "[]", "\"text\""})
    void refusesJsonThatIsNoObject(String json) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.keyValue(json))
                .withMessageContaining("not an object");
    }

    @Test
    void takesOneToTenFiles() {
        assertThat(rules.files(List.of(file(1)), List.of()).kind()).isEqualTo("FILE");
        assertThat(rules.files(Collections.nCopies(10, file(1)), List.of()).kind())
                .isEqualTo("LIST of FILE");
    }

    @ParameterizedTest
    @CsvSource({"0, is an empty list, Give it the names", "11, lists 11 files, Split the list"})
    void refusesNoFilesAndElevenFiles(int count, String found, String remedy) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.files(Collections.nCopies(count, file(1)), List.of()))
                .withMessageContaining(found)
                .withMessageContaining(remedy);
    }

    @Test
    void takesAFileOfFiftyMegabytesAndNotAByteMore() {
        assertThat(rules.files(List.of(file(FIFTY_MEGABYTES)), List.of())).isNotNull();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.files(List.of(file(1), file(FIFTY_MEGABYTES + 1)), List.of()))
                .withMessageContaining("a.txt")
                .withMessageContaining("50 MB");
    }

    @Test
    void showsALongNameOfAFileShortened() {
        Attachment large = new Attachment(
                "x".repeat(61) + ".txt", "text/plain", FIFTY_MEGABYTES + 1, InputStream::nullInputStream);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.files(List.of(large), List.of()))
                .withMessageContaining("'" + "x".repeat(60) + "...'");
    }

    @Test
    void padsCommentsToOneForEachFile() {
        Message message = rules.files(List.of(file(1), file(1), file(1)), List.of("", "second"));
        assertThat(((Message.Files) message).comments()).containsExactly("", "second", "");
    }

    @Test
    void leavesOutCommentsThatAreAllBlank() {
        Message message = rules.files(List.of(file(1), file(1)), List.of("", " "));
        assertThat(((Message.Files) message).comments()).isEmpty();
    }

    @Test
    void refusesMoreCommentsThanFiles() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> rules.files(List.of(file(1)), List.of("a", "b")))
                .withMessageContaining("2 entries for 1 file(s)");
    }

    @Test
    void printsNoContent() {
        assertThat(List.of(
                                rules.text("the secret plan"),
                                rules.keyValue("{\"text\":\"the secret plan\"}"),
                                rules.files(List.of(file(1)), List.of("the secret plan")),
                                file(1))
                        .toString())
                .doesNotContain("secret")
                .doesNotContain("a.txt");
    }

    private static Attachment file(long size) {
        return new Attachment("a.txt", "text/plain", size, InputStream::nullInputStream);
    }
}
