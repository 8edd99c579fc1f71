package io.github.camundacliq.delivery;

import io.github.camundacliq.pacing.Bucket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Where a post went, or waits to go; the same task may want it elsewhere by now, or to say something else.
 *
 * @param fingerprint how it can be recognised in its chat, or empty
 */
record Trail(String user, String chat, String kind, String fingerprint) {

    static Trail of(Post post) {
        return new Trail(
                post.connection().user(), post.chat().value(), post.message().kind(), Fingerprint.of(post.message()));
    }

    static Trail in(ResultSet row) throws SQLException {
        return new Trail(
                row.getString("USER_"),
                row.getString("CHAT_"),
                row.getString("KIND_"),
                Objects.requireNonNullElse(row.getString("FINGERPRINT_"), ""));
    }

    /** Whether it is the way of this post, whatever either says. */
    boolean leadsTo(Post post) {
        return user.equals(post.connection().user()) && chat.equals(post.chat().value());
    }

    /** Whether this post says the same there, as far as it can be recognised. */
    boolean isOf(Post post) {
        return leadsTo(post) && fingerprint.equals(Fingerprint.of(post.message()));
    }

    Bucket bucket() {
        return Bucket.of(kind);
    }
}
