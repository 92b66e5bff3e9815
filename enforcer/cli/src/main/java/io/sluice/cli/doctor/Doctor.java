package io.sluice.cli.doctor;

import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.ContractStore;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.topic.NoAnswerException;
import io.sluice.service.StartSettings;
import io.sluice.service.access.ServiceAccess;
import io.sluice.service.settings.IllegalSettingException;
import io.sluice.service.settings.Selection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a service with some settings would find. Each question to broker or registry is
 * bounded in time; after the first that is not answered no other is asked of the same.
 */
public final class Doctor {

  private final StartSettings settings;
  private final InstantSource clock;
  private final List<Symptom> service = new ArrayList<>();
  private @Nullable String brokerProblem;
  private @Nullable String registryProblem;

  public Doctor(StartSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Examines sources.
   *
   * @param asked none for all that the settings select
   */
  public Diagnosis examine(List<Source> asked) throws InterruptedException {
    PipelineSettings keyed = keyed();
    try (ApicurioRegistry registry = new ApicurioRegistry(settings.service().registry())) {
      List<Source> sources = asked.isEmpty() ? selected(registry.contracts()) : asked;
      Cluster cluster = open();
      try {
        String facts = cluster == null ? "" : cluster.facts();
        if (cluster != null) {
          examineService(cluster);
        }
        List<SourceReport> reports = new ArrayList<>();
        for (Source source : sources) {
          SourceReport report = examine(source, keyed, registry.contracts(), cluster);
          if (!asked.isEmpty() || isSelected(report)) {
            reports.add(report);
          }
        }
        return new Diagnosis(places(facts), service, reports);
      } finally {
        if (cluster != null) {
          cluster.close();
        }
      }
    }
  }

  private @Nullable PipelineSettings keyed() {
    try {
      return settings.keyed();
    } catch (IllegalSettingException e) {
      service.add(
          Symptom.problem(Symptom.Check.KEYS, "the service does not start: " + e.getMessage()));
      return null;
    }
  }

  private @Nullable Cluster open() throws InterruptedException {
    try {
      return Cluster.open(settings.pipelines());
    } catch (NoAnswerException e) {
      brokerProblem = e.getMessage();
      return null;
    }
  }

  /** All that the service would look at; of what it can't know yet, what the settings name. */
  private List<Source> selected(ContractStore store) {
    Selection selection = settings.service().selection();
    try {
      Map<String, List<ContractVersion>> newest = new TreeMap<>();
      if (selection.namesIds()) {
        for (String id : selection.ids()) {
          newest.put(id, store.newest(id));
        }
      } else {
        newest.putAll(store.newest());
      }
      if (newest.isEmpty()) {
        service.add(
            Symptom.warning(
                Symptom.Check.CONTRACT,
                "no contract is registered, so there is nothing to enforce; `bin/sluice publish` registers them"));
      }
      return newest.entrySet().stream().flatMap(id -> majors(id.getKey(), id.getValue())).toList();
    } catch (RegistryUnavailableException e) {
      registryProblem = e.getMessage();
      return new TreeSet<>(selection.ids()).stream().map(Source::named).toList();
    }
  }

  /** Each major version by itself; the id alone, where none is registered. */
  private static Stream<Source> majors(String id, List<ContractVersion> newest) {
    return newest.isEmpty()
        ? Stream.of(Source.named(id))
        : newest.stream().map(version -> Source.named(Major.of(id, version).toString()));
  }

  private boolean isSelected(SourceReport report) {
    return report.contract().filter(c -> !settings.service().selection().means(c)).isEmpty();
  }

  private void examineService(Cluster cluster) throws InterruptedException {
    try {
      service.addAll(new AccessExam(cluster).examine(access().once()));
    } catch (NoAnswerException e) {
      brokerProblem = e.getMessage();
    }
  }

  /** Whose they are does not matter where they are compared with what the cluster permits. */
  private ServiceAccess access() {
    return new ServiceAccess(
        "User:sluice",
        settings.service().measureApplicationId(),
        settings.service().topics().allowed());
  }

  private SourceReport examine(
      Source source,
      @Nullable PipelineSettings keyed,
      ContractStore store,
      @Nullable Cluster cluster)
      throws InterruptedException {
    List<Symptom> unreached = new ArrayList<>();
    ContractLook contract = contract(source, keyed, store);
    TopicLook topics = topics(contract, cluster);
    if (registryProblem != null) {
      unreached.add(
          Symptom.problem(
              Symptom.Check.REGISTRY, unreached(registryProblem, "sluice.registry.url")));
    }
    if (brokerProblem != null) {
      unreached.add(
          Symptom.problem(
              Symptom.Check.BROKER,
              unreached(
                  "Kafka at " + servers() + ": " + brokerProblem, "kafka.bootstrap.servers")));
    }
    return new SourceReport(source.name(), clock.instant(), contract, topics, unreached);
  }

  /** Looks at the contract; at that of its file alone, where the registry does not answer. */
  private ContractLook contract(
      Source source, @Nullable PipelineSettings keyed, ContractStore store) {
    if (registryProblem == null) {
      try {
        return new ContractExam(store, keyed).examine(source);
      } catch (RegistryUnavailableException e) {
        registryProblem = e.getMessage();
      }
    }
    try {
      return new ContractExam(null, keyed).examine(source);
    } catch (RegistryUnavailableException e) {
      throw new IllegalStateException("nobody asked the registry", e);
    }
  }

  private TopicLook topics(ContractLook look, @Nullable Cluster cluster)
      throws InterruptedException {
    CompiledContract contract = look.contract();
    if (cluster == null || contract == null || brokerProblem != null) {
      return TopicLook.NONE;
    }
    try {
      TopicLook topics = new TopicExam(cluster, settings.pipelines(), clock).examine(contract);
      return topics.and(new AccessExam(cluster).examine(access().forContract(contract.contract())));
    } catch (NoAnswerException e) {
      brokerProblem = e.getMessage();
      return TopicLook.NONE;
    }
  }

  private static String unreached(@Nullable String why, String setting) {
    return "%s; what depends on it was not looked at; see %s".formatted(why, setting);
  }

  private List<Place> places(String facts) {
    return List.of(
        new Place(
            "kafka",
            servers(),
            facts.isEmpty() ? "" : facts + ", " + Login.of(settings.pipelines().kafka()),
            brokerProblem),
        new Place("registry", settings.service().registry().url().toString(), "", registryProblem));
  }

  private String servers() {
    return settings.pipelines().kafka().getOrDefault("bootstrap.servers", "");
  }
}
