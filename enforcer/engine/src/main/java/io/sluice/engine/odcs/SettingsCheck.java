package io.sluice.engine.odcs;

import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Enforcement;
import io.sluice.engine.contract.Framing;
import io.sluice.engine.contract.Masking;
import io.sluice.engine.contract.Output;
import io.sluice.engine.contract.PassedHeaders;
import io.sluice.engine.contract.Stamp;
import io.sluice.engine.contract.Status;
import io.sluice.engine.sli.Promises;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds what a contract asks of Sluice, by {@code sluice.*} custom properties and marks on its
 * fields, against what this version can do: nothing that is asked for is passed over.
 */
final class SettingsCheck {

  /** Settings of the contract as a whole that this version honours, or needs no action for. */
  private static final List<String> HONOURED =
      List.of(
          Binding.RAW_TOPIC_PROPERTY,
          Binding.DEAD_LETTER_TOPIC_PROPERTY,
          Binding.FRAMING_PROPERTY,
          Binding.IGNORE_TYPES_PROPERTY,
          Enforcement.PROPERTY,
          Output.PROPERTY,
          PassedHeaders.PROPERTY,
          Stamp.PROPERTY,
          Masking.KEY_PROPERTY,
          Promises.OBJECTIVES_PROPERTY,
          Promises.ARRIVAL_PROPERTY,
          Promises.DENOMINATOR_PROPERTY,
          Promises.CLOCK_SKEW_PROPERTY,
          Promises.BACKFILL_PROPERTY,
          "sluice.approvals",
          "sluice.noticePeriod",
          "sluice.replacedBy");

  /** Settings of a contract that a later version honours: without them it is half enforced. */
  private static final List<String> AHEAD = List.of("sluice.floodGuard", "sluice.changePolicy");

  /** Settings of a field. */
  private static final List<String> OF_FIELDS = List.of(MarkReader.PERSONAL, Masking.PROPERTY);

  private static final List<String> ALL =
      List.of(HONOURED, AHEAD, OF_FIELDS).stream().flatMap(List::stream).toList();

  /** Keys whose values are free: nothing in them is a setting. */
  private static final Set<String> FREE =
      Set.of("value", "implementation", "arguments", "examples", "customProperties");

  private static final Pattern RECORD_NAME = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*");

  /** The part of a contract that custom properties stand in. */
  private enum Part {
    CONTRACT,
    OBJECT,
    FIELD,
    OTHER
  }

  private final Fields root;
  private final boolean holdsBack;
  private final Report report;

  /**
   * @param holdsBack whether there is what consumers may not see: personal data, or masks
   */
  SettingsCheck(Fields root, boolean holdsBack, Report report) {
    this.root = root;
    this.holdsBack = holdsBack;
    this.report = report;
  }

  /** The value of a setting of the contract as a whole; nothing at all where it has none. */
  static Fields setting(Fields root, String name) {
    return root.children("customProperties").stream()
        .filter(property -> name.equals(property.text("property")))
        .findFirst()
        .map(property -> property.child("value"))
        .orElseGet(() -> root.nothing());
  }

  void check() {
    visit(root, Part.CONTRACT, report);
  }

  /** Goes through all that may have custom properties. */
  private void visit(Fields value, Part part, Report itsReport) {
    settings(value, part, itsReport);
    for (Fields.Entry entry : value.entries()) {
      if (!FREE.contains(entry.key())) {
        visit(entry.value(), below(part, entry.key()), itsReport);
      }
    }
    for (Fields item : value.items()) {
      boolean isOffStream = part == Part.OBJECT && !TopicCheck.isTopic(item);
      visit(item, part, isOffStream ? itsReport.offStream() : itsReport);
    }
  }

  private static Part below(Part part, String key) {
    return switch (part) {
      case CONTRACT -> key.equals("schema") ? Part.OBJECT : Part.OTHER;
      case OBJECT, FIELD ->
          key.equals("properties") || key.equals("items") ? Part.FIELD : Part.OTHER;
      case OTHER -> Part.OTHER;
    };
  }

