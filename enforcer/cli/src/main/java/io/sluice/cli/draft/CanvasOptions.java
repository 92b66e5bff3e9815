package io.sluice.cli.draft;

import io.sluice.cli.console.CommandException;
import io.sluice.engine.authoring.Canvas;
import io.sluice.engine.authoring.CanvasPromise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The questions of the data product canvas, each as an option too. */
final class CanvasOptions {

  @Option(
      names = "--canvas",
      description =
          "Ask the questions of the data product canvas that no option answers, on standard input;"
              + " an empty line leaves one open.")
  private boolean asks;

  @Option(names = "--domain", paramLabel = "DOMAIN", description = "Domain that answers for it.")
  private @Nullable String domain;

  @Option(names = "--team", paramLabel = "TEAM", description = "Team that owns it.")
  private @Nullable String team;

  @Option(names = "--owner", paramLabel = "WHO", description = "Member of the team who owns it.")
  private @Nullable String owner;

  @Option(
      names = "--consumer",
      paramLabel = "WHO",
      description = "Team or system that relies on it; may be repeated.")
  private List<String> consumers = new ArrayList<>();

  @Option(names = "--purpose", paramLabel = "TEXT", description = "What it is for.")
  private @Nullable String purpose;

  @Option(
      names = "--support-channel",
      paramLabel = "CHANNEL",
      description = "Where consumers ask, such as #orders.")
  private @Nullable String supportChannel;

  @Option(names = "--support-url", paramLabel = "URL", description = "Its address.")
  private @Nullable String supportUrl;

  @Option(
      names = "--raw-topic",
      paramLabel = "TOPIC",
      description = "Topic of the producers' events; default: raw.<product topic>.")
  private @Nullable String rawTopic;

  @Option(
      names = "--input",
      paramLabel = "WHAT",
      description = "What else it is made from; may be repeated.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--classification",
      paramLabel = "WORD",
      description = "How sensitive it is, personal data aside: public, internal, confidential, …")
  private @Nullable String classification;

  @Option(
      names = "--objective",
      paramLabel = "TEXT",
      description = "An objective that matters: " + CanvasPromise.FORM + "; may be repeated.")
  private List<String> objectives = new ArrayList<>();

  @Option(
      names = "--event-time",
      paramLabel = "FIELD",
      description = "Field that says when an event happened; default: what the schema shows.")
  private @Nullable String eventTime;

  boolean asks() {
    return asks;
  }

  @Nullable String domain() {
    return domain;
  }

  /** Asks what was not said, where it is to ask. */
  void complete(Questions questions) {
    if (!asks) {
      return;
    }
    domain = questions.ask("Which domain answers for it?", domain);
    team = questions.ask("Which team owns it?", team);
    owner = questions.ask("Who in the team owns it?", owner);
    purpose = questions.ask("What is it for?", purpose);
    consumers = questions.askList("Who relies on it?", consumers);
    supportChannel = questions.ask("Where do consumers ask (#channel)?", supportChannel);
    supportUrl = questions.ask("What is the address of that channel?", supportUrl);
    rawTopic = questions.ask("On which topic do the producers' events come?", rawTopic);
    inputs = questions.askList("What else is it made from?", inputs);
    classification = questions.ask("How sensitive is it (public, internal, …)?", classification);
    objectives =
        questions.askList(
            "Which one or two objectives matter most (freshness 15m 99%)?",
            objectives, CanvasPromise::parse);
  }

  Canvas canvas() {
    return new Canvas(
        domain,
        team,
        owner,
        consumers,
        purpose,
        supportChannel,
        supportUrl,
        rawTopic,
        inputs,
        classification,
        objectives.stream().map(CanvasOptions::promise).toList(),
        eventTime);
  }

  private static CanvasPromise promise(String text) {
    try {
      return CanvasPromise.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(e.getMessage() + "; not " + text);
    }
  }
}
