package io.sluice.cli.export.prometheus;

import io.sluice.cli.export.PromiseWords;
import io.sluice.cli.export.Subject;
import io.sluice.engine.contract.Team;
import io.sluice.engine.sli.Indicator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What somebody reads who is woken by an alert and does not know the contract: what is promised and
 * to whom, what the alert means, what to look at, and whom to ask.
 */
final class Runbook {

  private final Subject subject;
  private final List<String> lines = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final List<String> conclusions = new ArrayList<>();

  private Runbook(Subject subject) {
    this.subject = subject;
  }

  /** About the contract as a whole. */
  static Runbook of(Subject subject, String means) {
    return new Runbook(subject).line("What it means: " + means).forWhom();
  }

  /** About one of its promises. */
  static Runbook of(Subject subject, Indicator indicator, String means) {
    Runbook runbook = new Runbook(subject);
    runbook.line("Promised: " + PromiseWords.sentence(indicator, subject));
    String description = indicator.promise().description();
    if (description != null) {
      runbook.line("In the contract's words: " + oneLine(description));
    }
    return runbook.line("What it means: " + means).forWhom();
  }

  private Runbook forWhom() {
    List<Team.Member> members =
        subject.contract().team() == null ? List.of() : subject.contract().team().members();
    String consumers =
        members.stream()
            .filter(m -> m.role() != null && m.role().toLowerCase(Locale.ROOT).contains("consumer"))
            .map(m -> m.name() == null ? m.username() : m.name())
            .collect(Collectors.joining(", "));
    String purpose = subject.contract().purpose();
    line(
        "Who relies on it: consumers of %s%s"
            .formatted(
                subject.binding().productTopic(), consumers.isEmpty() ? "" : ": " + consumers));
    return purpose == null ? this : line("What it is for: " + oneLine(purpose));
  }

  /** Something to look at, after what was said before. */
  Runbook look(String at, String tells) {
    steps.add("  " + at);
    steps.add("    " + tells);
    return this;
  }

  /** A command of Sluice's that takes the contract. */
  Runbook run(String command, String options, String tells) {
    return look(
        "bin/sluice %s %s%s"
            .formatted(command, subject.major(), options.isEmpty() ? "" : " " + options),
        tells);
  }

  /** What to do about it. */
  Runbook then(String todo) {
    conclusions.add("Then: " + todo);
    return this;
  }

  /** The text: it ends with whom to ask, and where the records are. */
  String text() {
    List<String> text = new ArrayList<>(lines);
    text.add("Look at:");
    text.addAll(steps);
    text.addAll(conclusions);
    text.add("Owner: " + subject.owner());
    text.add("Support: " + subject.support());
    text.add(
        "Topics: raw %s, product %s, dead letters %s"
            .formatted(
                subject.binding().rawTopic(),
                subject.binding().productTopic(),
                subject.binding().deadLetterTopic()));
    text.add("Consumer group: " + subject.group());
    return String.join("\n", text) + "\n";
  }

  private Runbook line(String line) {
    lines.add(line.stripTrailing());
    return this;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
