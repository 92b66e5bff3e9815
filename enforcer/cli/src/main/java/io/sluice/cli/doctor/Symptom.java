package io.sluice.cli.doctor;

/**
 * Something that is amiss.
 *
 * @param check what was looked at
 * @param message for people, with what to do
 */
record Symptom(Severity severity, Check check, String message) {

  /** How bad it is. */
  enum Severity {
    /** The contract is not enforced, or not kept, until somebody does something. */
    PROBLEM("problem", "✗"),
    /** It is enforced all the same; what may be lost or held up, the message says. */
    WARNING("warning", "!");

    private final String word;
    private final String mark;

    Severity(String word, String mark) {
      this.word = word;
      this.mark = mark;
    }

    /** The word for programs. */
    String word() {
      return word;
    }

    /** The mark for people. */
    String mark() {
      return mark;
    }
  }

  /** What is looked at. */
  enum Check {
    BROKER,
    REGISTRY,
    CONTRACT,
    STATUS,
    FILE,
    KEYS,
    TOPIC,
    REPLICATION,
    RETENTION,
    FRESHNESS,
    PERMISSION,
    POPULATION
  }

  static Symptom problem(Check check, String message) {
    return new Symptom(Severity.PROBLEM, check, message);
  }

  static Symptom warning(Check check, String message) {
    return new Symptom(Severity.WARNING, check, message);
  }

  boolean isProblem() {
    return severity == Severity.PROBLEM;
  }
}
