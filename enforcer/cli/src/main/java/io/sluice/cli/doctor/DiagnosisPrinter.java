package io.sluice.cli.doctor;

import io.sluice.cli.letter.Shown;
import io.sluice.cli.letter.count.Times;
import io.sluice.engine.contract.Contract;
import io.sluice.pipeline.topic.TopicSettings;
import io.sluice.pipeline.topic.TopicState;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what the dry run found for people: a block for each source, what is amiss last. */
public final class DiagnosisPrinter {

  private static final String FINE = "✓";

  private final PrintWriter out;

  public DiagnosisPrinter(PrintWriter out) {
    this.out = out;
  }

  public void print(Diagnosis diagnosis) {
    diagnosis.places().forEach(this::print);
    print(diagnosis.service());
    diagnosis.sources().forEach(this::print);
    out.println();
    summary(diagnosis);
  }

  private void print(Place place) {
    String name = place.name().equals("kafka") ? "Kafka" : "Registry";
    if (place.problem() != null) {
      out.printf(
          "%s %s at %s: %s%n",
          Symptom.Severity.PROBLEM.mark(), name, place.where(), place.problem());
    } else {
      out.printf(
          "%s %s at %s%s%n",
          FINE, name, place.where(), place.facts().isEmpty() ? "" : ": " + place.facts());
    }
  }

  private void print(List<Symptom> symptoms) {
    symptoms.forEach(
        symptom ->
            out.printf("  %s %s%n", symptom.severity().mark(), Shown.escaped(symptom.message())));
  }

  private void print(SourceReport source) {
    out.println();
    Contract contract = source.contract().orElse(null);
    out.printf(
        "%s %s%s%n",
        mark(source),
        contract == null ? Shown.escaped(source.name()) : contract.coordinates(),
        contract == null || contract.name() == null ? "" : ", " + Shown.escaped(contract.name()));
    if (contract != null) {
      fact("Contract", registered(source, contract));
    }
    if (!source.topics().topics().isEmpty()) {
      fact("Last updated", lastUpdated(source));
      fact("Records available", available(source));
      topics(source).forEach((words, roles) -> fact("Topics", roles + ": " + words));
    }
    print(source.symptoms());
  }

  private static String mark(SourceReport source) {
    return source.hasProblems()
        ? Symptom.Severity.PROBLEM.mark()
        : source.isFine() ? FINE : Symptom.Severity.WARNING.mark();
  }

  private void fact(String name, String words) {
    out.printf("  - %s: %s%n", name, words);
  }

  private static String registered(SourceReport source, Contract contract) {
    String status =
        contract.isInShadow() ? contract.status().word() + ", in shadow" : contract.status().word();
    if (source.look().schemaId() == null) {
      return "version %s, %s, of the file".formatted(contract.version(), status);
    }
    return "version %s, %s, registered with schema id %d, %s"
        .formatted(
            contract.version(),
            status,
            source.look().schemaId(),
            source.look().successor() == null
                ? "the newest"
                : "and " + source.look().successor() + " is registered as well");
  }

  private static String lastUpdated(SourceReport source) {
    String when =
        source
            .topics()
            .lastUpdated()
            .map(newest -> Times.ago(newest, source.lookedAt()))
            .orElse("never");
    return when + source.freshness().map(f -> ", at most " + Words.of(f) + " promised").orElse("");
  }

  private static String available(SourceReport source) {
    return source.topics().topics().stream()
            .filter(topic -> topic.role() != TopicRole.COUNTS)
            .map(t -> "%,d %s".formatted(t.state().extent().offsets(), t.role().title()))
            .collect(Collectors.joining(", "))
        + " (by offsets)";
  }

  /** Topics that are alike in one line, but for that of the counts, which is of all contracts. */
  private static Map<String, String> topics(SourceReport source) {
    Map<String, String> alike = new LinkedHashMap<>();
    for (TopicLook.Topic topic : source.topics().topics()) {
      if (topic.role() != TopicRole.COUNTS) {
        alike.merge(
            words(topic.state()), topic.role().title(), (before, one) -> before + ", " + one);
      }
    }
    return alike;
  }

  private static String words(TopicState.There there) {
    TopicSettings settings = there.settings();
    return "%s, %s, %d in sync needed, %s, %s"
        .formatted(
            counted(there.partitions(), "partition"),
            counted(there.replicas(), "replica"),
            settings.minInsyncReplicas(),
            settings.cleanupPolicy(),
            settings.retention().map(kept -> "kept for " + Words.of(kept)).orElse("kept for ever"));
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void summary(Diagnosis diagnosis) {
    List<SourceReport> sources = diagnosis.sources();
    long problems = sources.stream().filter(SourceReport::hasProblems).count();
    long fine = sources.stream().filter(SourceReport::isFine).count();
    out.printf(
        "%s: %d fine, %d with warnings, %d with problems%n",
        counted(sources.size(), "source"), fine, sources.size() - fine - problems, problems);
  }
}
