package io.sluice.engine.plan;

/**
 * One thread's scratch space for judging records. Not thread-safe; reused from record to record.
 */
public final class Walk {}
