package io.sluice.cli;

/** Ends a command with a message for its user and an exit code. */
final class CommandException extends RuntimeException {

  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static CommandException badInput(String message) {
    return new CommandException(ExitCode.BAD_INPUT, message);
  }

  static CommandException infrastructure(String message) {
    return new CommandException(ExitCode.INFRASTRUCTURE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
