package io.sluice.pipeline.enforce;

/** How a record names its writer schema in the registry. */
record SchemaId(Kind kind, long value) {

  /** Apicurio counts contents and versions apart. */
  enum Kind {
    CONTENT("content id"),
    GLOBAL("global id");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  @Override
  public String toString() {
    return kind.words + " " + value;
  }
}
