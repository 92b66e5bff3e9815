package io.sluice.engine.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes what a file of records holds, in its order: either values of JSON, or a header and rows, or
 * a whole container file.
 */
public interface RecordSink {

  /** A value of JSON, which need not be an object; numbers are as they were written. */
  void json(JsonNode value) throws IOException;

  /** What can't be read as JSON, where a value should stand. */
  void brokenJson() throws IOException;

  /** The names of the columns, before any row. */
  void header(List<String> columns) throws IOException;

  /** A row of CSV, which need not have as many cells as the header. */
  void row(List<String> cells) throws IOException;

  /** What can't be read as a row. */
  void brokenRow() throws IOException;

  /** An Avro container file, which is read by seeking in it. */
  void container(Path file) throws IOException;
}
