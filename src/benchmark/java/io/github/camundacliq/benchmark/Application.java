package io.github.camundacliq.benchmark;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration;
import org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** The engine with what people would write instead of us. */
@EnableAutoConfiguration(
        exclude = {CamundaBpmRestJerseyAutoConfiguration.class, CamundaBpmWebappAutoConfiguration.class})
class Application {

    @Bean
    String cliqUrl(@Value("${benchmark.cliq}") String url) {
        return url;
    }

    @Bean
    Progress progress() {
        return new Progress();
    }

    @Bean
    RestClient rest(String cliqUrl) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return RestClient.builder()
                .baseUrl(cliqUrl)
                .requestFactory(new JdkClientHttpRequestFactory(http))
                .defaultHeader("Authorization", "Zoho-oauthtoken 1000.benchmark")
                .build();
    }

    @Bean
    JavaDelegate noop(Progress progress) {
        return execution -> progress.reached();
    }

    @Bean
    @ConditionalOnBooleanProperty("benchmark.count")
    static CountingDatabase countingDatabase() {
        return new CountingDatabase();
    }

    /** What everybody writes: the call inside the transaction. */
    @Bean
    JavaDelegate plain(RestClient rest) {
        return execution -> {
            if (execution.getVariable("message") instanceof List<?> names) {
                postFiles(rest, execution, names);
            } else {
                post(rest, execution.getVariables());
            }
            execution.setVariable("response", Map.of("status", "success"));
        };
    }

    private static void postFiles(RestClient rest, DelegateExecution execution, List<?> names) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        for (Object name : names) {
            FileValue file = execution.getVariableTyped(String.valueOf(name));
            parts.add("files", new InputStreamResource(file.getValue(), file.getFilename()));
        }
        rest.post()
                .uri("/api/v2/chats/{chat}/files", execution.getVariable("chatId"))
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(parts)
                .retrieve()
                .toBodilessEntity();
    }

    static void post(RestClient rest, Map<String, Object> inputs) {
        rest.post()
                .uri("/api/v2/chats/{chat}/message", inputs.get("chatId"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("text", inputs.get("message")))
                .retrieve()
                .toBodilessEntity();
    }
}
