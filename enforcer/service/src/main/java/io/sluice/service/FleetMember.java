package io.sluice.service;

import io.sluice.pipeline.Pipeline;

/** A contract that this service is to enforce, and how far it has come. */
sealed interface FleetMember {

  /** Its pipeline is there; how it stands, it says itself. */
  record Enforced(Pipeline pipeline) implements FleetMember {}

  /** It can't be enforced until somebody changes it. */
  record Refused(String why) implements FleetMember {}

  default boolean isReady() {
    return switch (this) {
      case Enforced enforced -> enforced.pipeline().isReady();
      case Refused refused -> false;
    };
  }

  /** Its state in a word. */
  default String state() {
    return switch (this) {
      case Enforced enforced -> enforced.pipeline().state().word();
      case Refused refused -> "refused";
    };
  }

  /** Why it is not enforced right now; empty where it is. */
  default String reason() {
    return switch (this) {
      case Enforced enforced -> enforced.pipeline().state().reason();
      case Refused refused -> refused.why();
    };
  }
}
