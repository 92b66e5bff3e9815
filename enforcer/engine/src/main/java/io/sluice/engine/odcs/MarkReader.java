package io.sluice.engine.odcs;

import io.sluice.engine.contract.Classifications;
import org.jspecify.annotations.Nullable;

/**
 * Reads how sensitive fields are. What stands in a record, an array or a map is at least as
 * sensitive as that: a mark may add to those around it, and takes nothing from them.
 */
final class MarkReader {

  static final String PERSONAL = "sluice.pii";

  private static final String TAG = "pii";

  private final Classifications classifications;
  private final Report report;

  MarkReader(Classifications classifications, Report report) {
    this.classifications = classifications;
    this.report = report;
  }

  Marks of(Fields field, Marks around) {
    String word = field.text("classification");
    if (word != null && !classifications.knows(word)) {
      report.classification(field.location("classification"), word, classifications.order());
    }
    return new Marks(
        classifications.higher(word, around.classification()),
        around.personal() || classifications.isPersonal(word) || isTagged(field) || isSet(field));
  }

  private static boolean isTagged(Fields field) {
    return field.children("tags").stream().anyMatch(tag -> TAG.equalsIgnoreCase(tag.text()));
  }

  /** A value that is neither true nor false is reported, and marks as true does. */
  private static boolean isSet(Fields field) {
    return field.children("customProperties").stream()
        .filter(property -> PERSONAL.equals(property.text("property")))
        .map(property -> property.child("value").value())
        .anyMatch(MarkReader::isNotFalse);
  }

  private static boolean isNotFalse(@Nullable Object value) {
    return !Boolean.FALSE.equals(value);
  }
}
