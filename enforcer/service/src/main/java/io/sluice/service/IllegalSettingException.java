package io.sluice.service;

/** A setting that stops the start; the message names it and what would be legal. */
public final class IllegalSettingException extends RuntimeException {

  public IllegalSettingException(String message) {
    super(message);
  }
}
