package io.sluice.engine.authoring;

import io.sluice.engine.profile.Demand;
import io.sluice.engine.profile.Proposal;
import io.sluice.engine.profile.Proposals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is proposed for each field, and behind each that it is, and from what it was seen.
 */
final class DraftRules {

  private final YamlText yaml;
  private final Proposals proposals;
  private final @Nullable String classification;

  /**
   * @param classification of the fields that are not personal data; null where none is to be said
   */
  DraftRules(YamlText yaml, Proposals proposals, @Nullable String classification) {
    this.yaml = yaml;
    this.proposals = proposals;
    this.classification = classification;
  }

  private static String note(Proposal proposal) {
    return "proposed: " + proposal.seen();
  }

  /** What an export calls the field. */
  void name(String path) {
    String physicalName = proposals.physicalNames().get(path);
    if (physicalName != null) {
      yaml.entry("physicalName", physicalName);
    }
  }

  /** Behind the type: why it is this one. */
  void meaning(String path) {
    for (Proposal proposal : proposals.at(path)) {
      if (proposal.demand() instanceof Demand.Meaning) {
        yaml.note(note(proposal));
      }
    }
  }

  /** Whether there has to be a value. */
  void required(String path, boolean isRequired) {
    List<Proposal> proposed =
        proposals.at(path).stream().filter(p -> p.demand() instanceof Demand.Required).toList();
    if (isRequired || !proposed.isEmpty()) {
      yaml.flag("required", isRequired);
      proposed.forEach(proposal -> yaml.note(note(proposal)));
    }
  }

  /** All other demands, in the order that the standard's documents have them. */
  void rules(String path) {
    List<Proposal> all = proposals.at(path);
    boolean isPersonal = all.stream().anyMatch(p -> p.demand() instanceof Demand.Personal);
    all.forEach(this::mark);
    if (!isPersonal && classification != null && !path.endsWith("]")) {
      yaml.entry("classification", classification);
    }
    List<Proposal> options = all.stream().filter(p -> isOption(p.demand())).toList();
    if (!options.isEmpty()) {
      yaml.key("logicalTypeOptions");
      options.forEach(this::option);
      yaml.end();
    }
    List<Proposal> quality = all.stream().filter(p -> isQuality(p.demand())).toList();
    if (!quality.isEmpty()) {
      yaml.key("quality");
      quality.forEach(this::quality);
      yaml.end();
    }
    if (isPersonal) {
      yaml.key("customProperties").item();
      yaml.entry("property", "sluice.masking");
      yaml.entry("value", "redact").note("proposed: nothing of it in the product").end().end();
    }
  }

  private static boolean isOption(Demand demand) {
    return switch (demand) {
      case Demand.Range range -> true;
      case Demand.Length length -> true;
      case Demand.Form form -> true;
      case Demand.Required required -> false;
      case Demand.Meaning meaning -> false;
      case Demand.OneOf words -> false;
      case Demand.PrimaryKey key -> false;
      case Demand.Unique unique -> false;
      case Demand.Complete complete -> false;
      case Demand.Personal personal -> false;
    };
  }

  private static boolean isQuality(Demand demand) {
    return demand instanceof Demand.OneOf || demand instanceof Demand.Complete;
  }

  private void mark(Proposal proposal) {
    switch (proposal.demand()) {
      case Demand.PrimaryKey key -> {
        yaml.flag("primaryKey", true).note(note(proposal));
        yaml.number("primaryKeyPosition", "1");
      }
      case Demand.Unique unique -> yaml.flag("unique", true).note(note(proposal));
      case Demand.Personal personal -> yaml.entry("classification", "pii").note(note(proposal));
      case Demand.Required demand -> {}
      case Demand.Meaning demand -> {}
      case Demand.Range demand -> {}
      case Demand.Length demand -> {}
      case Demand.Form demand -> {}
      case Demand.OneOf demand -> {}
      case Demand.Complete demand -> {}
    }
  }

  private void option(Proposal proposal) {
    if (proposal.demand() instanceof Demand.Range(String minimum, String maximum)) {
      if (minimum != null) {
        yaml.number("minimum", minimum).note(note(proposal));
      }
      if (maximum != null) {
        yaml.number("maximum", maximum).note(note(proposal));
      }
    } else if (proposal.demand() instanceof Demand.Length(int minimum, int maximum)) {
      if (minimum > 0) {
        yaml.number("minLength", String.valueOf(minimum)).note(note(proposal));
      }
      yaml.number("maxLength", String.valueOf(maximum)).note(note(proposal));
    } else if (proposal.demand() instanceof Demand.Form(String pattern)) {
      yaml.entry("pattern", pattern).note(note(proposal));
    }
  }

  private void quality(Proposal proposal) {
    yaml.comment(note(proposal));
    yaml.item();
    if (proposal.demand() instanceof Demand.OneOf(List<String> symbols)) {
      yaml.entry("type", "library").entry("metric", "invalidValues");
      yaml.key("arguments").key("validValues");
      symbols.forEach(yaml::text);
      yaml.end().end();
      yaml.number("mustBe", "0").entry("unit", "rows");
    } else if (proposal.demand() instanceof Demand.Complete(int percent)) {
      yaml.entry("type", "library").entry("metric", "nullValues");
      yaml.number("mustBeLessThan", String.valueOf(percent)).entry("unit", "percent");
    }
    yaml.end();
  }
}
