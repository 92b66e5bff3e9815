package io.sluice.engine.cel;

/** An expression is no rule: it does not parse, or does not fit the types that it is about. */
public final class ExpressionException extends Exception {

  private static final long serialVersionUID = 1;

  ExpressionException(String message) {
    super(message);
  }
}
