package io.github.camundacliq.delivery;

/** Those who wait for the same places. */
record Queue(String user, Bucket bucket) {

    static Queue of(Post post) {
        return new Queue(post.connection().user(), Bucket.of(post));
    }
}
