package io.sluice.bench;

import io.sluice.bench.subject.Case;
import io.sluice.bench.subject.Subject;
import io.sluice.bench.throughput.BrokerFiles;
import io.sluice.bench.throughput.Effort;
import io.sluice.bench.throughput.ThroughputResult;
import io.sluice.bench.throughput.ThroughputRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What enforcing costs a stream. */
@Command(
    name = "throughput",
    description = {
      "What enforcing costs a stream: Kafka Streams that only passes bytes on, against the pipeline"
          + " that enforces a contract. A real Kafka broker and a real Apicurio Registry are started"
          + " on this machine, and removed at the end. Takes about 4 minutes.",
      ""
    })
final class ThroughputCommand implements Callable<Integer> {

  @Mixin private Printed printed = new Printed();

  @Option(
      names = "--measured",
      description =
          "The contract promises something of every kind as well: adherence, latency, freshness,"
              + " completeness, accuracy, a million customers to be covered, orders that come once."
              + " What is promised is counted for each record.")
  private boolean measured;

  @Option(
      names = "--masked",
      description =
          "The contract masks four fields as well: by a hash, in part, by a bucket, and redacted."
              + " Product records are written anew; their schema is the contract's.")
  private boolean masked;

  @Option(
      names = "--unstamped",
      description =
          "The contract has product records say neither by which contract they were judged nor when"
              + " (sluice.stamps).")
  private boolean unstamped;

  @Option(
      names = "--on-disk",
      description =
          "The broker keeps its files in the temporary folder, also where Linux has room for them in"
              + " memory: writing them then takes the more of the processors, and of either side's"
              + " throughput.")
  private boolean onDisk;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "How often each side reads the whole topic, by turns; default ${DEFAULT-VALUE}. On a machine"
              + " that is shared, ratios differ from round to round: more rounds say more. Each takes"
              + " some 10 seconds.")
  private int rounds;

  @Option(
      names = "--profile",
      description =
          "With the table, print where the stream threads spend their time: one more round of each,"
              + " sampled by the JDK's flight recorder.")
  private boolean profiled;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (measured && masked) {
      throw new ParameterException(
          spec.commandLine(), "--measured and --masked are contracts of their own; name one");
    }
    if (rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds takes 1 or more, not " + rounds);
    }
    ThroughputRun run =
        new ThroughputRun(
            Effort.STATED.withRounds(rounds),
            unstamped ? subject().unstamped() : subject(),
            onDisk ? BrokerFiles.onDisk() : BrokerFiles.inMemory(),
            profiled,
            spec.commandLine().getErr()::println);
    ThroughputResult result = run.measure();
    printed.print(spec.commandLine().getOut(), result.table(), json(result));
    return 0;
  }

  private Subject subject() {
    if (masked) {
      return Case.maskedOrder();
    }
    return measured ? Case.measuredOrder() : Case.ORDER.subject();
  }

  static Map<String, Double> json(ThroughputResult result) {
    Map<String, Double> json = new LinkedHashMap<>();
    json.put("passthrough", Printed.rounded(result.passThrough(), 0));
    json.put("enforced", Printed.rounded(result.enforced(), 0));
    json.put("ratio", Printed.rounded(result.ratio(), 3));
    json.put("cpu_passthrough_ns", Printed.rounded(result.passThroughThreadNanos(), 0));
    json.put("cpu_enforced_ns", Printed.rounded(result.enforcedThreadNanos(), 0));
    json.put("process_cpu_passthrough_ns", Printed.rounded(result.passThroughProcessNanos(), 0));
    json.put("process_cpu_enforced_ns", Printed.rounded(result.enforcedProcessNanos(), 0));
    json.put("latency_rate", Printed.rounded(result.rate(), 0));
    json.put("p50_passthrough_ms", Printed.rounded(result.passThroughP50(), 1));
    json.put("p50_enforced_ms", Printed.rounded(result.enforcedP50(), 1));
    json.put("p99_passthrough_ms", Printed.rounded(result.passThroughP99(), 1));
    json.put("p99_enforced_ms", Printed.rounded(result.enforcedP99(), 1));
    json.put("record_bytes", Printed.rounded(result.recordBytes(), 0));
    return json;
  }
}
