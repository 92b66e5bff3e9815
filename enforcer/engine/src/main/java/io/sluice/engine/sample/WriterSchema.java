package io.sluice.engine.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;

/** The Avro schema that records were written with. */
public final class WriterSchema {

  private WriterSchema() {}

  /**
   * The schema that an Avro container file states.
   *
   * @throws UnsupportedSampleException where it is no such file
   * @throws IOException where it can't be read
   */
  public static Schema of(Path file) throws IOException {
    try (AvroContainer container = AvroContainer.open(file)) {
      return container.schema();
    }
  }
}
