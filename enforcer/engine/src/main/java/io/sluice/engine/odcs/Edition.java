package io.sluice.engine.odcs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The editions of the standard that are read, as {@code apiVersion} names them. */
enum Edition {
  /**
   * v3.0.x: the team is a list, {@code exclusiveMinimum} and {@code exclusiveMaximum} may be true
   * or false, {@code rule} names a library metric, and most parts may have keys that it gives no
   * meaning.
   */
  V3_0,
  /** v3.1.x. */
  V3_1,
  /**
   * v3.2.x, read as v3.1: what it adds is reported and not refused, unless it may be a demand on
   * records, which can't be passed over.
   */
  V3_2;

  private static final Pattern API_VERSION = Pattern.compile("v3\\.([012])\\.\\d{1,9}");

  /** The edition that an {@code apiVersion} names; empty for one that is not read. */
  static Optional<Edition> parse(String apiVersion) {
    Matcher matcher = API_VERSION.matcher(apiVersion);
    return matcher.matches()
        ? Optional.of(values()[Integer.parseInt(matcher.group(1))])
        : Optional.empty();
  }
}
