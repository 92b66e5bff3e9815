package io.sluice.pipeline.enforce;

import io.sluice.pipeline.registry.SchemaIds;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Frames records that are written with the contract's own schema, in the form in which they came
 * with another one.
 */
final class OwnFraming {

  /** What else Apicurio's serializers say of the writer's schema, which is none of theirs now. */
  private static final Set<String> OF_THE_WRITER =
      Set.of(
          "apicurio.value.groupId",
          "apicurio.value.artifactId",
          "apicurio.value.version",
          "apicurio.value.contentHash");

  private final SchemaIds ids;

  OwnFraming(SchemaIds ids) {
    this.ids = ids;
  }

  /** Whether an id is one of the contract's own schema. */
  boolean isNamedBy(SchemaId id) {
    return id.value() == own(id.kind());
  }

  /**
   * Puts its id in place of the writer's.
   *
   * @param value takes it where the id stands before the Avro binary
   * @param offset where that starts
   * @return the headers; where the id stands there, with it
   */
  Headers put(SchemaId.Kind kind, byte[] value, int offset, Headers headers) {
    if (offset > 0) {
      ByteBuffer prefix = ByteBuffer.wrap(value, 1, offset - 1);
      if (offset == FramingReader.SHORT_ID) {
        prefix.putInt((int) own(kind));
      } else {
        prefix.putLong(own(kind));
      }
      return headers;
    }
    RecordHeaders own = new RecordHeaders();
    for (Header header : headers) {
      switch (header.key()) {
        case FramingReader.APICURIO_CONTENT_ID -> own.add(header.key(), eightBytes(ids.content()));
        case FramingReader.APICURIO_GLOBAL_ID -> own.add(header.key(), eightBytes(ids.global()));
        case FramingReader.CONFLUENT_ID -> own.add(header.key(), confluent(ids.content()));
        default -> {
          if (!OF_THE_WRITER.contains(header.key())) {
            own.add(header);
          }
        }
      }
    }
    return own;
  }

  private long own(SchemaId.Kind kind) {
    return switch (kind) {
      case CONTENT -> ids.content();
      case GLOBAL -> ids.global();
    };
  }

  private static byte[] eightBytes(long id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
  }

  private static byte[] confluent(long id) {
    return ByteBuffer.allocate(FramingReader.SHORT_ID).put((byte) 0).putInt((int) id).array();
  }
}
