package io.sluice.service;

import io.sluice.pipeline.Pipeline;

/** What the service makes of one contract, and how far it has come. */
sealed interface FleetMember {

  /** Its pipeline is there, or that of its shadow; how it stands, it says itself. */
  record Enforced(Pipeline pipeline) implements FleetMember {}

  /** It can't be enforced until somebody changes it. */
  record Refused(String why) implements FleetMember {}

  /** It is registered and not to be enforced, by this service or at all. */
  record LeftOut(String why) implements FleetMember {}

  default boolean isReady() {
    return switch (this) {
      case Enforced enforced -> enforced.pipeline().isReady();
      case Refused refused -> false;
      case LeftOut leftOut -> true;
    };
  }

  /** Its state in a word or three. */
  default String state() {
    return switch (this) {
      case Enforced(Pipeline pipeline) ->
          pipeline.state().word() + (pipeline.isInShadow() ? " in shadow" : "");
      case Refused refused -> "refused";
      case LeftOut leftOut -> "left out";
    };
  }

  /** Why it is not enforced right now; empty where it is. */
  default String reason() {
    return switch (this) {
      case Enforced enforced -> enforced.pipeline().state().reason();
      case Refused refused -> refused.why();
      case LeftOut leftOut -> leftOut.why();
    };
  }
}
