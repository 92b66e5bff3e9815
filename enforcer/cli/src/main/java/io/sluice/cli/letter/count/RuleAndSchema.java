package io.sluice.cli.letter.count;

import java.util.Comparator;

/** A rule that records of one writer schema broke. */
record RuleAndSchema(String rule, SchemaKey schema) implements Comparable<RuleAndSchema> {

  private static final Comparator<RuleAndSchema> ORDER =
      Comparator.comparing(RuleAndSchema::rule).thenComparing(RuleAndSchema::schema);

  @Override
  public int compareTo(RuleAndSchema other) {
    return ORDER.compare(this, other);
  }
}
