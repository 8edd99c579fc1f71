package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What is in the two jars, and what their POM would drag in. */
class JarTests {

    @Test
    void thinJarBringsNoApplication() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("it.jar"))) {
            assertThat(names(jar))
                    .noneMatch(name -> name.startsWith("application") || name.startsWith("BOOT-INF"))
                    .noneMatch(name -> name.endsWith(".bpmn") || name.endsWith(".form") || name.endsWith(".jar"))
                    .noneMatch(name -> name.endsWith("Application.class") || name.contains("camundacliq/application/"))
                    .contains("META-INF/spring-configuration-metadata.json");
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isNull();
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.github.camundacliq");
        }
    }

    @Test
    void thinJarNamesOnlyClassesItHas() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("it.jar"))) {
            String imports =
                    read(jar, "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports");
            String factories = read(jar, "META-INF/spring.factories");
            assertThat((imports + "\n" + factories).lines())
                    .contains("io.github.camundacliq.autoconfigure.CliqAutoConfiguration")
                    .map(line -> line.replaceAll(",?\\\\$", ""))
                    .filteredOn(line -> line.startsWith("io."))
                    .allSatisfy(name -> assertThat(jar.getEntry(name.replace('.', '/') + ".class"))
                            .as(name)
                            .isNotNull());
        }
    }

    @Test
    void runnableJarHasEverything() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("it.application"))) {
            assertThat(names(jar))
                    .contains("BOOT-INF/classes/application.yml", "BOOT-INF/classes/processes/hello.bpmn");
        }
    }

    @Test
    void pomDragsNothingIn() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(System.getProperty("it.pom"));
        NodeList dragged = (NodeList) XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                        "/project/dependencies/dependency[not(optional='true') and not(scope='test')"
                                + " and not(scope='provided')]/artifactId",
                        pom,
                        XPathConstants.NODESET);
        assertThat(dragged.getLength()).isZero();
    }

    private static List<String> names(JarFile jar) {
        return jar.stream().map(ZipEntry::getName).toList();
    }

    private static String read(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
