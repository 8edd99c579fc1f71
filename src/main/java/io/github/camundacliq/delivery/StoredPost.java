package io.github.camundacliq.delivery;

import io.github.camundacliq.pacing.Bucket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * A post as the journal keeps it; the same task may want it elsewhere by now, or to say something else.
 *
 * @param fingerprint how it can be recognised in its chat, or empty
 */
record StoredPost(String user, String chat, String kind, String fingerprint) {

    static StoredPost of(Post post) {
        return new StoredPost(
                post.connection().user(), post.chat().value(), post.message().kind(), Fingerprint.of(post.message()));
    }

    static StoredPost in(ResultSet row) throws SQLException {
        return new StoredPost(
                row.getString("USER_"),
                row.getString("CHAT_"),
                row.getString("KIND_"),
                Objects.requireNonNullElse(row.getString("FINGERPRINT_"), ""));
    }

    /** Whether it goes to the same chat as the same user, whatever either says. */
    boolean hasAddressOf(Post post) {
        return user.equals(post.connection().user()) && chat.equals(post.chat().value());
    }

    /** Whether this post says the same there, as far as it can be recognised. */
    boolean isSameAs(Post post) {
        return hasAddressOf(post) && fingerprint.equals(Fingerprint.of(post.message()));
    }

    Bucket bucket() {
        return Bucket.of(kind);
    }
}
