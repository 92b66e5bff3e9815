package io.sluice.pipeline.measure;

import io.sluice.engine.contract.Major;
import io.sluice.engine.plan.CompiledContract;
import java.util.Map;

/**
 * The contracts that an application measures. They can come late, and go. Asked on stream threads;
 * thread-safe.
 */
public interface MeasuredContracts {

  /** Whether a contract is measured. */
  sealed interface Membership {

    /** It is. */
    record Measured(CompiledContract contract) implements Membership {}

    /** It is not known, or can't be read, which can change: what was counted waits for it. */
    record Awaited() implements Membership {}

    /** It is somebody else's. */
    record Foreign() implements Membership {}
  }

  /**
   * Which contracts they are to be, in words: the same at all instances of one application, and
   * another where others are selected.
   */
  default String selected() {
    return "these";
  }

  /** The contracts that are measured, each major version by itself. */
  Map<Major, CompiledContract> measured();

  /** Whether a contract is measured. */
  Membership of(Major contract);
}
