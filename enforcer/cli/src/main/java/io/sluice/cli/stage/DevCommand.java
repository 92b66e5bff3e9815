package io.sluice.cli.stage;

import io.sluice.cli.console.ExitCode;
import io.sluice.cli.console.Json;
import io.sluice.cli.console.OutputFormat;
import io.sluice.engine.contract.Binding;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.sample.Dataset;
import io.sluice.sandbox.sample.LiveProducer;
import io.sluice.sandbox.sample.SampleProducer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A sandbox to play in. */
@Command(
    name = "dev",
    description = {
      "Keeps a sandbox running, with every shipped contract and live sample producers.",
      "A real Kafka broker and a real Apicurio Registry are started on this machine, and the service"
          + " that enforces the contracts. Ctrl-C stops all of it and removes it.",
      ""
    })
public final class DevCommand implements Callable<Integer> {

  private static final List<Dataset> DATASETS = Dataset.shipped();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8480",
      description = {
        "The service's port; the registry takes the next one, Kafka the one after that.",
        "0 takes free ports. Default ${DEFAULT-VALUE}."
      })
  private int port;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "0",
      description = "Stop each producer after so many records; 0, the default, for no end.")
  private long records;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Records a second of each producer; default ${DEFAULT-VALUE}.")
  private int rate;

  @Mixin private OutputFormat format = new OutputFormat();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_533) {
      throw new ParameterException(spec.commandLine(), "--port must lie between 0 and 65533");
    }
    if (records < 0 || rate < 1) {
      throw new ParameterException(
          spec.commandLine(), "--records must not be negative, and --rate must be at least 1");
    }
    PrintWriter err = spec.commandLine().getErr();
    Sandbox.Settings settings =
        new Sandbox.Settings(
            port == 0 ? 0 : port + 2, port == 0 ? 0 : port + 1, line -> say(err, line));
    CountDownLatch ended = new CountDownLatch(1);
    try (Stage stage =
        Stage.open(
            settings, port, DATASETS.stream().map(Shipped::contract).toList(), l -> say(err, l))) {
      List<LiveProducer> producers = start(stage);
      Thread hook = new Thread(() -> end(producers, stage, ended), "dev-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      announce(stage);
      ended.await();
    }
    return ExitCode.FINE;
  }

  private static void end(List<LiveProducer> producers, Stage stage, CountDownLatch ended) {
    producers.forEach(LiveProducer::close);
    stage.close();
    ended.countDown();
  }

  private static void say(PrintWriter err, String line) {
    err.println(line + " ...");
    err.flush();
  }

  private List<LiveProducer> start(Stage stage) {
    List<LiveProducer> producers = new ArrayList<>();
    for (int i = 0; i < DATASETS.size(); i++) {
      Dataset dataset = DATASETS.get(i);
      SampleProducer producer =
          new SampleProducer(
              stage.sandbox().bootstrapServers(),
              stage.sandbox().registryUrl(),
              stage.contracts().get(i).binding().rawTopic(),
              dataset.producer());
      producers.add(LiveProducer.start(dataset, producer, Clock.systemUTC(), records, rate));
    }
    return producers;
  }

  private void announce(Stage stage) {
    PrintWriter out = spec.commandLine().getOut();
    String kafka = stage.sandbox().bootstrapServers();
    String registry = stage.sandbox().registryUrl();
    Path letters = stage.keys().letters();
    if (format.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("kafka", kafka);
      json.put("registry", registry);
      json.put("service", stage.service().url());
      if (letters != null) {
        json.put("letterKeys", letters.toString());
      }
      out.println(Json.line(json));
      out.flush();
      return;
    }
    out.println();
    out.printf("  Kafka     %s%n", kafka);
    out.printf("  registry  %s%n", registry);
    out.printf(
        "  service   %s/health, %s/prometheus%n", stage.service().url(), stage.service().url());
    out.println();
    for (CompiledContract contract : stage.contracts()) {
      Binding binding = contract.binding();
      out.printf("  %s%n", contract.contract().coordinates());
      out.printf(
          "    %s -> %s, %s%n",
          binding.rawTopic(), binding.productTopic(), binding.deadLetterTopic());
    }
    out.println();
    out.println("Count dead letters, and explain the newest:");
    String at = "--kafka %s --registry %s".formatted(kafka, registry);
    out.printf("  bin/sluice dlq list %s%n", at);
    out.printf(
        "  bin/sluice dlq show %s --newest --limit 1 %s%s%n",
        stage.contracts().getFirst().contract().id(),
        at,
        letters == null ? "" : " --keys " + letters);
    out.println();
    out.println("Watch what the promises of a contract come to, minute by minute:");
    out.printf(
        "  bin/sluice sli %s --watch %s%n", stage.contracts().getFirst().contract().id(), at);
    out.println();
    out.println("Ctrl-C stops everything and removes it.");
    out.flush();
  }
}
