package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** What is in the jars, and what their POM would drag in. */
class JarTests {

    @Test
    void thinJarBringsNoApplication() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("it.jar"))) {
            assertThat(names(jar))
                    .noneMatch(name -> name.startsWith("application") || name.startsWith("BOOT-INF"))
                    .noneMatch(name -> name.endsWith(".bpmn") || name.endsWith(".form") || name.endsWith(".jar"))
                    .noneMatch(name -> name.endsWith("Application.class") || name.contains("camundacliq/application/"))
                    .contains("META-INF/spring-configuration-metadata.json", "META-INF/LICENSE");
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
    void runnableJarListsWhatItIsMadeOf() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("it.application"))) {
            String location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
            List<String> listed = JsonPath.read(read(jar, location), "$.components[*].name");
            List<String> libraries = names(jar).stream()
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring(name.lastIndexOf('/') + 1).replaceAll("-\\d+\\..*", ""))
                    .filter(name -> !name.equals("spring-boot-jarmode-tools"))
                    .toList();
            assertThat(libraries).contains("camunda-engine", "postgresql").isSubsetOf(listed);
            assertThat(listed).doesNotContain("selenium-chrome-driver");
        }
    }

    @Test
    void operatonsJarNamesNoClassOfCamundas() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("it.operaton"))) {
            assertThat(names(jar))
                    .contains("META-INF/services/org.operaton.bpm.cockpit.plugin.spi.CockpitPlugin")
                    .filteredOn(name -> name.endsWith(".class"))
                    .isNotEmpty()
                    .allSatisfy(name ->
                            assertThat(read(jar, name)).doesNotContain("org/camunda/", "camunda.bpm", "camunda.spin"));
        }
    }

    @Test
    void pomDragsNothingIn() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(System.getProperty("it.pom"));
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

    private static String read(JarFile jar, String name) {
        try {
            return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
