package io.sluice.service.settings;

import java.util.List;

/** Settings that the service can't start with; names each, its source and what is legal. */
public final class IllegalSettingException extends RuntimeException {

  private final transient List<String> problems;

  public IllegalSettingException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each problem. */
  public List<String> problems() {
    return problems;
  }
}
