package io.sluice.engine.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.sample.AvroRecords;
import io.sluice.engine.sample.RecordFormat;
import io.sluice.engine.sample.RecordReader;
import io.sluice.engine.sample.RecordSink;
import io.sluice.engine.sample.UnsupportedSampleException;
import io.sluice.engine.sample.WriterSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a sample show, kept in bounded memory however many there are: of each field
 * counts and extremes, few words, and of up to 100,000 values when they happened and whether one
 * came twice.
 */
public final class SampleProfile {

  private final ObjectProfile records = new ObjectProfile();
  private final List<String> columns = new ArrayList<>();
  private @Nullable Schema schema;
  private boolean isCsv;
  private long unreadable;

  private SampleProfile() {}

  /**
   * Reads a file to its end.
   *
   * @param progress is told how many records were read
   * @throws UnsupportedSampleException where the file is of no kind that is read
   */
  public static SampleProfile of(Path file, RecordFormat format, LongConsumer progress)
      throws IOException {
    SampleProfile profile = new SampleProfile();
    RecordReader.read(file, format, profile.new Reading(progress));
    return profile;
  }

  /** Likewise, of a stream that messages call by that name. */
  public static SampleProfile of(
      InputStream in, RecordFormat format, String name, LongConsumer progress) throws IOException {
    SampleProfile profile = new SampleProfile();
    RecordReader.read(in, format, name, profile.new Reading(progress));
    return profile;
  }

  /** How many records were read. */
  public long count() {
    return records.count();
  }

  /** How many could not be read. */
  public long unreadable() {
    return unreadable;
  }

  /** The schema that the records state themselves; null where they state none. */
  public @Nullable Schema schema() {
    return schema;
  }

  ObjectProfile records() {
    return records;
  }

  /** Whether all values are texts of cells, blank where there is none. */
  boolean isCsv() {
    return isCsv;
  }

  /** Adds what is read. */
  private final class Reading implements RecordSink {

    private final LongConsumer progress;

    Reading(LongConsumer progress) {
      this.progress = progress;
    }

    @Override
    public void json(JsonNode value) {
      if (!value.isObject()) {
        unreadable++;
        return;
      }
      records.addObject();
      JsonValues.addMembers(value, records, 0);
      progress.accept(count());
    }

    @Override
    public void brokenJson() {
      unreadable++;
    }

    @Override
    public void header(List<String> names) throws UnsupportedSampleException {
      isCsv = true;
      for (String name : names) {
        columns.add(name.strip());
      }
      List<String> named = columns.stream().filter(name -> !name.isEmpty()).toList();
      if (new HashSet<>(named).size() < named.size()) {
        throw new UnsupportedSampleException("the header has a column twice");
      }
    }

    @Override
    public void row(List<String> cells) {
      if (cells.size() != columns.size()) {
        unreadable++;
        return;
      }
      records.addObject();
      for (int i = 0; i < cells.size(); i++) {
        FieldProfile field = columns.get(i).isEmpty() ? null : records.field(columns.get(i));
        if (field != null && cells.get(i).isBlank()) {
          field.addNull();
        } else if (field != null) {
          field.add(cells.get(i));
        }
      }
      progress.accept(count());
    }

    @Override
    public void brokenRow() {
      unreadable++;
    }

    @Override
    public void container(Path file) throws IOException {
      Schema written = WriterSchema.of(file);
      schema = written;
      if (written.getType() == Schema.Type.RECORD) {
        AvroRecords.read(
            file,
            value -> {
              AvroValues.addRecord(value, records);
              progress.accept(count());
            });
      }
    }
  }
}
