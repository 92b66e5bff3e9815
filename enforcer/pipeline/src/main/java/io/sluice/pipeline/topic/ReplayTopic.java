package io.sluice.pipeline.topic;

/** The topic that a pipeline reads replayed records from: Sluice alone writes to it. */
public final class ReplayTopic {

  /** The topic, of all contracts, that says which letters were sent there; compacted. */
  public static final String LOG = "sluice.replays";

  private ReplayTopic() {}

  /** Its name. */
  public static String of(String applicationId) {
    return "replay." + applicationId;
  }
}
