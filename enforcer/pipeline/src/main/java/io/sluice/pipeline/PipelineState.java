package io.sluice.pipeline;

/** Where a pipeline stands. */
public sealed interface PipelineState {

  /** Joining its group; nothing is amiss. */
  record Starting() implements PipelineState {}

  /** Infrastructure or a topic is missing; it goes on by itself when that is back. */
  record Waiting(String forWhat) implements PipelineState {}

  /** Enforcing. */
  record Running() implements PipelineState {}

  /** Alive, and not reading until somebody resumes it. */
  record Paused(String why) implements PipelineState {}

  /** Stopped for good; the reason says what somebody has to do. */
  record Failed(String why) implements PipelineState {}

  /** Not started yet, or closed. */
  record Stopped() implements PipelineState {}

  /** The state in a word. */
  default String word() {
    return switch (this) {
      case Stopped s -> "stopped";
      case Starting s -> "starting";
      case Waiting s -> "waiting";
      case Running s -> "running";
      case Paused s -> "paused";
      case Failed s -> "failed";
    };
  }

  /** The state as the meter shows it, see {@code PipelineMeters.STATE}. */
  default int code() {
    return switch (this) {
      case Stopped s -> 0;
      case Starting s -> 1;
      case Waiting s -> 2;
      case Running s -> 3;
      case Paused s -> 4;
      case Failed s -> 5;
    };
  }

  /** Why, or what is waited for; empty where there is nothing to say. */
  default String reason() {
    return switch (this) {
      case Stopped s -> "";
      case Starting s -> "";
      case Running s -> "";
      case Waiting s -> s.forWhat();
      case Paused s -> s.why();
      case Failed s -> s.why();
    };
  }
}
