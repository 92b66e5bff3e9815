package io.sluice.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.contract.Status;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.enforce.Backoff;
import io.sluice.pipeline.key.MissingKeysException;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.ContractStore;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.registry.UnknownContractException;
import io.sluice.service.settings.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipelines of this service, one for each contract. While the registry does not answer, the
 * fleet waits for it. A contract that can't be enforced stops none of its neighbours, and keeps the
 * service from being ready; one that is not to be enforced, such as a draft, does not. The registry
 * is looked at again and again for contracts that are not enforced yet; one that is keeps its
 * version until the service starts anew.
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

  /** The contracts by id, as far as they are known. */
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

  private void loadAll() throws RegistryUnavailableException {
    ContractStore contracts = registry.contracts();
    for (String id : selection.namesIds() ? selection.ids() : contracts.ids()) {
      if (!(members.get(id) instanceof FleetMember.Enforced)) {
        enlist(id, load(id, contracts));
      }
    }
  }

  private FleetMember load(String id, ContractStore contracts) throws RegistryUnavailableException {
    try {
      RegisteredContract registered = contracts.load(id);
      Contract contract = registered.contract().contract();
      if (!selection.means(contract)) {
        return new FleetMember.LeftOut("its domain is not selected");
      }
      if (contract.enforcement().isEmpty()) {
        return new FleetMember.LeftOut(idle(contract.status()));
      }
      return new FleetMember.Enforced(new Pipeline(registered, registry, settings, meters));
    } catch (UnknownContractException | InvalidContractException | MissingKeysException e) {
      return new FleetMember.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static String idle(Status status) {
    return "its status is %s%s"
        .formatted(
            status.word(),
            status.mayShadow() ? ", and it does not ask for sluice.enforcement: shadow" : "");
  }

  /** Takes a contract in, unless the fleet is being stopped. */
  private synchronized void enlist(String id, FleetMember member) {
    if (stop.getCount() == 0 || member.equals(members.put(id, member))) {
      return;
    }
    switch (member) {
      case FleetMember.Enforced(Pipeline pipeline) -> {
        LOG.info(
            "action=start contract={} application={} enforcement={}",
            id,
            pipeline.applicationId(),
            pipeline.isInShadow() ? "shadow" : "enforce");
        pipeline.start();
      }
      case FleetMember.Refused(String why) ->
          LOG.error("action=refuse contract={} reason=\"{}\"", id, why);
      case FleetMember.LeftOut(String why) ->
          LOG.info("action=leaveOut contract={} reason=\"{}\"", id, why);
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
