package io.sluice.bench.validate;

import java.util.Locale;

/** A way to judge a record, or a part of one; each a method of {@link ValidateBenchmark}. */
public enum Way {
  SLUICE("sluice"),
  AVRO_FAST("avroFast"),
  AVRO_SLOW("avroSlow"),
  DECODE_CEL("decodeCel");

  private final String method;

  Way(String method) {
    this.method = method;
  }

  String method() {
    return method;
  }

  /** What it is called in results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
