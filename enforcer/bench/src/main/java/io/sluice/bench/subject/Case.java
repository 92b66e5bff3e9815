package io.sluice.bench.subject;

import java.util.Locale;

/** The records that are measured. */
public enum Case {
  /** An order of about 190 bytes: nested lines, a map, nullable fields, rules across fields. */
  ORDER,
  /** The shipped contract for earthquakes, with reports as the USGS published them. */
  EARTHQUAKE,
  /** 200 fields of all types, a rule on every other one. */
  WIDE;

  /** Makes it, the same each time. */
  public Subject subject() {
    return switch (this) {
      case ORDER -> Orders.subject();
      case EARTHQUAKE -> Earthquakes.subject();
      case WIDE -> Wide.subject();
    };
  }

  /** The orders, by a contract that promises something of every kind as well. */
  public static Subject measuredOrder() {
    return Orders.measured();
  }

  /** The orders, by a contract that masks four of their fields as well. */
  public static Subject maskedOrder() {
    return Orders.masked();
  }

  /** What it is called in results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
