package io.sluice.cli.oncall;

import io.sluice.cli.console.ClusterOptions;
import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.letter.Extent;
import io.sluice.cli.letter.LetterFilter;
import io.sluice.cli.letter.LetterReader;
import io.sluice.cli.letter.explain.ContractBook;
import io.sluice.cli.letter.explain.ContractBook.Answer;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.contract.Major;
import io.sluice.engine.finding.Suggestions;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.key.KeysetPlace;
import io.sluice.pipeline.letter.LetterOpener;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.seal.LetterKeys;
import io.sluice.service.ClientSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What reading dead letters takes: the cluster, and the registry where one is named. */
final class LetterDesk implements AutoCloseable {

  private static final String NO_REGISTRY =
      "no registry is named; use --registry URL, --config FILE, or set SLUICE_REGISTRY_URL";

  private final Map<String, String> kafka;
  private final LetterReader reader;
  private final @Nullable ApicurioRegistry registry;
  private final ContractBook book;
  private final Optional<KeysetPlace> letterKeys;

  private LetterDesk(
      Map<String, String> kafka,
      LetterReader reader,
      @Nullable ApicurioRegistry registry,
      ContractBook book,
      Optional<KeysetPlace> letterKeys) {
    this.kafka = kafka;
    this.letterKeys = letterKeys;
    this.reader = reader;
    this.registry = registry;
    this.book = book;
  }

  static LetterDesk open(ClusterOptions cluster, RegistryOptions options, PrintWriter err)
      throws IOException {
    ClientSettings settings = cluster.settings(options);
    LetterReader reader;
    try {
      reader = new LetterReader(settings.kafka());
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(String.valueOf(e.getMessage()));
    }
    if (settings.registry().isEmpty()) {
      return new LetterDesk(
          settings.kafka(), reader, null, ContractBook.none(NO_REGISTRY), settings.letterKeys());
    }
    ApicurioRegistry registry = new ApicurioRegistry(settings.registry().get());
    return new LetterDesk(
        settings.kafka(),
        reader,
        registry,
        ContractBook.of(
            registry,
            note -> {
              err.println("sluice: " + note);
              err.flush();
            }),
        settings.letterKeys());
  }

  /**
   * A dead-letter topic that a user means.
   *
   * @param contract whose it is; null where that is not known
   * @param extent all that it holds
   */
  record Topic(@Nullable CompiledContract contract, Extent extent) {

    String name() {
      return extent.topic();
    }
  }

  /** Properties of Kafka's clients. */
  Map<String, String> kafka() {
    return kafka;
  }

  LetterReader reader() {
    return reader;
  }

  ContractBook book() {
    return book;
  }

  /**
   * Opens sealed letters, where there is a keyset.
   *
   * @param location where the user says that it stands; null where the settings say it, if anyone
   */
  LetterOpener opener(@Nullable String location) {
    KeysetPlace keys = location == null ? letterKeys.orElse(null) : new KeysetPlace(location, null);
    if (keys == null) {
      return LetterOpener.WITHOUT_KEYS;
    }
    try {
      return new LetterOpener(LetterKeys.of(keys.open()));
    } catch (KeysetException e) {
      throw CommandException.badInput("the keyset of letters: " + e.getMessage());
    }
  }

  /** The topic of that name, or the dead-letter topic of the contract of that name. */
  Topic topic(String name) {
    if (book.newest(name) instanceof Answer.Given<CompiledContract>(CompiledContract contract)) {
      String topic = contract.binding().deadLetterTopic();
      return new Topic(
          contract,
          reader
              .extent(topic)
              .orElseThrow(
                  () ->
                      CommandException.badInput(
                          "there is no topic %s, to which %s sends its dead letters: is this its cluster, and has its pipeline run?"
                              .formatted(topic, contract.contract().coordinates()))));
    }
    return new Topic(null, reader.extent(name).orElseThrow(() -> unknown(name)));
  }

  private CommandException unknown(String name) {
    Set<String> topics = reader.topics();
    if (registry == null) {
      return CommandException.badInput(
          "there is no topic %s%s (to name a contract: %s)"
              .formatted(name, meant(name, topics, topics), NO_REGISTRY));
    }
    try {
      Set<String> known = new TreeSet<>(topics);
      known.addAll(registry.contracts().ids());
      return CommandException.badInput(
          "there is neither a topic nor a contract %s%s"
              .formatted(name, meant(name, topics, known)));
    } catch (RegistryUnavailableException e) {
      return CommandException.infrastructure(
          "there is no topic %s%s, and contracts can't be looked up: %s"
              .formatted(name, meant(name, topics, topics), e.getMessage()));
    }
  }

  private static String meant(String name, Set<String> topics, Set<String> known) {
    String ofProduct = Binding.defaultDeadLetterTopic(name);
    return topics.contains(ofProduct)
        ? "; did you mean " + ofProduct + "?"
        : Suggestions.of(name, known, "; did you mean %s?");
  }

  /** What of a topic a filter can admit. */
  Extent narrowed(Topic topic, LetterFilter filter) {
    Extent extent = topic.extent().of(filter);
    return filter.from() == null ? extent : reader.since(filter.from(), extent);
  }

  /**
   * The contract whose letters a topic holds.
   *
   * @param coordinates as letters in the topic name it; null where there is none
   */
  Optional<CompiledContract> contract(Topic topic, @Nullable String coordinates) {
    if (topic.contract() != null) {
      return Optional.of(topic.contract());
    }
    Major major = coordinates == null ? null : Major.ofCoordinates(coordinates).orElse(null);
    if (major == null) {
      return Optional.empty();
    }
    // Anyone can name any contract in a header; its own topic is what makes it the owner.
    return book.newest(major.toString())
                instanceof Answer.Given<CompiledContract>(CompiledContract contract)
            && contract.binding().deadLetterTopic().equals(topic.name())
        ? Optional.of(contract)
        : Optional.empty();
  }

  /** The names of all contracts, each major version by itself. */
  List<String> contracts() {
    if (registry == null) {
      throw CommandException.badInput(
          "name a contract or a topic; to list all contracts, " + NO_REGISTRY);
    }
    try {
      List<String> names = new ArrayList<>();
      registry
          .contracts()
          .newest()
          .forEach(
              (id, majors) ->
                  majors.forEach(version -> names.add(Major.of(id, version).toString())));
      return names;
    } catch (RegistryUnavailableException e) {
      throw CommandException.infrastructure(
          e.getMessage() + "; name a topic to read it without the registry");
    }
  }

  @Override
  public void close() {
    reader.close();
    if (registry != null) {
      registry.close();
    }
  }
}
