package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Major;
import java.time.Duration;

/** The topic that the results of a contract's promises are written to, when there is news. */
public final class SliTopic {

  /**
   * So often every promise is told anew, whether there is news or not: so far back from its end a
   * reader has to look to know them all.
   */
  public static final Duration SAID_ANEW = Duration.ofMinutes(15);

  private SliTopic() {}

  /** Its name: {@code sli.<contract id>.v<major>}. */
  public static String of(Contract contract) {
    return name(Major.of(contract));
  }

  /**
   * Likewise, of the contract that a result names in its header.
   *
   * @param coordinates {@code <id>:<version>}
   */
  static String of(String coordinates) {
    return name(Major.ofCoordinates(coordinates).orElseThrow());
  }

  private static String name(Major major) {
    return "sli." + major.name();
  }
}
