package io.sluice.cli.keys;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What stands on standard input, one a line. */
final class StandardInput {

  private StandardInput() {}

  static BufferedReader open() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }
}
