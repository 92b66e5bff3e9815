package io.sluice.engine.contract;

import java.util.Optional;

/** How a record names the schema it was written with ({@code sluice.framing}). */
public enum Framing {
  /** Magic byte 0, then a 4-byte content id: Apicurio's default and Confluent's shape. */
  REGISTRY("registry"),
  /** Magic byte 0, then an 8-byte global id. */
  REGISTRY_8_BYTE("registry-8byte"),
  /** The id stands in the record's headers, the value is bare Avro. */
  HEADERS("headers"),
  /** Bare Avro, written with the contract's own schema. */
  NONE("none");

  private final String word;

  Framing(String word) {
    this.word = word;
  }

  /** The word that a contract uses. */
  public String word() {
    return word;
  }

  /** The framing that a word names; empty where there is none. */
  public static Optional<Framing> parse(String text) {
    for (Framing framing : values()) {
      if (framing.word.equals(text)) {
        return Optional.of(framing);
      }
    }
    return Optional.empty();
  }
}
