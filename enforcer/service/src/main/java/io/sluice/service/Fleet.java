package io.sluice.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.contract.Contract;
import io.sluice.engine.plan.InvalidContractException;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.PipelineSettings;
import io.sluice.pipeline.registry.ApicurioRegistry;
import io.sluice.pipeline.registry.ContractStore;
import io.sluice.pipeline.registry.RegisteredContract;
import io.sluice.pipeline.registry.RegistryUnavailableException;
import io.sluice.pipeline.registry.UnknownContractException;
import io.sluice.service.settings.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipelines of this service, one for each contract. Contracts are loaded when it starts; while
 * the registry does not answer, the fleet waits for it. A contract that can't be enforced stops
 * none of its neighbours, and keeps the service from being ready; one that is not to be enforced,
 * such as a draft, does not.
 */
final class Fleet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
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
    Duration pause = FIRST_PAUSE;
    while (stop.getCount() > 0) {
      try {
        loadAll();
        awaited = null;
        LOG.info("action=loaded contracts={}", members.size());
        return;
      } catch (RegistryUnavailableException e) {
        awaited = e.getMessage();
        LOG.warn("action=wait reason=\"{}\" backoffMs={}", e.getMessage(), pause.toMillis());
      }
      if (isStoppedWithin(pause)) {
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
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
      if (!members.containsKey(id) && stop.getCount() > 0) {
        load(id, contracts);
      }
    }
  }

  private void load(String id, ContractStore contracts) throws RegistryUnavailableException {
    try {
      RegisteredContract registered = contracts.load(id);
      Contract contract = registered.contract().contract();
      if (!selection.means(contract)) {
        members.put(id, new FleetMember.LeftOut("its domain is not selected"));
      } else if (!contract.status().isEnforced()) {
        members.put(id, new FleetMember.LeftOut("its status is " + contract.status().name().toLowerCase(Locale.ROOT)));
      } else {
        Pipeline pipeline = new Pipeline(registered, registry, settings, meters);
        members.put(id, new FleetMember.Enforced(pipeline));
        pipeline.start();
      }
    } catch (UnknownContractException | InvalidContractException e) {
      members.put(id, new FleetMember.Refused(String.valueOf(e.getMessage())));
      LOG.error("action=refuse contract={} reason=\"{}\"", id, e.getMessage());
    }
  }

  /** Stops every pipeline, all at once, and waits for them. */
  @Override
  public void close() {
    stop.countDown();
    List<Thread> closing = new ArrayList<>();
    for (FleetMember member : members.values()) {
      if (member instanceof FleetMember.Enforced(Pipeline pipeline)) {
        closing.add(Thread.ofVirtual().start(() -> pipeline.close(STOPPED_WITHIN)));
      }
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
