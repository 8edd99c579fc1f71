package io.github.camundacliq.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the examples, each under its file's name. The starter's own deployment would name them by their path on the
 * disk, and deploy them anew whenever the application moves.
 */
@Component
final class Examples implements ApplicationRunner {

    private static final List<String> PATTERNS = List.of("classpath:processes/*.bpmn", "classpath:processes/*.form");

    /** Has a timer: in production it would post every night to a chat that is made up. */
    private static final String STARTS_BY_ITSELF = "nightly-report.bpmn";

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;
    private final boolean sandbox;

    Examples(RepositoryService repository, ResourcePatternResolver resources, Environment environment) {
        this.repository = repository;
        this.resources = resources;
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        DeploymentBuilder deployment = repository
                .createDeployment()
                .name("Cliq examples")
                .source("camunda-cliq")
                .enableDuplicateFiltering(true);
        PATTERNS.stream()
                .flatMap(this::find)
                .filter(example -> sandbox || !STARTS_BY_ITSELF.equals(example.getFilename()))
                .forEach(example -> add(example, deployment));
        if (!deployment.getResourceNames().isEmpty()) {
            deployment.deploy();
        }
    }

    private Stream<Resource> find(String pattern) {
        try {
            return Stream.of(resources.getResources(pattern));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(Resource example, DeploymentBuilder deployment) {
        try (InputStream content = example.getInputStream()) {
            deployment.addInputStream(String.valueOf(example.getFilename()), content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
