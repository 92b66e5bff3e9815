package io.sluice.cli.letter.count;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Aligned columns: numbers to the right, as columns that are named so. */
public final class Table {

  private final List<String> titles;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param titles of a column of numbers with a {@code >} before it
   */
  public Table(String... titles) {
    this.titles = new ArrayList<>();
    this.right = new boolean[titles.length];
    for (int i = 0; i < titles.length; i++) {
      right[i] = titles[i].startsWith(">");
      this.titles.add(right[i] ? titles[i].substring(1) : titles[i]);
    }
    rows.add(this.titles);
  }

  /** A row, with a cell for each column. */
  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  public void print(PrintWriter out) {
    int[] widths = new int[titles.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        line.append(' ').append(right[i] ? space + row.get(i) : row.get(i) + space).append(' ');
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
