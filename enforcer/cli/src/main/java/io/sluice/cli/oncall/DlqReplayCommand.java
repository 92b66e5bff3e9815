package io.sluice.cli.oncall;

import io.sluice.cli.console.ClusterOptions;
import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.console.Progress;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.Extent;
import io.sluice.cli.letter.ForeignRecord;
import io.sluice.cli.letter.KafkaFailure;
import io.sluice.cli.letter.Letter;
import io.sluice.cli.letter.LetterFilter;
import io.sluice.cli.letter.LetterPicker;
import io.sluice.cli.oncall.LetterDesk.Topic;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.replay.Fate;
import io.sluice.pipeline.replay.MissingTopicException;
import io.sluice.pipeline.replay.Replay;
import io.sluice.pipeline.replay.TakenOverException;
import io.sluice.pipeline.replay.UnsentException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends letters to their pipeline again. */
@Command(
    name = "replay",
    description = {
      "Sends the records of dead letters to their pipeline again, to be judged by the contract as it"
          + " is now: not by the raw topic, but by the pipeline's own replay topic.",
      "Each letter is sent once, whoever asks how often: run it again to go on where it was stopped."
          + " Sealed letters stay sealed; no key is needed.",
      ""
    })
final class DlqReplayCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "CONTRACT|TOPIC",
      description = "A contract's id, or its dead-letter topic.")
  private String name = "";

  @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
  private boolean isDryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Send so many letters at most, such as a few to try it out; default all.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "3",
      description = "Leave letters whose records were replayed so often; default ${DEFAULT-VALUE}.")
  private int maxAttempts;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "The keyset of letters; needed only to find sealed keys by --key.")
  private @Nullable String keys;

  @Mixin private LetterFilterOptions filters = new LetterFilterOptions();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (limit < 1 || maxAttempts < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit and --max-attempts must be at least 1");
    }
    LetterFilter filter = filters.filter(Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (LetterDesk desk = LetterDesk.open(cluster, registry, err)) {
      Topic topic = desk.topic(name);
      Contract contract = owner(desk, topic);
      LetterFilter opening =
          filter.key() == null ? filter : filter.opening(desk.opener(keys)); // no key, no keyset
      Fates fates = replay(desk, topic, contract, opening);
      if (format.isJson()) {
        out.println(Json.line(json(topic, contract, fates)));
      } else {
        out.printf("%s to %s%n", topic.name(), Replay.topic(contract));
        fates.print(isDryRun, out);
      }
      out.flush();
      return fates.leavesSome() ? ExitCode.FINDINGS : ExitCode.FINE;
    }
  }

  /** The contract by whose pipeline letters are judged: nobody else may tell it what to judge. */
  private static Contract owner(LetterDesk desk, Topic topic) {
    if (topic.contract() != null) {
      return topic.contract().contract();
    }
    List<Letter> first =
        new LetterPicker(desk.reader(), LetterFilter.ALL, 1, () -> {}).first(topic.extent());
    String coordinates =
        !first.isEmpty() && first.getFirst() instanceof DeadLetter dead ? dead.contract() : null;
    return desk.contract(topic, coordinates)
        .map(CompiledContract::contract)
        .orElseThrow(
            () ->
                CommandException.badInput(
                    "the registry knows no contract whose dead letters %s holds; name the contract"
                        .formatted(topic.name())));
  }

  private Fates replay(LetterDesk desk, Topic topic, Contract contract, LetterFilter filter) {
    Fates fates = new Fates();
    try (Replay replay = begin(desk, topic, contract)) {
      try {
        send(desk, desk.narrowed(topic, filter), filter, replay, fates);
        replay.commit();
      } catch (TakenOverException e) {
        throw CommandException.infrastructure(
            "%s (%,d letters were sent until then)".formatted(e.getMessage(), replay.committed()));
      } catch (UnsentException e) {
        throw CommandException.infrastructure(
            "letters can't be sent: %s; %,d are sent, run it again to go on from there"
                .formatted(KafkaFailure.explained(e.failure()), replay.committed()));
      }
    }
    return fates;
  }

  private Replay begin(LetterDesk desk, Topic topic, Contract contract) {
    try {
      return isDryRun
          ? Replay.rehearse(desk.kafka(), contract, topic.name(), maxAttempts)
          : Replay.begin(desk.kafka(), contract, topic.name(), maxAttempts);
    } catch (MissingTopicException e) {
      throw CommandException.badInput(String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      throw CommandException.infrastructure("the replay can't begin: " + KafkaFailure.explained(e));
    }
  }

  private void send(
      LetterDesk desk, Extent extent, LetterFilter filter, Replay replay, Fates fates) {
    try (Progress progress = Progress.of(spec.commandLine().getErr(), "letters read")) {
      desk.reader()
          .read(
              extent,
              letter -> {
                if (fates.of(Fate.SENT) >= limit) {
                  return false;
                }
                progress.step();
                if (filter.admits(letter)) {
                  switch (letter) {
                    case DeadLetter dead -> fates.add(replay.offer(dead.record()));
                    case ForeignRecord foreign -> fates.addForeign();
                  }
                }
                return true;
              });
    }
  }

  private Map<String, @Nullable Object> json(Topic topic, Contract contract, Fates fates) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("topic", topic.name());
    json.put("contract", contract.coordinates());
    json.put("replayTopic", Replay.topic(contract));
    json.put("dryRun", isDryRun);
    json.putAll(fates.json());
    return json;
  }
}
