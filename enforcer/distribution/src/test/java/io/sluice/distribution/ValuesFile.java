package io.sluice.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The chart's values as their file explains them: the comment above a key says what it means.
 *
 * @param documented the keys with a comment, by their path, in the file's order
 * @param bare the other keys
 */
record ValuesFile(List<Value> documented, List<String> bare) {

  private static final Pattern KEY = Pattern.compile("( *)(\\w+):.*");

  /**
   * One value.
   *
   * @param fallback its default, as JSON
   */
  record Value(String path, String fallback, String meaning) {

    String row() {
      return "| `%s` | `%s` | %s |".formatted(path, fallback, meaning);
    }

    /** What a set of values has here, as JSON; empty where it has nothing. */
    String in(Map<?, ?> values) {
      return at(path, values);
    }
  }

  static ValuesFile read(Path file) throws IOException {
    Map<?, ?> values = Chart.yaml(file);
    List<Value> documented = new ArrayList<>();
    List<String> bare = new ArrayList<>();
    List<String> comment = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    for (String line : Files.readAllLines(file)) {
      Matcher key = KEY.matcher(line);
      if (line.strip().startsWith("# ")) {
        comment.add(line.strip().substring(2));
      } else if (key.matches()) {
        while (path.size() > key.group(1).length() / 2) {
          path.removeLast();
        }
        path.addLast(key.group(2));
        String name = String.join(".", path);
        if (comment.isEmpty()) {
          bare.add(name);
        } else {
          documented.add(new Value(name, at(name, values), String.join(" ", comment)));
        }
        comment.clear();
      } else {
        comment.clear();
      }
    }
    return new ValuesFile(documented, bare);
  }

  private static String at(String path, Map<?, ?> values) {
    JsonNode tree = new ObjectMapper().valueToTree(values);
    return tree.at("/" + path.replace('.', '/')).toString();
  }

  /** The reference as the chart's README has it. */
  String table() {
    return documented.stream()
        .map(Value::row)
        .collect(Collectors.joining("\n", "| value | default | meaning |\n|---|---|---|\n", "\n"));
  }
}
