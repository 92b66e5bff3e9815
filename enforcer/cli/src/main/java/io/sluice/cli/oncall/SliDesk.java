package io.sluice.cli.oncall;

import io.sluice.cli.console.ClusterOptions;
import io.sluice.cli.console.CommandException;
import io.sluice.cli.console.RegistryOptions;
import io.sluice.cli.letter.KafkaFailure;
import io.sluice.cli.letter.Shown;
import io.sluice.engine.finding.Suggestions;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.pipeline.SliTopicReader;
import io.sluice.pipeline.measure.SliReport;
import io.sluice.pipeline.measure.SliTopic;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.registry.UnknownContractException;
import io.sluice.service.ClientSettings;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What reading a contract's results takes: its contract in the registry, its topic in the cluster.
 */
final class SliDesk implements AutoCloseable {

  private final ApicurioRegistry registry;
  private final SliTopicReader reader;
  private final CompiledContract contract;
  private final String servers;

  private SliDesk(
      ApicurioRegistry registry, SliTopicReader reader, CompiledContract contract, String servers) {
    this.registry = registry;
    this.reader = reader;
    this.contract = contract;
    this.servers = servers;
  }

  static SliDesk open(String id, ClusterOptions cluster, RegistryOptions options)
      throws IOException {
    ClientSettings settings = cluster.settings(options);
    RegistrySettings found =
        settings
            .registry()
            .orElseThrow(
                () ->
                    CommandException.badInput(
                        "no registry is named, which has the contract; use --registry URL, --config FILE, or set SLUICE_REGISTRY_URL"));
    ApicurioRegistry registry = new ApicurioRegistry(found);
    try {
      CompiledContract contract = contract(id, registry);
      return new SliDesk(
          registry,
          reader(settings, registry),
          contract,
          settings.kafka().getOrDefault("bootstrap.servers", ""));
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  private static CompiledContract contract(String id, ApicurioRegistry registry) {
    try {
      return registry.contracts().load(id).contract();
    } catch (UnknownContractException e) {
      throw CommandException.badInput(
          "no contract %s is registered%s".formatted(Shown.text(id), meant(id, registry)));
    } catch (InvalidContractException e) {
      throw CommandException.badInput(
          "contract %s can't be enforced, so nobody measures it: %s"
              .formatted(Shown.text(id), e.getMessage()));
    } catch (RegistryUnavailableException e) {
      throw CommandException.infrastructure(String.valueOf(e.getMessage()));
    }
  }

  private static String meant(String id, ApicurioRegistry registry) {
    try {
      return Suggestions.of(
          id,
          registry.contracts().ids(),
          "; did you mean %s? `bin/sluice dlq list` lists all contracts");
    } catch (RegistryUnavailableException e) {
      return "";
    }
  }

  private static SliTopicReader reader(ClientSettings settings, ApicurioRegistry registry) {
    try {
      return new SliTopicReader(settings.kafka(), registry);
    } catch (KafkaException e) {
      throw CommandException.badInput(
          "Kafka's client can't start with its properties: " + KafkaFailure.explained(e));
    }
  }

  CompiledContract contract() {
    return contract;
  }

  /** What was told last; empty where nothing was yet. */
  Optional<SliReport> look() {
    try {
      return reader.read(contract, false);
    } catch (TimeoutException e) {
      throw CommandException.infrastructure(
          "Kafka at %s does not answer: is the address right, and does the client speak its protocol (--kafka-config)?"
              .formatted(servers));
    } catch (KafkaException e) {
      throw CommandException.infrastructure(
          "topic %s can't be read (%s)".formatted(topic(), KafkaFailure.explained(e)));
    }
  }

  /** Why there is nothing, and what to do. */
  CommandException nothing() {
    return CommandException.infrastructure(
        "nothing was measured of %s yet: there is no result in topic %s. Does a service run that enforces it (bin/sluice run), for a minute at least, and may it create topics (docs/topics.md)?"
            .formatted(contract.contract().coordinates(), topic()));
  }

  private String topic() {
    return SliTopic.of(contract.contract());
  }

  @Override
  public void close() {
    reader.close();
    registry.close();
  }
}
