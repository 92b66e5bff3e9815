package io.sluice.engine.sli;

/** Of which records completeness is a share. */
public enum Denominator {
  /** Of all that decode. */
  CONSUMED("consumed"),
  /** Of those that end in the product topic. */
  COMPLIANT("compliant");

  private final String word;

  Denominator(String word) {
    this.word = word;
  }

  /** The setting's word. */
  public String word() {
    return word;
  }
}
