package io.sluice.cli.export.markdown;

import io.sluice.cli.export.product.Version;
import io.sluice.engine.change.Change;
import io.sluice.engine.change.Impact;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Team;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What several pages say in the same words. */
final class Words {

  private Words() {}

  /** Where a contract stands, and what that means for its records. */
  static String status(Contract contract) {
    return switch (contract.status()) {
      case ACTIVE -> "active";
      case DEPRECATED -> "deprecated: move on";
      case RETIRED -> "retired: nothing is served any more";
      case PROPOSED, DRAFT ->
          contract.status().word()
              + (contract.isInShadow()
                  ? ": runs in shadow, every record passes"
                  : ": promises nothing yet");
      case OTHER -> "of no status that is enforced";
    };
  }

  static Stream<Team.Member> members(Contract contract) {
    return Optional.ofNullable(contract.team()).stream().flatMap(team -> team.members().stream());
  }

  static boolean isInRole(Team.Member member, String word) {
    return member.role() != null && member.role().toLowerCase(Locale.ROOT).contains(word);
  }

  static String name(Team.Member member) {
    return Objects.requireNonNullElse(member.name(), member.username());
  }

  /** How many changes a version has, by the worst that they do to anybody. */
  static String changes(Version version) {
    if (version.before() == null) {
      return "the first that is known";
    }
    List<Change> changes = version.changes();
    return changes.isEmpty()
        ? "none"
        : Stream.of(Impact.values())
            .flatMap(impact -> count(changes, impact).stream())
            .collect(Collectors.joining(", "));
  }

  private static Optional<String> count(List<Change> changes, Impact impact) {
    long count = changes.stream().filter(change -> change.impact() == impact).count();
    return count == 0 ? Optional.empty() : Optional.of(count + " " + word(impact));
  }

  /** What an impact means. */
  static String word(Impact impact) {
    return switch (impact) {
      case BREAKING -> "breaking";
      case WARNING -> "to look at";
      case INFO -> "harmless";
    };
  }
}
