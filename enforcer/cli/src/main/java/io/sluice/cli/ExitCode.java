package io.sluice.cli;

/** What a command's exit code says. */
final class ExitCode {

  static final int FINE = 0;

  /** Something was found: findings in a contract, violations in records. */
  static final int FINDINGS = 1;

  /** Bad usage, or input that can't be read. */
  static final int BAD_INPUT = 2;

  /** Kafka or the registry can't be reached, or a port, a disk or a download is not to be had. */
  static final int INFRASTRUCTURE = 3;

  private ExitCode() {}
}
