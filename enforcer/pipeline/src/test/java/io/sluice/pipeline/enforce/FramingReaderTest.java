package io.sluice.pipeline.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.contract.Framing;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramingReaderTest {

  private static Framed read(Framing framing, byte[] value) {
    return new FramingReader(framing).read(value, new RecordHeaders());
  }

  private static Framed read(String header, byte @Nullable [] id) {
    return new FramingReader(Framing.HEADERS)
        .read(new byte[] {1}, new RecordHeaders().add(header, id));
  }

  private static String rule(Framed framed) {
    return ((Framed.Broken) framed).violation().rule();
  }

  private static byte[] longBytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  @Test
  void theRegistrysFramingIsAMagicByteAndAFourByteContentId() {
    assertThat(read(Framing.REGISTRY, new byte[] {0, 0, 0, 1, 2, 9}))
        .isEqualTo(new Framed.ById(new SchemaId(SchemaId.Kind.CONTENT, 258), 5));
  }

  @Test
  void theEightByteFramingNamesAGlobalId() {
    byte[] value = ByteBuffer.allocate(9).put((byte) 0).putLong(1L << 40).array();

    assertThat(read(Framing.REGISTRY_8_BYTE, value))
        .isEqualTo(new Framed.ById(new SchemaId(SchemaId.Kind.GLOBAL, 1L << 40), 9));
  }

  @Test
  void withoutFramingTheContractsOwnSchemaIsMeant() {
    assertThat(read(Framing.NONE, new byte[] {})).isEqualTo(new Framed.OwnSchema());
  }

  @ParameterizedTest
  @CsvSource({
    "'', framing.empty",
    "0, framing.tooShort",
    "'0 0 0 1', framing.tooShort",
    "1, framing.magicByte",
    "'123 34 97', framing.magicByte",
    "'0 0 0 0 0 5', framing.schemaId",
    "'0 -1 -1 -1 -1 5', framing.schemaId"
  })
  void aBrokenPrefixIsNamed(String bytes, String rule) {
    String[] numbers = bytes.isEmpty() ? new String[0] : bytes.split(" ", -1);
    byte[] value = new byte[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      value[i] = Byte.parseByte(numbers[i]);
    }

    assertThat(rule(read(Framing.REGISTRY, value))).isEqualTo(rule);
  }

  @Test
  void idsAreReadFromTheHeadersOfBothMakers() {
    assertThat(read("apicurio.value.contentId", longBytes(3)))
        .isEqualTo(new Framed.ById(new SchemaId(SchemaId.Kind.CONTENT, 3), 0));
    assertThat(read("apicurio.value.globalId", longBytes(4)))
        .isEqualTo(new Framed.ById(new SchemaId(SchemaId.Kind.GLOBAL, 4), 0));
    assertThat(read("__value_schema_id", new byte[] {0, 0, 0, 0, 5}))
        .isEqualTo(new Framed.ById(new SchemaId(SchemaId.Kind.CONTENT, 5), 0));
  }

  @Test
  void headersWithoutAReadableIdAreNamed() {
    assertThat(rule(read("other", longBytes(3)))).isEqualTo("framing.noSchemaId");
    assertThat(rule(read("apicurio.value.contentId", null))).isEqualTo("framing.schemaId");
    assertThat(rule(read("apicurio.value.contentId", new byte[] {1})))
        .isEqualTo("framing.schemaId");
    assertThat(rule(read("__value_schema_id", new byte[17]))).isEqualTo("framing.schemaId");
  }

  @Test
  void neighboursOfOneSchemaShareWhatWasRead() {
    FramingReader reader = new FramingReader(Framing.REGISTRY);
    byte[] value = {0, 0, 0, 0, 7};

    assertThat(reader.read(value, new RecordHeaders()))
        .isSameAs(reader.read(value, new RecordHeaders()));
  }
}
