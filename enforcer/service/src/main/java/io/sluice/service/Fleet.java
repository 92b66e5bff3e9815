package io.sluice.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.ContractVersion;
import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.enforce.MajorsBeside;
import io.sluice.pipeline.key.MissingKeysException;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.ContractStore;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.registry.UnknownContractException;
import io.sluice.service.settings.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipelines of this service, one for each major version of each contract. While the registry
 * does not answer, the fleet waits for it. A contract that can't be enforced stops none of its
 * neighbours, and keeps the service from being ready; one that is not to be enforced, such as a
 * draft, does not. The registry is looked at again and again for what is not enforced yet; what is
 * keeps its version until the service starts anew. Where another major version comes to share its
 * raw topic, its pipeline is replaced by one that knows of it.
 */
final class Fleet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), LOOK_AGAIN);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

  private final Selection selection;
  private final PipelineSettings settings;
  private final ApicurioRegistry registry;
  private final MeterRegistry meters;
  private final Map<String, FleetMember> members = new ConcurrentSkipListMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable String awaited = "contracts are being loaded";
  private @Nullable Thread loading;

  Fleet(
      Selection selection,
      PipelineSettings settings,
      ApicurioRegistry registry,
      MeterRegistry meters) {
    this.selection = selection;
    this.settings = settings;
    this.registry = registry;
    this.meters = meters;
  }

  /** Starts loading; returns at once. */
  synchronized void start() {
    loading = Thread.ofVirtual().name("fleet").start(this::load);
  }

  /** What the fleet as a whole waits for; null where every contract is loaded. */
  @Nullable String awaited() {
    return awaited;
  }

  /**
   * The contracts as far as they are known, each major version by itself, by its {@link
   * Major#toString name}; by its id, where nothing is registered of one that is named.
   */
  Map<String, FleetMember> members() {
    return new TreeMap<>(members);
  }

  boolean isReady() {
    return awaited == null && members.values().stream().allMatch(FleetMember::isReady);
  }

  private void load() {
    int failures = 0;
    Duration pause;
    do {
      try {
        loadAll();
        awaited = null;
        failures = 0;
        pause = LOOK_AGAIN;
      } catch (RegistryUnavailableException e) {
        failures++;
        pause = BACKOFF.after(failures);
        unavailable(String.valueOf(e.getMessage()));
      }
    } while (!isStoppedWithin(pause));
  }

  /** Once the contracts are known, each pipeline says by itself what it needs the registry for. */
  private void unavailable(String reason) {
    if (awaited != null && !reason.equals(awaited)) {
      awaited = reason;
      LOG.warn("action=wait reason=\"{}\"", reason);
    }
  }

  private boolean isStoppedWithin(Duration pause) {
    try {
      return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * The pipeline of a contract.
   *
   * @param name its id, which means the newest of its major versions that run, or {@code
   *     <id>:<major>}
   */
  Optional<Pipeline> find(String name) {
    return members.values().stream()
        .filter(FleetMember.Enforced.class::isInstance)
        .map(member -> ((FleetMember.Enforced) member).pipeline())
        .filter(pipeline -> isNamed(pipeline.major(), name))
        .max(Comparator.comparing(Pipeline::major));
  }

  private static boolean isNamed(Major major, String name) {
    return major.id().equals(name) || major.toString().equals(name);
  }

  private void loadAll() throws RegistryUnavailableException {
    ContractStore contracts = registry.contracts();
    for (Map.Entry<String, List<ContractVersion>> newest : newest(contracts).entrySet()) {
      load(newest.getKey(), newest.getValue(), contracts);
    }
  }

  private Map<String, List<ContractVersion>> newest(ContractStore contracts)
      throws RegistryUnavailableException {
    if (!selection.namesIds()) {
      return contracts.newest();
    }
    Map<String, List<ContractVersion>> newest = new TreeMap<>();
    for (String id : selection.ids()) {
      newest.put(id, contracts.newest(id));
    }
    return newest;
  }

  /** Takes in the majors of one contract: the lower ones first learn of those above them. */
  private void load(String id, List<ContractVersion> newest, ContractStore contracts)
      throws RegistryUnavailableException {
    Map<Major, RegisteredContract> majors = running(id);
    if (newest.isEmpty() && majors.isEmpty()) {
      enlist(id, refused(new UnknownContractException(id)));
      return;
    }
    members.remove(id);
    for (ContractVersion version : newest) {
      Major major = Major.of(id, version);
      if (!majors.containsKey(major)) {
        try {
          majors.put(major, contracts.loadVersion(id, version.text()));
        } catch (UnknownContractException | InvalidContractException e) {
          enlist(major.toString(), refused(e));
        }
      }
    }
    List<CompiledContract> all =
        majors.values().stream().map(RegisteredContract::contract).toList();
    majors.forEach(
        (major, contract) ->
            take(major.toString(), contract, MajorsBeside.of(contract.contract(), all)));
  }

  private Map<Major, RegisteredContract> running(String id) {
    Map<Major, RegisteredContract> running = new TreeMap<>();
    for (FleetMember member : members.values()) {
      if (member instanceof FleetMember.Enforced(Pipeline pipeline)
          && pipeline.major().id().equals(id)) {
        running.put(pipeline.major(), pipeline.registered());
      }
    }
    return running;
  }

  private void take(String name, RegisteredContract registered, MajorsBeside majors) {
    if (!(members.get(name) instanceof FleetMember.Enforced(Pipeline pipeline))) {
      enlist(name, member(registered, majors));
    } else if (!pipeline.majorsBeside().majors().equals(majors.majors())) {
      LOG.info(
          "action=restart contract={} reason=\"it shares {} with majors {}, before with {}\"",
          name,
          pipeline.contract().binding().rawTopic(),
          majors,
          pipeline.majorsBeside());
      pipeline.close(STOPPED_WITHIN);
      enlist(name, member(registered, majors));
    }
  }

  private FleetMember member(RegisteredContract registered, MajorsBeside majors) {
    Contract contract = registered.contract().contract();
    if (!selection.means(contract)) {
      return new FleetMember.LeftOut("its domain is not selected");
    }
    Optional<String> idle = contract.idle();
    if (idle.isPresent()) {
      return new FleetMember.LeftOut(idle.get());
    }
    try {
      return new FleetMember.Enforced(new Pipeline(registered, majors, registry, settings, meters));
    } catch (MissingKeysException e) {
      return refused(e);
    }
  }

  private static FleetMember refused(Exception why) {
    return new FleetMember.Refused(String.valueOf(why.getMessage()));
  }

  /** Takes a contract in, unless the fleet is being stopped. */
  private synchronized void enlist(String name, FleetMember member) {
    if (stop.getCount() == 0 || member.equals(members.put(name, member))) {
      return;
    }
    switch (member) {
      case FleetMember.Enforced(Pipeline pipeline) -> {
        LOG.info(
            "action=start contract={} application={} enforcement={}",
            pipeline.contract().contract().coordinates(),
            pipeline.applicationId(),
            pipeline.isInShadow() ? "shadow" : "enforce");
        pipeline.start();
      }
      case FleetMember.Refused(String why) ->
          LOG.error("action=refuse contract={} reason=\"{}\"", name, why);
      case FleetMember.LeftOut(String why) ->
          LOG.info("action=leaveOut contract={} reason=\"{}\"", name, why);
    }
  }

  /** The pipelines to stop; none the second time. */
  private synchronized List<Pipeline> stopEnlisting() {
    if (stop.getCount() == 0) {
      return List.of();
    }
    stop.countDown();
    return members.values().stream()
        .filter(FleetMember.Enforced.class::isInstance)
        .map(FleetMember.Enforced.class::cast)
        .map(FleetMember.Enforced::pipeline)
        .toList();
  }

  /** Stops every pipeline, all at once, and waits for them. Does nothing the second time. */
  @Override
  public void close() {
    List<Thread> closing = new ArrayList<>();
    for (Pipeline pipeline : stopEnlisting()) {
      closing.add(Thread.ofVirtual().start(() -> pipeline.close(STOPPED_WITHIN)));
    }
    try {
      for (Thread thread : closing) {
        thread.join();
      }
      Thread loader = loading;
      if (loader != null) {
        loader.join(STOPPED_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      registry.close();
    }
  }
}
