package io.sluice.pipeline.count;

/** How a record came to a pipeline. */
public enum Source {
  /** It stands in the raw topic, as its producer sent it. */
  RAW,

  /** It was a dead letter, and was sent again: it was counted before, as what came in. */
  REPLAY
}
