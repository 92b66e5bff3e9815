package io.sluice.engine.plan;

import io.sluice.engine.contract.Property;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A record type as it is met: by which of the contract's types and with which properties. */
record RecordKey(Schema writer, @Nullable Schema reader, List<Property> properties) {

  // Schemas are told apart by their place in memory: comparing them by content would walk each
  // schema anew at every record in it.
  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordKey key
        && key.writer == writer
        && key.reader == reader
        && key.properties == properties;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(writer) * 31 + System.identityHashCode(reader);
  }
}
