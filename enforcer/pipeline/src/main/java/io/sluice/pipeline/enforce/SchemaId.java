package io.sluice.pipeline.enforce;

import io.sluice.pipeline.registry.SchemaLookup;
import io.sluice.pipeline.registry.SchemaSource;

/** How a record names its writer schema in the registry. */
public record SchemaId(Kind kind, long value) {

  /** Apicurio counts contents and versions apart. */
  public enum Kind {
    CONTENT("content id"),
    GLOBAL("global id");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** What a registry has under it. */
  public SchemaLookup in(SchemaSource schemas) {
    return switch (kind) {
      case CONTENT -> schemas.byContentId(value);
      case GLOBAL -> schemas.byGlobalId(value);
    };
  }

  @Override
  public String toString() {
    return kind.words + " " + value;
  }
}
