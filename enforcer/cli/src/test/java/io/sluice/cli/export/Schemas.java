package io.sluice.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** JSON schemas that documents are held against, formats included. */
public final class Schemas {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Schemas() {}

  public static JsonSchema of(String resource, SpecVersion.VersionFlag version) {
    try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(resource))) {
      return JsonSchemaFactory.getInstance(version)
          .getSchema(in, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a schema has against a document, once it was written as YAML and read again. */
  public static List<String> findings(JsonSchema schema, Map<String, Object> document) {
    return schema.validate(read(document)).stream().map(ValidationMessage::toString).toList();
  }

  /** A document as somebody reads it. */
  public static JsonNode read(Map<String, Object> document) {
    return JSON.valueToTree(
        new Load(LoadSettings.builder().build())
            .loadFromString(YamlDocuments.write(List.of(document))));
  }
}
