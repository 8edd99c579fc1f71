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

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;

    Examples(RepositoryService repository, ResourcePatternResolver resources) {
        this.repository = repository;
        this.resources = resources;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        DeploymentBuilder deployment = repository
                .createDeployment()
                .name("Cliq examples")
                .source("camunda-cliq")
                .enableDuplicateFiltering(true);
        PATTERNS.stream().flatMap(this::find).forEach(example -> add(example, deployment));
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
