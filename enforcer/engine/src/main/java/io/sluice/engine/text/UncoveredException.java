package io.sluice.engine.text;

/** A pattern that RE2 knows and no automaton is built for. */
final class UncoveredException extends Exception {

  UncoveredException(String message) {
    super(message);
  }
}
