package io.sluice.engine.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** The records of an Avro container file in Avro's generic form. */
public final class AvroRecords {

  private AvroRecords() {}

  /**
   * Reads each record, in the order of the file.
   *
   * @param each takes what the file's schema says: logical types as Avro stores them
   * @throws UnsupportedSampleException where the file can't be read to its end
   */
  public static void read(Path path, Consumer<Object> each) throws IOException {
    try (AvroContainer file = AvroContainer.open(path)) {
      Schema schema = file.schema();
      GenericDatumReader<Object> reader = new GenericDatumReader<>(schema);
      @Nullable BinaryDecoder decoder = null;
      for (ByteBuffer block = file.nextBlock(); block != null; block = file.nextBlock()) {
        int start = block.arrayOffset() + block.position();
        decoder =
            DecoderFactory.get().binaryDecoder(block.array(), start, block.remaining(), decoder);
        for (long i = file.blockCount(); i > 0; i--) {
          each.accept(reader.read(null, decoder));
        }
      }
    } catch (AvroRuntimeException e) {
      // Its message may hold a value.
      throw new UnsupportedSampleException(path + " has a record that can't be decoded", e);
    }
  }
}
