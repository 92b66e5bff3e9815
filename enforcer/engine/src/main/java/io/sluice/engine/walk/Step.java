package io.sluice.engine.walk;

/**
 * Reads one value of a writer schema. Steps are immutable once a plan is built, and shared by all
 * threads; what changes from record to record stands in the {@link Walk}.
 *
 * <p>A class and not an interface, and handed its place rather than asking the walk for it: both
 * for speed.
 */
public abstract sealed class Step
    permits KnownStep,
        BooleanStep,
        LongStep,
        DoubleStep,
        StringStep,
        BytesStep,
        DecimalStep,
        EnumStep,
        UnionStep,
        UnfitStep,
        BlocksStep,
        RecordStep,
        NamedStep,
        JudgedStep,
        SlotStep {

  /** What stands for the end of a value that can't be read. */
  static final int UNREADABLE = -1;

  /**
   * Reads the value and notes what it breaks.
   *
   * @param bytes hold the record
   * @param at where the value starts
   * @param end where the record ends
   * @return where the value ends; {@link #UNREADABLE}, which has been noted, where the bytes can't
   *     be read on
   */
  abstract int walk(Walk walk, byte[] bytes, int at, int end);
}
