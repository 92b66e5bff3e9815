package io.sluice.pipeline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.engine.contract.ContractVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One version of a contract, as the registry lists it.
 *
 * @param text the version
 * @param globalId in the order in which versions were begun
 * @param begun when, by the registry's clock
 * @param status where the contract stands in its life by its label; empty where it has none
 * @param owesNotice whether somebody is still to be told of it
 */
record RegisteredVersion(
    String text, State state, long globalId, Instant begun, String status, boolean owesNotice) {

  /** After so long a publication that was not finished is taken for dead: it takes seconds. */
  private static final Duration ALIVE = Duration.ofMinutes(5);

  /** The registry's own states of a version. */
  enum State {
    /** Begun, and not published yet: not to be seen by whoever enforces or reads. */
    DRAFT,
    ENABLED,
    /** Published; the registry warns who reads it. */
    DEPRECATED,
    /** Given up, or taken away by hand: its content can't be read. */
    DISABLED;

    boolean isPublished() {
      return this == ENABLED || this == DEPRECATED;
    }

    private static State parse(String text) throws RegistryUnavailableException {
      for (State state : values()) {
        if (state.name().equals(text)) {
          return state;
        }
      }
      throw new RegistryUnavailableException(
          "the registry has a version in a state that nobody knows", null);
    }
  }

  static RegisteredVersion of(JsonNode json) throws RegistryUnavailableException {
    return new RegisteredVersion(
        json.path("version").asText(),
        State.parse(json.path("state").asText()),
        json.path("globalId").asLong(),
        instant(json.path("createdOn").asText()),
        json.path("labels").path(Labels.STATUS).asText(),
        json.path("labels").has(Labels.NOTICE));
  }

  private static Instant instant(String text) throws RegistryUnavailableException {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new RegistryUnavailableException(
          "the registry does not say when a version was begun", e);
    }
  }

  boolean isPublished() {
    return state.isPublished();
  }

  /** Whether it was begun before another, not so long ago that whoever did must have failed. */
  boolean isUnderWayBefore(RegisteredVersion other) {
    return state == State.DRAFT
        && globalId < other.globalId
        && begun.plus(ALIVE).isAfter(other.begun);
  }

  /** By which versions are ordered; empty where it is none of a contract's. */
  Optional<ContractVersion> version() {
    return ContractVersion.parse(text);
  }
}
