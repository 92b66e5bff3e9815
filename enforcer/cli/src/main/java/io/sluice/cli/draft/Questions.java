package io.sluice.cli.draft;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks on standard error and reads answers line by line, so that what is printed stays apart and a
 * file can answer. An empty line, and the end of the input, leave a question open.
 */
final class Questions {

  private final BufferedReader answers;
  private final PrintWriter err;

  Questions(BufferedReader answers, PrintWriter err) {
    this.answers = answers;
    this.err = err;
  }

  /**
   * Asks for one answer.
   *
   * @param known is the answer where it is not null, and nothing is asked
   * @return null where it is left open
   */
  @Nullable String ask(String question, @Nullable String known) {
    return known == null ? answer(question) : known;
  }

  /** Asks for any number of answers, separated by commas, where none is known. */
  List<String> askList(String question, List<String> known) {
    return askList(question, known, answer -> {});
  }

  /**
   * Likewise, of answers that have a form.
   *
   * @param check throws an {@link IllegalArgumentException} that says the form; the question is
   *     then asked again
   */
  List<String> askList(String question, List<String> known, Consumer<String> check) {
    List<String> valid = new ArrayList<>(known);
    while (valid.isEmpty()) {
      String line = answer(question + " Several by commas.");
      if (line == null) {
        return List.of();
      }
      List<String> parts =
          Arrays.stream(line.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
      try {
        parts.forEach(check);
        valid.addAll(parts);
      } catch (IllegalArgumentException e) {
        err.println("  " + e.getMessage());
      }
    }
    return valid;
  }

  private @Nullable String answer(String question) {
    err.print(question + " ");
    err.flush();
    try {
      String line = answers.readLine();
      return line == null || line.isBlank() ? null : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
