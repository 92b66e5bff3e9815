package io.sluice.cli.console;

/** What a command's exit code says. */
public final class ExitCode {

  public static final int FINE = 0;

  /** Something was found: findings in a contract, violations in records. */
  public static final int FINDINGS = 1;

  /** Bad usage, or input that can't be read. */
  public static final int BAD_INPUT = 2;

  /** Kafka or the registry can't be reached, or a port, a disk or a download is not to be had. */
  public static final int INFRASTRUCTURE = 3;

  private ExitCode() {}
}
