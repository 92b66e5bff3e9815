package io.sluice.pipeline.enforce;

import io.sluice.engine.verdict.Violation;

/** What the framing of a record says. */
public sealed interface Framed {

  /** The record names its writer schema; its Avro binary starts at the offset. */
  record ById(SchemaId id, int offset) implements Framed {}

  /** The record is bare Avro, written with the contract's own schema. */
  record OwnSchema() implements Framed {}

  /** The framing itself is broken. */
  record Broken(Violation violation) implements Framed {}
}
