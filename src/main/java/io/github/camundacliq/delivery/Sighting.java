package io.github.camundacliq.delivery;

/** What reading a chat back tells about a post. */
public enum Sighting {
    FOUND,
    ABSENT,
    CANNOT_TELL
}
