package io.sluice.cli.keys;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What stands on standard input, one a line. */
final class StandardInput {

  private StandardInput() {}

  static List<String> lines() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
