package io.sluice.cli.doctor;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a service with some settings would find. Each question to broker or registry is
 * bounded in time; after the first that is not answered no other is asked of the same.
 */
public final class Doctor {

  private final StartSettings settings;
  private final Instant now;
  private final List<Symptom> service = new ArrayList<>();
  private @Nullable String brokerProblem;
  private @Nullable String registryProblem;

  public Doctor(StartSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
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
          SourceReport.Draft draft = new SourceReport.Draft(source.name());
          examine(source, keyed, registry.contracts(), cluster, draft);
          if (!asked.isEmpty() || isSelected(draft)) {
            reports.add(draft.done());
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

  private List<Source> selected(ContractStore store) {
    Selection selection = settings.service().selection();
    if (selection.namesIds()) {
      return new TreeSet<>(selection.ids()).stream().map(Source::named).toList();
    }
    try {
      List<Source> all = new ArrayList<>();
      store
          .newest()
          .forEach(
              (id, majors) ->
                  majors.forEach(
                      version -> all.add(Source.named(Major.of(id, version).toString()))));
      return all;
    } catch (RegistryUnavailableException e) {
      registryProblem = e.getMessage();
      return List.of();
    }
  }

  private boolean isSelected(SourceReport.Draft draft) {
    return draft.contract == null
        || settings.service().selection().means(draft.contract.contract());
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

  private void examine(
      Source source,
      @Nullable PipelineSettings keyed,
      ContractStore store,
      @Nullable Cluster cluster,
      SourceReport.Draft draft)
      throws InterruptedException {
    if (registryProblem == null) {
      try {
        new ContractExam(store, keyed).examine(source, draft);
      } catch (RegistryUnavailableException e) {
        registryProblem = e.getMessage();
      }
    }
    if (registryProblem != null) {
      draft.problem(Symptom.Check.REGISTRY, unreached(registryProblem, "sluice.registry.url"));
      examineWithoutRegistry(source, keyed, draft);
    }
    CompiledContract contract = draft.contract;
    if (cluster != null && contract != null && brokerProblem == null) {
      try {
        new TopicExam(cluster, settings.pipelines(), now).examine(contract, draft);
        draft.symptoms.addAll(
            new AccessExam(cluster).examine(access().forContract(contract.contract())));
      } catch (NoAnswerException e) {
        brokerProblem = e.getMessage();
      }
    }
    if (brokerProblem != null) {
      draft.problem(
          Symptom.Check.BROKER,
          unreached("Kafka at " + servers() + ": " + brokerProblem, "kafka.bootstrap.servers"));
    }
  }

  private static void examineWithoutRegistry(
      Source source, @Nullable PipelineSettings keyed, SourceReport.Draft draft) {
    if (source.file() != null && draft.contract == null) {
      try {
        new ContractExam(null, keyed).examine(source, draft);
      } catch (RegistryUnavailableException e) {
        throw new IllegalStateException("nobody asked the registry", e);
      }
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
