package io.github.camundacliq.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.connection.NotSentException;
import io.github.camundacliq.connection.RawAnswer;
import io.github.camundacliq.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Sends a message as Cliq's request body: JSON, or multipart for files. */
final class Bodies {

    private static final MediaType PLAIN_TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String filePartName;

    Bodies(String filePartName) {
        this.filePartName = filePartName;
    }

    /** Sends the message and returns the answer, with none of its files held any more. */
    RawAnswer exchange(RestClient.RequestBodySpec request, Message message) {
        return message.match(new Message.Cases<>() {
            @Override
            public RawAnswer text(Message.Text text) {
                return json(request, asJson(Map.of("text", text.text())));
            }

            @Override
            public RawAnswer keyValue(Message.KeyValue keyValue) {
                return json(request, keyValue.json());
            }

            @Override
            public RawAnswer files(Message.Files files) {
                return upload(request, files);
            }
        });
    }

    private static RawAnswer json(RestClient.RequestBodySpec request, String json) {
        return answer(request.contentType(MediaType.APPLICATION_JSON).body(json.getBytes(StandardCharsets.UTF_8)));
    }

    private RawAnswer upload(RestClient.RequestBodySpec request, Message.Files files) {
        List<FilePart> parts = files.attachments().stream().map(FilePart::new).toList();
        try {
            return answer(request.contentType(MediaType.MULTIPART_FORM_DATA).body(multipart(parts, files.comments())));
        } catch (RestClientException failed) {
            throw release(parts)
                    ? failed
                    : new ResourceAccessException("Nothing was sent", new NotSentException(failed));
        } finally {
            boolean unused = release(parts);
        }
    }

    /** Returns whether any of them was read. */
    private static boolean release(List<FilePart> parts) {
        return parts.stream().map(FilePart::release).reduce(false, Boolean::logicalOr);
    }

    private static RawAnswer answer(RestClient.RequestBodySpec request) {
        return request.exchange((sent, response) -> RawAnswer.of(response));
    }

    /**
     * One part for each file; {@code comments} is one text part with a JSON array, a bare text would be refused. It is
     * given as bytes, because the REST client writes all parts to its debug log as they print themselves.
     */
    private MultiValueMap<String, Object> multipart(List<FilePart> parts, List<String> comments) {
        MultiValueMap<String, Object> multipart = new LinkedMultiValueMap<>();
        for (FilePart part : parts) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(part.mediaType());
            multipart.add(filePartName, new HttpEntity<>(part, headers));
        }
        if (!comments.isEmpty()) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(PLAIN_TEXT);
            multipart.add("comments", new HttpEntity<>(asJson(comments).getBytes(StandardCharsets.UTF_8), headers));
        }
        return multipart;
    }

    private static String asJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts can always be written as JSON", impossible);
        }
    }
}
