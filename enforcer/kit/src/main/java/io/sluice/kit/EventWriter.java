package io.sluice.kit;

import io.sluice.engine.contract.Framing;
import io.sluice.engine.plan.Compatibility;
import io.sluice.engine.plan.CompiledContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes events as the serializers of their kinds do. */
final class EventWriter {

  private static final byte MAGIC_BYTE = 0;

  private final Framing framing;
  private final String rawTopic;
  private final Schema contractSchema;

  EventWriter(CompiledContract contract) {
    this.framing = contract.binding().framing();
    this.rawTopic = contract.binding().rawTopic();
    this.contractSchema = contract.schema();
  }

  /**
   * Writes an event.
   *
   * @param writer null where the event says itself what it is written with
   */
  WrittenEvent write(@Nullable Object event, @Nullable Schema writer) throws UnfitEventException {
    if (event == null) {
      throw UnfitEventException.tombstone();
    }
    if (SentRecord.isOne(event)) {
      return write(SentRecord.value(event, rawTopic), writer);
    }
    return switch (event) {
      case byte[] bytes -> unframed(bytes, writer);
      case ByteBuffer buffer -> unframed(bytes(buffer), writer);
      case SpecificRecord specific ->
          write(event, specific.getSchema(), writer, SpecificData.getForClass(event.getClass()));
      case GenericContainer generic ->
          write(event, generic.getSchema(), writer, LogicalTypesOf.GENERIC);
      default -> write(event, reflected(event), writer, LogicalTypesOf.REFLECT);
    };
  }

  private static Schema reflected(Object event) throws UnfitEventException {
    try {
      return LogicalTypesOf.REFLECT.getSchema(event.getClass());
    } catch (RuntimeException e) {
      // Avro's message names classes and fields, no values.
      throw UnfitEventException.unwritable(
          "", "Avro's reflection finds no schema for " + event.getClass().getName() + ": " + e);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private WrittenEvent unframed(byte[] bytes, @Nullable Schema writer) throws UnfitEventException {
    int prefix =
        switch (framing) {
          case REGISTRY -> 1 + Integer.BYTES;
          case REGISTRY_8_BYTE -> 1 + Long.BYTES;
          case HEADERS, NONE -> 0;
        };
    if (prefix > 0 && (bytes.length < prefix || bytes[0] != MAGIC_BYTE)) {
      throw UnfitEventException.framing(bytes, prefix);
    }
    if (writer == null && framing != Framing.NONE) {
      throw new IllegalArgumentException(
          "which schema the bytes were written with only a registry knows: say it (writtenWith)");
    }
    return new WrittenEvent(bytes, prefix, writer == null ? contractSchema : writer);
  }

  private static WrittenEvent write(
      Object event, Schema own, @Nullable Schema given, GenericData data)
      throws UnfitEventException {
    Schema writer = given == null ? own : given;
    try {
      return new WrittenEvent(binary(event, writer, data), 0, writer);
    } catch (SecurityException e) {
      // Since Avro 1.12.2, and a serializer refuses it just so. The message names classes alone.
      throw UnfitEventException.unwritable(
          "", "Avro's reflection does not write it: " + e.getMessage());
    } catch (RuntimeException | IOException e) {
      throw unwritable(event, writer, data);
    }
  }

  private static byte[] binary(@Nullable Object value, Schema schema, GenericData data)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    @SuppressWarnings("unchecked")
    DatumWriter<@Nullable Object> writer =
        (DatumWriter<@Nullable Object>) data.createDatumWriter(schema);
    writer.write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  /** Says which field it is. Avro's own messages quote values, so none of them is passed on. */
  private static UnfitEventException unwritable(Object event, Schema writer, GenericData data) {
    if (writer.getType() == Schema.Type.RECORD) {
      for (Schema.Field field : writer.getFields()) {
        @Nullable Object value;
        try {
          value = data.getField(event, field.name(), field.pos());
          binary(value, field.schema(), data);
        } catch (RuntimeException | IOException e) {
          return UnfitEventException.unwritable(
              field.name(), "can't be written as " + Compatibility.describe(field.schema()));
        }
      }
    }
    return UnfitEventException.unwritable(
        "",
        "%s can't be written as %s"
            .formatted(event.getClass().getName(), Compatibility.describe(writer)));
  }
}
