package io.sluice.engine.lifecycle;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.SlaProperty;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/** The days on which a product ends, in the standard's words and synonyms. */
public enum End {
  SUPPORT("endOfSupport", "es"),
  LIFE("endOfLife", "el");

  private final String word;
  private final String synonym;

  End(String word, String synonym) {
    this.word = word;
    this.synonym = synonym;
  }

  /** The standard's word. */
  public String word() {
    return word;
  }

  private boolean isSaidBy(SlaProperty sla) {
    return sla.property().equalsIgnoreCase(word) || sla.property().equalsIgnoreCase(synonym);
  }

  /** Whether a promise says when a product ends. */
  public static boolean isEnd(SlaProperty sla) {
    return Stream.of(values()).anyMatch(end -> end.isSaidBy(sla));
  }

  /** Where a contract states it. */
  public Optional<SlaProperty> of(Contract contract) {
    return contract.slaProperties().stream().filter(this::isSaidBy).findFirst();
  }

  /** The day; empty where the contract states none, or none that can be read. */
  public Optional<LocalDate> day(Contract contract) {
    return of(contract).flatMap(End::day);
  }

  /** A date, or the day of a date and time. */
  private static Optional<LocalDate> day(SlaProperty sla) {
    String value = sla.value();
    if (value == null || value.length() < 10) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(value.substring(0, 10)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether the day has come. */
  public boolean isOver(Contract contract, LocalDate today) {
    return day(contract).stream().anyMatch(day -> !day.isAfter(today));
  }
}
