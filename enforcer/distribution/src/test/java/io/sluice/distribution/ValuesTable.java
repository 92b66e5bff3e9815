package io.sluice.distribution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a chart with the comments before them, as a table.
 *
 * @param rows {@code | `name` | default | meaning |}
 */
record ValuesTable(List<String> rows) {

  /** Reads a values file in which each value has its comment, and maps are indented by two. */
  static ValuesTable of(Path file) {
    List<String> rows = new ArrayList<>();
    List<String> path = new ArrayList<>();
    StringBuilder comment = new StringBuilder();
    for (String line : Project.read(file).lines().toList()) {
      String text = line.strip();
      if (text.startsWith("#")) {
        comment.append(comment.isEmpty() ? "" : " ").append(text.substring(1).strip());
      } else if (!text.isEmpty()) {
        int depth = (line.length() - line.stripLeading().length()) / 2;
        path.subList(depth, path.size()).clear();
        String[] parts = text.split(":", 2);
        path.add(parts[0]);
        String value = parts[1].strip();
        if (!comment.isEmpty() && !value.isEmpty()) {
          rows.add("| `%s` | `%s` | %s |".formatted(String.join(".", path), value, comment));
        }
        comment.setLength(0);
      } else {
        comment.setLength(0);
      }
    }
    return new ValuesTable(List.copyOf(rows));
  }
}
