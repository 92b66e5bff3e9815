package io.sluice.engine.contract;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A major version of a contract: what consumers subscribe to. Its minor versions and patches follow
 * each other; other majors run beside it, with pipelines, product topics and promises of their own.
 *
 * @param id the contract's
 */
public record Major(String id, int number) implements Comparable<Major> {

  private static final Comparator<Major> ORDER =
      Comparator.comparing(Major::id).thenComparingInt(Major::number);

  private static final Pattern TEXT = Pattern.compile("(.+):(0|[1-9]\\d{0,8})");

  /** That of a contract. */
  public static Major of(Contract contract) {
    return of(contract.id(), contract.version());
  }

  public static Major of(String id, ContractVersion version) {
    return new Major(id, version.major());
  }

  /** The one that {@link #toString} writes so; empty where the text names none. */
  public static Optional<Major> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new Major(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The one that {@code <id>:<version>} belongs to; empty where the text names no version. */
  public static Optional<Major> ofCoordinates(String coordinates) {
    int colon = coordinates.lastIndexOf(':');
    return colon < 1
        ? Optional.empty()
        : ContractVersion.parse(coordinates.substring(colon + 1))
            .map(version -> of(coordinates.substring(0, colon), version));
  }

  /** As topics and consumer groups name it, whose names have no colon: {@code <id>.v<major>}. */
  public String name() {
    return id + ".v" + number;
  }

  @Override
  public int compareTo(Major other) {
    return ORDER.compare(this, other);
  }

  /** As people name it: {@code <id>:<major>}. */
  @Override
  public String toString() {
    return id + ":" + number;
  }
}
