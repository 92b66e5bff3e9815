package io.sluice.cli.stage;

import io.sluice.cli.console.CommandException;
import io.sluice.engine.authoring.ContractFile;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.key.KeysetException;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.PublicationRefusedException;
import io.sluice.pipeline.registry.RegistrySettings;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.sandbox.Sandbox;
import io.sluice.service.SluiceService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What {@code demo} and {@code dev} play on: a sandbox with contracts published to it, and the real
 * service that enforces them.
 */
final class Stage implements AutoCloseable {

  /** Raw partitions: more than one, so that what is shown holds for a real topic. */
  private static final int PARTITIONS = 2;

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Sandbox sandbox;
  private final SluiceService service;
  private final List<CompiledContract> contracts;
  private final SandboxKeys keys;

  private Stage(
      Sandbox sandbox, SluiceService service, List<CompiledContract> contracts, SandboxKeys keys) {
    this.sandbox = sandbox;
    this.service = service;
    this.contracts = contracts;
    this.keys = keys;
  }

  /** Starts a service with its settings. */
  private interface Starting {
    SluiceService start(Map<String, Object> settings);
  }

  /**
   * Sets it up, and waits until every contract is enforced.
   *
   * @param servicePort where the service listens; 0 for a free port
   * @param progress takes a line for each step
   */
  static Stage open(
      Sandbox.Settings settings,
      int servicePort,
      List<ContractFile> contracts,
      Consumer<String> progress)
      throws InterruptedException {
    return open(settings, servicePort, contracts, SluiceService::startWith, progress);
  }

  /**
   * Likewise, where records are judged by a clock other than the real one.
   *
   * @param clock stands until somebody sets it
   */
  static Stage open(
      Sandbox.Settings settings,
      List<ContractFile> contracts,
      Clock clock,
      Consumer<String> progress)
      throws InterruptedException {
    return open(settings, 0, contracts, s -> SluiceService.startWith(s, clock), progress);
  }

  private static Stage open(
      Sandbox.Settings settings,
      int servicePort,
      List<ContractFile> contracts,
      Starting starting,
      Consumer<String> progress)
      throws InterruptedException {
    progress.accept("starting a Kafka broker and an Apicurio Registry");
    Sandbox sandbox = Sandbox.start(settings);
    try {
      progress.accept(
          "publishing " + contracts.size() + (contracts.size() == 1 ? " contract" : " contracts"));
      List<CompiledContract> published = publish(sandbox, contracts);
      progress.accept("starting the service");
      Map<String, Object> serviceSettings = serviceSettings(sandbox, servicePort, published);
      SandboxKeys keys = SandboxKeys.make(published, serviceSettings, progress);
      SluiceService service = starting.start(serviceSettings);
      Stage stage = new Stage(sandbox, service, published, keys);
      stage.awaitReady();
      return stage;
    } catch (IOException
        | KeysetException
        | RegistryUnavailableException
        | PublicationRefusedException e) {
      sandbox.close();
      throw CommandException.infrastructure(String.valueOf(e.getMessage()));
    } catch (RuntimeException | InterruptedException e) {
      sandbox.close();
      throw e;
    }
  }

  private static List<CompiledContract> publish(Sandbox sandbox, List<ContractFile> files)
      throws RegistryUnavailableException, PublicationRefusedException {
    List<CompiledContract> contracts = new ArrayList<>();
    try (ApicurioRegistry registry =
        new ApicurioRegistry(RegistrySettings.of(sandbox.registryUrl()))) {
      for (ContractFile file : files) {
        registry.publisher().publish(file);
        CompiledContract contract = file.compile();
        sandbox.createTopic(contract.binding().rawTopic(), PARTITIONS, Map.of());
        contracts.add(contract);
      }
    }
    return contracts;
  }

  private static Map<String, Object> serviceSettings(
      Sandbox sandbox, int port, List<CompiledContract> contracts) throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("kafka.bootstrap.servers", sandbox.bootstrapServers());
    settings.put("sluice.registry.url", sandbox.registryUrl());
    settings.put("sluice.contracts.ids", contracts.stream().map(c -> c.contract().id()).toList());
    settings.put("sluice.pipeline.create-topics", true);
    settings.put("sluice.pipeline.replication-factor", 1);
    Path states = Files.createTempDirectory("sluice-states-");
    states.toFile().deleteOnExit();
    settings.put("sluice.pipeline.state-directory", states.toString());
    settings.put("sluice.port", port);
    return settings;
  }

  private void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!service.isReady()) {
      if (System.nanoTime() > deadline) {
        List<String> obstacles = service.obstacles();
        close();
        throw CommandException.infrastructure(
            "the service is not ready after "
                + READY_WITHIN.toSeconds()
                + " s: "
                + String.join("; ", obstacles));
      }
      Thread.sleep(POLL);
    }
  }

  SandboxKeys keys() {
    return keys;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  SluiceService service() {
    return service;
  }

  /** The contracts, in the order they were given. */
  List<CompiledContract> contracts() {
    return contracts;
  }

  @Override
  public void close() {
    try {
      service.close();
    } finally {
      sandbox.close();
    }
  }
}
