package io.sluice.cli.stage;

import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.OutputFormat;
import io.sluice.cli.letter.DeadLetter;
import io.sluice.cli.letter.explain.ContractBook;
import io.sluice.cli.letter.explain.Explainer;
import io.sluice.cli.letter.explain.LetterPrinter;
import io.sluice.cli.sli.SliTable;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.verdict.Violation;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.sample.Dataset;
import io.sluice.sandbox.sample.SampleProducer;
import io.sluice.service.SliJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the main job on real infrastructure. */
@Command(
    name = "demo",
    description = {
      "Streams a data set through a contract and prints what passed, what failed and why.",
      "A real Kafka broker and a real Apicurio Registry are started on this machine, the contract is"
          + " published and the service enforces it. All of it is stopped and removed at the end.",
      "",
      "Data sets: orders (a producer renames a field half way), earthquakes (one week of the USGS"
          + " feed), flights (20,000 U.S. flights of 2001), wells (a month of an oil company's daily"
          + " production), sensors, vessels, equipment, transactions, customers, accounts, usage and"
          + " tickets (what such producers send, with a few faults in a thousand).",
      ""
    })
public final class DemoCommand implements Callable<Integer> {

  private static final Duration JUDGED_WITHIN = Duration.ofMinutes(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "orders",
      description = "The data set, one of those above; default ${DEFAULT-VALUE}.")
  private String dataset = "orders";

