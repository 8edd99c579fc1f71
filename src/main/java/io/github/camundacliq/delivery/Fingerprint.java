package io.github.camundacliq.delivery;

import io.github.camundacliq.client.SeenMessage;
import io.github.camundacliq.message.Message;
import io.github.camundacliq.pacing.Bucket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** What can be recognised of a message in a chat: its text, or the name of its first file. */
final class Fingerprint {

    /** White space, marks of Cliq's markup, and what cannot be seen. */
    private static final Pattern LOST = Pattern.compile("[\\s\\p{C}*_~`]+");

    private static final Message.Cases<String> RECOGNISABLE = new Message.Cases<>() {
        @Override
        public String text(Message.Text text) {
            return text.text();
        }

        @Override
        public String keyValue(Message.KeyValue keyValue) {
            return keyValue.text();
        }

        @Override
        public String files(Message.Files files) {
            return files.attachments().get(0).name();
        }
    };

    private Fingerprint() {}

    /** A hash, so that the journal holds no message bodies; empty if there is nothing to recognise. */
    static String of(Message message) {
        return recognisable(message).map(Fingerprint::hash).orElse("");
    }

    /** How many of the messages are as the post, as far as it can be recognised. */
    static long count(List<SeenMessage> seen, StoredPost post) {
        return seen.stream()
                .map(one -> post.bucket() == Bucket.FILES ? one.fileName() : one.text())
                .map(Fingerprint::essence)
                .filter(found -> !found.isEmpty() && hash(found).equals(post.fingerprint()))
                .count();
    }

    private static Optional<String> recognisable(Message message) {
        return Optional.of(essence(message.match(RECOGNISABLE))).filter(found -> !found.isEmpty());
    }

    /**
     * Without blanks and markup, and with accents and HTML in one form: Zoho does not document how a chat gives them back, and
     * what is not recognised is posted twice.
     */
    private static String essence(String text) {
        String plain = Normalizer.normalize(HtmlUtils.htmlUnescape(text), Normalizer.Form.NFKC);
        String kept = LOST.matcher(plain).replaceAll("");
        return kept.isEmpty() ? text.strip() : kept;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
