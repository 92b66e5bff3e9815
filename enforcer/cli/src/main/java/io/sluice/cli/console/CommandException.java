package io.sluice.cli.console;

/** Ends a command with a message for its user and an exit code. */
public final class CommandException extends RuntimeException {

  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public static CommandException badInput(String message) {
    return new CommandException(ExitCode.BAD_INPUT, message);
  }

  public static CommandException infrastructure(String message) {
    return new CommandException(ExitCode.INFRASTRUCTURE, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