  @Option(
      names = "--variant",
      paramLabel = "nullable",
      description = "Of orders: the contract's schema hides the rename behind a default.")
  private @Nullable String variant;

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Dataset chosen = chosen();
    PrintWriter err = spec.commandLine().getErr();
    long began = System.nanoTime();
    SetClock clock = new SetClock(chosen.judgedAt());
    try (Stage stage =
            Stage.open(
                new Sandbox.Settings(0, 0, line -> say(err, line)),
                List.of(Shipped.contract(chosen)),
                clock,
                line -> say(err, line));
        Outcome outcome = stream(chosen, stage, err)) {
      CompiledContract contract = stage.contracts().getFirst();
      long consumed = consumed(stage, contract, outcome);
      SliReport slis = measured(stage, contract, consumed, clock);
      double seconds = (System.nanoTime() - began) / 1e9;
      PrintWriter out = spec.commandLine().getOut();
      if (format.isJson()) {
        out.println(Json.line(json(contract, outcome, consumed, slis, seconds)));
      } else {
        print(contract, outcome, consumed, slis, seconds, stage, out);
      }
      out.flush();
    }
    return ExitCode.FINE;
  }

  private Dataset chosen() {
    if (variant != null && !variant.equals("nullable")) {
      throw new ParameterException(spec.commandLine(), "there is no variant " + variant);
    }
    return Dataset.of(dataset, variant != null)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no data set %s%s; there are %s, and orders with --variant nullable"
                        .formatted(
                            dataset,
                            variant == null ? "" : " in variant " + variant,
                            Dataset.shipped().stream()
                                .map(Dataset::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static void say(PrintWriter err, String line) {
    err.println(line + " ...");
    err.flush();
  }

  /** Publishes the data set, and waits until all of it has come out. */
  private static Outcome stream(Dataset dataset, Stage stage, PrintWriter err) {
    Binding binding = stage.contracts().getFirst().binding();
    say(err, "streaming " + dataset.word() + " through the contract");
    Outcome outcome = new Outcome(stage.sandbox().bootstrapServers(), binding);
    try (SampleProducer producer =
        new SampleProducer(
            stage.sandbox().bootstrapServers(),
            stage.sandbox().registryUrl(),
            binding.rawTopic(),
            dataset.producer())) {
      producer.publishAll(dataset.records());
      long deadline = System.nanoTime() + JUDGED_WITHIN.toNanos();
      while (outcome.product() + outcome.deadLetters() < producer.published()) {
        outcome.read();
        if (System.nanoTime() > deadline) {
          throw CommandException.infrastructure(
              "of %d records %d came out within %d s; %s"
                  .formatted(
                      producer.published(),
                      outcome.product() + outcome.deadLetters(),
                      JUDGED_WITHIN.toSeconds(),
                      String.join("; ", stage.service().obstacles())));
        }
      }
      // One more look: what came twice would come now.
      outcome.read();
    } catch (RuntimeException e) {
      outcome.close();
      throw e;
    }
    return outcome;
  }

  /** What the service counted, which must be what stands in the topics. */
  private static long consumed(Stage stage, CompiledContract contract, Outcome outcome)
      throws InterruptedException {
    long inTopics = outcome.product() + outcome.deadLetters();
    long consumed = 0;
    for (int attempt = 0; attempt < 20 && consumed != inTopics; attempt++) {
      consumed = ServiceCounters.consumed(stage.service().url(), contract.contract().id());
      if (consumed != inTopics) {
        Thread.sleep(Duration.ofMillis(100));
      }
    }
    if (consumed != inTopics) {
      throw CommandException.infrastructure(
          "the service counted %d records, its topics hold %d: please report this"
              .formatted(consumed, inTopics));
    }
    return consumed;
  }

  /**
   * What the promises come to: once everything was measured, the minute of judging ends, and with
   * it the demo's time.
   */
  private static SliReport measured(
      Stage stage, CompiledContract contract, long consumed, SetClock clock)
      throws InterruptedException {
    String id = contract.contract().id();
    await("measured %d of " + consumed, consumed, () -> stage.service().measured(id));
    Instant end = clock.instant().plus(MINUTE);
    clock.set(end);
    await(
        "judged %d of 1 minutes",
        1,
        () ->
            stage.service().slis(id).filter(r -> !r.judgedUntil().isBefore(end)).isPresent()
                ? 1
                : 0);
    return stage.service().slis(id).orElseThrow();
  }

  /** Waits until there are so many. */
  private static void await(String soFar, long many, LongSupplier count)
      throws InterruptedException {
    long deadline = System.nanoTime() + JUDGED_WITHIN.toNanos();
    for (long now = count.getAsLong(); now < many; now = count.getAsLong()) {
      if (System.nanoTime() > deadline) {
        throw CommandException.infrastructure(
            ("the service " + soFar + " within %d s: please report this")
                .formatted(now, JUDGED_WITHIN.toSeconds()));
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private static Map<String, Object> json(
      CompiledContract contract, Outcome outcome, long consumed, SliReport slis, double seconds) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contract", contract.contract().id());
    json.put("version", contract.contract().version().text());
    json.put("consumed", consumed);
    json.put("product", outcome.product());
    json.put("deadLetter", outcome.deadLetters());
    json.put("shadowed", outcome.shadowed());
    json.put("samples", outcome.samples());
    json.put("violations", outcome.byRule());
    json.put("judgedUntil", slis.judgedUntil().toString());
    json.put("slis", SliJson.slis(slis, false));
    json.put("seconds", Math.round(seconds * 10) / 10.0);
    return json;
  }

  private static void print(
      CompiledContract contract,
      Outcome outcome,
      long consumed,
      SliReport slis,
      double seconds,
      Stage stage,
      PrintWriter out) {
    Binding binding = contract.binding();
    out.println();
    boolean isInShadow = contract.contract().isInShadow();
    out.printf(
        "Contract %s%s%n%n", contract.contract().coordinates(), isInShadow ? ", in shadow" : "");
    out.printf("  %-12s %8d   %s%n", "consumed", consumed, binding.rawTopic());
    out.printf("  %-12s %8d   %s%n", "product", outcome.product(), binding.productTopic());
    out.printf(
        "  %-12s %8d   %s%n", "dead letter", outcome.deadLetters(), binding.deadLetterTopic());
    if (isInShadow) {
      out.printf(
          "  %-12s %8d   of the product, kept back once enforced%n",
          "shadowed", outcome.shadowed());
      out.printf("  %-12s %8d   %s%n", "samples", outcome.samples(), binding.deadLetterTopic());
    }
    out.printf("%nWhat was promised, as of %s%n%n", slis.judgedUntil());
    new SliTable(contract, slis).printResults(out);
    out.printf("%n  All of the data came then, at its end: latency is how old it was.%n");
    if (!outcome.byRule().isEmpty()) {
      out.printf("%nWhy records %s%n%n", isInShadow ? "would be rejected" : "were rejected");
      for (Map.Entry<String, Long> rule : outcome.byRule().entrySet()) {
        Violation example = outcome.example(rule.getKey());
        out.printf("  %8d   %s (%s)%n", rule.getValue(), rule.getKey(), example.violationClass());
        // A rule over several fields has no path.
        String place = example.path().isEmpty() ? "" : example.path() + ": ";
        out.printf("  %8s   %s%s%n", "", place, example.message());
      }
    }
    DeadLetter first = outcome.first();
    if (first != null) {
      out.printf("%nThe first %s%n%n", first.isSample() ? "sample" : "dead letter");
      try (ApicurioRegistry registry =
          new ApicurioRegistry(RegistrySettings.of(stage.sandbox().registryUrl()))) {
        new LetterPrinter(
                new Explainer(
                    ContractBook.of(registry, out::println), stage.keys().opener(), null, false))
            .print(first, out);
      }
    }
    out.printf("%nDone in %.1f s. Next: `bin/sluice dev` keeps all of it running;%n", seconds);
    out.println("the contracts stand in contracts/, how to write one in docs/contracts.md.");
  }
}
