package io.sluice.kit;

import io.sluice.engine.verdict.Violation;
import io.sluice.engine.verdict.ViolationClass;

/** An event that is broken before there are bytes to judge. */
final class UnfitEventException extends Exception {

  private final transient Violation violation;

  private UnfitEventException(ViolationClass violationClass, String rule, String path, String why) {
    super(why);
    this.violation = new Violation(violationClass, rule, path, why);
  }

  /** There is no value. */
  static UnfitEventException tombstone() {
    return new UnfitEventException(
        ViolationClass.STRUCTURE,
        "framing.tombstone",
        "",
        "the event has no value, which only a compacted product topic takes");
  }

  /** It is sent to where nobody judges it by this contract. */
  static UnfitEventException topic(String sentTo, String rawTopic) {
    return new UnfitEventException(
        ViolationClass.STRUCTURE,
        "sluice.rawTopic",
        "",
        "the event is sent to %s, the contract's raw topic is %s".formatted(sentTo, rawTopic));
  }

  /** Its bytes do not begin as the contract says that they do; the rules are the stream's. */
  static UnfitEventException framing(byte[] bytes, int prefix) {
    if (bytes.length == 0) {
      return new UnfitEventException(
          ViolationClass.STRUCTURE, "framing.empty", "", "the value is empty");
    }
    return bytes[0] != 0
        ? new UnfitEventException(
            ViolationClass.STRUCTURE,
            "framing.magicByte",
            "",
            "the value does not begin with the magic byte 0")
        : new UnfitEventException(
            ViolationClass.STRUCTURE,
            "framing.tooShort",
            "",
            "the value has %d bytes, its magic byte and schema id need %d"
                .formatted(bytes.length, prefix));
  }

  /** Its own schema has no room for its values, so that no serializer can write it. */
  static UnfitEventException unwritable(String path, String why) {
    return new UnfitEventException(ViolationClass.STRUCTURE, "structure.unwritable", path, why);
  }

  Violation violation() {
    return violation;
  }
}
