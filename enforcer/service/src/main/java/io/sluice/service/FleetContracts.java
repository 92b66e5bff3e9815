package io.sluice.service;

import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import io.sluice.pipeline.Pipeline;
import io.sluice.pipeline.measure.MeasuredContracts;
import io.sluice.service.settings.Selection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The contracts that are measured: those that the fleet enforces or runs in shadow, whether their
 * pipelines run, wait or are paused.
 */
record FleetContracts(Fleet fleet, Selection selection) implements MeasuredContracts {

  @Override
  public String selected() {
    return "ids %s, domains %s"
        .formatted(new TreeSet<>(selection.ids()), new TreeSet<>(selection.domains()));
  }

  @Override
  public Map<Major, CompiledContract> measured() {
    Map<Major, CompiledContract> measured = new TreeMap<>();
    fleet
        .members()
        .forEach(
            (name, member) -> {
              if (member instanceof FleetMember.Enforced(Pipeline pipeline)) {
                measured.put(pipeline.major(), pipeline.contract());
              }
            });
    return measured;
  }

  @Override
  public Membership of(Major major) {
    return switch (fleet.members().get(major.toString())) {
      case FleetMember.Enforced(Pipeline pipeline) -> new Membership.Measured(pipeline.contract());
      case FleetMember.Refused refused -> new Membership.Awaited();
      case FleetMember.LeftOut leftOut -> new Membership.Foreign();
      case null ->
          selection.namesIds() && !selection.ids().contains(major.id())
              ? new Membership.Foreign()
              : new Membership.Awaited();
    };
  }
}
