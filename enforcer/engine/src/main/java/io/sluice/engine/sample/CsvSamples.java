package io.sluice.engine.sample;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.verdict.Verdict;
import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Judges the rows of a CSV file (RFC 4180: commas, double quotes, UTF-8) below its header. What
 * follows a quote that nothing closes can't be told apart any more; empty lines are no rows.
 */
final class CsvSamples {

  private final CompiledContract contract;
  private final JsonJudge judge;

  CsvSamples(CompiledContract contract) {
    this.contract = contract;
    this.judge = new JsonJudge(contract);
  }

  void judge(InputStream in, Consumer<JudgedSample> each) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .detectBomHeader(true)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(in)) {
      judge(reader.iterator(), each);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void judge(Iterator<CsvRecord> rows, Consumer<JudgedSample> each) throws IOException {
    long number = 0;
    try {
      if (!rows.hasNext()) {
        throw new UnsupportedSampleException("there is no header to name the columns");
      }
      CsvColumns columns = CsvColumns.of(rows.next().getFields(), contract);
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        number++;
        each.accept(new JudgedSample(number, judge(row, columns)));
      }
    } catch (CsvParseException e) {
      // Its message may quote the row.
      each.accept(new JudgedSample(number + 1, broken("not a row of CSV")));
    }
  }

  private Verdict judge(CsvRecord row, CsvColumns columns) throws IOException {
    int fields = row.getFieldCount();
    return fields == columns.count()
        ? judge.judge(columns.object(row.getFields()))
        : broken("the row has %d fields, the header %d".formatted(fields, columns.count()));
  }

  private static Verdict broken(String message) {
    return Verdict.of(new Violation(ViolationClass.STRUCTURE, "structure.csv", "", message));
  }
}
