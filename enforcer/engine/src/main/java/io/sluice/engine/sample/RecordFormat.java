package io.sluice.engine.sample;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the records of a file are written. */
public enum RecordFormat {
  /** One JSON object a line. */
  NDJSON,
  /** An array of JSON objects, or objects one after the other, over as many lines as they take. */
  JSON,
  /** Rows below a header that names their columns (RFC 4180). */
  CSV,
  /** An Avro container file, which states what its records were written with. */
  AVRO;

  private static final String COMPRESSED = ".gz";

  private List<String> endings() {
    return switch (this) {
      case NDJSON -> List.of(".ndjson", ".jsonl");
      case JSON -> List.of(".json");
      case CSV -> List.of(".csv");
      case AVRO -> List.of(".avro");
    };
  }

  /**
   * The format that a file's name tells, behind {@code .gz} where it ends so; empty where none
   * does.
   */
  public static Optional<RecordFormat> ofName(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    String name =
        lower.endsWith(COMPRESSED)
            ? lower.substring(0, lower.length() - COMPRESSED.length())
            : lower;
    return Stream.of(values())
        .filter(format -> format.endings().stream().anyMatch(name::endsWith))
        .findFirst();
  }

  /** The endings of all formats, for people. */
  static String allEndings() {
    return Stream.of(values())
        .flatMap(format -> format.endings().stream())
        .collect(Collectors.joining(", "));
  }
}
