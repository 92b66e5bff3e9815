package io.sluice.cli.export.prometheus;

/** Prometheus expands labels and annotations as Go templates; a contract's words are none. */
final class Template {

  /** The value of the expression, to three digits. */
  static final String VALUE = "{{ $value | printf \"%.3g\" }}";

  static final String VALUE_AS_DURATION = "{{ $value | humanizeDuration }}";

  static final String VALUE_AS_PERCENTAGE = "{{ $value | humanizePercentage }}";

  private Template() {}

  /** A template that gives this text. */
  static String literal(String text) {
    return text.replace("{{", "{{\"{{\"}}");
  }
}
