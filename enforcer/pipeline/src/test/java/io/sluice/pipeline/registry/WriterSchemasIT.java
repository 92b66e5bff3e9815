package io.sluice.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.sluice.sandbox.SharedSandbox;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Schemas that the unmodified serializer registers. By its own settings, nested types stand apart
 * and are referred to.
 */
class WriterSchemasIT {

  private static final String FLAT =
      """
      {"type":"record","name":"Flat","namespace":"w.flat","fields":[{"name":"a","type":"int"}]}""";

  private static final String NESTED =
      """
      {"type":"record","name":"Order","namespace":"w.nested","fields":[
        {"name":"channel","type":{"type":"enum","name":"Channel","symbols":["WEB","APP"]}},
        {"name":"lines","type":{"type":"array","items":
          {"type":"record","name":"Line","fields":[{"name":"sku","type":"string"}]}}}]}""";

  /** Leaf is met twice: below Branch, and beside it. */
  private static final String SHARED =
      """
      {"type":"record","name":"Root","namespace":"w.shared","fields":[
        {"name":"branch","type":{"type":"record","name":"Branch","fields":[
          {"name":"leaf","type":{"type":"enum","name":"Leaf","symbols":["A","B"]}}]}},
        {"name":"leaf","type":"Leaf"},
        {"name":"leaves","type":{"type":"map","values":"Leaf"}}]}""";

  private static final String RECURSIVE =
      """
      {"type":"record","name":"Node","namespace":"w.recursive","fields":[
        {"name":"value","type":"int"},
        {"name":"next","type":["null","Node"],"default":null}]}""";

  private final RegistrySettings settings = RegistrySettings.of(SharedSandbox.get().registryUrl());
  private final ApicurioRegistry registry = new ApicurioRegistry(settings);

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {FLAT, NESTED, SHARED})
  void aSchemaIsFoundByTheIdThatTheSerializerWrote(String text) {
    Schema schema = new Schema.Parser().parse(text);

    assertThat(registry.byContentId(contentId(schema, "false")))
        .isEqualTo(new SchemaLookup.Found(schema));
  }

  /** The serializer can take a schema apart only where it does not contain itself. */
  @ParameterizedTest
  @ValueSource(strings = {FLAT, NESTED, SHARED, RECURSIVE})
  void aSchemaThatIsRegisteredWholeIsFoundAsWell(String text) {
    Schema schema = new Schema.Parser().parse(text);

    assertThat(registry.byContentId(contentId(schema, "true")))
        .isEqualTo(new SchemaLookup.Found(schema));
  }

  private long contentId(Schema schema, String whole) {
    GenericRecord record = (GenericRecord) new RandomData(schema, 1, 7L).iterator().next();
    try (AvroKafkaSerializer<GenericRecord> serializer = new AvroKafkaSerializer<>()) {
      serializer.configure(
          Map.of(
              "apicurio.registry.url",
              settings.url().toString(),
              "apicurio.registry.auto-register",
              "true",
              "apicurio.registry.dereference-schema",
              whole),
          false);
      ByteBuffer bytes =
          ByteBuffer.wrap(serializer.serialize(SharedSandbox.uniqueName("writer"), record));
      assertThat(bytes.get()).isZero();
      return bytes.getInt();
    }
  }
}
