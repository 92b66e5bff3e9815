package io.sluice.cli.export.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table. Columns that have nothing in any row are left out. */
final class Table {

  private final List<String> headers;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<String> headers) {
    this.headers = headers;
  }

  static Table of(String... headers) {
    return new Table(List.of(headers));
  }

  /**
   * Adds a row.
   *
   * @param cells as Markdown, one for each header
   */
  Table row(String... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalArgumentException("a row has a cell for each header");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The table; nothing where it has no row. */
  String written() {
    if (rows.isEmpty()) {
      return "";
    }
    List<Integer> columns =
        IntStream.range(0, headers.size())
            .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
            .boxed()
            .toList();
    StringBuilder table = new StringBuilder(line(headers, columns));
    table.append(columns.stream().map(c -> "---").collect(Collectors.joining("|", "|", "|\n")));
    rows.forEach(row -> table.append(line(row, columns)));
    return table.toString();
  }

  private static String line(List<String> cells, List<Integer> columns) {
    return columns.stream()
        .map(cells::get)
        // A bar ends a cell wherever it stands, within code too.
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
