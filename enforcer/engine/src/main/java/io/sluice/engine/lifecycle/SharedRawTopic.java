package io.sluice.engine.lifecycle;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Framing;
import io.sluice.engine.contract.Status;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import java.util.List;
import java.util.Optional;

/**
 * Two major versions of a contract on one raw topic. Whose a record is, its writer schema says:
 * both have to find that in the same place.
 */
public final class SharedRawTopic {

  private SharedRawTopic() {}

  /**
   * What stands against a contract beside another major version of it.
   *
   * @param status where the contract says its status
   */
  public static List<Finding> check(Contract contract, Location status, Contract beside) {
    Binding own = Binding.of(contract);
    Binding other = Binding.of(beside);
    boolean isShared =
        own.rawTopic().equals(other.rawTopic())
            && contract.version().major() != beside.version().major()
            && beside.status() != Status.RETIRED;
    return isShared
        ? unlike(own.framing(), other.framing())
            .map(
                why ->
                    List.of(
                        Finding.error(
                            "rawTopic.framing",
                            contract
                                .customProperty(Binding.FRAMING_PROPERTY)
                                .map(CustomProperty::location)
                                .orElse(status),
                            "raw topic %s is that of %s too, and %s: nobody could say whose a record is; give this major version a raw topic of its own"
                                .formatted(own.rawTopic(), beside.coordinates(), why))))
            .orElse(List.of())
        : List.of();
  }

  private static Optional<String> unlike(Framing own, Framing other) {
    if (own != other) {
      return Optional.of("sluice.framing is %s there, %s here".formatted(other.word(), own.word()));
    }
    return own == Framing.NONE
        ? Optional.of("records without framing name no writer schema")
        : Optional.empty();
  }
}
