package io.sluice.engine.change;

import io.sluice.engine.contract.Written;
import io.sluice.engine.finding.Finding;
import io.sluice.engine.finding.Location;
import io.sluice.engine.finding.Suggestions;
import io.sluice.engine.odcs.WrittenDocument;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes that an organisation has agreed to, as a file states them: each with its reason, and
 * a day on which it ends, so that none is for ever.
 *
 * @param findings what is wrong with the file; an error means that nothing may be judged by it
 */
public record Exemptions(List<Exemption> exemptions, List<Finding> findings) {

  /** The name of the file that is read where nobody names another. */
  public static final String FILE = ".sluice-ignore.yaml";

  private static final List<String> KEYS = List.of("change", "contract", "path", "reason", "until");

  public Exemptions {
    exemptions = List.copyOf(exemptions);
    findings = List.copyOf(findings);
  }

  /** None at all. */
  public static Exemptions none() {
    return new Exemptions(List.of(), List.of());
  }

  /** Reads a file; whatever its text is, it gives findings and no exception. */
  public static Exemptions parse(String file, String text) {
    WrittenDocument document = WrittenDocument.parse(file, text);
    List<Finding> findings = new ArrayList<>(document.findings());
    List<Exemption> exemptions = new ArrayList<>();
    document
        .root()
        .ifPresent(
            root -> {
              unknownKeys(root, List.of("ignore"), findings);
              if (root.child("ignore").orElse(root) instanceof Written.Items entries) {
                for (Written entry : entries.items()) {
                  exemption(entry, findings).ifPresent(exemptions::add);
                }
              } else {
                findings.add(
                    invalid(root.location(), "the file needs a list of changes under ignore"));
              }
            });
    return new Exemptions(exemptions, findings);
  }

  private static Optional<Exemption> exemption(Written entry, List<Finding> findings) {
    unknownKeys(entry, KEYS, findings);
    ChangeKind kind = kind(entry, findings);
    String path = required(entry, "path", findings);
    String reason = required(entry, "reason", findings);
    LocalDate until = until(entry, findings);
    return kind == null || path == null || reason == null || until == null
        ? Optional.empty()
        : Optional.of(
            new Exemption(
                kind,
                entry.child("contract").flatMap(Written::text),
                path,
                reason,
                until,
                entry.location()));
  }

  private static void unknownKeys(Written owner, List<String> known, List<Finding> findings) {
    for (String key : owner.keys()) {
      if (!known.contains(key)) {
        findings.add(
            invalid(
                owner.child(key).map(Written::location).orElse(owner.location()),
                "unknown key %s%s; there are %s"
                    .formatted(
                        key, Suggestions.of(key, known, ", did you mean %s?"), Words.list(known))));
      }
    }
  }

  private static @Nullable ChangeKind kind(Written entry, List<Finding> findings) {
    String id = required(entry, "change", findings);
    if (id == null) {
      return null;
    }
    Optional<ChangeKind> kind = ChangeKind.parse(id);
    if (kind.isEmpty()) {
      List<String> known = Arrays.stream(ChangeKind.values()).map(ChangeKind::id).toList();
      findings.add(
          invalid(
              place(entry, "change"),
              "there is no change %s%s"
                  .formatted(id, Suggestions.of(id, known, "; did you mean %s?"))));
    }
    return kind.orElse(null);
  }

  private static @Nullable LocalDate until(Written entry, List<Finding> findings) {
    String text = required(entry, "until", findings);
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      findings.add(
          invalid(place(entry, "until"), "until must be the last day, such as 2026-12-31"));
      return null;
    }
  }

  /** A path may be empty, of what concerns the contract as a whole. */
  private static @Nullable String required(Written entry, String key, List<Finding> findings) {
    Optional<String> text = entry.child(key).flatMap(Written::text);
    if (text.isEmpty() || (text.get().isBlank() && !key.equals("path"))) {
      findings.add(invalid(place(entry, key), "an exemption needs " + key));
      return null;
    }
    return text.get();
  }

  private static Location place(Written entry, String key) {
    return entry.child(key).map(Written::location).orElse(entry.location());
  }

  private static Finding invalid(Location location, String message) {
    return Finding.error("ignore.invalid", location, message);
  }

  // ---- judging

  /**
   * Changes that were held against exemptions.
   *
   * @param changes those that count
   * @param exempted those that somebody has agreed to
   * @param findings about the exemptions: those that are over, and those that are about nothing
   */
  public record Judged(List<Change> changes, List<Change> exempted, List<Finding> findings) {
    public Judged {
      changes = List.copyOf(changes);
      exempted = List.copyOf(exempted);
      findings = List.copyOf(findings);
    }

    /** The worst of the changes that count; INFO where there is none. */
    public Impact worst() {
      return changes.stream().map(Change::impact).reduce(Impact.INFO, Impact::or);
    }
  }

  /**
   * Sets aside the changes that are agreed to.
   *
   * @param today an exemption counts on its last day, and not after it
   */
  public Judged judge(List<Change> changes, LocalDate today) {
    List<Change> counting = new ArrayList<>();
    List<Change> exempted = new ArrayList<>();
    for (Change change : changes) {
      boolean isAgreed =
          exemptions.stream().anyMatch(e -> !e.isExpired(today) && e.isAbout(change));
      (isAgreed ? exempted : counting).add(change);
    }
    List<Finding> about = new ArrayList<>();
    for (Exemption exemption : exemptions) {
      boolean isAboutSome = changes.stream().anyMatch(exemption::isAbout);
      if (exemption.isExpired(today)) {
        about.add(
            Finding.warning(
                "ignore.expired",
                exemption.location(),
                "%s of %s was agreed to until %s: %s"
                    .formatted(
                        exemption.kind().id(),
                        exemption.path().isEmpty() ? "the contract" : exemption.path(),
                        exemption.until(),
                        isAboutSome ? "it counts again" : "take the entry out")));
      } else if (!isAboutSome) {
        about.add(
            Finding.info(
                "ignore.unused",
                exemption.location(),
                "%s of %s is no change of this run"
                    .formatted(exemption.kind().id(), exemption.path())));
      }
    }
    return new Judged(counting, exempted, about);
  }
}
