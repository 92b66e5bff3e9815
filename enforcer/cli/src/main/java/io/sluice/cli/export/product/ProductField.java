package io.sluice.cli.export.product;

import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A field of a product's records, as schema and contract have it together.
 *
 * @param path names it, without array indexes; {@code []} at its end stands for each item
 * @param type as the schema has it
 * @param doc what the schema says of it; null where it says nothing
 * @param said what the contract says of it
 */
public record ProductField(String path, Schema type, @Nullable String doc, FieldMarks said) {

  /** Whether a compliant record always has it. */
  public boolean isRequired() {
    return said.isRequired() || !type.isNullable();
  }

  /** What it is for people: by the contract, else by the schema. */
  public Optional<String> description() {
    return said.description().or(() -> Optional.ofNullable(doc));
  }
}
