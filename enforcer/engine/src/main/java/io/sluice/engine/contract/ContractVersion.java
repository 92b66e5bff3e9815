package io.sluice.engine.contract;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version, as <a href="https://semver.org/spec/v2.0.0.html">SemVer 2.0.0</a> writes it.
 *
 * @param text the version as written
 */
public record ContractVersion(int major, int minor, int patch, String text) {

  /** By their numbers alone: what follows these is no order that consumers go by. */
  public static final Comparator<ContractVersion> BY_NUMBERS =
      Comparator.comparingInt(ContractVersion::major)
          .thenComparingInt(ContractVersion::minor)
          .thenComparingInt(ContractVersion::patch);

  private static final Pattern SEMVER =
      Pattern.compile(
          "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})"
              + "(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

  /** The version that a text states; empty where it is not a semantic version. */
  public static Optional<ContractVersion> parse(String text) {
    Matcher matcher = SEMVER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ContractVersion(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)),
            text));
  }

  @Override
  public String toString() {
    return text;
  }
}
