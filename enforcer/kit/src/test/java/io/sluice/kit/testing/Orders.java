package io.sluice.kit.testing;

import io.sluice.kit.EventContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Orders that honour the contract of the tests, to be broken. */
public final class Orders {

  public static final String LOCATION = "classpath:contracts/orders.odcs.yaml";

  public static final EventContract CONTRACT = EventContract.at(LOCATION);

  public static final Schema SCHEMA = read("contracts/Order.avsc");

  private Orders() {}

  private static Schema read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Orders.class.getClassLoader().getResourceAsStream(resource))) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of a schema that has the fields of the contract's, but for what a test leaves out. */
  public static GenericRecord generic(Schema schema, String total) {
    GenericRecord order = new GenericData.Record(schema);
    order.put("order_id", "o-1");
    order.put("placed_at", Instant.parse("2026-03-14T02:47:00Z"));
    order.put(total, 12.5);
    GenericRecord line = new GenericData.Record(schema.getField("lines").schema().getElementType());
    line.put("quantity", 2);
    order.put("lines", new GenericData.Array<>(schema.getField("lines").schema(), List.of(line)));
    return order;
  }

  public static GenericRecord generic() {
    return generic(SCHEMA, "total");
  }

  /** The schema after somebody renamed the total. */
  public static Schema renamed() {
    return new Schema.Parser().parse(SCHEMA.toString().replace("\"total\"", "\"total_usd\""));
  }

  /** What a serializer of a registry makes: magic byte, id, Avro. */
  public static byte[] framed(GenericRecord order) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(7).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(order.getSchema()).write(order, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
