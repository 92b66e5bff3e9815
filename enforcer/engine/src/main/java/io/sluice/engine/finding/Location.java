package io.sluice.engine.finding;

/**
 * A place in a file.
 *
 * @param file the file as the user named it
 * @param line 1-based
 * @param column 1-based, in code points
 */
public record Location(String file, int line, int column) implements Comparable<Location> {

  /** The start of a file, for what concerns it as a whole. */
  public static Location startOf(String file) {
    return new Location(file, 1, 1);
  }

  @Override
  public int compareTo(Location other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
