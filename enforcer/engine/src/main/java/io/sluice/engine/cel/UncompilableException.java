package io.sluice.engine.cel;

/** An expression, or the writer's types, are beyond what is compiled; cel-java runs it then. */
final class UncompilableException extends Exception {

  private static final long serialVersionUID = 1;

  UncompilableException(String message) {
    super(message);
  }
}
