package io.sluice.pipeline.enforce;

import io.sluice.engine.contract.Framing;
import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.enforce.Framed.Broken;
import io.sluice.pipeline.enforce.Framed.ById;
import io.sluice.pipeline.enforce.Framed.OwnSchema;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the framing of a contract's records. One per task: it keeps what it said last, since
 * neighbours mostly share their writer schema.
 */
public final class FramingReader {

  /** Header of Apicurio's serializers: eight bytes, big-endian. */
  static final String APICURIO_CONTENT_ID = "apicurio.value.contentId";

  /** Likewise. */
  static final String APICURIO_GLOBAL_ID = "apicurio.value.globalId";

  /** Header of Confluent's serializers: magic byte 0 and a four-byte id, or 1 and a UUID. */
  static final String CONFLUENT_ID = "__value_schema_id";

  /** All that Apicurio's serializers say of schemas begins so. */
  private static final String APICURIO = "apicurio.";

  /** Likewise Confluent's, of the key. */
  private static final String CONFLUENT_ID_OF_KEY = "__key_schema_id";

  private static final OwnSchema OWN_SCHEMA = new OwnSchema();
  private static final byte MAGIC_BYTE = 0;

  /** Bytes before the Avro binary: the magic byte and a four-byte id. */
  static final int SHORT_ID = 1 + Integer.BYTES;

  private static final int LONG_ID = 1 + Long.BYTES;

  private final Framing framing;
  private @Nullable ById last;

  public FramingReader(Framing framing) {
    this.framing = framing;
  }

  /** Whether a header says which schema a key or a value was written with. */
  static boolean isOfFraming(String header) {
    return header.startsWith(APICURIO)
        || header.equals(CONFLUENT_ID)
        || header.equals(CONFLUENT_ID_OF_KEY);
  }

  /** What the framing of a record says; its value is not null. */
  public Framed read(byte[] value, Headers headers) {
    return switch (framing) {
      case REGISTRY -> prefixed(value, SchemaId.Kind.CONTENT, SHORT_ID);
      case REGISTRY_8_BYTE -> prefixed(value, SchemaId.Kind.GLOBAL, LONG_ID);
      case HEADERS -> inHeaders(headers);
      case NONE -> OWN_SCHEMA;
    };
  }

  private Framed prefixed(byte[] value, SchemaId.Kind kind, int prefix) {
    if (value.length == 0) {
      return new Broken(SluiceRules.EMPTY);
    }
    if (value[0] != MAGIC_BYTE) {
      return new Broken(SluiceRules.magicByte());
    }
    if (value.length < prefix) {
      return new Broken(SluiceRules.tooShort(value.length, prefix));
    }
    ByteBuffer bytes = ByteBuffer.wrap(value, 1, prefix - 1);
    return byId(kind, prefix == SHORT_ID ? bytes.getInt() : bytes.getLong(), prefix);
  }

  private Framed inHeaders(Headers headers) {
    Header content = headers.lastHeader(APICURIO_CONTENT_ID);
    if (content != null) {
      return eightBytes(content, SchemaId.Kind.CONTENT);
    }
    Header global = headers.lastHeader(APICURIO_GLOBAL_ID);
    if (global != null) {
      return eightBytes(global, SchemaId.Kind.GLOBAL);
    }
    Header confluent = headers.lastHeader(CONFLUENT_ID);
    return confluent == null ? new Broken(SluiceRules.NO_SCHEMA_ID) : confluent(confluent);
  }

  private Framed eightBytes(Header header, SchemaId.Kind kind) {
    byte[] value = header.value();
    if (value == null || value.length != Long.BYTES) {
      return broken("header %s does not hold eight bytes".formatted(header.key()));
    }
    return byId(kind, ByteBuffer.wrap(value).getLong(), 0);
  }

  private Framed confluent(Header header) {
    byte[] value = header.value();
    if (value == null || value.length != SHORT_ID || value[0] != MAGIC_BYTE) {
      return broken(
          "header %s does not hold magic byte 0 and a four-byte id".formatted(header.key()));
    }
    return byId(SchemaId.Kind.CONTENT, ByteBuffer.wrap(value, 1, Integer.BYTES).getInt(), 0);
  }

  private Framed byId(SchemaId.Kind kind, long id, int offset) {
    ById latest = last;
    if (latest != null && latest.id().value() == id && latest.id().kind() == kind) {
      return latest; // a contract has one framing; only the kind of a header's id can change
    }
    if (id <= 0) {
      return broken("schema ids start at 1, this is " + id);
    }
    ById read = new ById(new SchemaId(kind, id), offset);
    last = read;
    return read;
  }

  private static Broken broken(String what) {
    Violation violation = SluiceRules.schemaId(what);
    return new Broken(violation);
  }
}
