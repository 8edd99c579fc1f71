package io.github.camundacliq.testing;

import static io.github.camundacliq.testing.Patience.await;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;

/** A real MariaDB with a directory of its own, from the machine's own programs. It forgets some of it at a crash. */
public final class MariaDb implements AutoCloseable {

    private final Process server;
    private final String url;

    private MariaDb(Process server, int port) {
        this.server = server;
        this.url = "jdbc:mariadb://127.0.0.1:" + port + "/engine?createDatabaseIfNotExist=true";
    }

    /** Starts a server whose data is in an empty directory. */
    public static MariaDb start(Path directory) throws IOException, InterruptedException {
        File program = Installed.program("mariadbd");
        File installer = Installed.program("mariadb-install-db");
        requireWhatTheInstallerCalls();
        String data = "--datadir=" + directory.resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        String log = directory.resolve("mariadb.log").toString();
        int installed = quiet(
                        log,
                        installer.getPath(),
                        "--no-defaults",
                        data,
                        user,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db")
                .waitFor();
        if (installed != 0) {
            throw new IllegalStateException("mariadb-install-db failed, see " + log);
        }
        int port = Ports.free();
        MariaDb started = new MariaDb(
                quiet(
                        log,
                        program.getPath(),
                        "--no-defaults",
                        data,
                        user,
                        "--socket=" + directory.resolve("socket"),
                        "--pid-file=" + directory.resolve("pid"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--innodb-flush-log-at-trx-commit=0",
                        "--transaction-isolation=READ-COMMITTED"),
                port);
        await().ignoreExceptions().until(() -> {
            DriverManager.getConnection(started.url, "root", "").close();
            return true;
        });
        return started;
    }

    /** Debian has it in a package that the server's does not ask for. */
    private static void requireWhatTheInstallerCalls() {
        File unused = Installed.program("my_print_defaults");
    }

    /** What a node needs to use it. The engine knows it by its elder brother's name only. */
    public Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", "root",
                "camunda.bpm.database.type", "mysql");
    }

    private static Process quiet(String log, String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(new File(log)))
                .start();
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join();
    }
}
