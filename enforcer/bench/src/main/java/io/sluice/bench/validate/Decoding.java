package io.sluice.bench.validate;

import io.sluice.bench.subject.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Avro's own way from bytes to a record, used as fast as it goes: one reader, one decoder and one
 * record for all, texts left as UTF-8. Not thread-safe; each record is overwritten by the next.
 */
final class Decoding {

  private final GenericDatumReader<GenericRecord> reader;
  private @Nullable BinaryDecoder decoder;
  private @Nullable GenericRecord record;

  /**
   * @param fast Avro's fast reader, which is what it uses by default
   */
  Decoding(Schema schema, boolean fast) {
    GenericData data = new GenericData();
    data.setFastReaderEnabled(fast);
    this.reader = new GenericDatumReader<>(schema, schema, data);
  }

  /**
   * Shows that what is timed decodes.
   *
   * @throws IllegalStateException where a record comes out otherwise than it went in
   */
  void verify(Subject subject) {
    for (byte[] record : subject.encoded()) {
      // maps come out in another order, so that bytes can't be compared
      if (Subject.encode(decode(record)).length != record.length) {
        throw new IllegalStateException("a record does not decode to what it was");
      }
    }
  }

  GenericRecord decode(byte[] bytes) {
    try {
      decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
      record = reader.read(record, decoder);
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
