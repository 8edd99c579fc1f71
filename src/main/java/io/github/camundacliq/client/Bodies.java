package io.github.camundacliq.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camundacliq.message.Attachment;
import io.github.camundacliq.message.Message;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** Writes a message as Cliq's request body: JSON, or multipart for files. */
final class Bodies {

    /** A line break in a name would begin a header of its own. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final MediaType PLAIN_TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String filePartName;

    Bodies(String filePartName) {
        this.filePartName = filePartName;
    }

    RestClient.RequestBodySpec write(RestClient.RequestBodySpec request, Message message) {
        if (message instanceof Message.Files files) {
            return request.contentType(MediaType.MULTIPART_FORM_DATA).body(parts(files));
        }
        String json = message instanceof Message.KeyValue keyValue
                ? keyValue.json()
                : asJson(Map.of("text", ((Message.Text) message).text()));
        return request.contentType(MediaType.APPLICATION_JSON).body(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * One part for each file; {@code comments} is one text part with a JSON array, a bare text would be refused. It is
     * given as bytes, because the REST client writes all parts to its debug log as they print themselves.
     */
    private MultiValueMap<String, Object> parts(Message.Files files) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        for (Attachment file : files.attachments()) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.parseMediaType(file.mimeType()));
            parts.add(filePartName, new HttpEntity<>(resource(file), headers));
        }
        if (!files.comments().isEmpty()) {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(PLAIN_TEXT);
            parts.add("comments", new HttpEntity<>(asJson(files.comments()).getBytes(StandardCharsets.UTF_8), headers));
        }
        return parts;
    }

    private static Resource resource(Attachment file) {
        return new AbstractResource() {
            @Override
            public String getDescription() {
                return file.toString();
            }

            @Override
            public String getFilename() {
                return CONTROL.matcher(file.name()).replaceAll("_");
            }

            @Override
            public long contentLength() {
                return file.size();
            }

            @Override
            public InputStream getInputStream() {
                return file.content().get();
            }
        };
    }

    private static String asJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts can always be written as JSON", impossible);
        }
    }
}
