package io.sluice.cli.export.prometheus;

import io.sluice.engine.objective.BurnAlert;

/** Whether somebody is woken, or finds it in the morning. */
enum Severity {
  PAGE("page"),
  TICKET("ticket");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  static Severity of(BurnAlert.Urgency urgency) {
    return switch (urgency) {
      case PAGE -> PAGE;
      case TICKET -> TICKET;
    };
  }

  /** The value of the label. */
  String word() {
    return word;
  }
}
