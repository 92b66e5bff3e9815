package io.sluice.engine.lifecycle;

import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.CustomProperty;
import io.sluice.engine.contract.Written;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's consent to a contract.
 *
 * @param role for whom they speak, such as {@code domain} or {@code governance}
 * @param who gave it
 * @param date when
 */
public record Approval(String role, String who, LocalDate date) {

  /** The setting of a contract that lists them. */
  public static final String PROPERTY = "sluice.approvals";

  /** The approvals of a contract that say role, who and when; others are none. */
  public static List<Approval> of(Contract contract) {
    List<Approval> approvals = new ArrayList<>();
    entries(contract).forEach(entry -> parse(entry).ifPresent(approvals::add));
    return approvals;
  }

  /** All that a contract lists, whatever it says. */
  static List<Written> entries(Contract contract) {
    return contract
        .customProperty(PROPERTY)
        .map(CustomProperty::written)
        .filter(Written.Items.class::isInstance)
        .map(Written.Items.class::cast)
        .map(Written.Items::items)
        .orElse(List.of());
  }

  static Optional<Approval> parse(Written entry) {
    Optional<String> role = text(entry, "role");
    Optional<String> who = text(entry, "who");
    Optional<LocalDate> date = text(entry, "date").flatMap(Approval::date);
    return role.isEmpty() || who.isEmpty() || date.isEmpty()
        ? Optional.empty()
        : Optional.of(new Approval(role.get(), who.get(), date.get()));
  }

  private static Optional<String> text(Written entry, String key) {
    return entry.child(key).flatMap(Written::text).filter(text -> !text.isBlank());
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
