package io.sluice.engine.walk;

/**
 * Reads one value of a writer schema. Steps are immutable once a plan is built, and shared by all
 * threads; what changes from record to record stands in the {@link Walk}.
 */
public sealed interface Step
    permits KnownStep,
        BooleanStep,
        LongStep,
        DoubleStep,
        StringStep,
        BytesStep,
        DecimalStep,
        EnumStep,
        UnionStep,
        ArrayStep,
        MapStep,
        RecordStep,
        NamedStep,
        JudgedStep,
        SlotStep {

  /**
   * Reads the value and notes what it breaks.
   *
   * @return false where the bytes can't be read on, which has been noted
   */
  boolean walk(Walk walk);
}
