package io.sluice.engine.finding;

/**
 * A problem in a contract, found when it is authored or loaded.
 *
 * @param severity whether it stops the contract from going live
 * @param rule stable id of the kind of finding, such as {@code odcs.unknownKey}
 * @param location where in the contract, or in the schema it names
 * @param message what is wrong and what to do instead
 */
public record Finding(Severity severity, String rule, Location location, String message) {

  public static Finding error(String rule, Location location, String message) {
    return new Finding(Severity.ERROR, rule, location, message);
  }

  public static Finding warning(String rule, Location location, String message) {
    return new Finding(Severity.WARNING, rule, location, message);
  }

  public static Finding info(String rule, Location location, String message) {
    return new Finding(Severity.INFO, rule, location, message);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
