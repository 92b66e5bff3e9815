package io.sluice.engine.sample;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * Reads the rows of a CSV file (RFC 4180: commas, double quotes, UTF-8) below its header. What
 * follows a quote that nothing closes can't be told apart any more; empty lines are no rows.
 */
final class CsvRecords {

  private CsvRecords() {}

  static void read(InputStream in, RecordSink sink) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .detectBomHeader(true)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(in)) {
      read(reader.iterator(), sink);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void read(Iterator<CsvRecord> rows, RecordSink sink) throws IOException {
    try {
      if (!rows.hasNext()) {
        throw new UnsupportedSampleException("there is no header to name the columns");
      }
      sink.header(rows.next().getFields());
      while (rows.hasNext()) {
        sink.row(rows.next().getFields());
      }
    } catch (CsvParseException e) {
      // Its message may quote the row.
      sink.brokenRow();
    }
  }
}
