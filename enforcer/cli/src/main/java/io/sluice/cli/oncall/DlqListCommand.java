package io.sluice.cli.oncall;

import io.sluice.cli.console.ClusterOptions;
import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.console.Ownership;
import io.sluice.cli.console.Progress;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.letter.Extent;
import io.sluice.cli.letter.LetterFilter;
import io.sluice.cli.letter.Shown;
import io.sluice.cli.letter.count.Count;
import io.sluice.cli.letter.count.CountsJson;
import io.sluice.cli.letter.count.CountsPrinter;
import io.sluice.cli.letter.count.LetterCounts;
import io.sluice.cli.letter.count.Table;
import io.sluice.cli.letter.count.Times;
import io.sluice.cli.letter.explain.ContractBook.Answer;
import io.sluice.cli.oncall.LetterDesk.Topic;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.plan.CompiledContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts the letters of a dead-letter topic, or of all. */
@Command(
    name = "list",
    description = {
      "Counts dead letters by class, rule and writer schema, each with first and last time.",
      "Without a name: one line for each registered contract. Reads committed letters up to where the"
          + " topic ends now, in no consumer group.",
      ""
    })
final class DlqListCommand implements Callable<Integer> {

  /** More partitions than these are named only to programs. */
  private static final int SHOWN_PARTITIONS = 12;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CONTRACT|TOPIC",
      description = "A contract's id (ID:1: its major version 1), or a dead-letter topic.")
  private @Nullable String name;

  @Mixin private LetterFilterOptions filters = new LetterFilterOptions();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private RegistryOptions registry = new RegistryOptions();

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  private final Instant now = Instant.now();

  @Override
  public Integer call() throws IOException {
    LetterFilter filter = filters.filter(now);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (LetterDesk desk = LetterDesk.open(cluster, registry, err)) {
      if (name == null) {
        overview(desk, filter, out);
      } else {
        Topic topic = desk.topic(name);
        Extent extent = desk.narrowed(topic, filter);
        LetterCounts counts = count(desk, extent, filter);
        Optional<CompiledContract> contract = desk.contract(topic, counts.contract().orElse(null));
        if (format.isJson()) {
          out.println(Json.line(json(contract.orElse(null), topic.extent(), counts)));
        } else {
          print(contract.orElse(null), topic.extent(), counts, out);
        }
      }
    }
    out.flush();
    return ExitCode.FINE;
  }

  private LetterCounts count(LetterDesk desk, Extent extent, LetterFilter filter) {
    LetterCounts counts = new LetterCounts();
    try (Progress progress =
        Progress.of(spec.commandLine().getErr(), "letters read in " + extent.topic())) {
      desk.reader()
          .read(
              extent,
              letter -> {
                progress.step();
                if (filter.admits(letter)) {
                  counts.add(letter);
                }
                return true;
              });
    }
    return counts;
  }

  private static Map<String, @Nullable Object> json(
      @Nullable CompiledContract contract, Extent extent, LetterCounts counts) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("topic", extent.topic());
    Ownership.put(contract == null ? null : contract.contract(), json);
    CountsJson.put(extent, counts, json);
    return json;
  }

  private void print(
      @Nullable CompiledContract contract, Extent extent, LetterCounts counts, PrintWriter out) {
    out.println(
        extent.topic()
            + (contract == null ? "" : ", dead letters of " + named(contract.contract())));
    if (contract == null) {
      out.println("  owner    unknown: the registry gave no contract for this topic");
    } else {
      out.println("  owner    " + Ownership.owner(contract.contract()));
      out.println("  support  " + Ownership.support(contract.contract()));
    }
    Count letters = counts.letters();
    int partitions = extent.partitions().size();
    out.printf(
        "  letters  %,d; %d %s%n",
        letters.letters(), partitions, partitions == 1 ? "partition" : "partitions");
    if (counts.samples().letters() > 0) {
      out.printf(
          "  samples  %,d of the letters: their records passed, in shadow%n",
          counts.samples().letters());
    }
    if (partitions <= SHOWN_PARTITIONS) {
      out.println(
          "  offsets  "
              + extent.partitions().entrySet().stream()
                  .map(
                      p ->
                          "%d: %d..%d"
                              .formatted(p.getKey(), p.getValue().begin(), p.getValue().end()))
                  .collect(Collectors.joining(", ")));
    }
    if (letters.first() != null && letters.last() != null) {
      out.println("  first    " + Times.ago(letters.first(), now));
      out.println("  last     " + Times.ago(letters.last(), now));
    }
    if (counts.foreign().letters() > 0) {
      out.printf(
          "  foreign  %,d records that are no dead letters of Sluice's, %s to %s%n",
          counts.foreign().letters(),
          Times.seconds(counts.foreign().first()),
          Times.seconds(counts.foreign().last()));
      if (letters.letters() == 0) {
        out.println("           and no dead letter: is this the topic that you mean?");
      }
    }
    new CountsPrinter(counts, out).print();
  }

  private static String named(Contract contract) {
    return contract.coordinates() + (contract.isInShadow() ? ", which runs in shadow" : "");
  }

  private void overview(LetterDesk desk, LetterFilter filter, PrintWriter out) {
    Table table = new Table("CONTRACT", ">LETTERS", "FIRST", "LAST", "MOST OFTEN", "OWNER");
    for (String id : desk.contracts()) {
      switch (desk.book().newest(id)) {
        case Answer.Given<CompiledContract>(CompiledContract contract) -> {
          Optional<Extent> extent = desk.reader().extent(contract.binding().deadLetterTopic());
          LetterCounts counts = new LetterCounts();
          if (extent.isPresent()) {
            Topic topic = new Topic(contract, extent.get());
            counts = count(desk, desk.narrowed(topic, filter), filter);
          }
          line(contract, extent.isPresent(), counts, table, out);
        }
        case Answer.Missing<CompiledContract>(String why) -> unknown(id, why, table, out);
        case Answer.Unasked<CompiledContract>(String why) ->
            throw CommandException.infrastructure(why);
      }
    }
    if (!format.isJson()) {
      table.print(out);
    }
  }

  private void line(
      CompiledContract compiled,
      boolean hasTopic,
      LetterCounts counts,
      Table table,
      PrintWriter out) {
    Contract contract = compiled.contract();
    if (format.isJson()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("topic", compiled.binding().deadLetterTopic());
      Ownership.put(contract, json);
      json.put("topicExists", hasTopic);
      CountsJson.put(counts.letters(), json);
      json.put("samples", counts.samples().letters());
      json.put("foreign", counts.foreign().letters());
      json.put("topRule", counts.topRule().orElse(null));
      out.println(Json.line(json));
    } else {
      table.row(
          contract.coordinates(),
          hasTopic ? letters(counts) : "no topic",
          Times.seconds(counts.letters().first()),
          Times.seconds(counts.letters().last()),
          Shown.escaped(counts.topRule().orElse("")),
          Ownership.owner(contract));
    }
  }

  private static String letters(LetterCounts counts) {
    long samples = counts.samples().letters();
    return "%,d%s"
        .formatted(
            counts.letters().letters(), samples == 0 ? "" : " (%,d samples)".formatted(samples));
  }

  private void unknown(String id, String why, Table table, PrintWriter out) {
    if (format.isJson()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("contract", id);
      json.put("problem", why);
      out.println(Json.line(json));
    } else {
      table.row(Shown.escaped(id), "?", "", "", "", why);
    }
  }
}
