package io.github.camundacliq.autoconfigure;

/** The engine may run on databases whose SQL the journal does not speak. */
final class UnsupportedDatabaseException extends StartRefusedException {

    private static final long serialVersionUID = 1L;

    /** @param script that a journal there would need, and nobody has written */
    UnsupportedDatabaseException(String script) {
        super(
                "The journal of posts cannot be kept in the engine's database: there is no " + script + ".",
                "Run the engine on H2, PostgreSQL, MySQL or MariaDB, or switch the plugin off with cliq.enabled=false.");
    }
}