  private void settings(Fields owner, Part part, Report itsReport) {
    Set<String> names = new HashSet<>();
    for (Fields property : owner.children("customProperties")) {
      String name = property.text("property", "");
      if (!name.toLowerCase(Locale.ROOT).startsWith("sluice")) {
        continue;
      }
      if (!names.add(name)) {
        itsReport.duplicateSetting(property.location("property"), name);
      } else if (!ALL.contains(name)) {
        itsReport.unknownSetting(property.location("property"), name, ALL);
      } else if (OF_FIELDS.contains(name) ? part != Part.FIELD : part != Part.CONTRACT) {
        itsReport.misplacedSetting(
            property.location("property"),
            name,
            OF_FIELDS.contains(name) ? "a property" : "the contract itself");
      } else if (AHEAD.contains(name)) {
        itsReport.unsupported(property.location("property"), name);
      } else {
        value(name, property, itsReport);
      }
    }
  }

  private void value(String name, Fields property, Report itsReport) {
    Fields value = property.child("value");
    switch (name) {
      case Binding.RAW_TOPIC_PROPERTY, Binding.DEAD_LETTER_TOPIC_PROPERTY -> {
        if (!value.is(Shape.Kind.TEXT)) {
          itsReport.setting(property.location("value"), name, "the name of a topic");
        }
      }
      case Binding.FRAMING_PROPERTY -> {
        if (Framing.parse(value.text() == null ? "" : value.text()).isEmpty()) {
          itsReport.setting(property.location("value"), name, "one of " + framings());
        }
      }
      case Binding.IGNORE_TYPES_PROPERTY -> {
        if (!isListOf(value, text -> RECORD_NAME.matcher(text).matches())) {
          itsReport.setting(property.location("value"), name, "a list of full record names");
        }
      }
      case Enforcement.PROPERTY -> enforcement(property, itsReport);
      case Output.PROPERTY -> {
        if (Output.parse(property.text("value", "")).isEmpty()) {
          itsReport.setting(property.location("value"), name, "pass or project");
        }
      }
      case PassedHeaders.PROPERTY -> {
        boolean areNames =
            value.isList() && value.items().stream().allMatch(i -> i.is(Shape.Kind.TEXT));
        if (!areNames && !PassedHeaders.PASS.equals(value.text())) {
          itsReport.setting(property.location("value"), name, "pass, or a list of header names");
        }
      }
      case Stamp.PROPERTY -> {
        if (!isListOf(value, text -> Stamp.parse(text).isPresent())) {
          itsReport.setting(property.location("value"), name, "a list of " + stamps());
        }
      }
      case MarkReader.PERSONAL -> {
        if (!value.is(Shape.Kind.BOOLEAN)) {
          itsReport.setting(property.location("value"), name, "true or false");
        }
      }
      default -> {}
    }
  }

  private static boolean isListOf(Fields value, Predicate<String> what) {
    return value.isList()
        && value.items().stream().allMatch(i -> i.text() != null && what.test(i.text()));
  }

  private static String stamps() {
    return Arrays.stream(Stamp.values()).map(Stamp::word).collect(Collectors.joining(" and "));
  }

  private static String framings() {
    return Arrays.stream(Framing.values()).map(Framing::word).collect(Collectors.joining(", "));
  }

  /**
   * A contract that is active promises its consumers that what breaks it is kept from them; one
   * that was, or that never starts, has nothing to try out.
   */
  private void enforcement(Fields property, Report itsReport) {
    Optional<Enforcement> asked = Enforcement.parse(property.text("value", ""));
    if (asked.isEmpty()) {
      itsReport.setting(property.location("value"), Enforcement.PROPERTY, "enforce or shadow");
    } else if (asked.get() == Enforcement.SHADOW) {
      String status = root.text("status", "");
      if (holdsBack) {
        itsReport.personalInShadow(property.location("value"));
      } else if (Status.parse(status).mayShadow()) {
        itsReport.inShadow(property.location("value"));
      } else {
        itsReport.shadowOfStatus(property.location("value"), status);
      }
    }
  }
}
