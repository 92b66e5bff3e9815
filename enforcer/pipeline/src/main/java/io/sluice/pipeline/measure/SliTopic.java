package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;

/** The topic that the results of a contract's promises are written to. */
public final class SliTopic {

  private SliTopic() {}

  /** Its name: {@code sli.<contract id>.v<major>}. */
  public static String of(Contract contract) {
    return name(contract.id(), contract.version().major());
  }

  /**
   * Likewise, of the contract that a result names in its header.
   *
   * @param coordinates {@code <id>:<version>}
   */
  static String of(String coordinates) {
    int colon = coordinates.lastIndexOf(':');
    return name(
        coordinates.substring(0, colon),
        ContractVersion.parse(coordinates.substring(colon + 1)).orElseThrow().major());
  }

  private static String name(String id, long major) {
    return "sli.%s.v%d".formatted(id, major);
  }
}
